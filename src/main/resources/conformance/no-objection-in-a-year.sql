-- title: 全县一年没有异议
-- clause: 上级核查常查的疑点：公示流于形式
-- weight: LOW
-- what: 一年内公示二十户以上，全县没有收到一件异议。
select :county || ':' || extract(year from max(b.published_at)) as key, :county as village, null::uuid as case_id, null::uuid as household_id,
  max(b.published_at) as happened_at, '一年公示' || count(*) || '户，没有收到一件异议' as said, '/notices' as href
from app.public_notice n join app.notice_batch b on b.id = n.batch_id
where left(n.village, 6) = :county and b.published_at > app.legal_now() - interval '1 year'
having count(*) >= 20 and not exists (
  select from app.objection o where left(o.village, 6) = :county and o.received_at > app.legal_now() - interval '1 year')
