-- title: 一人同时在两个村
-- clause: 上级核查和审计常查的疑点
-- weight: HIGH
-- what: 同一核实人两次入户相隔不到一小时，却在不同的村。
select a.case_id || ':' || b.case_id || ':' || a.person_id as key, c.village, c.id as case_id, c.household_id, va.visited_at as happened_at,
  a.name || to_char(va.visited_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '在本村入户，'
    || to_char(vb.visited_at at time zone 'Asia/Shanghai', 'HH24:MI') || '又在另一个村（' || cb.number || '）' as said
from app.home_visitor a
join app.home_visit va on va.case_id = a.case_id and va.seq = a.seq
join app.home_visitor b on b.person_id = a.person_id and (b.case_id, b.seq) > (a.case_id, a.seq)
join app.home_visit vb on vb.case_id = b.case_id and vb.seq = b.seq
join app.identification_case c on c.id = a.case_id
join app.identification_case cb on cb.id = b.case_id
where left(c.village, 6) = :county and c.village <> cb.village
  and vb.visited_at between va.visited_at - interval '1 hour' and va.visited_at + interval '1 hour'
