-- Papers: what was printed, under which number and code, from which template; and the signed original that came back.
create table app.paper_number (
  county text not null,
  year int not null,
  last int not null,
  primary key (county, year)
);

-- Every template that was ever used stays, so that a paper can be printed again as it was.
create table app.paper_template (
  sha256 bytea primary key check (sha256 = sha256(docx)),
  docx bytea not null check (octet_length(docx) between 1 and 2097152),
  first_used_at timestamptz not null default app.legal_now()
);

-- Which template a county prints a paper from; the last one counts. None: the one that came with the application.
create table app.paper_template_choice (
  id bigint generated always as identity primary key,
  county text not null check (county ~ '^[1-9]\d{5}$'),
  kind text not null,
  sha256 bytea references app.paper_template (sha256),
  since timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null
);
create index paper_template_choice_of on app.paper_template_choice (county, kind, id desc);

create table app.paper (
  id uuid primary key,
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  county text not null,
  year int not null,
  number int not null,
  kind text not null,
  -- who may see it: those whose part of the county holds this division
  division text not null,
  -- of the one household it is about; none for a list or a meeting
  household_id uuid references app.household (id),
  template bytea not null references app.paper_template (sha256),
  -- what was filled in, sealed with the household's key where it is about one
  content bytea not null,
  content_hash bytea not null,
  printed_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null,
  unique (county, year, number)
);
create index paper_household on app.paper (household_id, printed_at);
create index paper_division on app.paper (division text_pattern_ops, printed_at);

create table app.paper_case (
  paper_id uuid not null references app.paper (id),
  case_id uuid not null,
  primary key (paper_id, case_id)
);
create index paper_case_of on app.paper_case (case_id);

-- A scan or photograph that came in: one page a row. Its paper is read from the QR code, or said by hand.
create table app.paper_scan (
  id uuid primary key,
  evidence_id uuid not null references app.evidence (id),
  page int not null check (page > 0),
  -- degrees to turn it clockwise so that it stands upright
  turned int not null check (turned in (0, 90, 180, 270)),
  division text not null,
  received_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null,
  unique (evidence_id, page)
);
create index paper_scan_division on app.paper_scan (division text_pattern_ops, received_at);

-- The original of a paper; or, without a paper, that the page is none and why.
create table app.paper_original (
  scan_id uuid primary key references app.paper_scan (id),
  paper_id uuid references app.paper (id),
  read_by text not null check (read_by in ('QR', 'HAND')),
  reason text check ((paper_id is null) = (reason is not null)),
  assigned_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  check (read_by = 'HAND' or paper_id is not null)
);
create index paper_original_of on app.paper_original (paper_id);

revoke delete, truncate on app.paper_number from ${app_role};
select app.keep_for_good('paper_template', 'paper_template_choice', 'paper', 'paper_case', 'paper_scan', 'paper_original');

-- Nothing is closed while the household is owed something (rules.md annex B): the letter that nobody brought, the finding it never
-- heard of. A household that withdrew or is no more is owed nothing; a list of what was missing has served when it was supplied.
create function app.case_owes_nothing() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  owed text;
begin
  select string_agg(o.kind, ', ') into owed from app.delivery_owed o
    where o.case_id = new.id and not exists (select 1 from app.delivery d where d.owed_id = o.id)
      and not (o.kind = 'CORRECTION_LIST' and exists (
        select 1 from app.case_correction c where c.case_id = new.id and c.supplied_at is not null));
  if owed is not null and new.outcome not in ('WITHDRAWN', 'DISSOLVED') then
    raise exception '还有应送达农户而没有送达的文书，送达并登记后才能办结' using errcode = 'integrity_constraint_violation', detail = owed;
  end if;
  return new;
end $$;
create trigger case_owes_nothing before update of closed_at on app.identification_case
  for each row when (old.closed_at is null and new.closed_at is not null) execute function app.case_owes_nothing();
