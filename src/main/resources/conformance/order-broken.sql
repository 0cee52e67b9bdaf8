-- title: 环节次序颠倒
-- clause: 杭锦旗方案五（二）2：认定的次序
-- weight: HIGH
-- what: 后一环节的记录早于前一环节。
select c.id || ':' || s.pair as key, c.village, c.id as case_id, c.household_id, s.later as happened_at,
  '“' || s.second || '”（' || to_char(s.later at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '）早于“' || s.first || '”（'
    || to_char(s.earlier at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '）' as said
from app.case_course c
cross join lateral (values
  ('VISIT-REVIEW', '入户核实', '民主评议', c.visited, c.reviewed),
  ('REVIEW-TOWN', '民主评议', '乡镇审核', c.reviewed, c.town_begun),
  ('COMPARE-JUDGE', '部门数据比对', '综合研判', c.compared, c.judged),
  ('REVIEW-NOTICE', '民主评议', '公示', c.reviewed, c.posted),
  ('TOWN-NOTICE', '乡镇审定', '公示', c.town_agreed, c.posted),
  ('NOTICE-COUNTY', '公示', '县级确认', c.posted, c.county_begun)
) as s (pair, first, second, earlier, later)
where c.county = :county and s.later < s.earlier
