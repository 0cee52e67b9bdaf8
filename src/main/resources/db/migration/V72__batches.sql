-- Many households in one act: a meeting, a poster, a list (rules.md annex A).

-- One row for each act. Its step records name it, so that a decision by list can be told from one given to a household by itself.
create table app.step_batch (
  id uuid primary key,
  kind text not null check (kind in ('REVIEW_MEETING', 'NOTICE', 'TOWN_LIST', 'COUNTY_LIST', 'FINDINGS', 'CLUES', 'VISITS',
    'DELIVERIES', 'POLICY_STATUS')),
  -- the meeting, poster or list itself
  subject uuid not null,
  -- as people call it
  number text,
  households int not null check (households > 0),
  officer_id uuid not null,
  person_id uuid not null,
  actor_name text not null,
  at timestamptz not null
);
create index step_batch_subject on app.step_batch (subject);
create trigger step_batch_stamp before insert on app.step_batch for each row execute function app.step_record_stamp();
select app.keep_for_good('step_batch');

alter table app.step_record add column batch_id uuid references app.step_batch;
create index step_record_batch on app.step_record (batch_id) where batch_id is not null;

-- One sheet of attendance, one photograph of the poster: it came in with a batch and belongs to every case of that batch.
alter table app.evidence add column batch_id uuid references app.step_batch;
alter table app.evidence add constraint evidence_of_batch unique (id, batch_id);

create table app.evidence_share (
  evidence_id uuid not null,
  batch_id uuid not null,
  case_id uuid not null,
  -- of the case: who may see it
  village text not null,
  shared_at timestamptz not null default app.legal_now(),
  primary key (evidence_id, case_id),
  foreign key (evidence_id, batch_id) references app.evidence (id, batch_id)
);
create index evidence_share_case on app.evidence_share (case_id);
revoke update, delete on app.evidence_share from ${app_role};

-- A batch that is not finished, for the officer who writes it.
create table app.batch_draft (
  officer_id uuid not null references app.officer,
  kind text not null,
  subject uuid not null,
  answers bytea not null check (octet_length(answers) <= 4200000),
  saved_at timestamptz not null default app.legal_now(),
  primary key (officer_id, kind, subject)
);

-- Who may sit in a village's meeting: one list for each kind of meeting, a new version whenever it changes.
create table app.village_roster (
  id uuid primary key default gen_random_uuid(),
  village text not null,
  kind text not null check (kind in ('REPRESENTATIVES', 'ENLARGED_COMMITTEE', 'REVIEW_GROUP')),
  version int not null check (version > 0),
  -- 第十一届
  term text not null,
  valid_from date not null,
  recorded_at timestamptz not null default app.legal_now(),
  recorded_by uuid not null,
  unique (village, kind, version)
);
create table app.village_roster_member (
  roster_id uuid not null references app.village_roster (id),
  seq int not null check (seq > 0),
  name text not null check (length(name) between 1 and 50),
  villager_group text,
  duty text,
  primary key (roster_id, seq)
);
revoke update, delete on app.village_roster, app.village_roster_member from ${app_role};

-- A meeting that is prepared: its agenda goes on to the next date if too few come.
create table app.planned_meeting (
  id uuid primary key default gen_random_uuid(),
  village text not null,
  kind text not null check (kind in ('REPRESENTATIVES', 'ENLARGED_COMMITTEE', 'REVIEW_GROUP')),
  kind_reason text,
  roster_id uuid not null references app.village_roster (id),
  planned_at timestamptz not null,
  place text not null,
  chair text not null,
  recorder text not null,
  state text not null default 'PREPARED' check (state in ('PREPARED', 'HELD', 'NOT_QUORATE', 'CANCELLED')),
  previous_id uuid references app.planned_meeting (id),
  prepared_by uuid not null,
  prepared_at timestamptz not null default app.legal_now(),
  check (kind = 'REPRESENTATIVES' or kind_reason is not null),
  check (chair <> recorder)
);
create index planned_meeting_village on app.planned_meeting (village text_pattern_ops, planned_at);
create table app.planned_meeting_case (
  meeting_id uuid not null references app.planned_meeting (id),
  case_id uuid not null references app.identification_case (id),
  position int not null,
  primary key (meeting_id, case_id)
);
revoke delete on app.planned_meeting from ${app_role};

alter table app.review_meeting add column planned_id uuid references app.planned_meeting (id);
alter table app.review_meeting add column roster_id uuid references app.village_roster (id);

-- The sheet of attendance, name by name, and who stood aside at which household.
create table app.meeting_attendance (
  meeting_id uuid not null references app.review_meeting (id),
  roster_id uuid not null,
  seq int not null,
  present boolean not null,
  primary key (meeting_id, seq),
  foreign key (roster_id, seq) references app.village_roster_member (roster_id, seq)
);
create table app.meeting_recusal (
  meeting_id uuid not null references app.review_meeting (id),
  case_id uuid not null references app.identification_case (id),
  seq int not null,
  reason text not null check (reason in ('RELATIVE', 'PARTY', 'OTHER')),
  primary key (meeting_id, case_id, seq),
  foreign key (meeting_id, seq) references app.meeting_attendance (meeting_id, seq)
);
revoke update, delete on app.meeting_attendance, app.meeting_recusal from ${app_role};

-- The law's quorum is counted over the roster and the sheet, not over numbers that somebody wrote.
create function app.attendance_fits_roster() returns trigger language plpgsql as $$
declare
  listed int;
  here int;
begin
  if new.roster_id is null then
    return null;
  end if;
  select count(*) into listed from app.village_roster_member m where m.roster_id = new.roster_id;
  select count(*) into here from app.meeting_attendance a
    where a.meeting_id = new.id and a.roster_id = new.roster_id and a.present;
  if new.entitled <> listed or new.present <> here then
    raise exception '应到、实到人数与名册、签到不符' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger attendance_fits_roster after insert on app.review_meeting deferrable initially deferred
  for each row execute function app.attendance_fits_roster();

create function app.recusals_fit_votes() returns trigger language plpgsql as $$
declare
  aside int;
begin
  if (select m.roster_id from app.review_meeting m where m.id = new.meeting_id) is null then
    return null;
  end if;
  select count(*) into aside from app.meeting_recusal r
    join app.meeting_attendance a on a.meeting_id = r.meeting_id and a.seq = r.seq and a.present
    where r.meeting_id = new.meeting_id and r.case_id = new.case_id;
  if aside <> new.stood_aside then
    raise exception '回避人数与登记的回避人员不符' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger recusals_fit_votes after insert on app.village_review deferrable initially deferred
  for each row execute function app.recusals_fit_votes();

-- The town's households for the county under one report number; a household taken out says why.
alter table app.county_list_household add column taken_out_at timestamptz;
alter table app.county_list_household add column taken_out_by uuid;
alter table app.county_list_household add column taken_out_reason bytea;
alter table app.county_list_household add constraint taken_out_with_reason
  check ((taken_out_at is null) = (taken_out_reason is null) and (taken_out_at is null) = (taken_out_by is null));
create unique index one_open_list_a_report on app.county_list (town, report_number) where document_number is null;

-- Visits planned for a day: who goes where. The visit itself is each household's own sheet.
create table app.visit_plan (
  id uuid primary key default gen_random_uuid(),
  village text not null,
  planned_on date not null,
  note text,
  planned_by uuid not null,
  planned_at timestamptz not null default app.legal_now(),
  cancelled_at timestamptz
);
create table app.visit_plan_visitor (
  plan_id uuid not null references app.visit_plan (id),
  seq int not null,
  name text not null,
  office text not null,
  primary key (plan_id, seq)
);
create table app.visit_plan_case (
  plan_id uuid not null references app.visit_plan (id),
  case_id uuid not null references app.identification_case (id),
  position int not null,
  primary key (plan_id, case_id)
);
create index visit_plan_case_case on app.visit_plan_case (case_id);
revoke delete on app.visit_plan, app.visit_plan_visitor, app.visit_plan_case from ${app_role};
