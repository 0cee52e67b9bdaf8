-- title: 跳过了环节
-- clause: 杭锦旗方案五（二）2：认定的环节
-- weight: HIGH
-- what: 已确认纳入，但入户核实、比对、研判、评议、审核、公示中有一步没有记录。
select c.id || ':' || s.step as key, c.village, c.id as case_id, c.household_id, c.confirmed as happened_at,
  '已确认纳入，但没有“' || s.name || '”的记录' as said
from app.case_course c
cross join lateral (values
  ('VISIT', '入户核实', c.visited is not null),
  ('COMPARE', '部门数据比对', c.compared is not null or not exists (
    select from app.comparison_authorization a where a.case_id = c.id and a.decision = 'SIGNED' and cardinality(a.registers) > 0)),
  ('JUDGE', '综合研判', c.judged is not null),
  ('REVIEW', '民主评议', c.reviewed is not null),
  ('TOWN_HANDLER', '乡镇初核', exists (select from app.town_opinion o where o.case_id = c.id and o.hand = 'TOWN_HANDLER')),
  ('TOWN_REVIEWER', '乡镇审核', exists (select from app.town_opinion o where o.case_id = c.id and o.hand = 'TOWN_REVIEWER')),
  ('TOWN_HEAD', '乡镇审定', c.town_agreed is not null),
  ('NOTICE', '公示', c.posted is not null),
  ('COUNTY_HANDLER', '县级初核', exists (select from app.county_opinion o where o.case_id = c.id and o.hand = 'COUNTY_HANDLER')),
  ('COUNTY_REVIEWER', '县级审核', exists (select from app.county_opinion o where o.case_id = c.id and o.hand = 'COUNTY_REVIEWER'))
) as s (step, name, there)
where c.county = :county and c.confirmed is not null and not s.there
