-- Re-check (复核): once, one level up from who decided, by somebody who has not acted in the case (rules.md annex B).
create table app.re_check (
  id uuid primary key,
  case_id uuid not null unique,
  household_id uuid not null references app.household (id),
  village text not null check (village ~ '^[1-9]\d{11}$'),
  -- on which level the decision was taken that is checked
  decided_by text not null check (decided_by in ('TOWN', 'COUNTY')),
  requested_on date not null,
  way text not null check (way in ('VISIT', 'LETTER', 'PHONE', 'PETITION')),
  -- who asks and why, sealed
  content bytea not null,
  evidence uuid[] not null check (cardinality(evidence) > 0),
  -- until when one could ask
  ask_until timestamptz,
  received_at timestamptz not null,
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null
);
create index re_check_household on app.re_check (household_id);

create table app.re_check_decision (
  re_check_id uuid not null references app.re_check (id),
  stage text not null check (stage in ('ADMISSION', 'RESULT')),
  result text not null,
  case_id uuid not null,
  person_id uuid not null,
  -- references the hands of the case: nobody with another hand in it checks it again
  hand text not null default 'RECHECK' check (hand = 'RECHECK'),
  office_kind text not null check (office_kind in ('TOWN', 'COUNTY', 'LEADING_GROUP')),
  -- what was found out and what the household is told, sealed
  content bytea not null,
  decided_at timestamptz not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null,
  primary key (re_check_id, stage),
  check (result = any (case stage when 'ADMISSION' then array['ADMITTED', 'NOT_ADMITTED']
    else array['CONFIRMED', 'OVERTURNED', 'WITHDRAWN'] end))
);

select app.keep_for_good('re_check', 're_check_decision');

create function app.re_check_received() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  new.received_at := app.legal_now();
  if new.requested_on > (new.received_at at time zone 'Asia/Shanghai')::date then
    raise exception '申请复核的日期不能晚于今天' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger re_check_received before insert on app.re_check
  for each row execute function app.re_check_received();

create function app.re_check_decided() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  asked app.re_check;
begin
  new.decided_at := app.legal_now();
  select * into asked from app.re_check where id = new.re_check_id;
  if new.case_id is distinct from asked.case_id then
    raise exception '复核不属于该案件' using errcode = 'integrity_constraint_violation';
  end if;
  if new.office_kind = 'TOWN' or (asked.decided_by = 'COUNTY' and new.office_kind <> 'LEADING_GROUP') then
    raise exception '复核由作出决定的上一级办理' using errcode = 'integrity_constraint_violation';
  end if;
  if new.stage = 'RESULT' and not exists (select from app.re_check_decision d
      where d.re_check_id = new.re_check_id and d.stage = 'ADMISSION' and d.result = 'ADMITTED') then
    raise exception '复核申请还没有受理' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger re_check_decided before insert on app.re_check_decision
  for each row execute function app.re_check_decided();
