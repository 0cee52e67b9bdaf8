-- title: 有劳动力却只有综合保障
-- clause: 上级核查常查的疑点：一兜了之
-- weight: MEDIUM
-- what: 方案里只有综合保障，而家里有人有劳动能力。
select p.id::text as key, h.division as village, m.case_id, m.household_id, p.proposed_at as happened_at,
  '方案只有综合保障，家里有' || count(distinct x.id) || '人有劳动能力' as said
from app.assistance_plan p
join app.monitored_household m on m.id = p.monitored_id
join app.household h on h.id = m.household_id
join app.household_member x on x.household_id = h.id and x.left_on is null and x.died_on is null and x.labour in ('ORDINARY', 'SKILLED')
where left(h.division, 6) = :county and p.state in ('STANDS', 'HANDED_OVER')
  and not exists (select from app.assistance_measure a where a.plan_id = p.id and a.kind <> 'COMPREHENSIVE')
  and exists (select from app.assistance_measure a where a.plan_id = p.id)
group by p.id, h.division, m.case_id, m.household_id, p.proposed_at
