-- Taking in what departments send: a job that outlives the process, from the file as it came to the rows that were refused.

create table app.department_import (
  id uuid primary key,
  county text not null references app.division,
  register text not null,
  file_name text not null,
  sha256 bytea not null,
  bytes bigint not null,
  state text not null check (state in
    ('AWAITING_MAPPING', 'QUEUED', 'READING', 'DONE', 'UNCHANGED', 'REFUSED', 'DISCARDED', 'FAILED')),
  -- why a file was refused, or what a person has to know; Chinese
  message text,
  notes text[] not null default '{}',
  -- the first rows as they came, sealed
  sketch bytea,
  -- [{"heading": …, "column": … or null}]: what is said of each heading of this file
  mapping jsonb not null default '[]',
  data_date date not null,
  rows_read int not null default 0,
  accepted int not null default 0,
  refused int not null default 0,
  -- none until they are counted, which is done once the file is in
  people_matched int,
  -- names of the sheets, then their headings as written
  tables jsonb not null default '[]',
  file_id uuid references app.department_file (id),
  officer uuid,
  person uuid,
  person_name text,
  office_name text,
  started_at timestamptz not null default app.legal_now(),
  -- how often a process has begun to read it; who began last is the one who may end it
  attempts int not null default 0,
  -- by the real clock: a job that has not been heard of for a while was killed
  heartbeat_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create index department_import_list on app.department_import (county, started_at desc);
create index department_import_jobs on app.department_import (started_at) where state in ('QUEUED', 'READING');
create index department_import_uncounted on app.department_import (finished_at) where state = 'DONE' and people_matched is null;
revoke delete on app.department_import from ${app_role};

-- The file itself, sealed, until it is read: another process can go on where one was killed.
create table app.department_import_part (
  import_id uuid not null references app.department_import (id),
  seq int not null,
  bytes bytea not null,
  primary key (import_id, seq)
);
-- what is sealed can't be pressed, and a part fits a page
alter table app.department_import_part alter column bytes set storage external, set (toast_tuple_target = 8160);

-- Rows that were refused, for who mends them.
create table app.department_import_refusal (
  import_id uuid not null references app.department_import (id),
  sheet smallint not null,
  line int not null,
  -- [{"column": …, "message": …}]
  faults jsonb not null,
  -- all cells as written, sealed
  originals bytea not null,
  primary key (import_id, sheet, line)
);

-- What a department's headings mean, as its officials have said.
create table app.department_heading (
  county text not null references app.division,
  register text not null,
  heading text not null,
  -- none: the column is not read
  data_column text,
  said_by uuid,
  said_at timestamptz not null default app.legal_now(),
  primary key (county, register, heading)
);

-- Screening everybody against what departments send by their own duty (部门筛查预警): a run, what it asked, and the clues it gave.

create table app.screening_run (
  id uuid primary key,
  county text not null references app.division,
  state text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  -- where it is, or why it failed; Chinese
  stage text,
  notes text[] not null default '{}',
  day date not null,
  people int not null default 0,
  facts int not null default 0,
  clues int not null default 0,
  open_cases int not null default 0,
  monitored int not null default 0,
  known int not null default 0,
  officer uuid,
  person_name text,
  started_at timestamptz not null default app.legal_now(),
  attempts int not null default 0,
  heartbeat_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
create index screening_run_county on app.screening_run (county, started_at desc);
revoke delete on app.screening_run from ${app_role};

-- Against what people own and earn nobody is screened: that needs each person's own authorization.
create table app.screening_file (
  run_id uuid not null references app.screening_run (id),
  register text not null check (register in ('MEDICAL', 'DISABILITY', 'SUBSISTENCE', 'EDUCATION', 'HOUSING')),
  file_id uuid not null references app.department_file (id),
  previous_id uuid references app.department_file (id),
  primary key (run_id, register)
);

-- What the decision table said of everything that stands in the files; the matching itself is SQL.
create table app.screening_threshold (
  run_id uuid not null references app.screening_run (id),
  register text not null,
  attribute text not null,
  registration_type text not null,
  cause text not null,
  -- none where the fact itself is the clue; an amount must lie over it
  over_cents bigint,
  rule text not null,
  primary key (run_id, register, attribute, registration_type)
);

-- Facts over a threshold, while a run works.
create table app.screening_candidate (
  run_id uuid not null references app.screening_run (id),
  household_id uuid not null,
  village text not null,
  cause text not null,
  member_id uuid not null,
  register text not null,
  file_id uuid not null,
  sheet smallint,
  line int,
  attribute text not null,
  amount_cents bigint,
  data_date date,
  rule text not null
);
create index screening_candidate_run on app.screening_candidate (run_id, household_id, cause);

create table app.screening_clue (
  id uuid primary key default gen_random_uuid(),
  run_id uuid not null references app.screening_run (id),
  county text not null,
  household_id uuid not null references app.household (id),
  village text not null,
  cause text not null,
  state text not null default 'NEW' check (state in ('NEW', 'SENDING', 'SENT', 'CLOSED')),
  found_at timestamptz not null default app.legal_now(),
  case_id uuid,
  sent_at timestamptz,
  -- who sends or sent it, in which post
  officer uuid,
  person uuid,
  person_name text,
  role text,
  division text,
  office_name text,
  -- why it could not be sent; Chinese
  problem text,
  attempts int not null default 0,
  closed_at timestamptz,
  close_reason text,
  check ((state = 'SENT') = (case_id is not null)),
  check ((state = 'CLOSED') = (closed_at is not null) and (state <> 'CLOSED' or length(close_reason) >= 2))
);
-- one a household and cause
create unique index screening_clue_once on app.screening_clue (household_id, cause) where state in ('NEW', 'SENDING');
create index screening_clue_village on app.screening_clue (village text_pattern_ops, found_at);
create index screening_clue_household on app.screening_clue (household_id, cause);
create index screening_clue_sending on app.screening_clue (found_at) where state = 'SENDING';
revoke delete on app.screening_clue from ${app_role};

create table app.screening_fact (
  clue_id uuid not null references app.screening_clue (id),
  member_id uuid not null references app.household_member (id),
  register text not null check (register in ('MEDICAL', 'DISABILITY', 'SUBSISTENCE', 'EDUCATION', 'HOUSING')),
  file_id uuid not null,
  sheet smallint,
  line int,
  attribute text not null,
  amount_cents bigint,
  data_date date,
  rule text not null,
  primary key (clue_id, member_id, register, attribute)
);
create index screening_fact_member on app.screening_fact (member_id, register);
revoke update, delete on app.screening_fact from ${app_role};

-- Data quality: what upstream checkers would find. Each look replaces the one before.
create table app.quality_look (
  id uuid primary key default gen_random_uuid(),
  county text not null references app.division,
  looked_at timestamptz not null default app.legal_now(),
  took_ms int not null
);
create index quality_look_county on app.quality_look (county, looked_at desc);

-- A look that somebody has asked for; gone when it is done.
create table app.quality_job (
  county text primary key references app.division,
  claimed boolean not null default false,
  failed boolean not null default false,
  heartbeat_at timestamptz not null default clock_timestamp()
);

create table app.quality_finding (
  look_id uuid not null references app.quality_look (id) on delete cascade,
  rule text not null,
  household_id uuid not null references app.household (id),
  member_id uuid references app.household_member (id),
  village text not null,
  -- the household it has to do with
  other_id uuid references app.household (id),
  -- an age, a level, an amount; never a number or name
  detail text
);
create index quality_finding_rule on app.quality_finding (look_id, rule, village text_pattern_ops);
