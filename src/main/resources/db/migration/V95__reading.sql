-- The auditor's reading room: what it looks cases up in, what it found, what it handed out, and who read what.

-- One narrow row a case, for looking up among millions. Kept by triggers, so it says what the tables say.
create table app.case_index (
  case_id uuid primary key references app.identification_case (id),
  number text not null,
  household_id uuid not null,
  county text not null,
  village text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- OPEN until it ends
  outcome text not null default 'OPEN',
  -- as the county confirmed it
  category text
);
create index case_index_number on app.case_index (number text_pattern_ops);
create index case_index_household on app.case_index (household_id, opened_at);
create index case_index_county on app.case_index (county, opened_at desc);
create index case_index_outcome on app.case_index (county, outcome, opened_at desc);
create index case_index_category on app.case_index (county, category, opened_at desc) where category is not null;
create index case_index_village on app.case_index (village text_pattern_ops, opened_at desc);
revoke insert, update, delete, truncate on app.case_index from ${app_role};

create function app.index_case() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into app.case_index (case_id, number, household_id, county, village, opened_at, closed_at, outcome)
      values (new.id, new.number, new.household_id, left(new.village, 6), new.village, new.opened_at, new.closed_at,
        coalesce(new.outcome, 'OPEN'));
  elsif (new.village, new.closed_at, new.outcome) is distinct from (old.village, old.closed_at, old.outcome) then
    update app.case_index set village = new.village, county = left(new.village, 6), closed_at = new.closed_at,
        outcome = coalesce(new.outcome, 'OPEN') where case_id = new.id;
  end if;
  return null;
end $$;
create trigger index_case after insert or update on app.identification_case
  for each row execute function app.index_case();

create function app.index_confirmation() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  update app.case_index set category = new.category where case_id = new.case_id;
  return null;
end $$;
create trigger index_confirmation after insert on app.county_confirmation
  for each row execute function app.index_confirmation();

-- What the rules found (resources conformance/*.sql). Computed, never typed: what is no longer so gets an end, and comes back if it is.
create table app.audit_finding (
  id uuid primary key default gen_random_uuid(),
  rule text not null,
  county text not null,
  -- names the finding among those of its rule
  key text not null,
  village text not null,
  case_id uuid,
  household_id uuid,
  happened_at timestamptz not null,
  said text not null,
  href text,
  first_found_at timestamptz not null default app.legal_now(),
  last_found_at timestamptz not null default app.legal_now(),
  gone_at timestamptz,
  unique (rule, county, key)
);
create index audit_finding_county on app.audit_finding (county, happened_at desc);
create index audit_finding_case on app.audit_finding (case_id) where case_id is not null;
create index audit_finding_rule on app.audit_finding (rule, county, happened_at desc);
revoke delete, truncate on app.audit_finding from ${app_role};

-- 跟进: who looks into a finding until when, and what came of it. The last line counts.
create table app.audit_follow_up (
  finding_id uuid not null references app.audit_finding (id),
  seq int not null,
  state text not null check (state in ('OPEN', 'EXPLAINED', 'RECTIFIED', 'PASSED_ON')),
  in_charge text not null check (length(in_charge) between 2 and 60),
  due_on date,
  note text not null check (length(note) between 2 and 1000),
  written_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  primary key (finding_id, seq),
  check (state <> 'OPEN' or due_on is not null)
);
create index audit_follow_up_due on app.audit_follow_up (due_on) where state = 'OPEN';

-- Which counties were looked through, when.
create table app.conformance_run (
  id bigint generated always as identity primary key,
  county text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null default clock_timestamp(),
  findings int not null,
  -- none: the clock
  by_name text
);
create index conformance_run_county on app.conformance_run (county, id desc);

-- Who looked for what, opened which case, took what away. What was typed stands as a keyed hash where it names a person.
create table app.audit_reading (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  officer uuid not null,
  person uuid not null,
  person_name text not null,
  act text not null check (act in ('SEARCH', 'CASE', 'DOSSIER', 'LIST', 'UNMASK', 'TRUST')),
  case_id uuid,
  said text not null,
  subject_hash bytea,
  -- of a list or dossier
  rows int,
  sha256 bytea
);
create index audit_reading_person on app.audit_reading (person, at);
create index audit_reading_case on app.audit_reading (case_id) where case_id is not null;

select app.keep_for_good('audit_follow_up', 'conformance_run', 'audit_reading');

-- Roots vouch for these as well.
select app.seal_table(name, key, at) from (values
  ('decision_run', 'id', 'ran_at'),
  ('home_visit', 'case_id || ''/'' || seq', 'recorded_at'),
  ('income_count', 'case_id || ''/'' || seq', 'counted_at'),
  ('review_meeting', 'id', 'recorded_at'),
  ('village_review', 'meeting_id || ''/'' || case_id', 'recorded_at'),
  ('town_opinion', 'case_id || ''/'' || seq', 'given_at'),
  ('county_opinion', 'case_id || ''/'' || seq', 'given_at'),
  ('county_confirmation', 'case_id', 'confirmed_at'),
  ('comparison_finding', 'id', 'found_at'),
  ('finding_answer', 'finding_id || ''/'' || seq', 'answered_at'),
  ('finding_check', 'finding_id || ''/'' || seq', 'checked_at'),
  ('notice_batch', 'id', 'published_at'),
  ('notice_closing', 'notice_id', 'closed_at'),
  ('objection', 'id', 'received_at'),
  ('objection_resolution', 'objection_id', 'resolved_at'),
  ('announcement', 'id', 'recorded_at'),
  ('delivery', 'owed_id', 'recorded_at'),
  ('parameter_set', 'id', 'published_at'),
  ('income_line', 'id', 'published_at'),
  ('unmask_log', 'id', 'at'),
  ('household_change', 'id', 'changed_at'),
  ('access_change', 'id', 'changed_at'),
  ('step_batch', 'id', 'at'),
  ('fund_line', 'id', 'added_at'),
  ('fund_notice', 'id', 'published_at'),
  ('fund_notice_closing', 'notice_id', 'closed_at'),
  ('measure_delivery', 'id', 'recorded_at'),
  ('measure_inspection', 'delivery_id', 'recorded_at'),
  ('payment_comparison', 'line_id', 'compared_at'),
  ('measure_payment', 'line_id', 'recorded_at'),
  ('audit_follow_up', 'finding_id || ''/'' || seq', 'written_at'),
  ('audit_reading', 'id', 'at')
) as sealed (name, key, at);

-- Where a case stood when; each part is computed only where a rule asks for it.
create view app.case_course as
  select c.id, c.number, c.household_id, c.village, left(c.village, 6) as county, c.opened_at, c.accepted_at, c.closed_at, c.outcome,
    c.proposal,
    (select min(v.recorded_at) from app.home_visit v where v.case_id = c.id) as visited,
    (select max(v.visited_at) from app.home_visit v where v.case_id = c.id) as visit_made,
    (select min(r.compared_at) from app.comparison_run r where r.case_id = c.id) as compared,
    (select min(d.ran_at) from app.decision_run d where d.case_id = c.id and d.stage in ('FINAL', 'AFTER_RELIEF')) as judged,
    (select min(r.recorded_at) from app.village_review r where r.case_id = c.id) as reviewed,
    (select min(o.given_at) from app.town_opinion o where o.case_id = c.id) as town_begun,
    (select min(o.given_at) from app.town_opinion o where o.case_id = c.id and o.hand = 'TOWN_HEAD' and o.decision = 'AGREE')
      as town_agreed,
    (select min(b.published_at) from app.public_notice n join app.notice_batch b on b.id = n.batch_id where n.case_id = c.id) as posted,
    (select min(o.given_at) from app.county_opinion o where o.case_id = c.id) as county_begun,
    (select k.confirmed_at from app.county_confirmation k where k.case_id = c.id) as confirmed
  from app.identification_case c;
