-- title: 帮扶责任人户数过多
-- clause: 本县规定：责任人最多户数
-- weight: MEDIUM
-- what: 一人同时负责的户数超过本县规定；本县没有规定的不计。
with most as (
  select nullif(s.entries -> 'officerHouseholdsMaximum' ->> 'value', '')::int as households from app.parameter_set s
  where s.county = :county and s.valid_from <= (app.legal_now() at time zone 'Asia/Shanghai')::date
  order by s.valid_from desc, s.published_at desc limit 1)
select encode(o.phone_hash, 'hex') || ':' || o.name as key, min(h.division) as village, null::uuid as case_id, null::uuid as household_id,
  max(o.named_at) as happened_at,
  o.name || '同时负责' || count(*) || '户，规定最多' || most.households || '户' as said,
  '/audit/cases?division=' || left(min(h.division), 9) as href
from app.responsible_officer o
join app.household h on h.id = o.household_id
cross join most
where left(h.division, 6) = :county and o.ends_on is null and most.households is not null
group by o.phone_hash, o.name, most.households
having count(*) > most.households
