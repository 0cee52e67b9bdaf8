-- title: 流程记录与留痕不一致
-- clause: 流程记录须与留痕一致
-- weight: HIGH
-- what: 流程引擎记着办完的环节没有环节记录，或环节记录在流程里找不到，或两边记的人不同，或环节记录没有留痕，或案件登记的状态与留痕不同。
select 'task:' || t.id_ as key, c.village, c.id as case_id, c.household_id, t.end_time_ at time zone 'Asia/Shanghai' as happened_at,
  '流程里“' || t.name_ || '”已办完，却没有环节记录' as said
from camunda.act_hi_taskinst t
join camunda.act_hi_procinst p on p.id_ = t.proc_inst_id_
join app.identification_case c on c.id::text = p.business_key_
where left(c.village, 6) = :county and t.delete_reason_ = 'completed'
  and not exists (select from app.step_record r where r.task_id = t.id_)
union all
select 'record:' || r.seq, c.village, c.id, c.household_id, r.at, r.actor_name || '的环节记录在流程里找不到'
from app.step_record r join app.identification_case c on c.id = r.case_id
where left(c.village, 6) = :county and r.task_id is not null
  and not exists (select from camunda.act_hi_taskinst t where t.id_ = r.task_id)
union all
select 'person:' || r.seq, c.village, c.id, c.household_id, r.at,
  '环节记录写的是' || r.actor_name || '，流程记的是账号' || l.user_id_
from app.step_record r
join app.identification_case c on c.id = r.case_id
join app.officer o on o.id = r.officer_id
join camunda.act_hi_op_log l on l.task_id_ = r.task_id and l.operation_type_ = 'Complete'
where left(c.village, 6) = :county and l.user_id_ is not null and l.user_id_ <> o.username
union all
select 'count:' || c.id, c.village, c.id, c.household_id, x.last_at,
  '环节记录有' || x.records || '条，留痕里只有' || x.events || '条办理记录'
from app.identification_case c
cross join lateral (
  select (select count(*) from app.step_record r where r.case_id = c.id) as records,
    (select count(*) from app.trail_event e where e.chain = c.id::text and e.action = 'step.submitted') as events,
    (select max(r.at) from app.step_record r where r.case_id = c.id) as last_at) x
where left(c.village, 6) = :county and x.records > x.events
union all
select 'state:' || c.id, c.village, c.id, c.household_id, m.at, '登记的状态是' || c.state || '，留痕里最后转入的是' || m.to_state
from app.identification_case c
join lateral (select e.at, e.to_state from app.trail_event e where e.chain = c.id::text
  and e.action in ('case.opened', 'case.moved', 'case.closed', 'application.accepted') order by e.seq desc limit 1) m on true
where left(c.village, 6) = :county and c.state <> m.to_state
