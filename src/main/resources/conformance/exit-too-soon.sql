-- title: 当月或次月就消除
-- clause: 上级核查和审计常查的疑点
-- weight: HIGH
-- what: 纳入当月或次月就消除风险。
select m.id::text as key, h.division as village, m.case_id, m.household_id, m.ended_at as happened_at,
  to_char(m.entered_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || '纳入，' || to_char(m.ended_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
    || '就消除' as said
from app.monitored_household m join app.household h on h.id = m.household_id
where left(h.division, 6) = :county and m.ended_as = 'ELIMINATED'
  and date_trunc('month', m.ended_at at time zone 'Asia/Shanghai') <= date_trunc('month', m.entered_at at time zone 'Asia/Shanghai') + interval '1 month'
