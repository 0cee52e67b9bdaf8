-- title: 收入挤在监测线下
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 同一乡镇一年内，人均纯收入落在监测线下5%以内的户，是线上5%以内的三倍以上，且不少于5户。
with latest as (
  select distinct on (i.case_id) i.case_id, i.net_income_per_head as income, i.counted_at from app.income_count i
  where i.net_income_per_head is not null order by i.case_id, i.seq desc
), placed as (
  select left(c.village, 9) as town, extract(year from c.accepted_at at time zone 'Asia/Shanghai')::int as year, l.income, l.counted_at,
    (select y.yuan from app.income_line y where y.county = :county
       and y.valid_from <= (c.accepted_at at time zone 'Asia/Shanghai')::date order by y.valid_from desc limit 1) as line
  from latest l join app.identification_case c on c.id = l.case_id
  where left(c.village, 6) = :county and c.accepted_at is not null
)
select town || ':' || year as key, town as village, null::uuid as case_id, null::uuid as household_id, max(counted_at) as happened_at,
  year || '年有' || count(*) filter (where income >= line * 0.95 and income < line) || '户的收入在监测线下5%以内，线上5%以内只有'
    || count(*) filter (where income >= line and income < line * 1.05) || '户' as said,
  '/audit/cases?division=' || town as href
from placed
group by town, year
having count(*) filter (where income >= line * 0.95 and income < line) >= 5
  and count(*) filter (where income >= line * 0.95 and income < line)
    >= 3 * count(*) filter (where income >= line and income < line * 1.05)
