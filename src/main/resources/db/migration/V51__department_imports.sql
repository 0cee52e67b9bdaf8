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
  people_matched int not null default 0,
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
revoke delete on app.department_import from ${app_role};

-- The file itself, sealed, until it is read: another process can go on where one was killed.
create table app.department_import_part (
  import_id uuid not null references app.department_import (id),
  seq int not null,
  bytes bytea not null,
  primary key (import_id, seq)
);

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
