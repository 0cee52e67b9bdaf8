-- title: 授权晚于比对
-- clause: 查询个人信息须先有本人授权
-- weight: HIGH
-- what: 查询某人的部门数据时，本人的授权书还没有签、没有登记，或不包括这一项。
select r.case_id || ':' || r.member_id || ':' || r.register as key, c.village, c.id as case_id, c.household_id,
  min(r.compared_at) as happened_at,
  case when a.member_id is null or a.decision <> 'SIGNED' then '没有本人签字的授权书就比对了'
    when a.recorded_at > min(r.compared_at) then '授权书' || to_char(a.recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')
      || '才登记，' || to_char(min(r.compared_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '已比对'
    when a.signed_on > (min(r.compared_at) at time zone 'Asia/Shanghai')::date then '授权书签于' || a.signed_on || '，比对在前'
    else '授权书不包括这一项数据' end as said
from app.comparison_run r
join app.identification_case c on c.id = r.case_id
left join app.comparison_authorization a on a.case_id = r.case_id and a.member_id = r.member_id
where left(c.village, 6) = :county
group by r.case_id, r.member_id, r.register, c.village, c.id, c.household_id, a.member_id, a.decision, a.recorded_at, a.signed_on, a.registers
having a.member_id is null or a.decision <> 'SIGNED' or a.recorded_at > min(r.compared_at)
  or a.signed_on > (min(r.compared_at) at time zone 'Asia/Shanghai')::date or not r.register = any (a.registers)
