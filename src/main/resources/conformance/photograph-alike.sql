-- title: 两案的照片看起来一样
-- clause: 上级核查常查的疑点：照片雷同
-- weight: MEDIUM
-- what: 不同案件的两张照片画面几乎相同（缩小、另存、调亮后也算），文件不完全一样；画面过于单一的不比。
with picture as (
  select id, case_id, sha256, look, attached_at from app.evidence
  where case_id is not null and batch_id is null and look is not null and bit_count(look::bit(64)) between 10 and 54
), band as (
  select p.*, n, (look >> (n * 16)) & 65535 as part from picture p cross join generate_series(0, 3) n
), pair as (
  select distinct a.id, a.case_id, a.attached_at, b.id as other, b.case_id as other_case
  from band a join band b on b.n = a.n and b.part = a.part and b.id <> a.id
  where a.case_id <> b.case_id and a.sha256 <> b.sha256 and bit_count((a.look # b.look)::bit(64)) <= 3
)
select p.id::text as key, c.village, c.id as case_id, c.household_id, p.attached_at as happened_at,
  '有一张照片与' || count(distinct p.other_case) || '件其他案件的照片看起来一样，例如' || min(o.number) as said
from pair p join app.identification_case c on c.id = p.case_id join app.identification_case o on o.id = p.other_case
where left(c.village, 6) = :county
group by p.id, c.village, c.id, c.household_id, p.attached_at
