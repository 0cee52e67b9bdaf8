-- title: 突击消除
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 同一乡镇一年的消除中，三成以上（不少于5户）集中在同一周。
with weeks as (
  select left(h.division, 9) as town, date_trunc('year', m.ended_at at time zone 'Asia/Shanghai') as year,
    date_trunc('week', m.ended_at at time zone 'Asia/Shanghai') as week, count(*) as exits, max(m.ended_at) as latest,
    sum(count(*)) over (partition by left(h.division, 9), date_trunc('year', m.ended_at at time zone 'Asia/Shanghai')) as all_exits
  from app.monitored_household m join app.household h on h.id = m.household_id
  where left(h.division, 6) = :county and m.ended_as = 'ELIMINATED'
  group by 1, 2, 3)
select town || ':' || week::date as key, town as village, null::uuid as case_id, null::uuid as household_id, latest as happened_at,
  '全年消除' || all_exits || '户，其中' || exits || '户集中在' || week::date || '起的一周' as said, '/audit/cases?division=' || town as href
from weeks where exits >= 5 and exits >= all_exits * 0.3 and all_exits > exits
