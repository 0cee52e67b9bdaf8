-- title: 超过时限
-- clause: 本县规定：各环节时限
-- weight: MEDIUM
-- what: 环节办完（或至今）晚于应办完的时间。
select t.id_ as key, c.village, c.id as case_id, c.household_id, t.due_date_ at time zone 'Asia/Shanghai' as happened_at,
  '“' || t.name_ || '”应在' || to_char(t.due_date_, 'YYYY-MM-DD HH24:MI') || '前办完，'
    || case when t.end_time_ is null then '至今没有办' else to_char(t.end_time_, 'YYYY-MM-DD HH24:MI') || '才办完' end as said
from camunda.act_hi_taskinst t
join camunda.act_hi_procinst p on p.id_ = t.proc_inst_id_
join app.identification_case c on c.id::text = p.business_key_
where left(c.village, 6) = :county and t.delete_reason_ is distinct from 'deleted'
  and t.due_date_ < coalesce(t.end_time_, app.legal_now() at time zone 'Asia/Shanghai')
