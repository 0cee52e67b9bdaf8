-- title: 资金没有公示就付款
-- clause: 杭锦旗方案六（四）：资金三级公示
-- weight: HIGH
-- what: 付款时，这批资金的分配结果还没有公示期满通过，或公示层级不足三级。
select p.line_id::text as key, h.division as village, (select m.case_id from app.assistance_measure a join app.assistance_plan q on q.id = a.plan_id join app.monitored_household m on m.id = q.monitored_id where a.id = l.measure_id) as case_id, l.household_id, p.recorded_at as happened_at,
  p.paid_on || '付款' || p.amount || '元时，' || coalesce('资金公示只在' || cardinality(n.levels) || '级', '这批资金还没有公示通过') as said
from app.measure_payment p
join app.fund_line l on l.id = p.line_id
join app.household h on h.id = l.household_id
left join lateral (select n.levels from app.fund_notice n join app.fund_notice_closing x on x.notice_id = n.id and x.result = 'PASSED'
  where n.batch_id = l.batch_id and x.closed_at <= p.recorded_at order by x.closed_at desc limit 1) n on true
where left(h.division, 6) = :county and (n.levels is null or cardinality(n.levels) < 3)
