-- title: 资金付给已故的人
-- clause: 上级核查常查的疑点：资金不得付给已故、无关的人
-- weight: HIGH
-- what: 付款日期晚于收款人或受益人去世、离开本户的日期。
select p.line_id::text as key, h.division as village, (select m.case_id from app.assistance_measure a join app.assistance_plan q on q.id = a.plan_id join app.monitored_household m on m.id = q.monitored_id where a.id = l.measure_id) as case_id, l.household_id, p.recorded_at as happened_at,
  p.paid_on || '付款' || p.amount || '元，' || case when x.id = p.payee then '收款人' else '受益人' end || case when x.died_on is not null and p.paid_on > x.died_on
    then x.died_on || '已去世' else x.left_on || '已离开本户' end as said
from app.measure_payment p
join app.fund_line l on l.id = p.line_id
join app.household h on h.id = l.household_id
join app.household_member x on x.id in (p.payee, l.beneficiary)
where left(h.division, 6) = :county and (p.paid_on > x.died_on or p.paid_on > x.left_on)
