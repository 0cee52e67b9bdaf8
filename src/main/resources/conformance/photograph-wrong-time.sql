-- title: 照片拍摄时间不符
-- clause: 上级核查常查的疑点：照片时间不合
-- weight: MEDIUM
-- what: 相机记下的拍摄时间在立案60天以前，或晚于上传时间一天以上。没有拍摄时间的照片不计。
select e.id::text as key, c.village, c.id as case_id, c.household_id, e.attached_at as happened_at,
  '照片拍摄于' || to_char(e.taken_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '，'
    || case when e.taken_at < c.opened_at then '立案在' || to_char(c.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
         else '上传在' || to_char(e.uploaded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') end as said
from app.evidence e join app.identification_case c on c.id = e.case_id
where left(c.village, 6) = :county and e.taken_at is not null
  and (e.taken_at < c.opened_at - interval '60 days' or e.taken_at > e.uploaded_at + interval '1 day')
