-- title: 多户收入完全一样
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 同一村四户以上最后核算的人均纯收入一分不差。
with latest as (
  select distinct on (case_id) case_id, net_income_per_head, counted_at from app.income_count order by case_id, seq desc)
select c.village || ':' || l.net_income_per_head as key, c.village, null::uuid as case_id, null::uuid as household_id,
  max(l.counted_at) as happened_at,
  count(distinct c.household_id) || '户的人均纯收入都是' || l.net_income_per_head || '元，例如' || min(c.number) || '、' || max(c.number) as said,
  '/audit/cases?division=' || c.village as href
from latest l join app.identification_case c on c.id = l.case_id
where left(c.village, 6) = :county and l.net_income_per_head is not null
group by c.village, l.net_income_per_head
having count(distinct c.household_id) >= 4
