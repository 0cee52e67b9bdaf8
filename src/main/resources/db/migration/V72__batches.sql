-- Many households in one act: a meeting, a poster, a list (rules.md annex A).

-- One row for each act. Its step records name it, so that a decision by list can be told from one given to a household by itself.
create table app.step_batch (
  id uuid primary key,
  kind text not null check (kind in ('REVIEW_MEETING', 'NOTICE', 'TOWN_LIST', 'COUNTY_LIST', 'FINDINGS', 'CLUES', 'VISITS',
    'DELIVERIES', 'CORRECTIONS')),
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
revoke update, delete on app.step_batch from ${app_role};
create trigger step_batch_stamp before insert on app.step_batch for each row execute function app.step_record_stamp();
create trigger step_batch_append_only before update or delete on app.step_batch
  for each row execute function app.refuse_change();
create trigger step_batch_no_truncate before truncate on app.step_batch
  for each statement execute function app.refuse_change();

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
  answers bytea not null check (octet_length(answers) <= 2200000),
  saved_at timestamptz not null default app.legal_now(),
  primary key (officer_id, kind, subject)
);
