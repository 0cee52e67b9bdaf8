-- The register of rural households: who lives where, what is known of them, since when and from which ledger.

create table app.household (
  id uuid primary key default gen_random_uuid(),
  -- 户编号; until the county gives one, a number of ours with a letter in it
  number text not null unique check (number <> ''),
  division text not null references app.division check (length(division) = 12),
  village_group text,
  registration_type text not null check (registration_type in ('FORMERLY_POOR', 'ORDINARY')),
  residency text not null check (residency in ('YES', 'NO', 'DOUBTFUL')),
  income_per_head numeric(14, 2) check (income_per_head >= 0),
  house_level text check (house_level in ('A', 'B', 'C', 'D')),
  water_safe boolean,
  phone bytea,
  phone_hash bytea,
  account bytea,
  account_hash bytea,
  origin text not null check (origin in ('LEDGER', 'ADDED')),
  dissolved_on date,
  -- the ledger and the line it was last confirmed by
  ledger_import uuid,
  ledger_line int,
  version int not null default 1,
  created_at timestamptz not null default app.legal_now(),
  updated_at timestamptz not null default app.legal_now(),
  check ((phone is null) = (phone_hash is null)),
  check ((account is null) = (account_hash is null))
);
create index household_division on app.household (division text_pattern_ops, number);
create index household_phone on app.household (phone_hash) where phone_hash is not null;
revoke delete on app.household from ${app_role};

create table app.household_member (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references app.household (id),
  -- what everybody is matched by stands in front: a scan of a million rows unpacks no further
  birth_date date not null,
  left_on date,
  died_on date,
  identity_hash bytea not null,
  name text not null check (name <> ''),
  identity_number bytea not null,
  sex text not null check (sex in ('MALE', 'FEMALE')),
  relation text not null check (relation <> ''),
  ethnicity text,
  health text[] not null default '{}'
    check (health <@ array['HEALTHY', 'CHRONIC_ILLNESS', 'SERIOUS_ILLNESS', 'DISABLED']),
  labour text check (labour in ('ORDINARY', 'SKILLED', 'WEAK', 'LOST', 'NONE')),
  schooling text,
  insured boolean,
  ledger_import uuid,
  ledger_line int,
  version int not null default 1,
  created_at timestamptz not null default app.legal_now(),
  updated_at timestamptz not null default app.legal_now()
);
-- a living person belongs to one household at a time
create unique index household_member_one_household on app.household_member (identity_hash)
  where left_on is null and died_on is null;
create unique index household_member_one_head on app.household_member (household_id)
  where relation = '户主' and left_on is null and died_on is null;
create index household_member_gone on app.household_member (identity_hash) where left_on is not null or died_on is not null;
create index household_member_household on app.household_member (household_id);
create index household_member_name on app.household_member (name text_pattern_ops);
revoke delete on app.household_member from ${app_role};

-- 政策享受状态: kept by the county with source and day, never by the household (rules.md 1.1). The last record for the latest day counts.
create table app.household_policy_status (
  id bigint generated always as identity primary key,
  household_id uuid not null references app.household (id),
  status text not null
    check (status in ('FORMERLY_POOR_ENJOYING', 'FORMERLY_POOR_NOT_ENJOYING', 'ORDINARY', 'UNKNOWN')),
  valid_from date not null,
  source text not null check (source <> ''),
  recorded_by uuid,
  recorded_by_name text,
  recorded_at timestamptz not null default app.legal_now()
);
create index household_policy_status_latest on app.household_policy_status (household_id, valid_from desc, id desc);
revoke update, delete on app.household_policy_status from ${app_role};

-- 监测对象类别 as the ledger says it; no category from a day on means: no longer in the ledger as monitored.
create table app.household_registered_category (
  id bigint generated always as identity primary key,
  household_id uuid not null references app.household (id),
  category text check (category in ('UNSTABLE', 'MARGINAL', 'SUDDEN_HARDSHIP')),
  valid_from date not null,
  source text not null check (source <> ''),
  recorded_at timestamptz not null default app.legal_now()
);
create index household_registered_category_latest
  on app.household_registered_category (household_id, valid_from desc, id desc);
revoke update, delete on app.household_registered_category from ${app_role};

-- What was changed, field by field. Phones, accounts and identity numbers stand sealed.
create table app.household_change (
  id bigint generated always as identity primary key,
  household_id uuid not null references app.household (id),
  member_id uuid references app.household_member (id),
  field text not null,
  old_value text,
  new_value text,
  old_sealed bytea,
  new_sealed bytea,
  reason text,
  ledger_import uuid,
  ledger_line int,
  changed_by uuid,
  changed_by_name text,
  changed_by_office text,
  changed_at timestamptz not null default app.legal_now()
);
create index household_change_household on app.household_change (household_id, id);
revoke update, delete on app.household_change from ${app_role};

-- Every time somebody looked at a full number: who, whose, which, why.
create table app.unmask_log (
  id bigint generated always as identity primary key,
  member_id uuid references app.household_member (id),
  household_id uuid not null references app.household (id),
  field text not null check (field in ('identity_number', 'phone', 'account')),
  reason text not null check (length(reason) >= 2),
  officer uuid not null,
  person uuid not null,
  person_name text not null,
  office_name text not null,
  at timestamptz not null default app.legal_now()
);
create index unmask_log_person on app.unmask_log (person, at);
create index unmask_log_household on app.unmask_log (household_id, id);
revoke update, delete on app.unmask_log from ${app_role};

-- Reading a ledger. Rows are staged, compared with the register and shown; only then taken in, all at once.
create table app.register_import (
  id uuid primary key,
  -- division of the officer's office: rows of other divisions are refused
  scope text not null references app.division,
  sha256 bytea not null,
  file_name text not null,
  state text not null check (state in
    ('READING', 'AWAITING_CONFIRMATION', 'APPLYING', 'DONE', 'UNCHANGED', 'REFUSED', 'DISCARDED', 'FAILED')),
  -- why a file was refused, or what a person has to know; Chinese
  message text,
  -- the day the ledger speaks of, as its title says; else the day it was read
  as_of date not null default (app.legal_now() at time zone 'Asia/Shanghai')::date,
  title text,
  -- [{"name": sheet, "headings": [...]}]
  sheets jsonb not null default '[]',
  -- names of the columns found
  columns text[] not null default '{}',
  notes text[] not null default '{}',
  -- our own workbook of refused rows, sent back: a part of a ledger, whose lines speak for nobody else
  mended boolean not null default false,
  rows_read int not null default 0,
  counts jsonb,
  -- value of register_mark when the difference was computed
  mark bigint,
  digest text,
  -- an earlier import of the very same file
  same_as uuid references app.register_import,
  officer uuid,
  person uuid,
  person_name text,
  office_name text,
  started_at timestamptz not null default app.legal_now(),
  -- by the real clock: a job that has not been heard of for a while was killed
  heartbeat_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create index register_import_scope on app.register_import (scope text_pattern_ops, started_at desc);
create index register_import_file on app.register_import (sha256, scope);
revoke delete on app.register_import from ${app_role};

-- The four tables below hold hundreds of thousands of rows for minutes; the import they belong to is never deleted, so no foreign key
-- costs a check per row.

-- The rows as read. Those taken in are deleted when the import is done, those refused stay for the official who mends them.
create table app.register_import_row (
  import_id uuid not null,
  sheet int not null,
  line int not null,
  -- all cells as written, sealed; kept for refused rows only
  originals bytea,
  -- what is wrong in the file itself
  faults jsonb,
  -- what is wrong against the register as it is now
  conflicts jsonb,
  -- what was left out or read differently, though the row is good
  notes jsonb,
  number text,
  division text,
  registration_type text,
  policy_status text,
  residency text,
  category text,
  village_group text,
  income_cents bigint,
  house_level text,
  water_safe text,
  phone bytea,
  phone_key text,
  account bytea,
  account_key text,
  name text,
  identity_number bytea,
  identity_hash bytea,
  birth_date date,
  sex text,
  relation text,
  ethnicity text,
  health text,
  labour text,
  schooling text,
  insured text,
  primary key (import_id, sheet, line)
);

-- What the rows say of each household, and which household that is.
create table app.register_import_household (
  import_id uuid not null,
  number text not null,
  household_id uuid not null,
  known boolean not null,
  sheet int not null,
  line int not null,
  division text,
  registration_type text,
  policy_status text,
  residency text,
  category text,
  village_group text,
  income_cents bigint,
  house_level text,
  water_safe text,
  phone bytea,
  phone_key text,
  account bytea,
  account_key text,
  has_head boolean not null,
  changed boolean not null default false,
  primary key (import_id, number)
);

-- Who each row is.
create table app.register_import_person (
  import_id uuid not null,
  sheet int not null,
  line int not null,
  number text not null,
  household_id uuid not null,
  member_id uuid,
  outcome text not null check (outcome in ('NEW', 'MOVED', 'CHANGED', 'UNCHANGED'))
);
create index register_import_person_import on app.register_import_person (import_id);

-- What would change, or on the way did.
create table app.register_import_change (
  import_id uuid not null,
  number text not null,
  household_id uuid not null,
  member_id uuid,
  line int,
  -- who it is about: a name, or the household's head
  about text not null,
  field text not null,
  old_value text,
  new_value text,
  old_sealed bytea,
  new_sealed bytea
);
create index register_import_change_import on app.register_import_change (import_id, number);

-- Moves with every change of the register, so that a difference computed before it is known to be stale.
create sequence app.register_mark;
create function app.move_register_mark() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  perform nextval('app.register_mark');
  return null;
end $$;
create trigger household_mark after insert or update on app.household
  for each statement execute function app.move_register_mark();
create trigger household_member_mark after insert or update on app.household_member
  for each statement execute function app.move_register_mark();

-- The planner knows nothing of a hundred thousand rows that this transaction has just brought in.
create function app.analyze_register_import() returns void
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  analyze app.register_import_row (import_id, sheet, line, number, identity_hash, relation, faults, conflicts);
end $$;
create function app.analyze_register_comparison() returns void
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  analyze app.register_import_household (import_id, number, household_id, known);
  analyze app.register_import_person (import_id, sheet, line, household_id, member_id, outcome);
end $$;
create function app.analyze_register() returns void
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  analyze app.household;
  analyze app.household_member;
  analyze app.household_policy_status;
  analyze app.household_registered_category;
end $$;
