-- title: 该送的告知书没送
-- clause: 不予纳入等文书须送达农户
-- weight: MEDIUM
-- what: 应送达农户的文书过了期限还没有送达登记。
select o.id::text as key, c.village, c.id as case_id, c.household_id, o.due_at as happened_at,
  case o.kind when 'REFUSED' then '不予纳入告知书' when 'ENTERED' then '纳入告知书' when 'RECEIPT' then '受理回执'
    when 'NON_ACCEPTANCE' then '不予受理书' when 'ASSISTANCE' then '帮扶明白纸' when 'ROUTING_ANSWER' then '书面答复' else '文书' end
    || '应在' || to_char(o.due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '前送达，'
    || coalesce(to_char(d.recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || '才登记送达', '至今没有登记送达') as said
from app.delivery_owed o
join app.identification_case c on c.id = o.case_id
left join app.delivery d on d.owed_id = o.id
where left(c.village, 6) = :county and o.due_at < coalesce(d.recorded_at, app.legal_now())
