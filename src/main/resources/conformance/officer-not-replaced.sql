-- title: 责任人离开后没有人接替
-- clause: 上级核查和审计常查的疑点
-- weight: MEDIUM
-- what: 监测对象的帮扶责任人已经离任，或其账号的岗位都已结束，超过10天还没有新的责任人。
with last as (
  select distinct on (o.household_id) o.household_id, o.name, coalesce(o.ends_on, (
    select case when bool_and(t.valid_until is not null) then max(t.valid_until at time zone 'Asia/Shanghai')::date end
    from app.officer a join app.post t on t.officer = a.id where a.person = o.person_id)) as gone_on
  from app.responsible_officer o order by o.household_id, o.starts_on desc, o.named_at desc
)
select m.id || ':' || l.gone_on as key, h.division as village, m.case_id, m.household_id,
  l.gone_on::timestamp at time zone 'Asia/Shanghai' as happened_at,
  '责任人' || l.name || '已于' || l.gone_on || '离任，至今没有人接替' as said
from last l
join app.monitored_household m on m.household_id = l.household_id and m.ended_at is null
join app.household h on h.id = m.household_id
where left(h.division, 6) = :county and l.gone_on < (app.legal_now() at time zone 'Asia/Shanghai')::date - 10
