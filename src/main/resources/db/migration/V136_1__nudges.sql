-- 催办: an office above, or the clock at the deadline, reminds the office whose task it is.
create table app.nudge (
  id bigint generated always as identity primary key,
  task_id text not null,
  case_id uuid not null,
  element text not null,
  -- what the step and the office were called
  step text not null check (step <> ''),
  office text not null check (office <> ''),
  -- when the step should have been done
  due_at timestamptz,
  -- none: the clock
  by_person uuid,
  by_officer uuid,
  by_name text,
  by_office text,
  note text check (length(note) between 1 and 200),
  at timestamptz not null default app.legal_now(),
  on_day date not null default (app.legal_now() at time zone 'Asia/Shanghai')::date,
  check (num_nulls(by_person, by_officer, by_name, by_office) in (0, 4)),
  -- no flood: one a task a day, whoever nudges
  unique (task_id, on_day)
);
create index nudge_case on app.nudge (case_id, at);
select app.keep_for_good('nudge');

-- The moment is the database's, whatever the caller sends.
create function app.nudge_moment() returns trigger
  language plpgsql as $$
begin
  new.at := app.legal_now();
  new.on_day := (new.at at time zone 'Asia/Shanghai')::date;
  return new;
end $$;
create trigger nudge_moment before insert on app.nudge for each row execute function app.nudge_moment();
