-- title: 整户无劳动力却消除
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 消除风险的户里没有一个人有劳动能力。
select m.id::text as key, h.division as village, m.case_id, m.household_id, m.ended_at as happened_at, '消除时家里没有人有劳动能力' as said
from app.monitored_household m join app.household h on h.id = m.household_id
where left(h.division, 6) = :county and m.ended_as = 'ELIMINATED'
  and exists (select from app.household_member x where x.household_id = h.id and x.left_on is null and x.died_on is null and x.labour is not null)
  and not exists (select from app.household_member x where x.household_id = h.id and x.left_on is null and x.died_on is null
    and x.labour in ('ORDINARY', 'SKILLED', 'WEAK'))
