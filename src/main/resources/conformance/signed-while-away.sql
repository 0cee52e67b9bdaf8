-- title: 外出期间签字
-- clause: 外出成员回来后或以视频等方式补签，日期须真实
-- weight: HIGH
-- what: 登记为外出、以后补签的人，补签的授权书日期却早于登记外出的那一天。
select n.case_id || ':' || n.member_id as key, c.village, c.id as case_id, c.household_id, n.at as happened_at,
  '授权书签于' || n.signed_on || '，而' || (b.at at time zone 'Asia/Shanghai')::date || '登记本人外出、以后补签' as said
from app.authorization_change n
join lateral (select o.* from app.authorization_change o where o.case_id = n.case_id and o.member_id = n.member_id and o.id < n.id
  and o.decision = 'LATER' order by o.id desc limit 1) b on true
join app.identification_case c on c.id = n.case_id
where left(c.village, 6) = :county and n.decision = 'SIGNED' and n.signed_on < (b.at at time zone 'Asia/Shanghai')::date
