-- title: 干部及其近亲属的户
-- clause: 近亲属备案
-- weight: MEDIUM
-- what: 确认纳入的户里有在职的办理人员；或申报过近亲属任村、乡镇干部的户，纳入了，或评议没有通过。写明评议时有没有人回避。
with recused as (
  select r.case_id, r.result, m.held_at, exists (select from app.meeting_recusal q where q.case_id = r.case_id and q.meeting_id = r.meeting_id) as aside
  from app.village_review r join app.review_meeting m on m.id = r.meeting_id
)
select distinct 'own:' || c.id || ':' || p.id as key, c.village, c.id as case_id, c.household_id, k.confirmed_at as happened_at,
  '纳入的户里有人在职办理这项工作' || case when a.relative_in_office then '' else '，申请时没有申报' end as said
from app.county_confirmation k
join app.identification_case c on c.id = k.case_id
join app.household_member x on x.household_id = c.household_id and x.left_on is null and x.died_on is null
join app.person p on p.identity_hash = x.identity_hash
join app.officer o on o.person = p.id
join app.post t on t.officer = o.id and t.valid_from <= k.confirmed_at and coalesce(t.valid_until, 'infinity') > c.opened_at
left join app.household_application a on a.case_id = c.id
where left(c.village, 6) = :county
union all
select 'entered:' || c.id, c.village, c.id, c.household_id, k.confirmed_at,
  '申报有近亲属任村或乡镇干部，已确认纳入' || case when exists (select from recused q where q.case_id = c.id and q.aside) then '（评议时有人回避）'
    else '，评议时没有登记回避' end
from app.household_application a
join app.identification_case c on c.id = a.case_id
join app.county_confirmation k on k.case_id = c.id
where left(c.village, 6) = :county and a.relative_in_office
union all
select 'refused:' || c.id || ':' || q.held_at, c.village, c.id, c.household_id, q.held_at,
  '申报有近亲属任村或乡镇干部，评议没有通过，也没有登记回避'
from app.household_application a
join app.identification_case c on c.id = a.case_id
join recused q on q.case_id = c.id and q.result = 'NOT_AGREED' and not q.aside
where left(c.village, 6) = :county and a.relative_in_office
