-- title: 资金闲置
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 资金下达超过180天，付出不到一半。
select b.id::text as key, b.county as village, null::uuid as case_id, null::uuid as household_id, b.created_at as happened_at,
  '“' || b.name || '”' || b.budget || '元，下达' || extract(day from app.legal_now() - b.created_at)::int || '天只付出' || coalesce(sum(p.amount), 0) || '元' as said,
  '/audit/cases' as href
from app.fund_batch b left join app.fund_line l on l.batch_id = b.id left join app.measure_payment p on p.line_id = l.id
where b.county = :county and b.created_at < app.legal_now() - interval '180 days'
group by b.id having coalesce(sum(p.amount), 0) < b.budget / 2
