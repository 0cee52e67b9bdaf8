-- What a county lays down, from when; the work calendar; how terms end.

-- A set is never changed: a change is a new set from a later day. A case keeps the set of the day it began.
create table app.parameter_set (
  id uuid primary key default gen_random_uuid(),
  county text not null check (county ~ '^[1-9][0-9]{5}$'),
  valid_from date not null,
  -- name -> {value, source, confirmed}; value null: the county has not laid it down, never read as zero;
  -- confirmed: stands in the county's own paper, otherwise practice elsewhere or our choice
  entries jsonb not null check (jsonb_typeof(entries) = 'object'),
  published_at timestamptz not null default app.legal_now(),
  -- person; null for what comes with the product
  published_by uuid,
  note text not null
);
create index parameter_set_of_county on app.parameter_set (county, valid_from desc, published_at desc);

create view app.parameter_entry as
  select s.id as set_id, s.county, s.valid_from, e.name, e.entry ->> 'value' as value, e.entry ->> 'source' as source,
    (e.entry ->> 'confirmed')::boolean as confirmed
  from app.parameter_set s cross join lateral jsonb_each(s.entries) as e (name, entry);
revoke insert, update, delete on app.parameter_entry from ${app_role};

-- Income lines by county and year. A household is below it if strictly below.
create table app.income_line (
  id uuid primary key default gen_random_uuid(),
  county text not null check (county ~ '^[1-9][0-9]{5}$'),
  year int not null,
  valid_from date not null,
  yuan numeric(10, 2) not null check (yuan > 0),
  source text not null,
  confirmed boolean not null,
  -- made up for trying and teaching; the application does not use it in production
  example boolean not null default false,
  check (not (confirmed and example)),
  published_at timestamptz not null default app.legal_now(),
  published_by uuid
);
create index income_line_of_county on app.income_line (county, valid_from desc);

select app.keep_for_good('parameter_set', 'income_line');

-- What is in force stays so for cases under way: a new set begins tomorrow at the earliest.
create function app.parameter_set_begins_later() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if exists (select from app.parameter_set where county = new.county)
    and new.valid_from <= (app.legal_now() at time zone 'Asia/Shanghai')::date then
    raise exception '县参数自%起生效早于明日：已办理的案件适用原参数，请改为明日或以后', new.valid_from
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger parameter_set_begins_later before insert on app.parameter_set
  for each row execute function app.parameter_set_begins_later();

-- A line may be entered late only for days on which none was in force.
create function app.income_line_changes_no_past() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if not new.example and new.valid_from <= (app.legal_now() at time zone 'Asia/Shanghai')::date
    and exists (select from app.income_line l where l.county = new.county and not l.example and l.valid_from <= new.valid_from) then
    raise exception '%年监测线自%起生效早于明日：当日已有生效的监测线，请改为明日或以后', new.year, new.valid_from
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger income_line_changes_no_past before insert on app.income_line
  for each row execute function app.income_line_changes_no_past();

-- Rules annex A, clocks: the steps fit into the total. Counted in fifths of a calendar day, five working days a week.
create function app.term_in_fifths(term text) returns int
  language sql immutable
  as $$ select split_part(term, ' ', 1)::int * case split_part(term, ' ', 2) when 'WORKING' then 7 when 'CALENDAR' then 5 end $$;

create function app.parameter_set_fits() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  steps int;
begin
  select sum(app.term_in_fifths(new.entries -> name ->> 'value')) into steps
    from unnest(array['acceptanceLimit', 'visitLimit', 'reviewLimit', 'townLimit', 'countyLimit']) as name
    having count(new.entries -> name ->> 'value') = 5;
  steps := steps + app.term_in_fifths(new.entries -> 'noticeTerm' ->> 'value')
    * cardinality(string_to_array(new.entries -> 'noticeLevels' ->> 'value', ','));
  if (steps <= app.term_in_fifths(new.entries -> 'totalLimit' ->> 'value')) is not true then
    raise exception '各环节时限合计超过总时限，或时限不全' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger parameter_set_fits before insert on app.parameter_set
  for each row execute function app.parameter_set_fits();

-- The work calendar: what the State Council publishes for each year. Of a year that is not here nothing is known.
create table app.work_calendar_year (
  year int primary key,
  source text not null,
  loaded_at timestamptz not null default app.legal_now(),
  -- person; null for what comes with the product
  loaded_by uuid
);
create table app.work_calendar_day (
  day date primary key,
  year int not null references app.work_calendar_year check (year = extract(year from day)),
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null
);
revoke insert, update, delete, truncate on app.work_calendar_year, app.work_calendar_day from ${app_role};

-- The application adds a year once and changes none: a calendar edited later would move terms that run.
create function app.add_work_calendar_year(new_year int, new_source text, new_loaded_by uuid, days jsonb) returns boolean
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  insert into app.work_calendar_year (year, source, loaded_by) values (new_year, new_source, new_loaded_by)
    on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into app.work_calendar_day (day, year, kind, name)
    select day, new_year, kind, name from jsonb_to_recordset(days) as d (day date, kind text, name text);
  return true;
end $$;

create function app.is_workday(d date) returns boolean
  language plpgsql stable set search_path = app, pg_temp as $$
begin
  if not exists (select from app.work_calendar_year where year = extract(year from d)) then
    raise exception '%年工作日历尚未录入，无法计算期限', extract(year from d) using errcode = 'BF001';
  end if;
  return coalesce((select kind = 'workday' from app.work_calendar_day where day = d), extract(isodow from d) < 6);
end $$;

-- End of a term in real days: 24:00 of its last day in Asia/Shanghai, counted from the day after publication. Written without a look
-- at the Java that counts the same (policy.DayCount); a test compares the two. Raises BF001 where a calendar year is missing.
create function app.legal_end(published_at timestamptz, days int, day_kind text) returns timestamptz
  language plpgsql stable set search_path = app, pg_temp as $$
declare
  first_day date := (published_at at time zone 'Asia/Shanghai')::date + 1;
  last_day date;
  missing int;
begin
  if days is null or days < 1 then
    raise exception 'a term has at least one day, not %', days using errcode = 'invalid_parameter_value';
  end if;
  if day_kind = 'CALENDAR' then
    last_day := first_day + days - 1;
  elsif day_kind = 'WORKING' then
    -- No run of days off is longer than ten; a missing year leaves its days out and is found below.
    select d into last_day
      from generate_series(first_day, first_day + days * 3 + 40, interval '1 day') as g(at)
      cross join lateral (select g.at::date) as x(d)
      join app.work_calendar_year y on y.year = extract(year from d)
      left join app.work_calendar_day e on e.day = d
      where coalesce(e.kind = 'workday', extract(isodow from d) < 6)
      order by d offset days - 1 limit 1;
    select min(n) into missing
      from generate_series(extract(year from first_day)::int, extract(year from coalesce(last_day, first_day + days * 3 + 40))::int) as n
      where not exists (select from app.work_calendar_year where year = n);
    if missing is not null then
      raise exception '%年工作日历尚未录入，无法计算期限', missing using errcode = 'BF001';
    end if;
    if last_day is null then
      raise exception 'no end found for % working days', days using errcode = 'data_exception';
    end if;
  else
    raise exception 'no kind of day: %', day_kind using errcode = 'invalid_parameter_value';
  end if;
  return (last_day + 1)::timestamp at time zone 'Asia/Shanghai';
end $$;

-- Training (演练): how long a day lasts. Only the owner writes it, at start, from the setting that production refuses.
create table app.training_time (
  only_row boolean primary key default true check (only_row),
  day_length interval not null check (day_length > interval '0' and day_length <= interval '1 day')
);
revoke insert, update, delete, truncate on app.training_time from ${app_role};

-- End of a term as it counts here: in training as many training days as the real rule has calendar days.
create function app.term_end(published_at timestamptz, days int, day_kind text) returns timestamptz
  language plpgsql stable set search_path = app, pg_temp as $$
declare
  real_end timestamptz := app.legal_end(published_at, days, day_kind);
  training_day interval := (select day_length from app.training_time);
begin
  if training_day is null then
    return real_end;
  end if;
  return published_at + training_day
    * ((real_end at time zone 'Asia/Shanghai')::date - (published_at at time zone 'Asia/Shanghai')::date - 1);
end $$;

-- The three counties' sets. "confirmed" means: stands in the county's own paper (F0, F1, F4); everything else is practice
-- elsewhere (procedure 2) or a choice of ours (G) and waits for the county's word. F1 carries no effective date: 2021-01-01 is G.
insert into app.parameter_set (id, county, valid_from, note, entries)
select '00000000-0000-4000-8000-000000150625', '150625', '2021-01-01', '随系统提供的初始参数',
  jsonb_object_agg(name, jsonb_build_object('value', value, 'source', source, 'confirmed', confirmed))
from (values
  ('categories', 'UNSTABLE,MARGINAL,SUDDEN_HARDSHIP', '杭锦旗方案（F1）四（三）（四）列两类；2021年起国家规定增加突发严重困难户（黔南州规划解读（F3）二），待本县确认', false),
  ('enjoyingPolicyMayEnter', 'false', '杭锦旗方案（F1）四（二）、五（二）3「除已脱贫享受政策户以外」', true),
  ('residencyNeeded', 'ORDINARY_AND_RELIEF_FIRST', '杭锦旗方案（F1）四（四）、五（二）3「农村牧区常住人口」', true),
  ('reliefMode', 'JUDGE_AFTER', '杭锦旗方案（F1）五（二）3「及时落实应急救助防贫保障政策，落实政策后」', true),
  ('reliefCauses', 'ILLNESS,SCHOOLING,DISASTER,ACCIDENT', '杭锦旗方案（F1）五（二）3', true),
  ('lineBasis', 'NET_INCOME', '系统约定（G），待本县确认', false),
  ('rigidExcessAmount', null, '文件未给出', false),
  ('rigidExcessShare', null, '文件未给出', false),
  ('incomeDropPercent', null, '文件未给出', false),
  ('incomeWindowMonths', '12', '各地做法，待本县确认', false),
  ('findingsValidMonths', '6', '系统约定（G），待本县确认', false),
  ('totalLimit', '20 WORKING', '各地做法（贵州、海南），待本县确认', false),
  ('acceptanceLimit', '2 CALENDAR', '各地做法（枞阳），待本县确认', false),
  ('visitLimit', '5 CALENDAR', '各地做法，待本县确认', false),
  ('reviewLimit', '5 CALENDAR', '各地做法，待本县确认', false),
  ('townLimit', '3 CALENDAR', '系统约定（G），待本县确认', false),
  ('countyLimit', '3 CALENDAR', '系统约定（G），待本县确认', false),
  ('correctionLimit', '5 CALENDAR', '系统约定（G），待本县确认', false),
  ('reliefWaitMax', '30 CALENDAR', '系统约定（G），待本县确认', false),
  ('objectionLimit', '10 CALENDAR', '系统约定（G），待本县确认', false),
  ('departmentLateLimit', '5 CALENDAR', '系统约定（G），待本县确认', false),
  ('recheckAskLimit', '30 CALENDAR', '系统约定（G），待本县确认', false),
  ('recheckLimit', '15 WORKING', '系统约定（G），待本县确认', false),
  ('refusalLimit', '5 WORKING', '各地做法（甘肃），待本县确认', false),
  ('noticeLevels', 'TOWN', '杭锦旗方案（F1）五（二）2「苏木镇审核公示」', true),
  ('noticePlaces', 'VILLAGE,TOWN', '系统约定（G），待本县确认', false),
  ('noticeTerm', '5 CALENDAR', '各地做法，待本县确认；自张贴次日起算，至末日24时止（G）', false),
  ('objectionExtendsNotice', 'false', '系统约定（G），待本县确认', false),
  ('nameOnBoard', 'FULL', '系统约定（G），待本县确认', false),
  ('nameOnWeb', 'MASKED', '系统约定（G），待本县确认', false),
  ('visitorsMinimum', '2', '各地做法（华容、平江），待本县确认', false),
  ('firstMeasureLimit', '10 CALENDAR', '来源未核实，待本县确认', false),
  ('firstMeasureAlarm', '30 CALENDAR', '各地做法（规则 1_11_010），待本县确认', false),
  ('reliefFollowUpMonths', '3', '系统约定（G），待本县确认', false),
  ('stableIncomeMonths', '6', '各地做法，待本县确认', false),
  ('followUpMonthsBefore', '1', '各地做法，待本县确认', false),
  ('followUpMonthsAfter', '3', '各地做法，待本县确认', false),
  ('headVisitsAYear', '2', '佛山市意见（F2），待本县确认', false),
  ('deputyVisitsAQuarter', '1', '佛山市意见（F2），待本县确认', false),
  ('officerHouseholdsMaximum', null, '文件未给出', false),
  ('fundNoticeLevels', 'VILLAGE,TOWN,COUNTY', '杭锦旗方案（F1）六（四）：分配结果三级公示', true),
  ('deliveryLimit', '90 CALENDAR', '系统约定（G），待本县确认', false),
  ('inspectionLimit', '10 CALENDAR', '系统约定（G），待本县确认', false),
  ('handoverLimit', '5 WORKING', '系统约定（G），待本县确认', false),
  ('procedureOwedLimit', null, '文件未给出', false),
  ('teamMinimum', '5', '电白区方案（F0），待本县确认', false)
) as entry (name, value, source, confirmed);

insert into app.parameter_set (id, county, valid_from, note, entries)
select '00000000-0000-4000-8000-000000440904', '440904', '2021-01-01', '随系统提供的初始参数',
  jsonb_object_agg(name, jsonb_build_object('value', value, 'source', source, 'confirmed', confirmed))
from (values
  ('categories', 'UNSTABLE,MARGINAL,SUDDEN_HARDSHIP', '黔南州规划解读（F3）二；各地做法，待本县确认', false),
  ('enjoyingPolicyMayEnter', 'true', '电白区方案（F0）未作区分，待本县确认', false),
  ('residencyNeeded', null, '电白区方案（F0）未规定', false),
  ('reliefMode', 'NONE', '电白区方案（F0）四（一）只要求「动态清零」,未规定先后，待本县确认', false),
  ('reliefCauses', 'ILLNESS,DISABILITY,DISASTER,ACCIDENT', '电白区方案（F0）四（一）（监测的原因）', true),
  ('lineBasis', 'NET_INCOME', '系统约定（G），待本县确认', false),
  ('rigidExcessAmount', null, '文件未给出', false),
  ('rigidExcessShare', null, '文件未给出', false),
  ('incomeDropPercent', null, '文件未给出', false),
  ('incomeWindowMonths', '12', '各地做法，待本县确认', false),
  ('findingsValidMonths', '6', '系统约定（G），待本县确认', false),
  ('totalLimit', '20 WORKING', '各地做法（贵州、海南），待本县确认', false),
  ('acceptanceLimit', '2 CALENDAR', '各地做法（枞阳），待本县确认', false),
  ('visitLimit', '5 CALENDAR', '各地做法，待本县确认', false),
  ('reviewLimit', '5 CALENDAR', '各地做法，待本县确认', false),
  ('townLimit', '3 CALENDAR', '系统约定（G），待本县确认', false),
  ('countyLimit', '3 CALENDAR', '系统约定（G），待本县确认', false),
  ('correctionLimit', '5 CALENDAR', '系统约定（G），待本县确认', false),
  ('reliefWaitMax', '30 CALENDAR', '系统约定（G），待本县确认', false),
  ('objectionLimit', '10 CALENDAR', '系统约定（G），待本县确认', false),
  ('departmentLateLimit', '5 CALENDAR', '系统约定（G），待本县确认', false),
  ('recheckAskLimit', '30 CALENDAR', '系统约定（G），待本县确认', false),
  ('recheckLimit', '15 WORKING', '系统约定（G），待本县确认', false),
  ('refusalLimit', '5 WORKING', '各地做法（甘肃），待本县确认', false),
  ('noticeLevels', 'TOWN', '电白区方案（F0）未规定；系统约定（G），待本县确认', false),
  ('noticePlaces', 'VILLAGE,TOWN', '系统约定（G），待本县确认', false),
  ('noticeTerm', '5 CALENDAR', '各地做法，待本县确认；自张贴次日起算，至末日24时止（G）', false),
  ('objectionExtendsNotice', 'false', '系统约定（G），待本县确认', false),
  ('nameOnBoard', 'FULL', '系统约定（G），待本县确认', false),
  ('nameOnWeb', 'MASKED', '系统约定（G），待本县确认', false),
  ('visitorsMinimum', '2', '各地做法（华容、平江），待本县确认', false),
  ('firstMeasureLimit', '10 CALENDAR', '来源未核实，待本县确认', false),
  ('firstMeasureAlarm', '30 CALENDAR', '各地做法（规则 1_11_010），待本县确认', false),
  ('reliefFollowUpMonths', '3', '系统约定（G），待本县确认', false),
  ('stableIncomeMonths', '6', '各地做法，待本县确认', false),
  ('followUpMonthsBefore', '1', '各地做法，待本县确认', false),
  ('followUpMonthsAfter', '3', '各地做法，待本县确认', false),
  ('headVisitsAYear', '2', '佛山市意见（F2），待本县确认', false),
  ('deputyVisitsAQuarter', '1', '佛山市意见（F2），待本县确认', false),
  ('officerHouseholdsMaximum', null, '文件未给出', false),
  ('fundNoticeLevels', null, '文件未给出', false),
  ('deliveryLimit', '90 CALENDAR', '系统约定（G），待本县确认', false),
  ('inspectionLimit', '10 CALENDAR', '系统约定（G），待本县确认', false),
  ('handoverLimit', '5 WORKING', '系统约定（G），待本县确认', false),
  ('procedureOwedLimit', null, '文件未给出', false),
  ('teamMinimum', '5', '电白区方案（F0）三（一）3(2)「每个工作队不少于5人」', true)
) as entry (name, value, source, confirmed);

insert into app.parameter_set (id, county, valid_from, note, entries)
select '00000000-0000-4000-8000-000000430971', '430971', '2021-01-01', '随系统提供的初始参数',
  jsonb_object_agg(name, jsonb_build_object('value', value, 'source', source, 'confirmed', confirmed))
from (values
  ('categories', 'UNSTABLE,MARGINAL,SUDDEN_HARDSHIP', '大通湖区方案（F4）二（三）列边缘户、脱贫监测户；黔南州规划解读（F3）二；各地做法，待本县确认', false),
  ('enjoyingPolicyMayEnter', 'true', '大通湖区方案（F4）未作区分，待本县确认', false),
  ('residencyNeeded', null, '大通湖区方案（F4）未规定', false),
  ('reliefMode', 'PROCEDURE_OWED', '大通湖区方案（F4）二（一）6 规定返贫人口临时救助，未规定先后；先救助、后补程序是各地做法（贵州绿色通道），待本县确认', false),
  ('reliefCauses', 'ILLNESS,SCHOOLING,DISASTER,ACCIDENT', '大通湖区方案（F4）二（一）1（保险的原因）', true),
  ('lineBasis', 'NET_INCOME', '系统约定（G），待本县确认', false),
  ('rigidExcessAmount', null, '文件未给出', false),
  ('rigidExcessShare', null, '文件未给出', false),
  ('incomeDropPercent', null, '文件未给出', false),
  ('incomeWindowMonths', '12', '各地做法，待本县确认', false),
  ('findingsValidMonths', '6', '系统约定（G），待本县确认', false),
  ('totalLimit', '20 WORKING', '各地做法（贵州、海南），待本县确认', false),
  ('acceptanceLimit', '2 CALENDAR', '各地做法（枞阳），待本县确认', false),
  ('visitLimit', '5 CALENDAR', '各地做法，待本县确认', false),
  ('reviewLimit', '5 CALENDAR', '各地做法，待本县确认', false),
  ('townLimit', '3 CALENDAR', '系统约定（G），待本县确认', false),
  ('countyLimit', '3 CALENDAR', '系统约定（G），待本县确认', false),
  ('correctionLimit', '5 CALENDAR', '系统约定（G），待本县确认', false),
  ('reliefWaitMax', '30 CALENDAR', '系统约定（G），待本县确认', false),
  ('objectionLimit', '10 CALENDAR', '系统约定（G），待本县确认', false),
  ('departmentLateLimit', '5 CALENDAR', '系统约定（G），待本县确认', false),
  ('recheckAskLimit', '30 CALENDAR', '系统约定（G），待本县确认', false),
  ('recheckLimit', '15 WORKING', '系统约定（G），待本县确认', false),
  ('refusalLimit', '5 WORKING', '各地做法（甘肃），待本县确认', false),
  ('noticeLevels', 'TOWN', '大通湖区方案（F4）未规定；系统约定（G），待本县确认', false),
  ('noticePlaces', 'VILLAGE,TOWN', '系统约定（G），待本县确认', false),
  ('noticeTerm', '5 CALENDAR', '各地做法，待本县确认；自张贴次日起算，至末日24时止（G）', false),
  ('objectionExtendsNotice', 'false', '系统约定（G），待本县确认', false),
  ('nameOnBoard', 'FULL', '系统约定（G），待本县确认', false),
  ('nameOnWeb', 'MASKED', '系统约定（G），待本县确认', false),
  ('visitorsMinimum', '2', '各地做法（华容、平江），待本县确认', false),
  ('firstMeasureLimit', '10 CALENDAR', '来源未核实，待本县确认', false),
  ('firstMeasureAlarm', '30 CALENDAR', '各地做法（规则 1_11_010），待本县确认', false),
  ('reliefFollowUpMonths', '3', '系统约定（G），待本县确认', false),
  ('stableIncomeMonths', '6', '各地做法，待本县确认', false),
  ('followUpMonthsBefore', '1', '各地做法，待本县确认', false),
  ('followUpMonthsAfter', '3', '各地做法，待本县确认', false),
  ('headVisitsAYear', '2', '佛山市意见（F2），待本县确认', false),
  ('deputyVisitsAQuarter', '1', '佛山市意见（F2），待本县确认', false),
  ('officerHouseholdsMaximum', null, '文件未给出', false),
  ('fundNoticeLevels', null, '文件未给出', false),
  ('deliveryLimit', '90 CALENDAR', '系统约定（G），待本县确认', false),
  ('inspectionLimit', '10 CALENDAR', '系统约定（G），待本县确认', false),
  ('handoverLimit', '5 WORKING', '系统约定（G），待本县确认', false),
  ('procedureOwedLimit', '10 WORKING', '系统约定（G），待本县确认', false),
  ('teamMinimum', '5', '电白区方案（F0），待本县确认', false)
) as entry (name, value, source, confirmed);

-- Example lines of the demo county, made up (rules 1.7): never used in production.
insert into app.income_line (county, year, valid_from, yuan, source, confirmed, example)
select '150625', year, make_date(year, 1, 1), 8000.00, '示例数值，非杭锦旗公布，仅供试用', false, true
from generate_series(2023, 2026) as year;
