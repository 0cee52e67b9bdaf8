-- title: 国家系统编号缺失或日期不符
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 纳入超过10天没有国家系统的编号，或国家系统的录入日期早于县级确认。
select m.id::text as key, h.division as village, m.case_id, m.household_id, m.entered_at as happened_at,
  case when m.national_number is null then '纳入超过10天，还没有国家系统编号'
    else '国家系统录入日期' || m.national_entered_on || '早于县级确认' || k.decided_on end as said
from app.monitored_household m
join app.household h on h.id = m.household_id
left join app.county_confirmation k on k.case_id = m.case_id
where left(h.division, 6) = :county and m.case_id is not null
  and (m.national_number is null and m.entered_at < app.legal_now() - interval '10 days' or m.national_entered_on < k.decided_on)
