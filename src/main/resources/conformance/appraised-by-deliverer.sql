-- title: 交付和验收是同一人
-- clause: 验收须两人，交付的人不能自己验收
-- weight: MEDIUM
-- what: 验收登记人就是交付登记人，或第二验收人与登记人同名。
select i.delivery_id::text as key, h.division as village, q.case_id, q.household_id, i.recorded_at as happened_at,
  i.by_name || '自己登记交付、自己登记验收' as said
from app.measure_inspection i
join app.measure_delivery d on d.id = i.delivery_id
join app.assistance_measure a on a.id = d.measure_id
join app.assistance_plan p on p.id = a.plan_id
join app.monitored_household q on q.id = p.monitored_id
join app.household h on h.id = q.household_id
where left(h.division, 6) = :county and (i.by_person = d.by_person or i.second_name = d.by_name)
