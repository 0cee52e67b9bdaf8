-- What was answered at each step, and on which form: readable for good, without the engine and its deployments.
create table app.step_form (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  form_key text not null,
  -- the file as it was released, byte for byte
  schema text not null check (encode(sha256(convert_to(schema, 'UTF8')), 'hex') = hash)
);
select app.keep_for_good('step_form');

create table app.step_record (
  seq bigint generated always as identity primary key,
  case_id uuid not null,
  household_id uuid not null,
  element text not null,
  -- none for the form that opened the case
  task_id text,
  form_hash text not null references app.step_form,
  process_key text not null,
  process_version integer not null,
  officer_id uuid not null,
  person_id uuid not null,
  actor_name text not null,
  role text not null,
  office text not null,
  -- every answer, sealed with the household's key
  answers bytea not null,
  at timestamptz not null
);
create index step_record_case on app.step_record (case_id, seq);
create index step_record_person on app.step_record (person_id, at);
-- A task is answered once, whatever the engine may think.
create unique index step_record_task on app.step_record (task_id) where task_id is not null;

create function app.step_record_stamp() returns trigger
  language plpgsql as $$
begin
  new.at := app.legal_now();
  return new;
end $$;
create trigger step_record_stamp before insert on app.step_record for each row execute function app.step_record_stamp();
select app.keep_for_good('step_record');
