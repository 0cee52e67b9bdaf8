-- What somebody wants the county to lay down from a day on; it comes into force when the head of the county's office publishes it.
create table app.parameter_change (
  id uuid primary key default gen_random_uuid(),
  county text not null check (county ~ '^[1-9][0-9]{5}$'),
  -- a parameter, or incomeLine for the line of a year
  name text not null,
  value text not null,
  year int,
  valid_from date not null,
  source text not null,
  confirmed boolean not null,
  reason text not null,
  proposed_at timestamptz not null default app.legal_now(),
  person uuid not null,
  person_name text not null,
  check ((name = 'incomeLine') = (year is not null))
);
create table app.parameter_change_decision (
  change_id uuid primary key references app.parameter_change (id),
  published boolean not null,
  decided_at timestamptz not null default app.legal_now(),
  person uuid not null,
  person_name text not null
);
revoke update, delete, truncate on app.parameter_change, app.parameter_change_decision from ${app_role};

create function app.change_needs_two() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if new.published and exists (select from app.parameter_change c where c.id = new.change_id and c.person = new.person) then
    raise exception '提出人不能自己公布，要由另一人公布' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger change_needs_two before insert on app.parameter_change_decision
  for each row execute function app.change_needs_two();
