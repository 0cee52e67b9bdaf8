-- title: 复核人办过原案
-- clause: 复核由没有办过原案的人办理
-- weight: HIGH
-- what: 受理或作出复核决定的人，在原案件里办过任何一个环节（按本人，不按账号）。
select d.re_check_id || ':' || d.stage as key, c.village, c.id as case_id, c.household_id, d.decided_at as happened_at,
  d.by_name || '办理复核，而原案件里' || '由其办过' || (select count(*) from app.step_record r where r.case_id = d.case_id
    and r.person_id = d.person_id and r.at < d.decided_at) || '个环节' as said
from app.re_check_decision d
join app.identification_case c on c.id = d.case_id
where left(c.village, 6) = :county and (
  exists (select from app.step_record r where r.case_id = d.case_id and r.person_id = d.person_id and r.at < d.decided_at)
  or exists (select from app.town_opinion o where o.case_id = d.case_id and o.person_id = d.person_id)
  or exists (select from app.county_opinion o where o.case_id = d.case_id and o.person_id = d.person_id)
  or exists (select from app.county_confirmation o where o.case_id = d.case_id and o.person_id = d.person_id))
