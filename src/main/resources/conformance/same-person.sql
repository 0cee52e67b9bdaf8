-- title: 一人办了互相制约的环节
-- clause: 职责分离：一人一案只办一个环节
-- weight: HIGH
-- what: 同一人在同一案件中办了两个应由不同的人办理的环节（按环节记录中的本人，不按账号）。
with hand (element, hand) as (values
  ('UserTask_VisitHousehold', '村级核实'), ('UserTask_ReviewInVillage', '村级核实'), ('UserTask_HandleTownReview', '乡镇初核'),
  ('UserTask_ReviewInTown', '乡镇审核'), ('UserTask_DecideInTown', '乡镇审定'), ('UserTask_HandleCountyConfirmation', '县级初核'),
  ('UserTask_ReviewInCounty', '县级审核'), ('UserTask_DecideInCounty', '县级审定'), ('UserTask_InvestigateObjection', '异议核查'))
select c.id || ':' || r.person_id as key, c.village, c.id as case_id, c.household_id, max(r.at) as happened_at,
  max(r.actor_name) || '一人办了' || string_agg(distinct h.hand, '、') as said
from app.step_record r
join hand h on h.element = r.element
join app.identification_case c on c.id = r.case_id
where left(c.village, 6) = :county
group by c.id, c.village, c.household_id, r.person_id
having count(distinct h.hand) > 1
