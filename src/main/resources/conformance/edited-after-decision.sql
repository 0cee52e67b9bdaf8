-- title: 决定之后改了户情
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 确认纳入之后90天内，不是台账导入，改了该户的登记，或补记了更早生效的政策享受状态。
select 'change:' || h.id as key, c.village, c.id as case_id, c.household_id, h.changed_at as happened_at,
  '确认之后' || coalesce(h.changed_by_name, '系统') || '改了“' || h.field || '”' as said
from app.county_confirmation k
join app.identification_case c on c.id = k.case_id
join app.household_change h on h.household_id = c.household_id and h.changed_at > k.confirmed_at
  and h.changed_at < k.confirmed_at + interval '90 days' and h.ledger_import is null
where left(c.village, 6) = :county
union all
select 'status:' || s.id, c.village, c.id, c.household_id, s.recorded_at,
  '确认之后' || coalesce(s.recorded_by_name, '系统') || '补记了自' || s.valid_from || '起的政策享受状态'
from app.county_confirmation k
join app.identification_case c on c.id = k.case_id
join app.household_policy_status s on s.household_id = c.household_id and s.recorded_at > k.confirmed_at
  and s.valid_from <= k.decided_on
where left(c.village, 6) = :county
