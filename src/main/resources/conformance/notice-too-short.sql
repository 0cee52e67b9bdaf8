-- title: 公示短于规定
-- clause: 杭锦旗方案五（二）2；本县规定：公示期
-- weight: HIGH
-- what: 按张贴时间和当时规定的天数重新计算截止时间，实际结束更早；或截止时间、天数与规定不符。
select n.id::text as key, n.village, n.case_id, n.household_id, coalesce(x.closed_at, b.published_at) as happened_at,
  '应公示至' || to_char(greatest(app.term_end(b.published_at, t.days, t.kind),
      (select max(e.legal_end) from app.notice_extension e where e.notice_id = n.id)) at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '，'
    || case when x.closed_at is not null
         then '实际' || to_char(x.closed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '结束'
         else '登记的截止时间是' || to_char(b.legal_end at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') end as said
from app.public_notice n
join app.notice_batch b on b.id = n.batch_id
join app.parameter_set s on s.id = b.parameter_set
cross join lateral (select split_part(s.entries -> 'noticeTerm' ->> 'value', ' ', 1)::int as days,
  split_part(s.entries -> 'noticeTerm' ->> 'value', ' ', 2) as kind) t
left join app.notice_closing x on x.notice_id = n.id and x.result = 'PASSED'
where left(n.village, 6) = :county
  and (x.closed_at < app.term_end(b.published_at, t.days, t.kind)
    or x.closed_at < (select max(e.legal_end) from app.notice_extension e where e.notice_id = n.id)
    or b.legal_end < app.term_end(b.published_at, t.days, t.kind))
