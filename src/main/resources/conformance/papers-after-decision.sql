-- title: 决定之后补档
-- clause: 上级核查常查的疑点：补档
-- weight: HIGH
-- what: 县级确认之后才形成的入户、疑点、评议、审核记录。
select r.seq::text as key, c.village, c.id as case_id, c.household_id, r.at as happened_at,
  r.actor_name || '在确认之后才办“' || s.name || '”' as said
from app.step_record r
join (values ('UserTask_VisitHousehold', '入户核实'), ('UserTask_AnswerFindings', '说明比对疑点'),
  ('UserTask_CheckFindings', '复核疑点和收入'), ('UserTask_ReviewInVillage', '民主评议'), ('UserTask_HandleTownReview', '乡镇初核'),
  ('UserTask_ReviewInTown', '乡镇审核'), ('UserTask_DecideInTown', '乡镇审定')) s (element, name) on s.element = r.element
join app.identification_case c on c.id = r.case_id
join app.county_confirmation k on k.case_id = c.id
where left(c.village, 6) = :county and r.at > k.confirmed_at
