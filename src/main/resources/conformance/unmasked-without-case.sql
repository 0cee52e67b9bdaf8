-- title: 没有案件却查看完整号码
-- clause: 个人信息保护：查看完整号码须有事由
-- weight: MEDIUM
-- what: 查看某户的完整号码时，该户没有正在办理的案件，查看人也不是审计监督人员。
select u.id::text as key, h.division as village, null::uuid as case_id, u.household_id, u.at as happened_at,
  u.person_name || '（' || u.office_name || '）查看了完整号码，理由：“' || u.reason || '”' as said,
  '/households/' || u.household_id as href
from app.unmask_log u join app.household h on h.id = u.household_id
where left(h.division, 6) = :county
  and not exists (select from app.identification_case c where c.household_id = u.household_id
    and c.opened_at <= u.at and coalesce(c.closed_at, 'infinity') > u.at)
  and not exists (select from app.post p where p.officer = u.officer and p.role = 'AUDITOR')
