-- title: 授权登记被改动
-- clause: 留痕不得改动
-- weight: HIGH
-- what: 现在登记的授权（是否签字、日期、查询范围）与最后一次登记时留下的不同，或留下的登记没有了。
select a.case_id || ':' || a.member_id as key, c.village, c.id as case_id, c.household_id, a.recorded_at as happened_at,
  case when n.id is null then '有授权登记，没有登记时留下的记录' else '授权登记与登记时留下的记录不同（' || n.decision || '，'
    || coalesce(n.signed_on::text, '未签') || ' → ' || a.decision || '，' || coalesce(a.signed_on::text, '未签') || '）' end as said
from app.comparison_authorization a
join app.identification_case c on c.id = a.case_id
left join lateral (select o.* from app.authorization_change o where o.case_id = a.case_id and o.member_id = a.member_id
  order by o.id desc limit 1) n on true
where left(c.village, 6) = :county
  and (n.decision, n.registers, n.signed_on, n.sign_by) is distinct from (a.decision, a.registers, a.signed_on, a.sign_by)
