-- title: 同一措施付了两次
-- clause: 一事一源：同一措施不重复付款
-- weight: HIGH
-- what: 同一措施、同一受益人、同一期间有两笔付款。
select l.measure_id || ':' || coalesce(l.beneficiary::text, '') || ':' || coalesce(l.period, '') as key, h.division as village, (select m.case_id from app.assistance_measure a join app.assistance_plan q on q.id = a.plan_id join app.monitored_household m on m.id = q.monitored_id where a.id = l.measure_id) as case_id,
  l.household_id, max(p.recorded_at) as happened_at, '同一措施付了' || count(*) || '次，共' || sum(p.amount) || '元' as said
from app.measure_payment p
join app.fund_line l on l.id = p.line_id
join app.household h on h.id = l.household_id
where left(h.division, 6) = :county
group by l.measure_id, l.beneficiary, l.period, h.division, l.household_id
having count(*) > 1
