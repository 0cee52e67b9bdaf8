-- What the step gateway keeps for itself.

-- Answers that are not finished. A draft of a task goes with the task, however that ends.
create table app.draft (
  officer_id uuid not null references app.officer,
  task_id varchar(64) references camunda.act_ru_task (id_) on delete cascade,
  start_element text,
  household_id uuid,
  -- sealed with the household's key, or the application's where no household is known yet
  answers bytea not null check (octet_length(answers) <= 1100000),
  saved_at timestamptz not null default app.legal_now(),
  check ((task_id is null) <> (start_element is null))
);
create unique index draft_of_task on app.draft (task_id, officer_id) where task_id is not null;
create unique index draft_of_start on app.draft (officer_id, start_element, household_id) nulls not distinct
  where start_element is not null;

-- Answers already given: who sends the same one again gets the same reply.
create table app.submission (
  officer_id uuid not null references app.officer,
  key text not null check (length(key) between 8 and 100),
  request_hash bytea not null,
  reply jsonb not null,
  at timestamptz not null default app.legal_now(),
  primary key (officer_id, key)
);
create index submission_at on app.submission (at);
revoke update on app.submission from ${app_role};
