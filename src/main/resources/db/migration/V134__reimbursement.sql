-- Requests to the medical insurance where a reimbursement does not reach what the county promises (F1 五(一)3, F4 二(一)5), and its
-- answers. A request is never a payment: no batch of funds knows of it, and what the insurance adds is no income.

create table app.reimbursement_request (
  id uuid primary key,
  household_id uuid not null references app.household (id),
  village text not null,
  -- whose bill it is; also of somebody who has died
  patient uuid not null references app.household_member (id),
  item text not null check (item <> ''),
  label text not null check (label <> ''),
  -- table, version and row: tariff:3#T9
  rule text not null,
  method text not null check (method in ('FLOOR', 'RAISE', 'CUT')),
  -- percent, or percentage points
  rate numeric(14, 2) not null check (rate > 0),
  -- the day of the bill
  billed_on date not null,
  -- what the share is reckoned of, or the deductible that was applied
  base numeric(14, 2) not null check (base > 0),
  reimbursed numeric(14, 2) not null check (reimbursed >= 0 and reimbursed <= base),
  -- the share or the deductible that everybody has; zero where only a floor is promised
  ordinary numeric(14, 2) not null check (ordinary >= 0),
  lacking numeric(14, 2) not null check (lacking > 0),
  note bytea,
  evidence uuid[] not null check (cardinality(evidence) > 0),
  asked_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null,
  unique (patient, item, billed_on, base, reimbursed)
);
create index reimbursement_request_household on app.reimbursement_request (household_id);
create index reimbursement_request_village on app.reimbursement_request (village text_pattern_ops, asked_at);

create table app.reimbursement_answer (
  request_id uuid primary key references app.reimbursement_request (id),
  -- what the insurance reimbursed in addition, or by how much it cut the deductible; zero if it refuses
  granted numeric(14, 2) not null check (granted >= 0),
  decided_on date not null,
  -- why nothing, or less than was asked for; sealed
  reason bytea,
  answered_at timestamptz not null default app.legal_now(),
  department text not null check (department = 'MEDICAL_INSURANCE'),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null
);

-- What a promise comes to, to the cent: rounded in the household's favour.
create function app.reimbursement_lacking(p_method text, p_rate numeric, p_base numeric, p_reimbursed numeric, p_ordinary numeric) returns numeric
  language sql immutable set search_path = app, pg_temp as $$
    select case p_method
      when 'CUT' then p_base - trunc(p_ordinary * (100 - p_rate) / 100, 2)
      else ceil(p_base * least(100, case p_method when 'RAISE' then p_ordinary + p_rate else p_rate end)) / 100 - p_reimbursed end
  $$;

create function app.reimbursement_requested() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  new.asked_at := app.legal_now();
  new.village := (select division from app.household where id = new.household_id);
  if not exists (select from app.household_member m where m.id = new.patient and m.household_id = new.household_id) then
    raise exception '就医的人不是本户成员' using errcode = 'integrity_constraint_violation';
  end if;
  if new.billed_on > (new.asked_at at time zone 'Asia/Shanghai')::date then
    raise exception '结算日期不能晚于今天' using errcode = 'integrity_constraint_violation';
  end if;
  if new.lacking is distinct from app.reimbursement_lacking(new.method, new.rate, new.base, new.reimbursed, new.ordinary) then
    raise exception '相差的金额与标准不符' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger reimbursement_requested before insert on app.reimbursement_request
  for each row execute function app.reimbursement_requested();

create function app.reimbursement_answered() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  asked app.reimbursement_request;
begin
  select * into asked from app.reimbursement_request where id = new.request_id;
  new.answered_at := app.legal_now();
  if new.by_person = asked.by_person then
    raise exception '提请核补的人不能自己答复' using errcode = 'integrity_constraint_violation';
  end if;
  if new.decided_on < (asked.asked_at at time zone 'Asia/Shanghai')::date
      or new.decided_on > (new.answered_at at time zone 'Asia/Shanghai')::date then
    raise exception '答复日期不能早于提请日期，也不能晚于今天' using errcode = 'integrity_constraint_violation';
  end if;
  if new.granted > asked.base - (case asked.method when 'CUT' then 0 else asked.reimbursed end) then
    raise exception '核补的金额不能多于没有报销的费用' using errcode = 'integrity_constraint_violation';
  end if;
  if new.granted < asked.lacking and new.reason is null then
    raise exception '没有补足的，请写明理由' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger reimbursement_answered before insert on app.reimbursement_answer
  for each row execute function app.reimbursement_answered();

-- Nobody changes or deletes any of it, whoever asks.
select app.keep_for_good('reimbursement_request', 'reimbursement_answer');
