-- title: 死后或离开后签字
-- clause: 上级核查和审计常查的疑点
-- weight: HIGH
-- what: 授权书的签字日期晚于本人去世或离开本户的日期。
select a.case_id || ':' || a.member_id as key, c.village, c.id as case_id, c.household_id, a.recorded_at as happened_at,
  '授权书签于' || a.signed_on || '，本人' || case when a.signed_on > m.died_on then m.died_on || '已去世' else m.left_on || '已离开本户' end as said
from app.comparison_authorization a
join app.household_member m on m.id = a.member_id
join app.identification_case c on c.id = a.case_id
where left(c.village, 6) = :county and a.decision = 'SIGNED' and (a.signed_on > m.died_on or a.signed_on > m.left_on)
