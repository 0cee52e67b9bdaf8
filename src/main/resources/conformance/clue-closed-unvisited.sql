-- title: 线索没有上门就了结
-- clause: 上级核查常查的疑点：应纳未纳
-- weight: HIGH
-- what: 排查、预警的线索以“无风险”了结，却没有上门核实的记录。
select c.id::text as key, c.village, c.id as case_id, c.household_id, c.closed_at as happened_at, '线索以无风险了结，没有上门核实的记录' as said
from app.identification_case c
where left(c.village, 6) = :county and c.outcome = 'NO_RISK'
  and not exists (select from app.step_record r where r.case_id = c.id and r.element = 'UserTask_VerifyClue')
