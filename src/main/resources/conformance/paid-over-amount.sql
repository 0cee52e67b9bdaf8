-- title: 付款超过核定的数
-- clause: 上级核查常查的疑点：超标准发放
-- weight: HIGH
-- what: 付款金额大于公示的份额，或一批资金付出的合计大于预算。
select p.line_id::text as key, h.division as village, (select m.case_id from app.assistance_measure a join app.assistance_plan q on q.id = a.plan_id join app.monitored_household m on m.id = q.monitored_id where a.id = l.measure_id) as case_id, l.household_id, p.recorded_at as happened_at,
  '核定' || l.amount || '元，付了' || p.amount || '元' as said
from app.measure_payment p
join app.fund_line l on l.id = p.line_id
join app.household h on h.id = l.household_id
where left(h.division, 6) = :county and p.amount > l.amount
union all
select 'batch:' || b.id, b.county, null, null, max(p.recorded_at), '“' || b.name || '”预算' || b.budget || '元，已付' || sum(p.amount) || '元'
from app.fund_batch b join app.fund_line l on l.batch_id = b.id join app.measure_payment p on p.line_id = l.id
where b.county = :county
group by b.id having sum(p.amount) > b.budget
