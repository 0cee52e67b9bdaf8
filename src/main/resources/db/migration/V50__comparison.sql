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

-- Two parts a file: they are filled before they have an index or a neighbour, join the others when they are whole, and nothing is added to
-- them after.
create table app.department_record (
  file_id uuid not null,
  amount_cents bigint,
  line int not null,
  data_date date,
  sheet smallint not null,
  person_hash bytea not null,
  -- what the weight is judged by: use, state, level, category; never a name or number
  attribute text not null
) partition by list (file_id);
-- Rows come in runs of some ten thousand, each sorted by person: it is enough to know from whom to whom a few pages go, and that costs a
-- twentieth of an index of all rows. Whoever looks up one person calls department_records_of.
create index department_record_person on app.department_record using brin (person_hash) with (pages_per_range = 4);
-- its parts are filled one by one, below
revoke insert, update, delete on app.department_record from ${app_role};

-- The name that the file gives each person and what it says beside the columns above, sealed for as many rows at once as fit a page.
create table app.department_facts (
  file_id uuid not null,
  sheet smallint not null,
  -- up to the next one's
  first_line int not null,
  facts bytea not null,
  primary key (file_id, sheet, first_line)
) partition by list (file_id);
revoke insert, update, delete on app.department_facts from ${app_role};

-- The tables into which a new file's rows go: this name, behind department_record_ and department_facts_.
create function app.open_department_part(p_file uuid) returns text
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  kind text;
  part text;
begin
  if not exists (select from app.department_file where id = p_file and not current and current_since is null) then
    raise exception 'no new file' using errcode = 'integrity_constraint_violation';
  end if;
  foreach kind in array array['department_record_', 'department_facts_'] loop
    part := kind || replace(p_file::text, '-', '');
    execute format('create table app.%I (like app.%I)', part, rtrim(kind, '_'));
    -- the check saves a second look at all rows when the part joins the others
    execute format('alter table app.%1$I alter column file_id set default %2$L, add check (file_id = %2$L)', part, p_file);
    execute format('revoke update, delete, truncate on app.%I from ${app_role}', part);
  end loop;
  -- what is sealed can't be pressed, and stays in its page if it fits
  execute format('alter table app.%I alter column facts set storage external, set (toast_tuple_target = 8160)', part);
  return replace(p_file::text, '-', '');
end $$;

-- All rows are there: the parts get their indexes and join the others.
create function app.close_department_part(p_file uuid) returns void
  language plpgsql security definer set search_path = app, pg_temp set default_statistics_target = 10 as $$
declare
  kind text;
  part text;
begin
  foreach kind in array array['department_record_', 'department_facts_'] loop
    part := kind || replace(p_file::text, '-', '');
    execute format('revoke insert on app.%I from ${app_role}', part);
    execute format('alter table app.%I attach partition app.%I for values in (%L)', rtrim(kind, '_'), part, p_file);
  end loop;
  -- the planner knows nothing of half a million rows that this transaction has just brought in
  execute format('analyze app.%I', 'department_record_' || replace(p_file::text, '-', ''));
end $$;

-- What a file says of one person. Left to itself the planner takes the index for no better than reading the whole file.
create function app.department_records_of(p_file uuid, p_person bytea) returns setof app.department_record
  language plpgsql stable rows 2 set search_path = app, pg_temp set enable_seqscan = off as $$
begin
  return query select * from app.department_record where file_id = p_file and person_hash = p_person;
end $$;

-- The sealed facts among which a row's are.
create function app.department_facts_of(p_file uuid, p_sheet smallint, p_line int) returns bytea
  language plpgsql stable set search_path = app, pg_temp as $$
begin
  return (select facts from app.department_facts where file_id = p_file and sheet = p_sheet and first_line <= p_line
    order by first_line desc limit 1);
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
  -- the row that says so
  file_id uuid not null references app.department_file (id),
  sheet smallint not null,
  line int not null,
  -- the same fact in a newer file is the same finding: nobody is asked about it twice in a case
  fact_hash bytea not null,
  weight text not null check (weight in ('HIGH', 'MEDIUM', 'LOW')),
  rule text not null,
  fact bytea not null,
  data_date date,
  found_at timestamptz not null default app.legal_now(),
  unique (case_id, member_id, register, fact_hash)
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
