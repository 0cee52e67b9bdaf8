-- title: 疑点没有证明就通过
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 重点疑点说明为“不影响”或“数据过时”，没有附任何材料，乡镇就认可了。
select f.id::text as key, c.village, c.id as case_id, c.household_id, k.checked_at as happened_at,
  k.checker || '认可了没有附材料的疑点说明' as said
from app.comparison_finding f
join app.finding_answer a on a.finding_id = f.id
join app.finding_check k on k.finding_id = f.id and k.seq = a.seq and k.verdict = 'ACCEPTED'
join app.identification_case c on c.id = f.case_id
where left(c.village, 6) = :county and f.weight = 'HIGH' and a.answer in ('TRUE_NO_EFFECT', 'OUT_OF_DATE') and cardinality(a.evidence) = 0
