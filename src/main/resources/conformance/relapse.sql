-- title: 消除后半年内又纳入
-- clause: 上级核查常查的疑点：消除后又返贫
-- weight: HIGH
-- what: 风险消除后六个月内同一户再次纳入。
select m.id::text as key, h.division as village, m.case_id, m.household_id, m.entered_at as happened_at,
  to_char(b.ended_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || '消除，' || to_char(m.entered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
    || '再次纳入' as said
from app.monitored_household m
join app.monitored_household b on b.household_id = m.household_id and b.ended_as = 'ELIMINATED'
  and m.entered_at between b.ended_at and b.ended_at + interval '6 months'
join app.household h on h.id = m.household_id
where left(h.division, 6) = :county and m.id <> b.id
