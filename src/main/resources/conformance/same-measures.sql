-- title: 户户一样的措施
-- clause: 上级核查和审计常查的疑点
-- weight: LOW
-- what: 同一乡镇八户以上的方案，八成以上措施种类完全相同。
with kinds as (
  select p.id, left(h.division, 9) as town, p.proposed_at, string_agg(distinct a.kind, ',' order by a.kind) as kinds
  from app.assistance_plan p
  join app.monitored_household m on m.id = p.monitored_id
  join app.household h on h.id = m.household_id
  join app.assistance_measure a on a.plan_id = p.id
  where left(h.division, 6) = :county and p.state in ('STANDS', 'HANDED_OVER')
  group by p.id, h.division, p.proposed_at
), sums as (
  select town, kinds, count(*) as same, sum(count(*)) over (partition by town) as plans, max(proposed_at) as latest
  from kinds group by town, kinds)
select town || ':' || kinds as key, town as village, null::uuid as case_id, null::uuid as household_id, latest as happened_at,
  plans || '份方案中有' || same || '份的措施种类完全一样' as said, '/audit/cases?division=' || town as href
from sums where plans >= 8 and same >= plans * 0.8
