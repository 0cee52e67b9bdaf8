-- Households entered after county confirmation, and what became of them.
create table app.monitored_household (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references app.household (id),
  -- the case that led to it; none for households that the register named as monitored when it was taken over
  case_id uuid unique references app.county_confirmation (case_id),
  category text not null,
  entered_at timestamptz not null default app.legal_now(),
  national_number text unique,
  national_entered_on date,
  ended_at timestamptz,
  ended_as text check (ended_as in ('ELIMINATED', 'TERMINATED')),
  check ((ended_at is null) = (ended_as is null))
);
create unique index one_open_entry_a_household on app.monitored_household (household_id) where ended_at is null;
revoke delete on app.monitored_household from ${app_role};

create function app.entry_needs_notice() returns trigger language plpgsql as $$
begin
  if new.case_id is not null then
    perform app.require_notice_ended(new.case_id);
  end if;
  return new;
end $$;
create trigger entry_needs_notice before insert on app.monitored_household
  for each row execute function app.entry_needs_notice();

-- Risks of an entry: those it was entered with, and those added later (风险补录).
create table app.monitored_risk (
  monitored_id uuid not null references app.monitored_household (id),
  risk text not null,
  recorded_at timestamptz not null default app.legal_now(),
  case_id uuid,
  primary key (monitored_id, risk)
);
revoke delete on app.monitored_risk from ${app_role};
