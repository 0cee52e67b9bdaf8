-- Money and what is done for it: tariffs as they were released, batches of funds, their notice on three levels, deliveries, acceptance
-- by two, payment after acceptance (F1 五(五) 「先建后补」, 六(四)), and what else a household is owed: visits, substitutes, handovers.

-- A row of the decision table "tariff" as it was when money was computed by it. Written once; a later version of the table is another row.
create table app.tariff_rate (
  id uuid primary key default gen_random_uuid(),
  county text not null check (county ~ '^[1-9]\d{5}$'),
  -- table, version and row: tariff:3#T1
  rule text not null,
  item text not null,
  label text not null,
  -- as the poster says it: nothing of anybody's health stands there
  notice_label text not null,
  -- items that share one cap
  cap_group text not null,
  method text not null check (method in ('UNIT', 'SHARE')),
  -- UNIT: yuan for one; SHARE: percent of a bill
  rate numeric(14, 2) not null check (rate > 0),
  unit text,
  cap_units numeric(10, 2) check (cap_units > 0),
  per text not null check (per in ('HOUSEHOLD', 'PERSON')),
  tariff_year text not null check (tariff_year in ('CALENDAR', 'SCHOOL')),
  source text not null,
  recorded_at timestamptz not null default app.legal_now(),
  unique (county, rule),
  check (method <> 'UNIT' or (unit is not null and cap_units is not null)),
  check (method <> 'SHARE' or rate <= 100)
);

-- A batch or project of funds whose allocation is one result and one poster (F1 六(四)).
create table app.fund_batch (
  id uuid primary key default gen_random_uuid(),
  county text not null references app.division (code) check (length(county) = 6),
  name text not null check (name <> ''),
  source text not null check (source <> ''),
  document_number text not null check (document_number <> ''),
  budget numeric(14, 2) not null check (budget > 0),
  created_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null
);
create index fund_batch_county on app.fund_batch (county, created_at desc);

-- One household's share of a batch, for one measure.
create table app.fund_line (
  id uuid primary key default gen_random_uuid(),
  batch_id uuid not null references app.fund_batch (id),
  measure_id uuid not null references app.assistance_measure (id),
  household_id uuid not null references app.household (id),
  -- for whom, where the tariff is a person's
  beneficiary uuid references app.household_member (id),
  payee uuid not null references app.household_member (id),
  -- none where no tariff gives the amount: then it is the plan's
  rate_id uuid references app.tariff_rate (id),
  -- 2026, 2026-2027; of the tariff's year
  period text check (period ~ '^\d{4}(-\d{4})?$'),
  -- what was asked for, and what the cap left of it
  asked_units numeric(10, 2) check (asked_units > 0),
  units numeric(10, 2) check (units > 0 and units <= asked_units),
  -- the bill, where the tariff is a share of one
  base numeric(14, 2) check (base > 0),
  amount numeric(14, 2) not null check (amount > 0),
  added_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  check ((rate_id is null) = (period is null)),
  check (rate_id is not null or (units is null and base is null)),
  check ((units is null) = (asked_units is null))
);
create index fund_line_batch on app.fund_line (batch_id, added_at);
create index fund_line_measure on app.fund_line (measure_id);
create index fund_line_household on app.fund_line (household_id);

-- A line taken out again: before the poster hangs, or because an objection was upheld. What was paid is never taken out.
create table app.fund_line_withdrawal (
  line_id uuid primary key references app.fund_line (id),
  reason text not null check (reason <> ''),
  withdrawn_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null
);

-- Whose cap a line used up: every member for a household's tariff, one for a person's. So the used-up cap goes with the people when the
-- household splits or merges (G). Written by the database only.
create table app.fund_line_person (
  line_id uuid not null references app.fund_line (id),
  identity_hash bytea not null,
  primary key (line_id, identity_hash)
);
create index fund_line_person_who on app.fund_line_person (identity_hash);

-- How much of a cap these people have used up in a period: lines that stand and share a person with them, each once. A share of a bill
-- counts as one, and there is one a year.
create function app.cap_used(p_county text, p_group text, p_period text, people bytea[]) returns numeric
  language sql stable set search_path = app, pg_temp as $$
    select coalesce(sum(coalesce(l.units, 1)), 0) from app.fund_line l
      join app.tariff_rate r on r.id = l.rate_id
      where r.county = p_county and r.cap_group = p_group and l.period = p_period
        and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id)
        and exists (select from app.fund_line_person p where p.line_id = l.id and p.identity_hash = any (people))
  $$;

create function app.present_members(p_household uuid) returns bytea[]
  language sql stable set search_path = app, pg_temp as $$
    select coalesce(array_agg(identity_hash order by identity_hash), '{}') from app.household_member
      where household_id = p_household and left_on is null and died_on is null
  $$;

-- A household's tariff is used up by all of its people, a person's by that person alone.
create function app.cap_people(p_household uuid, p_beneficiary uuid) returns bytea[]
  language sql stable set search_path = app, pg_temp as $$
    select case when p_beneficiary is null then app.present_members(p_household)
      else (select array[identity_hash] from app.household_member where id = p_beneficiary) end
  $$;

create function app.cap_left(p_rate uuid, p_period text, p_household uuid, p_beneficiary uuid) returns numeric
  language sql stable set search_path = app, pg_temp as $$
    select greatest(0, coalesce(r.cap_units, 1) - app.cap_used(r.county, r.cap_group, p_period, app.cap_people(p_household, p_beneficiary)))
      from app.tariff_rate r where r.id = p_rate
  $$;

-- The one lock under which caps and budgets of a county are counted: two clerks never spend the same rest.
create function app.lock_funds(p_county text) returns void
  language sql set search_path = app, pg_temp as $$
    select pg_advisory_xact_lock(hashtextextended('funds:' || p_county, 86))
  $$;

-- Measures taken over unchanged stand for one another: what was delivered for one was delivered for the other.
create function app.measure_root(p_measure uuid) returns uuid
  language sql stable set search_path = app, pg_temp as $$
    select coalesce(taken_from, id) from app.assistance_measure where id = p_measure
  $$;

-- Measures of one kind for one risk are one need in whatever version of the plan they stand, so that a plan made anew in the same year does
-- not pay it again (F2 「避免…多头投入」): what stands in batches for the need of this measure.
create function app.lines_of_need(p_measure uuid) returns setof app.fund_line
  language sql stable set search_path = app, pg_temp as $$
    select l.* from app.assistance_measure o
      join app.assistance_plan now on now.id = o.plan_id
      join app.assistance_plan p on p.monitored_id = now.monitored_id
      join app.assistance_measure m on m.plan_id = p.id and m.kind = o.kind and m.risk = o.risk
      join app.fund_line l on l.measure_id = m.id
      where o.id = p_measure and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id)
        and (app.measure_root(l.measure_id) = app.measure_root(p_measure)
          or date_trunc('year', l.added_at at time zone 'Asia/Shanghai') = date_trunc('year', app.legal_now() at time zone 'Asia/Shanghai'))
  $$;

-- What is left of the amount that the plan promises for a measure; none where the plan names none.
create function app.plan_left(p_measure uuid) returns numeric
  language sql stable set search_path = app, pg_temp as $$
    select case when o.amount is not null then greatest(0, least(
        o.amount - coalesce((select sum(l.amount) from app.lines_of_need(o.id) l
          where app.measure_root(l.measure_id) = app.measure_root(o.id)), 0),
        (select sum(m.amount) from app.assistance_measure m where m.plan_id = o.plan_id and m.kind = o.kind and m.risk = o.risk)
          - coalesce((select sum(l.amount) from app.lines_of_need(o.id) l), 0))) end
      from app.assistance_measure o where o.id = p_measure
  $$;

-- Whether money was allocated to the need by what a plan says, without a tariff; then a tariff adds nothing beyond the plan.
create function app.paid_by_plan(p_measure uuid) returns boolean
  language sql stable set search_path = app, pg_temp as $$
    select exists (select from app.lines_of_need(p_measure) l where l.rate_id is null)
  $$;

create function app.fund_line_fits() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  batch app.fund_batch;
  tariff app.tariff_rate;
  rest numeric;
  spent numeric;
begin
  select * into batch from app.fund_batch where id = new.batch_id;
  perform app.lock_funds(batch.county);
  new.added_at := app.legal_now();
  if exists (select from app.fund_notice n where n.batch_id = new.batch_id) then
    raise exception '分配结果已公示，不能再加户' using errcode = 'integrity_constraint_violation';
  end if;
  if not exists (select from app.household h where h.id = new.household_id and starts_with(h.division, batch.county)) then
    raise exception '该户不在本县' using errcode = 'integrity_constraint_violation';
  end if;
  perform from app.assistance_measure m
    join app.assistance_plan p on p.id = m.plan_id and p.state in ('STANDS', 'HANDED_OVER')
    join app.monitored_household h on h.id = p.monitored_id and h.household_id = new.household_id
    join app.measure_answer a on a.measure_id = coalesce(m.taken_from, m.id) and a.accepted
    where m.id = new.measure_id;
  if not found then
    raise exception '这项措施没有部门接受，或者不是本户的，不能分配资金' using errcode = 'integrity_constraint_violation';
  end if;
  if not exists (select from app.household_member m where m.id = new.payee and m.household_id = new.household_id
      and m.died_on is null and m.left_on is null) then
    raise exception '收款人不是本户健在的成员' using errcode = 'integrity_constraint_violation';
  end if;
  if new.beneficiary is not null and not exists (select from app.household_member m where m.id = new.beneficiary
      and m.household_id = new.household_id and m.died_on is null and m.left_on is null) then
    raise exception '补助对象不是本户健在的成员' using errcode = 'integrity_constraint_violation';
  end if;
  if new.rate_id is null then
    if new.amount > coalesce(app.plan_left(new.measure_id), 0) then
      raise exception '各批次合计超过方案确定的金额，或者方案没有确定金额：同一项目不能重复补助' using errcode = 'integrity_constraint_violation';
    end if;
  else
    select * into tariff from app.tariff_rate where id = new.rate_id;
    if tariff.county <> batch.county then
      raise exception '不是本县的补助标准' using errcode = 'integrity_constraint_violation';
    end if;
    if (tariff.per = 'PERSON') <> (new.beneficiary is not null) then
      raise exception '按人补助的要写明补助对象，按户补助的不写' using errcode = 'integrity_constraint_violation';
    end if;
    if tariff.tariff_year = 'SCHOOL' and new.period !~ '^\d{4}-\d{4}$' or tariff.tariff_year = 'CALENDAR' and new.period !~ '^\d{4}$' then
      raise exception '补助年度不对' using errcode = 'integrity_constraint_violation';
    end if;
    if app.paid_by_plan(new.measure_id) and new.amount > coalesce(app.plan_left(new.measure_id), 0) then
      raise exception '这项措施已按方案金额分配，不能再按标准补助一次' using errcode = 'integrity_constraint_violation';
    end if;
    rest := app.cap_left(new.rate_id, new.period, new.household_id, new.beneficiary);
    if coalesce(new.units, 1) > rest then
      raise exception '超过年度上限：%还可以补助%', tariff.label, rest using errcode = 'integrity_constraint_violation';
    end if;
    if tariff.method = 'UNIT' and new.amount is distinct from tariff.rate * new.units
        or tariff.method = 'SHARE' and new.amount is distinct from ceil(new.base * tariff.rate) / 100 then
      raise exception '金额与补助标准不符' using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  select coalesce(sum(l.amount), 0) into spent from app.fund_line l
    where l.batch_id = new.batch_id and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id);
  if spent + new.amount > batch.budget then
    raise exception '分配合计超过本批资金总额' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_line_fits before insert on app.fund_line for each row execute function app.fund_line_fits();

create function app.fund_line_uses_up() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if new.rate_id is not null then
    insert into app.fund_line_person (line_id, identity_hash)
      select new.id, who from unnest(app.cap_people(new.household_id, new.beneficiary)) as who;
  end if;
  return null;
end $$;
create trigger fund_line_uses_up after insert on app.fund_line for each row execute function app.fund_line_uses_up();

-- The notice of the allocation: a poster for the whole batch, on the levels that the county's paper names.
create table app.fund_notice (
  id uuid primary key default gen_random_uuid(),
  batch_id uuid not null references app.fund_batch (id),
  corrects uuid unique references app.fund_notice (id),
  -- the number that the public may know
  code text not null unique check (code ~ '^[a-z2-7]{26}$'),
  parameter_set uuid not null references app.parameter_set (id),
  levels text[] not null check (cardinality(levels) > 0 and levels <@ array['VILLAGE', 'TOWN', 'COUNTY']),
  days int not null check (days > 0),
  day_kind text not null,
  published_at timestamptz not null,
  published_in xid8 not null,
  legal_end timestamptz not null,
  board_text text not null,
  web_text text not null,
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null
);
create unique index fund_notice_first on app.fund_notice (batch_id) where corrects is null;

create table app.fund_notice_photograph (
  notice_id uuid not null references app.fund_notice (id),
  evidence_id uuid not null,
  place text not null,
  moment text not null check (moment in ('START', 'END')),
  recorded_at timestamptz not null,
  by_person uuid not null,
  primary key (notice_id, evidence_id)
);

create table app.fund_notice_closing (
  notice_id uuid primary key references app.fund_notice (id),
  result text not null check (result in ('PASSED', 'CORRECTED')),
  closed_at timestamptz not null,
  by_person uuid not null,
  by_name text not null
);

-- Said against an allocation; against one household's share, or against the poster as a whole. As objections to notices of entry.
create table app.fund_objection (
  id uuid primary key default gen_random_uuid(),
  notice_id uuid not null references app.fund_notice (id),
  line_id uuid references app.fund_line (id),
  -- the receipt: whoever holds it reads the answer
  code text not null unique check (code ~ '^[a-z2-7]{26}$'),
  way text not null check (way in ('PAGE', 'VISIT', 'PHONE', 'LETTER', 'HOTLINE', 'PETITION', 'DISCIPLINE')),
  named boolean not null,
  -- answered together with others against the same line: one of many that one source sent, or that say the same
  grouped boolean not null default false,
  -- keyed hashes of where it was sent from, of that day only, and of what was said
  source bytea,
  said bytea,
  -- what was said, by whom, and how to reach them; sealed
  content bytea not null,
  name bytea,
  contact bytea,
  received_on date not null,
  received_at timestamptz not null,
  -- who took it down; nobody on the public page
  by_person uuid,
  by_name text,
  check ((way = 'PAGE') = (by_person is null)),
  check (way = 'PAGE' or (source is null and said is null and not grouped)),
  check (named or (name is null and contact is null)),
  check (not (named and grouped))
);
create index fund_objection_notice on app.fund_objection (notice_id, grouped, received_at);

create table app.fund_objection_answer (
  objection_id uuid primary key references app.fund_objection (id),
  result text not null check (result in ('DISMISSED', 'LINE_WITHDRAWN', 'CORRECTED')),
  -- what was found out, and what the objector is told; sealed
  finding bytea not null,
  content bytea not null,
  answered_at timestamptz not null,
  by_person uuid not null,
  by_name text not null
);

create function app.fund_notice_published() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  county_set app.parameter_set;
  home text := (select county from app.fund_batch where id = new.batch_id);
begin
  perform app.lock_funds(home);
  new.published_at := app.legal_now();
  new.published_in := pg_current_xact_id();
  select s.* into county_set from app.parameter_set s
    where s.county = home and s.valid_from <= (new.published_at at time zone 'Asia/Shanghai')::date
    order by s.valid_from desc, s.published_at desc limit 1;
  if county_set.entries -> 'noticeTerm' ->> 'value' is null or county_set.entries -> 'fundNoticeLevels' ->> 'value' is null then
    raise exception '本县尚未设定公示期或资金公示层级，不能公示' using errcode = 'integrity_constraint_violation';
  end if;
  new.parameter_set := county_set.id;
  new.levels := string_to_array(county_set.entries -> 'fundNoticeLevels' ->> 'value', ',');
  new.days := split_part(county_set.entries -> 'noticeTerm' ->> 'value', ' ', 1)::int;
  new.day_kind := split_part(county_set.entries -> 'noticeTerm' ->> 'value', ' ', 2);
  new.legal_end := app.term_end(new.published_at, new.days, new.day_kind);
  if not exists (select from app.fund_line l where l.batch_id = new.batch_id
      and not exists (select from app.fund_line_withdrawal w where w.line_id = l.id)) then
    raise exception '这一批还没有分配到户，不能公示' using errcode = 'integrity_constraint_violation';
  end if;
  if new.corrects is not null and not exists (select from app.fund_notice_closing c where c.notice_id = new.corrects and c.result = 'CORRECTED') then
    raise exception '原公示没有更正，不能重贴' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_notice_published before insert on app.fund_notice for each row execute function app.fund_notice_published();

create function app.fund_notice_complete() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if exists (select from unnest(new.levels) as needed (place) where not exists (select from app.fund_notice_photograph p
      where p.notice_id = new.id and p.place = needed.place and p.moment = 'START')) then
    raise exception '缺少张贴起始照片，不能公示' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger fund_notice_complete after insert on app.fund_notice deferrable initially deferred
  for each row execute function app.fund_notice_complete();

create function app.fund_photograph_taken() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  poster app.fund_notice;
begin
  select * into poster from app.fund_notice where id = new.notice_id;
  new.recorded_at := app.legal_now();
  if not new.place = any (poster.levels) then
    raise exception '%不是规定的公示层级', new.place using errcode = 'integrity_constraint_violation';
  end if;
  if new.moment = 'START' and poster.published_in <> pg_current_xact_id() then
    raise exception '公示已发布，不能再补起始照片' using errcode = 'integrity_constraint_violation';
  end if;
  if new.moment = 'END' and new.recorded_at < poster.legal_end then
    raise exception '公示期未满，不能登记撤榜照片' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_photograph_taken before insert on app.fund_notice_photograph
  for each row execute function app.fund_photograph_taken();

create function app.fund_objection_received() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  perform app.lock_funds((select b.county from app.fund_notice n join app.fund_batch b on b.id = n.batch_id where n.id = new.notice_id));
  new.received_at := app.legal_now();
  if new.received_on > (new.received_at at time zone 'Asia/Shanghai')::date then
    raise exception '收到异议的日期不能晚于今天' using errcode = 'integrity_constraint_violation';
  end if;
  if exists (select from app.fund_notice_closing c where c.notice_id = new.notice_id) then
    raise exception '公示已结束，不能再登记异议' using errcode = 'integrity_constraint_violation';
  end if;
  if new.way = 'PAGE' and new.received_at >= (select legal_end from app.fund_notice where id = new.notice_id) then
    raise exception '公示期已满，不能再从网上提出异议' using errcode = 'integrity_constraint_violation';
  end if;
  if new.line_id is not null and not exists (select from app.fund_line l join app.fund_notice n on n.batch_id = l.batch_id
      where l.id = new.line_id and n.id = new.notice_id) then
    raise exception '异议针对的户不在这一批' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_objection_received before insert on app.fund_objection
  for each row execute function app.fund_objection_received();

create function app.fund_objection_answered() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  poster app.fund_notice;
begin
  select n.* into poster from app.fund_objection o join app.fund_notice n on n.id = o.notice_id where o.id = new.objection_id;
  new.answered_at := app.legal_now();
  if poster.by_person = new.by_person or exists (select from app.fund_batch b where b.id = poster.batch_id and b.by_person = new.by_person) then
    raise exception '分配或公示这一批资金的人不能核查对它的异议' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_objection_answered before insert on app.fund_objection_answer
  for each row execute function app.fund_objection_answered();

create function app.fund_notice_closes() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  poster app.fund_notice;
begin
  select * into poster from app.fund_notice where id = new.notice_id;
  perform app.lock_funds((select county from app.fund_batch where id = poster.batch_id));
  new.closed_at := app.legal_now();
  if exists (select from app.fund_objection o where o.notice_id = new.notice_id
      and not exists (select from app.fund_objection_answer a where a.objection_id = o.id)) then
    raise exception '有未答复的异议，不能结束公示' using errcode = 'integrity_constraint_violation';
  end if;
  if new.result = 'CORRECTED' then
    if not exists (select from app.fund_objection o join app.fund_objection_answer a on a.objection_id = o.id
        where o.notice_id = new.notice_id and a.result = 'CORRECTED') then
      raise exception '没有应当更正的异议' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  if new.closed_at < poster.legal_end then
    raise exception '公示期未满，不能结束公示' using errcode = 'integrity_constraint_violation';
  end if;
  if exists (select from unnest(poster.levels) as needed (place) where not exists (select from app.fund_notice_photograph p
      where p.notice_id = new.notice_id and p.place = needed.place and p.moment = 'END')) then
    raise exception '缺少公示期满照片' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_notice_closes before insert on app.fund_notice_closing
  for each row execute function app.fund_notice_closes();

create function app.fund_line_withdrawn() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  batch uuid := (select batch_id from app.fund_line where id = new.line_id);
begin
  perform app.lock_funds((select county from app.fund_batch where id = batch));
  new.withdrawn_at := app.legal_now();
  if exists (select from app.measure_payment p where p.line_id = new.line_id) then
    raise exception '已经发放的不能撤下' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger fund_line_withdrawn before insert on app.fund_line_withdrawal
  for each row execute function app.fund_line_withdrawn();

-- What was done, as the lead department reports it; or that it can't be done.
create table app.measure_delivery (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references app.assistance_measure (id),
  done boolean not null,
  delivered_on date,
  quantity numeric(14, 2) check (quantity > 0),
  unit text,
  -- what was done, or why not; sealed
  content bytea not null,
  evidence uuid[] not null default '{}',
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  by_office text not null,
  check (not done or (delivered_on is not null and cardinality(evidence) > 0)),
  check ((quantity is null) = (unit is null))
);
create index measure_delivery_measure on app.measure_delivery (measure_id, recorded_at desc);

-- 验收 by two who are not the one that delivered.
create table app.measure_inspection (
  delivery_id uuid primary key references app.measure_delivery (id),
  passed boolean not null,
  accepted_quantity numeric(14, 2) check (accepted_quantity > 0),
  inspected_on date not null,
  second_name text not null check (second_name <> ''),
  second_office text not null check (second_office <> ''),
  remark bytea,
  evidence uuid[] not null check (cardinality(evidence) > 0),
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  by_office text not null,
  check (second_name <> by_name),
  check (passed or remark is not null)
);

create function app.inspected_by_two() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  delivery app.measure_delivery;
begin
  select * into delivery from app.measure_delivery where id = new.delivery_id;
  if not delivery.done then
    raise exception '没有落实的不能验收' using errcode = 'integrity_constraint_violation';
  end if;
  if new.by_person = delivery.by_person or new.second_name = delivery.by_name then
    raise exception '落实措施的人不能验收自己办的事' using errcode = 'integrity_constraint_violation';
  end if;
  if new.inspected_on < delivery.delivered_on or new.inspected_on > (app.legal_now() at time zone 'Asia/Shanghai')::date then
    raise exception '验收日期不能早于落实日期，也不能晚于今天' using errcode = 'integrity_constraint_violation';
  end if;
  if new.passed and (delivery.quantity is null) <> (new.accepted_quantity is null) or new.accepted_quantity > delivery.quantity then
    raise exception '验收数量不能多于落实的数量' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger inspected_by_two before insert on app.measure_inspection
  for each row execute function app.inspected_by_two();

create table app.measure_payment (
  line_id uuid primary key references app.fund_line (id),
  amount numeric(14, 2) not null check (amount > 0),
  paid_on date not null,
  payee uuid not null references app.household_member (id),
  -- look-up hash of the account; the household's own
  account_hash bytea not null,
  voucher text not null check (voucher <> ''),
  evidence uuid[] not null check (cardinality(evidence) > 0),
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  by_office text not null
);

-- Compared with the departments' lists before it is paid: which lists, which rows of the table left a question, and what the payer found
-- out. Only lists that departments send by their own duty.
create table app.payment_comparison (
  line_id uuid primary key references app.fund_line (id),
  lists uuid[] not null,
  rules text[] not null,
  explanation bytea,
  compared_in xid8 not null default pg_current_xact_id(),
  compared_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  check (cardinality(rules) = 0 or explanation is not null)
);

-- Who stands in the civil affairs department's newest list of the dead.
create function app.listed_as_dead(p_county text, p_member uuid) returns boolean
  language sql stable set search_path = app, pg_temp as $$
    select exists (select from app.household_member m
      join app.department_file f on f.county = p_county and f.register = 'DEATHS' and f.current
      cross join app.department_records_of(f.id, m.identity_hash)
      where m.id = p_member)
  $$;

create function app.payment_is_due() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  line app.fund_line;
  batch app.fund_batch;
  tariff app.tariff_rate;
  inspection app.measure_inspection;
  last_notice uuid;
  due numeric;
begin
  select * into line from app.fund_line where id = new.line_id;
  select * into batch from app.fund_batch where id = line.batch_id;
  perform app.lock_funds(batch.county);
  if exists (select from app.fund_line_withdrawal w where w.line_id = new.line_id) then
    raise exception '这一户已从本批撤下，不能发放' using errcode = 'integrity_constraint_violation';
  end if;
  select n.id into last_notice from app.fund_notice n where n.batch_id = line.batch_id order by n.published_at desc limit 1;
  if last_notice is null or not exists (select from app.fund_notice_closing c where c.notice_id = last_notice and c.result = 'PASSED') then
    raise exception '资金分配结果没有公示期满，不能发放' using errcode = 'integrity_constraint_violation';
  end if;
  select i.* into inspection from app.measure_delivery d join app.measure_inspection i on i.delivery_id = d.id
    where app.measure_root(d.measure_id) = app.measure_root(line.measure_id) order by d.recorded_at desc limit 1;
  if inspection.delivery_id is null or not inspection.passed then
    raise exception '没有验收合格，不能发放（先建后补）' using errcode = 'integrity_constraint_violation';
  end if;
  if new.paid_on < inspection.inspected_on or new.paid_on > (app.legal_now() at time zone 'Asia/Shanghai')::date then
    raise exception '发放日期不能早于验收日期，也不能晚于今天' using errcode = 'integrity_constraint_violation';
  end if;
  select * into tariff from app.tariff_rate where id = line.rate_id;
  due := line.amount;
  if tariff.method = 'UNIT' and inspection.accepted_quantity is not null then
    due := tariff.rate * least(line.units, inspection.accepted_quantity);
  end if;
  if new.amount <> due then
    raise exception '应发放%元：按标准和验收数量计算，不能多发少发', due using errcode = 'integrity_constraint_violation';
  end if;
  if new.payee <> line.payee or not exists (select from app.household_member m where m.id = new.payee
      and m.household_id = line.household_id and m.died_on is null and m.left_on is null) then
    raise exception '收款人不是本户健在的成员' using errcode = 'integrity_constraint_violation';
  end if;
  if line.beneficiary is not null and not exists (select from app.household_member m where m.id = line.beneficiary
      and m.died_on is null and m.left_on is null) then
    raise exception '补助对象已死亡或已离开本户，不能发放' using errcode = 'integrity_constraint_violation';
  end if;
  if app.listed_as_dead(batch.county, line.payee) or app.listed_as_dead(batch.county, line.beneficiary) then
    raise exception '民政局死亡登记里有此人，不能发放' using errcode = 'integrity_constraint_violation';
  end if;
  if not exists (select from app.household h where h.id = line.household_id and h.account_hash = new.account_hash) then
    raise exception '收款账户不是本户登记的账户' using errcode = 'integrity_constraint_violation';
  end if;
  if new.by_person = line.by_person or new.by_person = batch.by_person then
    raise exception '分配资金的人不能登记发放，请由另一人办理' using errcode = 'integrity_constraint_violation';
  end if;
  if not exists (select from app.payment_comparison c where c.line_id = new.line_id and c.compared_in = pg_current_xact_id()) then
    raise exception '发放前没有与部门名单比对' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger payment_is_due before insert on app.measure_payment for each row execute function app.payment_is_due();

-- The town's word where a measure can't be done or is not to be paid.
create table app.measure_settlement (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references app.assistance_measure (id),
  result text not null check (result in ('AGAIN', 'DROPPED')),
  reason bytea not null,
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  by_office text not null
);
create index measure_settlement_measure on app.measure_settlement (measure_id);

-- The household says whether it got what was promised.
create table app.measure_confirmation (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null references app.assistance_measure (id),
  confirmed boolean not null,
  effect bytea,
  word bytea,
  confirmed_on date not null,
  evidence uuid[] not null check (cardinality(evidence) > 0),
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  by_office text not null,
  check (confirmed or word is not null)
);
create index measure_confirmation_measure on app.measure_confirmation (measure_id);

create function app.confirmed_after_acceptance() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if new.confirmed and not exists (select from app.measure_delivery d join app.measure_inspection i on i.delivery_id = d.id and i.passed
      where app.measure_root(d.measure_id) = app.measure_root(new.measure_id)) then
    raise exception '没有验收合格，不能登记农户确认' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger confirmed_after_acceptance before insert on app.measure_confirmation
  for each row execute function app.confirmed_after_acceptance();

-- Measures that are being seen through; each once.
create table app.measure_under_way (
  measure_id uuid primary key references app.assistance_measure (id),
  case_id uuid not null,
  since timestamptz not null default app.legal_now()
);

-- Who in the department sees a promised measure through; the last one counts. The first is in the department's answer.
create table app.measure_handler (
  id bigint generated always as identity primary key,
  measure_id uuid not null references app.assistance_measure (id),
  name text not null check (name <> ''),
  person_id uuid references app.person (id),
  phone bytea not null,
  since timestamptz not null default app.legal_now(),
  reason text not null check (reason <> ''),
  evidence uuid[] not null check (cardinality(evidence) > 0),
  by_person uuid not null,
  by_name text not null
);
create index measure_handler_measure on app.measure_handler (measure_id, id desc);

-- Cooperating units are informed and given their tasks; F4 gives them no approval. That they know of it is kept.
create table app.measure_cooperation (
  measure_id uuid not null references app.assistance_measure (id),
  department text not null,
  known_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  primary key (measure_id, department)
);

-- Anti-poverty insurance as a measure: its policy and its claims (F3, F4 二(一)1). A pay-out lowers rigid expenditure and is no income.
create table app.insurance_policy (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references app.household (id),
  measure_id uuid references app.assistance_measure (id),
  insurer text not null check (insurer <> ''),
  policy_number text not null check (policy_number <> ''),
  people int not null check (people > 0),
  premium numeric(14, 2) check (premium > 0),
  valid_from date not null,
  valid_until date not null check (valid_until >= valid_from),
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  unique (insurer, policy_number, household_id)
);
create index insurance_policy_household on app.insurance_policy (household_id);

create table app.insurance_claim (
  id uuid primary key default gen_random_uuid(),
  policy_id uuid not null references app.insurance_policy (id),
  cause text not null check (cause in ('ACCIDENT', 'ILLNESS', 'DISASTER', 'SCHOOLING', 'OTHER')),
  happened_on date not null,
  reported_on date not null check (reported_on >= happened_on),
  content bytea not null,
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null
);
create index insurance_claim_policy on app.insurance_claim (policy_id);

create table app.insurance_settlement (
  claim_id uuid primary key references app.insurance_claim (id),
  paid numeric(14, 2) not null check (paid >= 0),
  settled_on date not null,
  -- why nothing or less was paid
  reason bytea,
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  check (paid > 0 or reason is not null)
);

create function app.claim_in_term() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if not exists (select from app.insurance_policy p where p.id = new.policy_id and new.happened_on between p.valid_from and p.valid_until) then
    raise exception '出险日期不在保险期间内' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger claim_in_term before insert on app.insurance_claim for each row execute function app.claim_in_term();

-- Help first, procedure owed (green channel, P 2.4): another rule than relief before judgement, and another table.
create table app.relief_debt (
  id uuid primary key default gen_random_uuid(),
  household_id uuid not null references app.household (id),
  village text not null,
  causes text[] not null check (cardinality(causes) > 0),
  kind text not null check (kind <> ''),
  amount numeric(14, 2) check (amount > 0),
  given_on date not null,
  reason bytea not null,
  evidence uuid[] not null check (cardinality(evidence) > 0),
  parameter_set uuid not null references app.parameter_set (id),
  -- first moment at which the procedure is overdue; the database's
  owed_until timestamptz not null,
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null
);
create index relief_debt_household on app.relief_debt (household_id);
create index relief_debt_village on app.relief_debt (village text_pattern_ops);

create function app.relief_debt_owed() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  county_set app.parameter_set;
  term text;
begin
  new.recorded_at := app.legal_now();
  new.village := (select division from app.household where id = new.household_id);
  select s.* into county_set from app.parameter_set s
    where s.county = left(new.village, 6) and s.valid_from <= (new.recorded_at at time zone 'Asia/Shanghai')::date
    order by s.valid_from desc, s.published_at desc limit 1;
  if county_set.entries -> 'reliefMode' ->> 'value' is distinct from 'PROCEDURE_OWED' then
    raise exception '本县没有实行先救助、后补程序' using errcode = 'integrity_constraint_violation';
  end if;
  term := county_set.entries -> 'procedureOwedLimit' ->> 'value';
  if term is null then
    raise exception '本县尚未设定补办程序的时限' using errcode = 'integrity_constraint_violation';
  end if;
  if new.given_on > (new.recorded_at at time zone 'Asia/Shanghai')::date then
    raise exception '救助日期不能晚于今天' using errcode = 'integrity_constraint_violation';
  end if;
  new.parameter_set := county_set.id;
  new.owed_until := app.term_end(new.given_on::timestamp at time zone 'Asia/Shanghai', split_part(term, ' ', 1)::int, split_part(term, ' ', 2));
  return new;
end $$;
create trigger relief_debt_owed before insert on app.relief_debt for each row execute function app.relief_debt_owed();

-- The procedure is made good by a case that was opened at or after the relief.
create view app.relief_debt_now as
  select d.*, c.id as case_id, c.opened_at as case_opened_at,
    c.id is null and app.legal_now() >= d.owed_until as overdue,
    c.id is not null and c.opened_at >= d.owed_until as made_good_late
  from app.relief_debt d left join lateral (
    select id, opened_at from app.identification_case i
    where i.household_id = d.household_id and i.opened_at >= d.given_on::timestamp at time zone 'Asia/Shanghai'
    order by i.opened_at limit 1) c on true;

-- Somebody stands in while the officer is on leave: the officer stays the household's.
create table app.officer_substitute (
  id uuid primary key default gen_random_uuid(),
  officer_id uuid not null references app.responsible_officer (id),
  name text not null check (name <> ''),
  person_id uuid references app.person (id),
  phone bytea not null,
  phone_hash bytea not null,
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null
);
create index officer_substitute_officer on app.officer_substitute (officer_id, from_day);

create function app.substitute_is_another() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  officer app.responsible_officer;
begin
  select * into officer from app.responsible_officer where id = new.officer_id;
  if officer.ends_on is not null then
    raise exception '此人已不是帮扶责任人' using errcode = 'integrity_constraint_violation';
  end if;
  if officer.name = new.name or officer.person_id = new.person_id then
    raise exception '代理人不能是本人' using errcode = 'integrity_constraint_violation';
  end if;
  if app.related_by_register(new.person_id, new.name, new.phone_hash, officer.household_id) then
    raise exception '本户成员和近亲属不能代理本户的帮扶责任人' using errcode = 'integrity_constraint_violation';
  end if;
  if exists (select from app.officer_substitute s where s.officer_id = new.officer_id
      and s.from_day <= new.until_day and s.until_day >= new.from_day) then
    raise exception '这段时间已经有代理人' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger substitute_is_another before insert on app.officer_substitute
  for each row execute function app.substitute_is_another();

-- A visit by the responsible officer or the substitute.
create table app.officer_visit (
  id uuid primary key default gen_random_uuid(),
  officer_id uuid not null references app.responsible_officer (id),
  household_id uuid not null references app.household (id),
  village text not null,
  by_substitute boolean not null default false,
  visited_on date not null,
  content bytea not null,
  evidence uuid[] not null default '{}',
  recorded_at timestamptz not null,
  by_person uuid not null,
  by_name text not null
);
create index officer_visit_officer on app.officer_visit (officer_id, visited_on);
create index officer_visit_household on app.officer_visit (household_id, visited_on desc);

create function app.visit_in_term() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  officer app.responsible_officer;
begin
  select * into officer from app.responsible_officer where id = new.officer_id;
  new.recorded_at := app.legal_now();
  new.household_id := officer.household_id;
  new.village := (select division from app.household where id = officer.household_id);
  new.by_substitute := exists (select from app.officer_substitute s where s.officer_id = new.officer_id
    and new.visited_on between s.from_day and s.until_day);
  if new.visited_on > (new.recorded_at at time zone 'Asia/Shanghai')::date then
    raise exception '走访日期不能晚于今天' using errcode = 'integrity_constraint_violation';
  end if;
  if new.visited_on < officer.starts_on or new.visited_on > officer.ends_on then
    raise exception '走访日期不在此人负责本户的期间' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger visit_in_term before insert on app.officer_visit for each row execute function app.visit_in_term();

-- Handover of an officer's households, in bulk.
create table app.officer_handover (
  id uuid primary key,
  town text not null references app.division (code) check (length(town) = 9),
  officer_name text not null,
  officer_phone_hash bytea not null,
  officer_person uuid references app.person (id),
  reason text not null check (reason in ('TRANSFER', 'RETIREMENT', 'DEATH', 'ADJUSTMENT')),
  opened_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  by_office text not null
);
create table app.officer_handover_item (
  handover_id uuid not null references app.officer_handover (id),
  officer_id uuid not null references app.responsible_officer (id),
  household_id uuid not null references app.household (id),
  primary key (handover_id, officer_id)
);
-- What the town fills in; a returned one is filled in again. The last version counts.
create table app.officer_handover_plan (
  id bigint generated always as identity primary key,
  handover_id uuid not null references app.officer_handover (id),
  -- [{officer, name, office, post, account, duty}]; phones are sealed
  successors bytea not null,
  leaver_signature uuid[] not null,
  absent_reason text,
  successor_signature uuid[] not null check (cardinality(successor_signature) > 0),
  signed_on date not null,
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  check (cardinality(leaver_signature) > 0 or absent_reason is not null)
);
create index officer_handover_plan_of on app.officer_handover_plan (handover_id, id desc);
create table app.officer_handover_end (
  handover_id uuid primary key references app.officer_handover (id),
  result text not null check (result in ('DONE', 'CANCELLED')),
  remark text,
  ended_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null,
  by_office text not null
);
alter table app.responsible_officer add foreign key (handover_id) references app.officer_handover (id);

create function app.handover_leaves_nobody() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if new.result = 'DONE' and exists (select from app.officer_handover_item i join app.responsible_officer o on o.id = i.officer_id
      where i.handover_id = new.handover_id and o.ends_on is null) then
    raise exception '还有农户没有接任的帮扶责任人，不能办结交接' using errcode = 'integrity_constraint_violation';
  end if;
  if new.result = 'DONE' and exists (select from app.officer_handover_plan p where p.handover_id = new.handover_id
      and p.by_person = new.by_person and p.id = (select max(id) from app.officer_handover_plan where handover_id = new.handover_id)) then
    raise exception '拟定交接的人不能自己批准' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger handover_leaves_nobody before insert on app.officer_handover_end
  for each row execute function app.handover_leaves_nobody();

-- An account is not closed while its owner answers for a household: the database knows no exception.
create function app.account_has_no_households() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  if new.disabled_at is not null and old.disabled_at is null and exists (
      select from app.responsible_officer o where o.person_id = new.person and o.ends_on is null
      and exists (select from app.monitored_household h where h.household_id = o.household_id and h.ended_at is null)) then
    raise exception '此人还是帮扶责任人，先办理交接，再停用账号' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger account_has_no_households before update on app.officer
  for each row execute function app.account_has_no_households();

-- Nobody changes or deletes any of it, whoever asks.
select app.keep_for_good('tariff_rate', 'fund_batch', 'fund_line', 'fund_line_withdrawal', 'fund_line_person', 'fund_notice',
  'fund_notice_photograph', 'fund_notice_closing', 'fund_objection', 'fund_objection_answer', 'measure_delivery',
  'measure_inspection', 'payment_comparison', 'measure_payment', 'measure_settlement', 'measure_confirmation', 'measure_under_way', 'measure_handler', 'measure_cooperation',
  'insurance_policy', 'insurance_claim', 'insurance_settlement', 'relief_debt', 'officer_substitute', 'officer_visit',
  'officer_handover', 'officer_handover_item', 'officer_handover_plan', 'officer_handover_end');
revoke insert on app.fund_line_person from ${app_role};
