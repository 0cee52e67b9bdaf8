-- title: 公示只贴一处或缺照片
-- clause: 公示须在村和乡镇两处张贴
-- weight: MEDIUM
-- what: 公示只有一个张贴地点，或通过的公示缺某处的起始、撤榜照片。
select n.id || ':' || p.what as key, n.village, n.case_id, n.household_id, b.published_at as happened_at, p.what as said
from app.public_notice n
join app.notice_batch b on b.id = n.batch_id
left join app.notice_closing x on x.notice_id = n.id
cross join lateral (
  select '公示只张贴在一处' as what where cardinality(b.places) < 2
  union all
  select case place when 'VILLAGE' then '村' when 'TOWN' then '乡镇' else '县' end || '没有' ||
    case moment when 'START' then '张贴' else '撤榜' end || '照片'
  from unnest(b.places) place cross join (values ('START'), ('END')) m (moment)
  where (moment = 'START' or x.result = 'PASSED') and not exists (
    select from app.notice_photograph f where f.batch_id = b.id and f.place = place and f.moment = m.moment)) p
where left(n.village, 6) = :county
