-- Who may act, for which office and where.

-- Reference data: the national statistical division table of the counties served.
create table app.division (
  code text primary key check (code ~ '^[1-9]\d{5}(\d{3}(\d{3})?)?$'),
  statistical_name text not null check (statistical_name <> ''),
  shown_name text not null check (shown_name <> ''),
  parent text references app.division,
  holds_households boolean not null,
  check ((length(code) = 6) = (parent is null)),
  check (parent = left(code, length(code) - 3)),
  check (not holds_households or length(code) = 12)
);
create index division_parent on app.division (parent);
revoke delete on app.division from ${app_role};

create table app.office (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('VILLAGE', 'TOWN', 'COUNTY', 'LEADING_GROUP', 'AUDIT', 'DEPARTMENT')),
  division text not null references app.division,
  department text,
  check ((kind = 'DEPARTMENT') = (department is not null)),
  check (length(division) = case kind when 'VILLAGE' then 12 when 'TOWN' then 9 else 6 end),
  unique nulls not distinct (kind, division, department)
);
revoke delete on app.office from ${app_role};

-- Departments are renamed at every reorganisation; what an old paper says stays right.
create table app.office_name (
  office uuid not null references app.office,
  name text not null check (name <> ''),
  valid_from date not null,
  primary key (office, valid_from)
);
revoke delete on app.office_name from ${app_role};

create view app.office_now as
  select office.id, office.kind, office.division, office.department, (
    select name from app.office_name
    where office_name.office = office.id and valid_from <= current_date order by valid_from desc limit 1) as name
  from app.office;

-- A human being. The hash of the identity number, where known, keeps one human from being two persons.
create table app.person (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  identity_hash bytea unique
);
revoke delete on app.person from ${app_role};

create table app.officer (
  id uuid primary key default gen_random_uuid(),
  person uuid not null references app.person,
  username text not null unique check (username ~ '^[a-z][a-z0-9-]{2,31}$'),
  password_hash text not null,
  must_change_password boolean not null default true,
  password_changed_at timestamptz not null default clock_timestamp(),
  disabled_at timestamptz,
  demo boolean not null default false
);
create index officer_person on app.officer (person);
revoke delete on app.officer from ${app_role};

-- Terms run by the real clock, not by the legal one: a training clock must lock nobody out.
create table app.post (
  id uuid primary key default gen_random_uuid(),
  officer uuid not null references app.officer,
  office uuid not null references app.office,
  role text not null check (role in ('VILLAGE_CLERK', 'VILLAGE_CHAIR', 'TOWN_CLERK', 'TOWN_REVIEWER', 'TOWN_HEAD', 'COUNTY_CLERK',
    'COUNTY_REVIEWER', 'COUNTY_HEAD', 'DEPARTMENT_CLERK', 'RECHECK_OFFICER', 'AUDITOR', 'PROCESS_OWNER', 'ADMINISTRATOR')),
  valid_from timestamptz not null default clock_timestamp(),
  valid_until timestamptz,
  check (valid_until is null or valid_until >= valid_from)
);
create index post_officer on app.post (officer);
create index post_office on app.post (office);
create unique index post_open on app.post (officer, office, role) where valid_until is null;
revoke delete on app.post from ${app_role};

-- An account stays the account of that human under that name: separation of duties and every old record lean on it.
create function app.officer_keeps_identity() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.person <> old.person or new.username <> old.username or new.demo <> old.demo then
    raise exception '账号的用户名和本人不能更改' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger officer_keeps_identity before update on app.officer for each row execute function app.officer_keeps_identity();

-- A term may get an end; what has ended stays ended.
create function app.post_keeps_term() returns trigger language plpgsql as $$
begin
  if new.id <> old.id or new.officer <> old.officer or new.office <> old.office or new.role <> old.role
      or new.valid_from <> old.valid_from or old.valid_until <= clock_timestamp() then
    raise exception '任职记录只能登记离任时间' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger post_keeps_term before update on app.post for each row execute function app.post_keeps_term();

-- Whoever keeps accounts and diagrams, whoever audits, and whoever works on cases are three sorts of people (finding 5 of security.md:
-- by person, not by account).
create function app.role_sort(role text) returns text language sql immutable as $$
  select case when role = 'AUDITOR' then 'AUDIT' when role in ('PROCESS_OWNER', 'ADMINISTRATOR') then 'SYSTEM' else 'CASE' end
$$;
create function app.post_keeps_sorts_apart() returns trigger language plpgsql as $$
declare
  human uuid;
begin
  select person into human from app.officer where id = new.officer;
  -- one post of a person at a time
  perform 1 from app.person where id = human for update;
  if exists (
    select 1 from app.post held join app.officer account on account.id = held.officer
    where account.person = human and app.role_sort(held.role) <> app.role_sort(new.role)
      and (held.valid_until is null or held.valid_until > new.valid_from)
  ) then
    raise exception '办理业务、管理系统、审计监督的岗位不能由同一人兼任' using errcode = 'integrity_constraint_violation',
      constraint = 'post_keeps_sorts_apart';
  end if;
  return new;
end $$;
create trigger post_keeps_sorts_apart before insert on app.post for each row execute function app.post_keeps_sorts_apart();

-- Every change of the tables above, written by the database itself: no code can forget it, and the application's role can't write here.
create table app.access_change (
  id bigint generated always as identity primary key,
  changed_at timestamptz not null default clock_timestamp(),
  changed_by uuid references app.officer,
  subject_kind text not null,
  subject uuid not null,
  operation text not null,
  old_values jsonb not null,
  new_values jsonb not null
);
create index access_change_subject on app.access_change (subject);
revoke insert on app.access_change from ${app_role};
select app.keep_for_good('access_change');

create function app.record_access_change() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  was jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
  becomes jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
  changed text[];
  secrets text[] := array['password_hash', 'identity_hash'];
begin
  select array_agg(key) into changed from jsonb_object_keys(was || becomes) key
    where was -> key is distinct from becomes -> key;
  if changed is null then
    return null;
  end if;
  insert into access_change (changed_by, subject_kind, subject, operation, old_values, new_values)
  values (
    nullif(current_setting('bangfu.officer', true), '')::uuid,
    tg_table_name,
    coalesce(becomes ->> 'id', was ->> 'id', becomes ->> 'office', was ->> 'office')::uuid,
    tg_op,
    (select coalesce(jsonb_object_agg(key, case when key = any (secrets) then '"***"' else value end), '{}')
       from jsonb_each(was) where key = any (changed)),
    (select coalesce(jsonb_object_agg(key, case when key = any (secrets) and value <> 'null' then '"***"' else value end), '{}')
       from jsonb_each(becomes) where key = any (changed)));
  return null;
end $$;
create trigger record_change after insert or update or delete on app.office
  for each row execute function app.record_access_change();
create trigger record_change after insert or update or delete on app.office_name
  for each row execute function app.record_access_change();
create trigger record_change after insert or update or delete on app.person
  for each row execute function app.record_access_change();
create trigger record_change after insert or update or delete on app.officer
  for each row execute function app.record_access_change();
create trigger record_change after insert or update or delete on app.post
  for each row execute function app.record_access_change();

-- Who came and went. Unknown usernames are not kept: people type passwords into that field.
create table app.sign_in_event (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null default clock_timestamp(),
  event text not null check (event in ('SIGNED_IN', 'SIGNED_OUT', 'ENDED', 'FAILED', 'DELAYED', 'PASSWORD_CHANGED')),
  channel text not null check (channel in ('PAGE', 'PROGRAM')),
  officer uuid references app.officer,
  address text
);
create index sign_in_event_officer on app.sign_in_event (officer, happened_at);
select app.keep_for_good('sign_in_event');

-- Failed sign-ins, by a hash of the name as typed, known or not: both are answered alike.
create table app.sign_in_delay (
  name_hash bytea primary key,
  failures int not null,
  last_failed_at timestamptz not null,
  blocked_until timestamptz not null
);
