-- title: 办理期间改了规定
-- clause: 上级核查和审计常查的疑点
-- weight: LOW
-- what: 有案件正在办理时，本县公布了新的参数。
select s.id::text as key, s.county as village, null::uuid as case_id, null::uuid as household_id, s.published_at as happened_at,
  '公布自' || s.valid_from || '起的新参数时，有' || x.open || '件案件正在办理：' || s.note as said, '/parameters' as href
from app.parameter_set s
cross join lateral (select count(*) as open from app.identification_case c where left(c.village, 6) = :county
  and c.opened_at < s.published_at and coalesce(c.closed_at, 'infinity') > s.published_at) x
where s.county = :county and s.published_by is not null and x.open > 0
