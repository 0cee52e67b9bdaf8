-- title: 各次评议票数一样
-- clause: 上级核查和审计常查的疑点
-- weight: LOW
-- what: 同一村五次以上不同的评议会，到会、同意、不同意、弃权的人数完全一样。
select c.village || ':' || r.present || '-' || r.votes_for || '-' || r.votes_against || '-' || r.abstained as key, c.village,
  null::uuid as case_id, null::uuid as household_id, max(m.held_at) as happened_at,
  count(distinct m.id) || '次评议会都是到会' || r.present || '人、同意' || r.votes_for || '、不同意' || r.votes_against || '、弃权'
    || r.abstained || '，例如' || min(c.number) || '、' || max(c.number) as said,
  '/audit/cases?division=' || c.village as href
from app.village_review r
join app.review_meeting m on m.id = r.meeting_id
join app.identification_case c on c.id = r.case_id
where left(c.village, 6) = :county
group by c.village, r.present, r.votes_for, r.votes_against, r.abstained
having count(distinct m.id) >= 5 and count(distinct (m.held_at at time zone 'Asia/Shanghai')::date) >= 2
