-- title: 纳入后没有帮扶措施
-- clause: 本县规定：首次措施的时限
-- weight: HIGH
-- what: 纳入超过首次措施时限，还没有部门接受的帮扶措施。
select m.id::text as key, h.division as village, m.case_id, m.household_id, m.entered_at as happened_at,
  '纳入已' || extract(day from app.legal_now() - m.entered_at)::int || '天，还没有落实帮扶措施' as said
from app.monitored_household m
join app.household h on h.id = m.household_id
where left(h.division, 6) = :county and m.case_id is not null and m.ended_at is null and m.entered_at < app.legal_now() - interval '10 days'
  and not exists (
    select from app.assistance_plan p join app.assistance_measure a on a.plan_id = p.id
    join app.measure_answer w on w.measure_id = coalesce(a.taken_from, a.id) and w.accepted where p.monitored_id = m.id)
