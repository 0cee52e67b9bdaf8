-- Assistance: who answers for a household, and what is done about its risks.

-- One at a time, the earlier ones stay.
create table app.responsible_officer (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references app.household (id),
  case_id uuid references app.identification_case (id),
  -- the handover by which it came; either that or a case
  handover_id uuid,
  name text not null check (name <> ''),
  -- whose account it is; none for officers of offices outside this system
  person_id uuid references app.person (id),
  -- which visits are owed: a unit's head and deputy by village, everybody else by household (F2)
  visit_duty text not null default 'OFFICER' check (visit_duty in ('HEAD', 'DEPUTY', 'OFFICER')),
  office text not null check (office <> ''),
  post text not null check (post <> ''),
  phone bytea not null,
  phone_hash bytea not null,
  not_relative boolean not null check (not_relative),
  note bytea,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  named_at timestamptz not null default app.legal_now(),
  named_by uuid not null,
  check (num_nonnulls(case_id, handover_id) = 1)
);
create index responsible_officer_account on app.responsible_officer (person_id) where ends_on is null;
create unique index one_responsible_officer_a_household on app.responsible_officer (household_id) where ends_on is null;
create index responsible_officer_household on app.responsible_officer (household_id, starts_on);
create index responsible_officer_person on app.responsible_officer (phone_hash, name) where ends_on is null;
revoke delete on app.responsible_officer from ${app_role};

-- Relatives as far as the register shows them: who belongs or belonged to the household, or to another one together with somebody of it.
create function app.relatives_by_register(p_identity bytea, p_household uuid) returns boolean
  language sql stable set search_path = app, pg_temp as $$
    select exists (select from app.household_member own
      join app.household_member beside on beside.household_id = own.household_id
      join app.household_member theirs on theirs.identity_hash = beside.identity_hash
      where own.identity_hash = p_identity and theirs.household_id = p_household)
  $$;

-- Told by the identity number, where there is an account; else by a name and phone that the register has together.
create function app.related_by_register(p_person uuid, p_name text, p_phone_hash bytea, p_household uuid) returns boolean
  language sql stable set search_path = app, pg_temp as $$
    select exists (select from app.person p where p.id = p_person and app.relatives_by_register(p.identity_hash, p_household))
      or exists (select from app.household home join app.household_member own on own.household_id = home.id
        where home.phone_hash = p_phone_hash and own.name = p_name and app.relatives_by_register(own.identity_hash, p_household))
  $$;

-- Nobody answers for the own household or for relatives (F2 「一对一」, not a relative).
create function app.officer_is_no_relative() returns trigger language plpgsql as $$
begin
  if app.related_by_register(new.person_id, new.name, new.phone_hash, new.household_id) then
    raise exception '本户成员和近亲属不能是本户的帮扶责任人' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger officer_is_no_relative before insert on app.responsible_officer
  for each row execute function app.officer_is_no_relative();

-- A term of an officer ends once; nothing else of it changes.
create function app.officer_term_only_ends() returns trigger language plpgsql as $$
begin
  if old.ends_on is not null
      or (to_jsonb(new) - 'ends_on') is distinct from (to_jsonb(old) - 'ends_on') then
    raise exception '帮扶责任人记录只能填写结束日期' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger officer_term_only_ends before update on app.responsible_officer
  for each row execute function app.officer_term_only_ends();

-- And it ends only because somebody else begins: no household is without one.
create function app.household_keeps_an_officer() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from app.responsible_officer o
      where o.household_id = new.household_id and o.ends_on is null and o.starts_on = new.ends_on) then
    raise exception '须先确定接任的帮扶责任人' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger household_keeps_an_officer after update on app.responsible_officer deferrable initially deferred
  for each row execute function app.household_keeps_an_officer();

-- 一户一策; a plan that comes back is revised as the next version.
create table app.assistance_plan (
  id uuid primary key default gen_random_uuid(),
  monitored_id uuid not null references app.monitored_household (id),
  version int not null check (version > 0),
  state text not null default 'PROPOSED' check (state in ('PROPOSED', 'STANDS', 'DECLINED', 'HANDED_OVER', 'OBJECTED')),
  household_agrees boolean not null,
  asked_on date not null,
  household_word bytea,
  -- what the household has against it when it is handed over
  objection bytea,
  signature uuid[] not null,
  proposed_at timestamptz not null default app.legal_now(),
  proposed_by uuid not null,
  unique (monitored_id, version),
  check (household_agrees or household_word is not null),
  check ((state = 'OBJECTED') = (objection is not null))
);
create unique index one_plan_under_way on app.assistance_plan (monitored_id) where state in ('PROPOSED', 'STANDS');
revoke delete on app.assistance_plan from ${app_role};

create table app.assistance_measure (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references app.assistance_plan (id),
  position int not null,
  risk text not null,
  kind text not null,
  lead text not null,
  cooperating text,
  content bytea not null,
  quantity numeric(14, 2) check (quantity > 0),
  unit text,
  -- null where no paper gives it: never zero
  amount numeric(14, 2) check (amount > 0),
  amount_reason bytea,
  fund_source text,
  begins_on date not null,
  due_on date not null check (due_on >= begins_on),
  account_holder uuid references app.household_member (id),
  account_holder_name text,
  effect bytea not null,
  answers bytea,
  -- accepted in an earlier version and unchanged: that answer holds
  taken_from uuid references app.assistance_measure (id),
  unique (plan_id, position),
  check (amount is not null or amount_reason is not null),
  check (amount is null or fund_source is not null),
  check ((quantity is null) = (unit is null)),
  check ((account_holder is null) = (account_holder_name is null))
);
revoke update, delete on app.assistance_measure from ${app_role};

-- The lead department's answer.
create table app.measure_answer (
  measure_id uuid primary key references app.assistance_measure (id),
  accepted boolean not null,
  handler text,
  phone bytea,
  expected_on date,
  reason bytea,
  answered_at timestamptz not null default app.legal_now(),
  answered_by uuid not null,
  office text not null,
  check (case when accepted then handler is not null and phone is not null and expected_on is not null
    else reason is not null end)
);
revoke update, delete on app.measure_answer from ${app_role};

-- Who is paid is a living member of the household that the plan is for (rules.md 3.3); what is taken over was accepted before.
create function app.measure_fits_its_household() returns trigger language plpgsql as $$
begin
  if new.account_holder is not null and not exists (
      select 1 from app.assistance_plan p
      join app.monitored_household h on h.id = p.monitored_id
      join app.household_member m on m.household_id = h.household_id
      where p.id = new.plan_id and m.id = new.account_holder and m.died_on is null and m.left_on is null) then
    raise exception '收款人不是本户健在的成员' using errcode = 'integrity_constraint_violation';
  end if;
  if new.taken_from is not null and not exists (
      select 1 from app.measure_answer a
      join app.assistance_measure m on m.id = a.measure_id
      join app.assistance_plan earlier on earlier.id = m.plan_id
      join app.assistance_plan later on later.id = new.plan_id and later.monitored_id = earlier.monitored_id
      where a.measure_id = new.taken_from and a.accepted and m.lead = new.lead and m.kind = new.kind and m.risk = new.risk) then
    raise exception '沿用的措施未经同一部门接受' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger measure_fits_its_household before insert on app.assistance_measure
  for each row execute function app.measure_fits_its_household();

create function app.answer_to_a_proposed_plan() returns trigger language plpgsql as $$
begin
  perform 1 from app.assistance_plan p join app.assistance_measure m on m.plan_id = p.id
    where m.id = new.measure_id and p.state = 'PROPOSED' for share of p;
  if not found then
    raise exception '方案不在待接受状态，不能再答复' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger answer_to_a_proposed_plan before insert on app.measure_answer
  for each row execute function app.answer_to_a_proposed_plan();

-- A plan stands when its risks have accepted measures, and is handed over by an officer who is named in it. Nothing else of it changes.
create function app.plan_goes_its_way() returns trigger language plpgsql as $$
declare
  uncovered text;
begin
  if (to_jsonb(new) - 'state' - 'objection') is distinct from (to_jsonb(old) - 'state' - 'objection')
      or (old.state, new.state) not in (('PROPOSED', 'STANDS'), ('PROPOSED', 'DECLINED'), ('STANDS', 'HANDED_OVER'), ('STANDS', 'OBJECTED')) then
    raise exception '帮扶方案不能从“%”改为“%”', old.state, new.state using errcode = 'integrity_constraint_violation';
  end if;
  if new.state = 'STANDS' then
    select string_agg(r.risk, ',') into uncovered from app.monitored_risk r
      where r.monitored_id = new.monitored_id and not exists (
        select 1 from app.assistance_measure m
        join app.measure_answer a on a.measure_id = coalesce(m.taken_from, m.id)
        where m.plan_id = new.id and m.risk = r.risk and a.accepted);
    if uncovered is not null then
      raise exception '风险%还没有部门接受的措施', uncovered using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  if new.state = 'HANDED_OVER' and not exists (
      select 1 from app.responsible_officer o join app.monitored_household h on h.household_id = o.household_id
      where h.id = new.monitored_id and o.ends_on is null) then
    raise exception '还没有帮扶责任人，不能送达方案' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger plan_goes_its_way before update on app.assistance_plan
  for each row execute function app.plan_goes_its_way();
