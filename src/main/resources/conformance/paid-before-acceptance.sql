-- title: 没有验收就付款
-- clause: 先建后补、先验收后付款
-- weight: HIGH
-- what: 付款日期早于验收合格，或没有验收合格的记录。
select p.line_id::text as key, h.division as village, (select m.case_id from app.assistance_measure a join app.assistance_plan q on q.id = a.plan_id join app.monitored_household m on m.id = q.monitored_id where a.id = l.measure_id) as case_id, l.household_id, p.recorded_at as happened_at,
  p.paid_on || '付款' || p.amount || '元，' || coalesce('验收合格在' || i.passed_on, '没有验收合格的记录') as said
from app.measure_payment p
join app.fund_line l on l.id = p.line_id
join app.household h on h.id = l.household_id
left join lateral (select min(i.inspected_on) as passed_on from app.measure_delivery d join app.measure_inspection i on i.delivery_id = d.id and i.passed
  where app.measure_root(d.measure_id) = app.measure_root(l.measure_id)) i on true
where left(h.division, 6) = :county and (i.passed_on is null or p.paid_on < i.passed_on)
