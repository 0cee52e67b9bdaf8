-- title: 一天查看完整号码过多
-- clause: 个人信息保护：查看完整号码须有事由
-- weight: MEDIUM
-- what: 同一人一天查看完整号码超过20次。
select u.person || ':' || (u.at at time zone 'Asia/Shanghai')::date as key, min(h.division) as village, null::uuid as case_id,
  null::uuid as household_id, max(u.at) as happened_at,
  max(u.person_name) || (u.at at time zone 'Asia/Shanghai')::date || '查看完整号码' || count(*) || '次' as said,
  '/audit/readings' as href
from app.unmask_log u join app.household h on h.id = u.household_id
where left(h.division, 6) = :county
group by u.person, (u.at at time zone 'Asia/Shanghai')::date
having count(*) > 20
