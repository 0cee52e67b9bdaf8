-- title: 几秒钟审一户
-- clause: 按清单一次审定须有清单；其余逐户审
-- weight: MEDIUM
-- what: 同一人两次单户审核、审定相隔不到20秒，而不是按同一张清单一次办理。
with said as (
  select o.case_id, o.person_id, o.given_at, o.hand from app.town_opinion o
  union all
  select o.case_id, o.person_id, o.given_at, o.hand from app.county_opinion o
), alone as (
  select s.* from said s where not exists (
    select from app.step_record r where r.case_id = s.case_id and r.person_id = s.person_id and r.batch_id is not null
      and r.at between s.given_at - interval '10 seconds' and s.given_at + interval '10 seconds')
), gap as (
  select a.*, lag(a.given_at) over w as before, lag(a.case_id) over w as before_case
  from alone a window w as (partition by a.person_id order by a.given_at)
)
select g.case_id || ':' || g.hand || ':' || extract(epoch from g.given_at)::bigint as key, c.village, c.id as case_id, c.household_id,
  g.given_at as happened_at,
  coalesce((select max(r.actor_name) from app.step_record r where r.case_id = g.case_id and r.person_id = g.person_id), '同一人')
    || '审完上一户' || round(extract(epoch from g.given_at - g.before)) || '秒后就审完这一户，不是按清单办理' as said
from gap g join app.identification_case c on c.id = g.case_id
where left(c.village, 6) = :county and g.before_case <> g.case_id and g.given_at - g.before < interval '20 seconds'
