-- title: 走访集中补录
-- clause: 上级核查常查的疑点：集中补录
-- weight: MEDIUM
-- what: 同一人在一天内登记了五次以上、走访日期分布在三天以上的入户核实。
select v.recorded_by || ':' || (v.recorded_at at time zone 'Asia/Shanghai')::date as key, min(c.village) as village,
  null::uuid as case_id, null::uuid as household_id, max(v.recorded_at) as happened_at,
  (v.recorded_at at time zone 'Asia/Shanghai')::date || '一天登记了' || count(*) || '次入户核实，走访日期分布在'
    || count(distinct (v.visited_at at time zone 'Asia/Shanghai')::date) || '天，例如' || min(c.number) as said,
  '/audit/cases?division=' || min(c.village) as href
from app.home_visit v join app.identification_case c on c.id = v.case_id
where left(c.village, 6) = :county
group by v.recorded_by, (v.recorded_at at time zone 'Asia/Shanghai')::date
having count(*) >= 5 and count(distinct (v.visited_at at time zone 'Asia/Shanghai')::date) >= 3
