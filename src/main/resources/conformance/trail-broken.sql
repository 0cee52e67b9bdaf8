-- title: 留痕不完整
-- clause: 留痕不得改动
-- weight: HIGH
-- what: 最近一次核对发现本案的留痕被改动、删除、插入、调换、截断或重写。
select (d ->> 'where') || ':' || (d ->> 'seq') || ':' || (d ->> 'kind') as key, c.village, c.id as case_id, c.household_id,
  v.finished_at as happened_at, d ->> 'said' as said, '/audit/trust' as href
from (select * from app.trail_verification order by id desc limit 1) v
cross join lateral jsonb_array_elements(v.details) d
join app.identification_case c on c.id::text = d ->> 'where'
where left(c.village, 6) = :county
