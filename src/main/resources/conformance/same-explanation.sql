-- title: 多户的疑点说明一字不差
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 同一乡镇四户以上的疑点说明文字完全一样（比的是加密后的值，标点、空格不计，不足6个字的不比）。同一户沿用自己上次的说明不算。
select left(c.village, 9) || ':' || encode(a.explanation_hash, 'hex') as key, left(c.village, 9) as village, null::uuid as case_id,
  null::uuid as household_id, max(a.answered_at) as happened_at,
  count(distinct f.household_id) || '户的疑点说明一字不差，例如' || min(c.number) || '、' || max(c.number) as said,
  '/audit/cases?division=' || left(c.village, 9) as href
from app.finding_answer a
join app.comparison_finding f on f.id = a.finding_id
join app.identification_case c on c.id = f.case_id
where left(c.village, 6) = :county and a.explanation_hash is not null
group by left(c.village, 9), a.explanation_hash
having count(distinct f.household_id) >= 4
