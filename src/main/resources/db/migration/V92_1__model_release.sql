-- What process owners drew: drafts, trials, releases. Nothing is changed or deleted; what became of a draft follows from the rows.
create table app.model_draft (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- how it came: Camunda Modeler, the page
  source text not null,
  sha256 bytea not null,
  made_at timestamptz not null default app.legal_now(),
  made_by uuid not null,
  person uuid not null,
  person_name text not null
);
create table app.model_draft_file (
  draft_id uuid not null references app.model_draft (id),
  name text not null check (name ~ '^[a-z][a-z0-9-]{0,80}\.(bpmn|dmn|form)$'),
  content bytea not null,
  primary key (draft_id, name)
);
create table app.model_trial (
  id uuid primary key default gen_random_uuid(),
  draft_id uuid not null references app.model_draft (id),
  result text not null check (result in ('WORKS', 'FAILS')),
  note text not null,
  tried_at timestamptz not null default app.legal_now(),
  person uuid not null,
  person_name text not null
);
create index model_trial_draft on app.model_trial (draft_id);
create table app.model_withdrawal (
  draft_id uuid primary key references app.model_draft (id),
  withdrawn_at timestamptz not null default app.legal_now(),
  person uuid not null,
  person_name text not null
);
create table app.model_release (
  id uuid primary key default gen_random_uuid(),
  -- serial: which came last
  number bigint not null unique,
  draft_id uuid unique references app.model_draft (id),
  -- going back: what this release takes back
  takes_back uuid unique references app.model_release (id),
  reason text not null,
  released_at timestamptz not null default app.legal_now(),
  released_by uuid not null,
  person uuid not null,
  person_name text not null,
  check ((draft_id is null) <> (takes_back is null))
);
create table app.model_release_file (
  release_id uuid not null references app.model_release (id),
  name text not null,
  content bytea not null,
  -- as it was released before; null where the file is new
  before bytea,
  -- the engine's deployment and version that came of it
  deployment text not null,
  primary key (release_id, name)
);
create table app.model_migration (
  id uuid primary key default gen_random_uuid(),
  process_key text not null,
  from_version int not null,
  to_version int not null,
  moved int not null,
  stayed int not null,
  moved_at timestamptz not null default app.legal_now(),
  person uuid not null,
  person_name text not null
);
revoke update, delete, truncate on app.model_draft, app.model_draft_file, app.model_trial, app.model_withdrawal, app.model_release,
  app.model_release_file, app.model_migration from ${app_role};

-- Two persons: who drew it does not release it. And only what was tried, with success, after it was drawn.
create function app.release_needs_two() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if new.draft_id is not null then
    if exists (select from app.model_draft d where d.id = new.draft_id and d.person = new.person) then
      raise exception '起草人不能自己发布，要由另一名流程管理员发布' using errcode = 'integrity_constraint_violation';
    end if;
    if exists (select from app.model_withdrawal w where w.draft_id = new.draft_id) then
      raise exception '草案已撤下，不能发布' using errcode = 'integrity_constraint_violation';
    end if;
    if (select t.result from app.model_trial t where t.draft_id = new.draft_id order by t.tried_at desc, t.id limit 1)
        is distinct from 'WORKS' then
      raise exception '草案还没有试办通过，不能发布' using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  return new;
end $$;
create trigger release_needs_two before insert on app.model_release
  for each row execute function app.release_needs_two();
