-- title: 资金付到外人账户
-- clause: 上级核查常查的疑点：资金不得付给已故、无关的人
-- weight: HIGH
-- what: 收款人不是本户的人，或账户不是该户登记过的账户。
select p.line_id::text as key, h.division as village, (select m.case_id from app.assistance_measure a join app.assistance_plan q on q.id = a.plan_id join app.monitored_household m on m.id = q.monitored_id where a.id = l.measure_id) as case_id, l.household_id, p.recorded_at as happened_at,
  p.paid_on || '付款' || p.amount || '元，' || case when x.household_id <> l.household_id then '收款人不是本户的人' else '账户也用于别的户' end as said
from app.measure_payment p
join app.fund_line l on l.id = p.line_id
join app.household h on h.id = l.household_id
join app.household_member x on x.id = p.payee
where left(h.division, 6) = :county and (x.household_id <> l.household_id or exists (
  select from app.measure_payment o join app.fund_line ol on ol.id = o.line_id
  where o.account_hash = p.account_hash and ol.household_id <> l.household_id))
