-- title: 决定与研判建议不同
-- clause: 决定与研判建议不同须写理由
-- weight: LOW
-- what: 县级确认的类别与系统研判的建议不同。写了理由的也列出，没有写理由的另标明。
select c.id::text as key, c.village, c.id as case_id, c.household_id, k.confirmed_at as happened_at,
  '研判建议与确认的类别不同，' || case when k.override_reason is null then '没有写理由' else '写了理由' end as said
from app.county_confirmation k join app.identification_case c on c.id = k.case_id
where left(c.village, 6) = :county and c.proposal is distinct from k.category
