-- What departments sent, and what it says about members of households that asked for help.
create table app.department_file (
  id uuid primary key default gen_random_uuid(),
  county text not null references app.division,
  register text not null,
  file_name text not null,
  sha256 bytea not null,
  -- the day up to which the department's data goes
  data_date date not null,
  accepted int not null,
  refused int not null,
  loaded_at timestamptz not null default app.legal_now(),
  -- the newest file of a register replaces the one before: nobody is held to what a later list no longer says
  current boolean not null default false,
  -- since when it was current, last
  current_since timestamptz,
  unique (county, register, sha256),
  check (not current or current_since is not null)
);
create unique index one_current_file_a_register on app.department_file (county, register) where current;
revoke delete on app.department_file from ${app_role};

-- One part a file: it is filled before it has an index or a neighbour, joins the others when it is whole, and nothing is added to it after.
create table app.department_record (
  file_id uuid not null,
  sheet smallint not null,
  line int not null,
  person_hash bytea not null,
  -- what the weight is judged by: use, state, level, category; never a name or number
  attribute text not null,
  amount_cents bigint,
  data_date date,
  -- what it says in words, with the name that the file gives the person, is sealed for some rows at once: the line that holds it …
  facts_line int not null,
  -- … and which of them is this row's, counted from 0
  facts_place smallint not null,
  facts bytea,
  primary key (file_id, sheet, line)
) partition by list (file_id);
-- Half the size of a tree over hashes, which have no order worth keeping.
create index department_record_person on app.department_record using hash (person_hash);
alter table app.department_record alter column facts set storage external;
-- its parts are filled one by one, below
revoke insert, update, delete on app.department_record from ${app_role};

-- The table into which a new file's records go.
create function app.open_department_part(p_file uuid) returns text
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  part text := 'department_record_' || replace(p_file::text, '-', '');
begin
  if not exists (select from app.department_file where id = p_file and not current and current_since is null) then
    raise exception 'no new file' using errcode = 'integrity_constraint_violation';
  end if;
  execute format('create table app.%I (like app.department_record including storage)', part);
  execute format('alter table app.%I alter column file_id set default %L', part, p_file);
  execute format('revoke update, delete, truncate on app.%I from ${app_role}', part);
  return part;
end $$;

-- All rows are there: the part gets its key and index, and joins the others.
create function app.close_department_part(p_file uuid) returns void
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  part text := 'department_record_' || replace(p_file::text, '-', '');
begin
  execute format('revoke insert on app.%I from ${app_role}', part);
  execute format('alter table app.department_record attach partition app.%I for values in (%L)', part, p_file);
  -- the planner knows nothing of half a million rows that this transaction has just brought in
  execute format('analyze app.%I', part);
end $$;

-- Who was compared with which register, when; without a file it is a gap that stays visible.
create table app.comparison_run (
  case_id uuid not null,
  member_id uuid not null,
  register text not null,
  file_id uuid references app.department_file (id),
  compared_at timestamptz not null default app.legal_now(),
  primary key (case_id, member_id, register, compared_at)
);
create index comparison_run_member on app.comparison_run (member_id, register, compared_at);
revoke update, delete on app.comparison_run from ${app_role};

-- Nobody is compared before the own authorization, naming the register, is on file (rules.md annex A).
create function app.comparison_needs_authorization() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from app.comparison_authorization a
      where a.case_id = new.case_id and a.member_id = new.member_id and a.decision = 'SIGNED'
        and new.register = any (a.registers) and a.recorded_at <= new.compared_at) then
    raise exception '本人授权书未登记，不能比对' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger comparison_needs_authorization before insert on app.comparison_run
  for each row execute function app.comparison_needs_authorization();

create table app.comparison_finding (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null,
  household_id uuid not null references app.household (id),
  member_id uuid not null,
  register text not null,
  file_id uuid not null,
  sheet smallint not null,
  line int not null,
  -- the same fact in a newer file is the same finding: nobody is asked about it twice in a case
  fact_hash bytea not null,
  weight text not null check (weight in ('HIGH', 'MEDIUM', 'LOW')),
  rule text not null,
  fact bytea not null,
  data_date date,
  found_at timestamptz not null default app.legal_now(),
  unique (case_id, member_id, register, fact_hash),
  foreign key (file_id, sheet, line) references app.department_record (file_id, sheet, line)
);
create index comparison_finding_case on app.comparison_finding (case_id);
revoke update, delete on app.comparison_finding from ${app_role};

create table app.finding_answer (
  finding_id uuid not null references app.comparison_finding (id),
  seq int not null,
  answer text not null check (answer in ('TRUE_AFFECTS', 'TRUE_NO_EFFECT', 'NOT_THIS_PERSON', 'OUT_OF_DATE')),
  explained_by text not null,
  explanation bytea not null,
  -- the papers that show it; at least the sheet that the household has signed
  evidence uuid[] not null check (cardinality(evidence) > 0),
  answered_by uuid not null,
  answered_at timestamptz not null default app.legal_now(),
  primary key (finding_id, seq)
);
revoke update, delete on app.finding_answer from ${app_role};

create table app.finding_check (
  finding_id uuid not null,
  seq int not null,
  verdict text not null check (verdict in ('ACCEPTED', 'RETURNED', 'NOT_THIS_PERSON')),
  note bytea,
  checked_by uuid not null,
  checker text not null,
  checked_at timestamptz not null default app.legal_now(),
  primary key (finding_id, seq),
  -- only an answer can be checked
  foreign key (finding_id, seq) references app.finding_answer (finding_id, seq)
);
revoke update, delete on app.finding_check from ${app_role};
