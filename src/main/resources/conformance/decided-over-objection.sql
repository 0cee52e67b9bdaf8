-- title: 异议未结就作决定
-- clause: 异议没有答复不得作决定
-- weight: HIGH
-- what: 县级意见或确认作出时，针对该户的异议还没有答复。
select o.id || ':' || d.what as key, n.village, n.case_id, n.household_id, d.at as happened_at,
  d.what || '时，' || to_char(o.received_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || '收到的异议还没有答复' as said
from app.objection o
join app.public_notice n on n.id = o.notice_id
left join app.objection_resolution r on r.objection_id = o.id
join lateral (
  select min(given_at) as at, '县级审核' as what from app.county_opinion k where k.case_id = n.case_id and k.given_at > o.received_at
    and k.given_at < coalesce(r.resolved_at, 'infinity')
  union all
  select min(confirmed_at), '县级确认' from app.county_confirmation k where k.case_id = n.case_id and k.confirmed_at > o.received_at
    and k.confirmed_at < coalesce(r.resolved_at, 'infinity')) d on d.at is not null
where left(n.village, 6) = :county
