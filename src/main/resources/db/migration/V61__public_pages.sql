-- What the public may know of an application: a code that nobody can guess, given to the household with its receipt. With it and a
-- second thing that the household knows it asks how far its own application is.
create table app.application_code (
  case_id uuid primary key,
  code text not null unique check (code ~ '^[a-z2-7]{26}$'),
  made_at timestamptz not null default app.legal_now()
);
select app.keep_for_good('application_code');
