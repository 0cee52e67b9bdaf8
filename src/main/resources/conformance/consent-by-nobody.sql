-- title: 成年人没有授权
-- clause: 每个成年人单独授权
-- weight: LOW
-- what: 受理时有家庭成员的授权书没有签（以后补签、拒绝的另计），到确认时仍没有签。
select a.case_id || ':' || a.member_id as key, c.village, c.id as case_id, c.household_id, k.confirmed_at as happened_at,
  '确认时还有家庭成员没有补签授权书（应在' || coalesce(a.sign_by::text, '——') || '前补签）' as said
from app.comparison_authorization a
join app.county_confirmation k on k.case_id = a.case_id
join app.identification_case c on c.id = a.case_id
where left(c.village, 6) = :county and a.decision = 'LATER'
