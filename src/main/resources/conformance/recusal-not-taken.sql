-- title: 该回避的没有回避
-- clause: 评议时本户成员和近亲属须回避
-- weight: HIGH
-- what: 评议某户时，到会的代表就是该户家庭成员（按姓名比对花名册），没有登记回避。
select r.case_id || ':' || a.meeting_id || ':' || a.seq as key, c.village, c.id as case_id, c.household_id, m.held_at as happened_at,
  '到会代表中有与本户成员同名的人，评议本户时没有回避（花名册第' || a.seq || '号）' as said
from app.village_review r
join app.review_meeting m on m.id = r.meeting_id
join app.meeting_attendance a on a.meeting_id = m.id and a.present
join app.village_roster_member v on v.roster_id = a.roster_id and v.seq = a.seq
join app.identification_case c on c.id = r.case_id
join app.household_member x on x.household_id = c.household_id and x.name = v.name and x.left_on is null and x.died_on is null
where left(c.village, 6) = :county
  and not exists (select from app.meeting_recusal q where q.meeting_id = m.id and q.case_id = c.id and q.seq = a.seq)
