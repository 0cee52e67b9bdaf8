-- Identification: one case is one run from clue or application to the county's decision.

create table app.case_number (
  county text not null,
  year int not null,
  last int not null,
  primary key (county, year)
);

create table app.identification_case (
  id uuid primary key,
  number text not null unique,
  household_id uuid not null references app.household (id),
  village text not null,
  channel text not null,
  state text not null,
  opened_at timestamptz not null default app.legal_now(),
  -- from here the total clock runs, and this day's income line is the one that counts
  accepted_at timestamptz,
  risks text[] not null default '{}',
  route text,
  relief text not null default 'NONE',
  exit_verified boolean not null default false,
  -- the town's word where residency was in doubt
  decided_residency text,
  proposal text,
  closed_at timestamptz,
  outcome text,
  outcome_reason bytea,
  version int not null default 0,
  check ((closed_at is null) = (outcome is null))
);
-- a household that applies twice, or is reported by two channels, has one case
create unique index one_open_case_a_household on app.identification_case (household_id) where closed_at is null;
create index identification_case_village on app.identification_case (village text_pattern_ops, opened_at);
create index identification_case_household on app.identification_case (household_id, opened_at);
revoke delete on app.identification_case from ${app_role};

-- A case keeps its result: nobody reopens a closed one or moves it to another household.
create function app.case_keeps_its_end() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null or new.household_id <> old.household_id or new.number <> old.number then
    raise exception '案件已办结，不能再改' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger case_keeps_its_end before update on app.identification_case
  for each row execute function app.case_keeps_its_end();

-- When the total clock stands still, and why.
create table app.clock_stop (
  case_id uuid not null references app.identification_case (id),
  reason text not null,
  stopped_at timestamptz not null default app.legal_now(),
  limit_at timestamptz,
  resumed_at timestamptz,
  primary key (case_id, reason, stopped_at),
  check (resumed_at is null or resumed_at >= stopped_at)
);

-- Separation of duties: in one case a person has one hand. Every act that decides something refers to it.
create table app.case_hand (
  case_id uuid not null references app.identification_case (id),
  person_id uuid not null,
  hand text not null check (hand in ('VILLAGE', 'TOWN_HANDLER', 'TOWN_REVIEWER', 'TOWN_HEAD',
    'COUNTY_HANDLER', 'COUNTY_REVIEWER', 'COUNTY_HEAD', 'RECHECK', 'OBJECTION_INVESTIGATOR')),
  first_at timestamptz not null default app.legal_now(),
  primary key (case_id, person_id),
  unique (case_id, person_id, hand)
);
revoke update, delete on app.case_hand from ${app_role};

create table app.risk_clue (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references app.identification_case (id),
  channel text not null,
  reported_at timestamptz not null default app.legal_now(),
  reported_by uuid not null,
  office text not null,
  risks text[] not null,
  result text check (result in ('NO_RISK', 'DECLINES', 'APPLIES')),
  verified_at timestamptz,
  verified_by uuid
);
create index risk_clue_case on app.risk_clue (case_id);

create table app.household_application (
  case_id uuid primary key references app.identification_case (id),
  receipt_number text not null unique,
  received_at timestamptz not null default app.legal_now(),
  received_by uuid not null
);

-- Consent is each adult's own, names the registers that may be asked, and is on file before anybody is looked up.
create table app.comparison_authorization (
  case_id uuid not null references app.identification_case (id),
  member_id uuid not null,
  decision text not null check (decision in ('SIGNED', 'LATER', 'REFUSED', 'MINOR')),
  registers text[] not null default '{}',
  signed_on date,
  sign_by date,
  recorded_at timestamptz not null default app.legal_now(),
  recorded_by uuid not null,
  primary key (case_id, member_id),
  check (decision <> 'SIGNED' or signed_on is not null)
);

create table app.case_correction (
  case_id uuid not null references app.identification_case (id),
  round int not null,
  missing text[] not null,
  asked_at timestamptz not null default app.legal_now(),
  due_at timestamptz not null,
  supplied_at timestamptz,
  decision text check (decision in ('EXTEND', 'NOT_ACCEPTED', 'ACCEPT_AS_IS')),
  decided_by uuid,
  reason bytea,
  primary key (case_id, round)
);

-- What the visitors found; the whole sheet is the step's record.
create table app.home_visit (
  case_id uuid not null references app.identification_case (id),
  seq int not null,
  visited_at timestamptz not null,
  place text not null,
  residency text not null,
  risks text[] not null,
  main_risk text,
  guarantee_gaps text[] not null default '{}',
  copes text not null,
  sudden_event text,
  sudden_on date,
  basic_life_hardship boolean not null,
  recorded_at timestamptz not null default app.legal_now(),
  recorded_by uuid not null,
  primary key (case_id, seq),
  check (cardinality(risks) = 0 or main_risk = any (risks)),
  check ((sudden_event is null) = (sudden_on is null))
);
revoke update, delete on app.home_visit from ${app_role};

-- At least two; a visitor who is an officer may have no other hand in the case.
create table app.home_visitor (
  case_id uuid not null,
  seq int not null,
  name text not null,
  office text not null,
  person_id uuid,
  hand text not null default 'VILLAGE' check (hand = 'VILLAGE'),
  primary key (case_id, seq, name),
  foreign key (case_id, seq) references app.home_visit (case_id, seq),
  foreign key (case_id, person_id, hand) references app.case_hand (case_id, person_id, hand)
);
revoke update, delete on app.home_visitor from ${app_role};

create function app.visit_needs_two() returns trigger language plpgsql as $$
begin
  if (select count(*) from app.home_visitor v where v.case_id = new.case_id and v.seq = new.seq) < 2 then
    raise exception '入户核实至少两人' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger visit_needs_two after insert on app.home_visit deferrable initially deferred
  for each row execute function app.visit_needs_two();

-- Income and rigid expenditure of the window, counted on the visit and counted again whenever something changes.
create table app.income_count (
  case_id uuid not null references app.identification_case (id),
  seq int not null,
  basis text not null check (basis in ('VISIT', 'RECOUNT', 'MEMBER_CHANGE')),
  window_from date not null,
  people_counted int not null check (people_counted > 0),
  -- null where it could not be found out: never zero
  net_income numeric(14, 2),
  net_income_per_head numeric(14, 2),
  previous_net_income_per_head numeric(14, 2),
  compliant_self_pay numeric(14, 2) check (compliant_self_pay >= 0),
  rigid_expenditure numeric(14, 2) check (rigid_expenditure >= 0),
  rigid_excess_judged boolean,
  income_drop_judged boolean,
  counted_at timestamptz not null default app.legal_now(),
  counted_by uuid,
  primary key (case_id, seq)
);
revoke update, delete on app.income_count from ${app_role};

-- The town's word on what the visitors judged.
create table app.town_judgement (
  case_id uuid not null references app.identification_case (id),
  copes text not null,
  basic_life_hardship boolean not null,
  judged_by uuid not null,
  judged_at timestamptz not null default app.legal_now(),
  primary key (case_id, judged_at)
);
revoke update, delete on app.town_judgement from ${app_role};

-- Each run of a decision table with what went in and which rows fired; the table proposes, people decide.
create table app.decision_run (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references app.identification_case (id),
  stage text not null check (stage in ('ROUTING', 'PRELIMINARY', 'FINAL', 'AFTER_RELIEF')),
  decision_key text not null,
  decision_version int not null,
  rows text[] not null,
  outcome text not null,
  inputs bytea not null,
  ran_at timestamptz not null default app.legal_now()
);
create index decision_run_case on app.decision_run (case_id, ran_at);
revoke update, delete on app.decision_run from ${app_role};

-- A meeting, with one attendance and one set of minutes, for any number of households.
create table app.review_meeting (
  id uuid primary key default gen_random_uuid(),
  village text not null,
  held_at timestamptz not null,
  place text not null,
  kind text not null check (kind in ('REPRESENTATIVES', 'ENLARGED_COMMITTEE', 'REVIEW_GROUP')),
  kind_reason text,
  chair text not null,
  recorder text not null,
  entitled int not null check (entitled > 0),
  present int not null check (present between 0 and entitled),
  minutes uuid[] not null,
  recorded_at timestamptz not null default app.legal_now(),
  -- 村民委员会组织法: two thirds of the representatives
  quorate boolean not null generated always as (present * 3 >= entitled * 2) stored,
  check (kind = 'REPRESENTATIVES' or kind_reason is not null),
  check (chair <> recorder)
);
revoke update, delete on app.review_meeting from ${app_role};

create table app.village_review (
  meeting_id uuid not null references app.review_meeting (id),
  case_id uuid not null references app.identification_case (id),
  person_id uuid not null,
  hand text not null default 'VILLAGE' check (hand = 'VILLAGE'),
  present int not null,
  stood_aside int not null check (stood_aside >= 0),
  votes_for int not null check (votes_for >= 0),
  votes_against int not null check (votes_against >= 0),
  abstained int not null check (abstained >= 0),
  result text not null check (result in ('AGREED', 'NOT_AGREED')),
  reason bytea,
  recorded_at timestamptz not null default app.legal_now(),
  primary key (meeting_id, case_id),
  foreign key (case_id, person_id, hand) references app.case_hand (case_id, person_id, hand),
  check (votes_for + votes_against + abstained = present - stood_aside),
  -- more than half of those present, and of those present less those aside (rules.md annex E: require both)
  check (result <> 'AGREED' or (votes_for * 2 > present and votes_for * 2 > present - stood_aside))
);
revoke update, delete on app.village_review from ${app_role};

create function app.review_needs_quorum() returns trigger language plpgsql as $$
declare
  meeting app.review_meeting;
begin
  select * into meeting from app.review_meeting where id = new.meeting_id;
  if not meeting.quorate then
    raise exception '到会人数不足三分之二，评议无效' using errcode = 'integrity_constraint_violation';
  end if;
  if meeting.present <> new.present then
    raise exception '评议人数与签到人数不符' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger review_needs_quorum before insert on app.village_review
  for each row execute function app.review_needs_quorum();

-- Three hands in the town, three in the county. Rows are never changed: a case that comes back gets new ones.
create table app.town_opinion (
  case_id uuid not null references app.identification_case (id),
  seq int not null,
  person_id uuid not null,
  hand text not null check (hand in ('TOWN_HANDLER', 'TOWN_REVIEWER', 'TOWN_HEAD')),
  decision text not null check (decision in ('AGREE', 'HAND_BACK', 'RETURN', 'REFUSE')),
  return_to text,
  opinion bytea not null,
  -- with the head's agreement: what is proposed to the county, and posted
  category text check (category in ('UNSTABLE', 'MARGINAL', 'SUDDEN_HARDSHIP')),
  report_number text,
  given_at timestamptz not null default app.legal_now(),
  primary key (case_id, seq),
  foreign key (case_id, person_id, hand) references app.case_hand (case_id, person_id, hand),
  check (decision <> 'RETURN' or return_to is not null),
  check (hand <> 'TOWN_HEAD' or decision <> 'AGREE' or (category is not null and report_number is not null))
);
revoke update, delete on app.town_opinion from ${app_role};

create table app.county_list (
  id uuid primary key default gen_random_uuid(),
  town text not null,
  report_number text not null,
  made_at timestamptz not null default app.legal_now(),
  meeting text,
  document_number text,
  decided_on date
);

create table app.county_list_household (
  list_id uuid not null references app.county_list (id),
  case_id uuid not null references app.identification_case (id),
  primary key (list_id, case_id)
);

create table app.county_opinion (
  case_id uuid not null references app.identification_case (id),
  seq int not null,
  list_id uuid not null references app.county_list (id),
  person_id uuid not null,
  hand text not null check (hand in ('COUNTY_HANDLER', 'COUNTY_REVIEWER', 'COUNTY_HEAD')),
  decision text not null check (decision in ('AGREE', 'HAND_BACK', 'CONFIRM', 'RETURN', 'REFUSE')),
  return_to text,
  opinion bytea not null,
  given_at timestamptz not null default app.legal_now(),
  primary key (case_id, seq),
  foreign key (case_id, person_id, hand) references app.case_hand (case_id, person_id, hand),
  check (decision <> 'RETURN' or return_to is not null),
  check (decision <> 'CONFIRM' or hand = 'COUNTY_HEAD')
);
revoke update, delete on app.county_opinion from ${app_role};

create table app.county_confirmation (
  case_id uuid primary key references app.identification_case (id),
  list_id uuid not null references app.county_list (id),
  person_id uuid not null,
  hand text not null default 'COUNTY_HEAD' check (hand = 'COUNTY_HEAD'),
  category text not null check (category in ('UNSTABLE', 'MARGINAL', 'SUDDEN_HARDSHIP')),
  risks text[] not null check (cardinality(risks) > 0),
  override_reason bytea,
  document_number text not null,
  decided_on date not null,
  confirmed_at timestamptz not null default app.legal_now(),
  foreign key (case_id, person_id, hand) references app.case_hand (case_id, person_id, hand)
);
revoke update, delete on app.county_confirmation from ${app_role};

-- No confirmation before the notice has run its legal length, with an open objection, or without the reviews it rests on.
create function app.confirmation_needs_procedure() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from app.village_review v where v.case_id = new.case_id) then
    raise exception '没有民主评议记录，不能确认' using errcode = 'integrity_constraint_violation';
  end if;
  if (select o.decision from app.town_opinion o where o.case_id = new.case_id and o.hand = 'TOWN_HEAD'
      order by o.seq desc limit 1) is distinct from 'AGREE' then
    raise exception '乡镇审核尚未同意，不能确认' using errcode = 'integrity_constraint_violation';
  end if;
  -- the notice of what the town decided last: one from before the case came back proves nothing
  perform app.require_notice_ended(new.case_id, (
    select max(o.given_at) from app.town_opinion o where o.case_id = new.case_id and o.hand = 'TOWN_HEAD'));
  return new;
end $$;
create trigger confirmation_needs_procedure before insert on app.county_confirmation
  for each row execute function app.confirmation_needs_procedure();

create table app.case_ending (
  case_id uuid primary key references app.identification_case (id),
  kind text not null check (kind in ('WITHDRAWAL', 'DISSOLUTION')),
  reason bytea not null,
  recorded_at timestamptz not null default app.legal_now(),
  recorded_by uuid not null
);
revoke update, delete on app.case_ending from ${app_role};
