-- title: 同一张照片用于两案
-- clause: 上级核查和审计常查的疑点
-- weight: HIGH
-- what: 内容完全相同的照片或文件出现在不同的案件中（同一次会议、同一张榜的除外）。
select encode(e.sha256, 'hex') || ':' || e.case_id as key, c.village, c.id as case_id, c.household_id, min(e.attached_at) as happened_at,
  '有一份材料与' || count(distinct o.case_id) || '件其他案件的完全相同，例如' || min(oc.number) as said
from app.evidence e
join app.evidence o on o.sha256 = e.sha256 and o.case_id <> e.case_id
join app.identification_case c on c.id = e.case_id
join app.identification_case oc on oc.id = o.case_id
where left(c.village, 6) = :county and e.batch_id is null and o.batch_id is null
group by e.sha256, e.case_id, c.village, c.id, c.household_id
