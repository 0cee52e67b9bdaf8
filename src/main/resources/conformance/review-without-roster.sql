-- title: 评议没有花名册
-- clause: 评议到会人员须与花名册一致
-- weight: LOW
-- what: 评议会只写了人数，没有按花名册逐人签到。
select r.case_id || ':' || r.meeting_id as key, c.village, c.id as case_id, c.household_id, m.held_at as happened_at,
  to_char(m.held_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || '的评议会应到' || m.entitled || '人、到会' || m.present || '人，没有按花名册逐人签到' as said
from app.village_review r
join app.review_meeting m on m.id = r.meeting_id
join app.identification_case c on c.id = r.case_id
where left(c.village, 6) = :county
  and not exists (select from app.meeting_attendance a where a.meeting_id = m.id)
