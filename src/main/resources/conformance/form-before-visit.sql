-- title: 表先于事
-- clause: 上级核查和审计常查的疑点
-- weight: HIGH
-- what: 登记的时间早于所登记的事：走访时间晚于登记，评议会早于入户，告知书送达日早于决定。
select 'visit:' || v.case_id || '/' || v.seq as key, c.village, c.id as case_id, c.household_id, v.recorded_at as happened_at,
  '入户核实表' || to_char(v.recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '已登记，走访时间却写'
    || to_char(v.visited_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as said
from app.home_visit v join app.identification_case c on c.id = v.case_id
where left(c.village, 6) = :county and v.visited_at > v.recorded_at
union all
select 'review:' || r.case_id || '/' || r.meeting_id, c.village, c.id, c.household_id, m.held_at,
  '评议会' || to_char(m.held_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '召开，早于入户核实'
    || to_char(c.visit_made at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')
from app.village_review r join app.review_meeting m on m.id = r.meeting_id join app.case_course c on c.id = r.case_id
where c.county = :county and m.held_at < (select min(v.visited_at) from app.home_visit v where v.case_id = c.id)
union all
select 'delivery:' || d.owed_id, c.village, c.id, c.household_id, d.recorded_at,
  '文书送达日期' || d.delivered_on || '早于应送达的那一天' || (o.owed_at at time zone 'Asia/Shanghai')::date
from app.delivery d join app.delivery_owed o on o.id = d.owed_id join app.identification_case c on c.id = o.case_id
where left(c.village, 6) = :county and d.delivered_on < (o.owed_at at time zone 'Asia/Shanghai')::date
