-- title: 材料几分钟内做完
-- clause: 上级核查常查的疑点：补档
-- weight: MEDIUM
-- what: 从入户核实到乡镇初核的全部环节记录在15分钟内形成。
select c.id::text as key, c.village, c.id as case_id, c.household_id, min(r.at) as happened_at,
  '从入户核实到乡镇初核只用了' || greatest(1, round(extract(epoch from max(r.at) - min(r.at)) / 60)) || '分钟' as said
from app.step_record r join app.identification_case c on c.id = r.case_id
where left(c.village, 6) = :county
  and r.element in ('UserTask_VisitHousehold', 'UserTask_CheckFindings', 'UserTask_ReviewInVillage', 'UserTask_HandleTownReview')
group by c.id, c.village, c.household_id
having count(distinct r.element) filter (where r.element in
    ('UserTask_VisitHousehold', 'UserTask_ReviewInVillage', 'UserTask_HandleTownReview')) = 3
  and max(r.at) - min(r.at) < interval '15 minutes'
