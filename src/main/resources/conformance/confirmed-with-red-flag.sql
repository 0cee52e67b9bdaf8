-- title: 带着重点疑点确认
-- clause: 上级核查和审计常查的疑点
-- weight: HIGH
-- what: 确认纳入时，财政供养、企业、房产等重点疑点还没有说明清楚。
select f.id::text as key, c.village, c.id as case_id, c.household_id, k.confirmed_at as happened_at,
  '确认时还有一条重点疑点没有说明清楚（' || f.rule || '）' as said
from app.comparison_finding f
join app.county_confirmation k on k.case_id = f.case_id
join app.identification_case c on c.id = f.case_id
where left(c.village, 6) = :county and f.weight = 'HIGH' and f.found_at < k.confirmed_at
  and not exists (select from app.finding_check x where x.finding_id = f.id and x.verdict in ('ACCEPTED', 'NOT_THIS_PERSON')
    and x.checked_at < k.confirmed_at)
