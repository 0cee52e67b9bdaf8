-- Public notice, objections, announcements, and what a household is handed. Nothing here is ever changed or deleted: a notice is
-- published by one row, closed by another, an objection answered by another.

-- A poster: one publication, one legal end, many households. When it was published, under which rule and until when is the
-- database's to say; whatever the caller sends for it is overwritten.
create table app.notice_batch (
  id uuid primary key default gen_random_uuid(),
  -- of the office that publishes; all households on the poster live in it
  division text not null check (division ~ '^[1-9]\d{5}(\d{3}(\d{3})?)?$'),
  parameter_set uuid not null references app.parameter_set (id),
  -- how people reach the poster's page; none if only by its households' codes
  code text unique check (code ~ '^[a-z2-7]{26}$'),
  -- whose notice it is, of those that the county wants one after the other
  level text not null check (level in ('VILLAGE', 'TOWN', 'COUNTY')),
  levels text[] not null check (cardinality(levels) > 0 and levels <@ array['VILLAGE', 'TOWN', 'COUNTY']),
  places text[] not null check (cardinality(places) > 0 and places <@ array['VILLAGE', 'TOWN', 'COUNTY']),
  days int not null check (days > 0),
  day_kind text not null check (day_kind in ('CALENDAR', 'WORKING')),
  published_at timestamptz not null,
  -- the transaction that published it: only it may put households on the poster
  published_in xid8 not null,
  legal_end timestamptz not null check (legal_end > published_at),
  text_version int not null default 1,
  -- whom to turn to, and what was added under the text, as it hangs
  contact text,
  remark text,
  -- the poster whose text this one corrects, with a term of its own
  corrects uuid references app.notice_batch (id),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null,
  check (text_version >= 1 and (text_version = 1) = (corrects is null))
);
create index notice_batch_division on app.notice_batch (division text_pattern_ops, published_at);

-- Photographs of the poster where it hangs, when it went up and when it came down.
create table app.notice_photograph (
  batch_id uuid not null references app.notice_batch (id),
  evidence_id uuid not null,
  place text not null,
  moment text not null check (moment in ('START', 'END')),
  recorded_at timestamptz not null,
  by_person uuid not null,
  primary key (batch_id, evidence_id)
);

-- One household on a poster.
create table app.public_notice (
  id uuid primary key default gen_random_uuid(),
  batch_id uuid not null references app.notice_batch (id),
  case_id uuid not null,
  household_id uuid not null references app.household (id),
  village text not null check (village ~ '^[1-9]\d{11}$'),
  category text not null check (category in ('UNSTABLE', 'MARGINAL', 'SUDDEN_HARDSHIP')),
  people int not null check (people > 0),
  code text not null unique check (code ~ '^[a-z2-7]{26}$'),
  village_group text,
  -- the head's name as the board and as the web show it
  board_name text not null,
  web_name text not null,
  board_text text not null,
  web_text text not null,
  unique (batch_id, case_id)
);
create index public_notice_case on app.public_notice (case_id);
create index public_notice_household on app.public_notice (household_id);
create index public_notice_village on app.public_notice (village text_pattern_ops);
comment on column app.public_notice.code is '128 random bits, base32: the notice''s address for the public; the case number never is';

create table app.notice_closing (
  notice_id uuid primary key references app.public_notice (id),
  -- WITHDRAWN: the case ended otherwise while the notice ran
  result text not null check (result in ('PASSED', 'UPHELD_RETURN', 'UPHELD_END', 'CORRECTED', 'WITHDRAWN')),
  closed_at timestamptz not null,
  -- when and why the poster did not hang all the time, as the town says
  interruption text,
  by_person uuid,
  by_officer uuid,
  by_name text,
  by_office text,
  check (result = 'WITHDRAWN' or by_person is not null)
);

-- Said against a household on a poster, against its text, or for somebody who is not on it (which freezes nobody).
create table app.objection (
  id uuid primary key default gen_random_uuid(),
  notice_id uuid references app.public_notice (id),
  village text not null check (village ~ '^[1-9]\d{11}$'),
  -- the receipt: whoever holds it reads the answer
  code text not null unique check (code ~ '^[a-z2-7]{26}$'),
  kind text not null check (kind in ('INCLUSION', 'EXCLUSION', 'TEXT')),
  way text not null check (way in ('PAGE', 'VISIT', 'PHONE', 'LETTER', 'HOTLINE', 'PETITION', 'DISCIPLINE')),
  named boolean not null,
  -- investigated and answered together with others of its kind: one of many that one source sent, or that say the same
  grouped boolean not null default false,
  -- keyed hash of where it was sent from, of that day only: tells a flood from many people, and nobody who sent it
  source bytea,
  -- keyed hash of what was said, so that the same words sent again are known
  said bytea,
  -- what was said and by whom, sealed
  content bytea not null,
  received_on date not null,
  received_at timestamptz not null,
  -- who took it down; nobody on the public page
  by_person uuid,
  by_officer uuid,
  by_name text,
  by_office text,
  check ((kind = 'EXCLUSION') = (notice_id is null)),
  check ((way = 'PAGE') = (by_person is null)),
  check (way = 'PAGE' or (source is null and said is null and not grouped)),
  check (not (named and grouped))
);
create index objection_notice on app.objection (notice_id, grouped, received_at);
create index objection_village on app.objection (village text_pattern_ops, received_at);

create table app.objection_resolution (
  objection_id uuid primary key references app.objection (id),
  -- of the notice that was objected to; none for an exclusion
  case_id uuid,
  result text not null check (result in ('DISMISSED', 'CORRECTED', 'UPHELD_RETURN', 'UPHELD_END', 'CLUE', 'LAPSED')),
  -- what was found out and what the objector is told, sealed
  content bytea not null,
  resolved_at timestamptz not null,
  person_id uuid,
  -- by whom a decision is reserved; references the hands of the case
  hand text check (hand = 'OBJECTION_INVESTIGATOR'),
  division text,
  by_officer uuid,
  by_name text,
  by_office text,
  check ((hand is not null) = (case_id is not null and result <> 'LAPSED')),
  check (hand is null or person_id is not null)
);

-- An objection that was dismissed gives the notice back the days for which it stood still, where the county's rule says so.
create table app.notice_extension (
  objection_id uuid primary key references app.objection (id),
  notice_id uuid not null references app.public_notice (id),
  legal_end timestamptz not null,
  recorded_at timestamptz not null
);
create index notice_extension_notice on app.notice_extension (notice_id);

create table app.announcement (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null,
  household_id uuid not null references app.household (id),
  village text not null check (village ~ '^[1-9]\d{11}$'),
  text text not null,
  document_number text not null,
  posted_on date not null,
  photographs uuid[] not null check (cardinality(photographs) > 0),
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null
);
create index announcement_case on app.announcement (case_id);
create index announcement_household on app.announcement (household_id);

-- What a household is to be handed (rules.md annex B), and how it was proved that it was.
create table app.delivery_owed (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null,
  household_id uuid not null references app.household (id),
  kind text not null check (kind in ('RECEIPT', 'CORRECTION_LIST', 'NON_ACCEPTANCE', 'ROUTING_ANSWER', 'ADVERSE_FINDING',
    'BEFORE_NOTICE', 'ENTERED', 'REFUSED', 'ASSISTANCE', 'PAYMENT', 'RECHECK_ANSWER')),
  owed_at timestamptz not null default app.legal_now(),
  due_at timestamptz
);
create index delivery_owed_case on app.delivery_owed (case_id);
create index delivery_owed_household on app.delivery_owed (household_id);

create table app.delivery (
  owed_id uuid primary key references app.delivery_owed (id),
  delivered_on date not null,
  proof text not null check (proof in ('SIGNATURE', 'PHOTOGRAPH', 'CALL_RECORD', 'SLIP')),
  -- the signed paper, the photograph, the record of the call
  evidence uuid[] not null default '{}' check (proof = 'SLIP' or cardinality(evidence) > 0),
  -- who took it, sealed
  received_by bytea check (proof <> 'CALL_RECORD' or received_by is not null),
  recorded_at timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_officer uuid not null,
  by_name text not null,
  by_office text not null
);

-- Whom to turn to about a notice, as an office keeps it; the last one counts.
create table app.notice_contact (
  id bigint generated always as identity primary key,
  division text not null check (division ~ '^[1-9]\d{5}(\d{3})?$'),
  contact text not null check (contact <> ''),
  since timestamptz not null default app.legal_now(),
  by_person uuid not null,
  by_name text not null
);
create index notice_contact_division on app.notice_contact (division, id desc);

-- Nobody changes or deletes any of it, whoever asks.
select app.keep_for_good('notice_batch', 'notice_photograph', 'public_notice', 'notice_closing', 'objection',
  'objection_resolution', 'notice_extension', 'announcement', 'delivery_owed', 'delivery', 'notice_contact');

-- Publication: the rule of the day is copied, the end is computed once. A county that changes its rule later changes no poster that
-- hangs; a missing calendar year raises BF001 in app.term_end.
create function app.notice_batch_published() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  county_set app.parameter_set;
  term text;
  boards text[];
begin
  new.published_at := app.legal_now();
  new.published_in := pg_current_xact_id();
  select s.* into county_set from app.parameter_set s
    where s.county = left(new.division, 6) and s.valid_from <= (new.published_at at time zone 'Asia/Shanghai')::date
    order by s.valid_from desc, s.published_at desc limit 1;
  term := county_set.entries -> 'noticeTerm' ->> 'value';
  if term is null or county_set.entries -> 'noticeLevels' ->> 'value' is null
    or county_set.entries -> 'noticePlaces' ->> 'value' is null then
    raise exception '本县尚未设定公示期、公示层级或张贴地点，不能发布公示' using errcode = 'integrity_constraint_violation';
  end if;
  new.parameter_set := county_set.id;
  new.days := split_part(term, ' ', 1)::int;
  new.day_kind := split_part(term, ' ', 2);
  new.levels := string_to_array(county_set.entries -> 'noticeLevels' ->> 'value', ',');
  if new.level is null then
    new.level := (select l from unnest(array['VILLAGE', 'TOWN', 'COUNTY']) as l where l = any (new.levels) limit 1);
  elsif not new.level = any (new.levels) then
    raise exception '本县没有规定%公示', case new.level when 'VILLAGE' then '村级' when 'TOWN' then '乡镇级' else '县级' end
      using errcode = 'integrity_constraint_violation';
  end if;
  -- On the board of its own level, and on those below on which the county wants it.
  boards := string_to_array(county_set.entries -> 'noticePlaces' ->> 'value', ',');
  new.places := (select array_agg(l order by array_position(array['VILLAGE', 'TOWN', 'COUNTY'], l))
    from unnest(array['VILLAGE', 'TOWN', 'COUNTY']) as l
    where l = new.level or (l = any (boards)
      and array_position(array['VILLAGE', 'TOWN', 'COUNTY'], l) < array_position(array['VILLAGE', 'TOWN', 'COUNTY'], new.level)));
  new.legal_end := app.term_end(new.published_at, new.days, new.day_kind);
  new.text_version := coalesce((select text_version + 1 from app.notice_batch where id = new.corrects), 1);
  return new;
end $$;
create trigger notice_batch_published before insert on app.notice_batch
  for each row execute function app.notice_batch_published();

-- At commit a poster has a photograph of each place and somebody on it.
create function app.notice_batch_complete() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if exists (select from unnest(new.places) as needed (place) where not exists (
      select from app.notice_photograph p where p.batch_id = new.id and p.place = needed.place and p.moment = 'START')) then
    raise exception '缺少张贴起始照片，不能发布公示' using errcode = 'integrity_constraint_violation';
  end if;
  if not exists (select from app.public_notice n where n.batch_id = new.id) then
    raise exception '公示榜上没有户，不能发布公示' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger notice_batch_complete after insert on app.notice_batch deferrable initially deferred
  for each row execute function app.notice_batch_complete();

create function app.notice_photograph_taken() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  poster app.notice_batch;
begin
  select * into poster from app.notice_batch where id = new.batch_id;
  new.recorded_at := app.legal_now();
  if not new.place = any (poster.places) then
    raise exception '%不是规定的张贴地点', new.place using errcode = 'integrity_constraint_violation';
  end if;
  if new.moment = 'START' and poster.published_in <> pg_current_xact_id() then
    raise exception '公示已发布，不能再补起始照片' using errcode = 'integrity_constraint_violation';
  end if;
  if new.moment = 'END' and new.recorded_at < poster.legal_end then
    raise exception '公示期未满，不能登记撤榜照片' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger notice_photograph_taken before insert on app.notice_photograph
  for each row execute function app.notice_photograph_taken();

-- A household comes on a poster when it is published, not later (its term would be shorter), and hangs on one at a time.
create function app.public_notice_joins() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  poster app.notice_batch;
begin
  select * into poster from app.notice_batch where id = new.batch_id;
  if poster.published_in <> pg_current_xact_id() then
    raise exception '公示榜已张贴，不能再加户，请另发一期' using errcode = 'integrity_constraint_violation';
  end if;
  if not starts_with(new.village, poster.division) then
    raise exception '该户不在张贴单位的辖区' using errcode = 'integrity_constraint_violation';
  end if;
  -- One photograph a place proves one board: a poster that hangs in the village names its households only.
  if 'VILLAGE' = any (poster.places) and exists (
      select from app.public_notice n where n.batch_id = new.batch_id and n.village <> new.village) then
    raise exception '张贴到村的公示榜只能公示同一个村的户' using errcode = 'integrity_constraint_violation';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(new.case_id::text, 60));
  if exists (select from app.public_notice n where n.case_id = new.case_id
      and not exists (select from app.notice_closing c where c.notice_id = n.id)) then
    raise exception '该户正在公示，不能重复公示' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger public_notice_joins before insert on app.public_notice
  for each row execute function app.public_notice_joins();

-- When a household's notice ends: with its poster, or later where an objection that was dismissed had stopped it.
create function app.notice_end(p_notice uuid) returns timestamptz
  language sql stable set search_path = app, pg_temp as $$
    select greatest(b.legal_end, (select max(e.legal_end) from app.notice_extension e where e.notice_id = p_notice))
    from app.public_notice n join app.notice_batch b on b.id = n.batch_id where n.id = p_notice
  $$;

-- An objection holds up the household it is about until it is answered.
create function app.has_open_objection(p_notice uuid) returns boolean
  language sql stable set search_path = app, pg_temp as $$
    select exists (select from app.objection o where o.notice_id = p_notice
      and not exists (select from app.objection_resolution r where r.objection_id = o.id))
  $$;

-- Objecting, answering and closing lock the notice's row, so that none of them passes the other unseen. Security definer, because the
-- application's role may lock no row that it may not change.
create function app.lock_notice(p_notice uuid) returns void
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  perform from app.public_notice where id = p_notice for update;
end $$;

create function app.objection_received() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  notice app.public_notice;
begin
  new.received_at := app.legal_now();
  if new.received_on > (new.received_at at time zone 'Asia/Shanghai')::date then
    raise exception '收到异议的日期不能晚于今天' using errcode = 'integrity_constraint_violation';
  end if;
  if new.notice_id is not null then
    select * into notice from app.public_notice where id = new.notice_id for update;
    new.village := notice.village;
    if exists (select from app.notice_closing c where c.notice_id = new.notice_id) then
      raise exception '公示已结束，不能再登记异议' using errcode = 'integrity_constraint_violation';
    end if;
  end if;
  return new;
end $$;
create trigger objection_received before insert on app.objection
  for each row execute function app.objection_received();

create function app.same_poster(p_notice uuid, p_other uuid) returns boolean
  language sql stable set search_path = app, pg_temp as $$
    select exists (select from app.public_notice n join app.public_notice m on m.batch_id = n.batch_id
      where n.id = p_notice and m.id = p_other)
  $$;

-- Answered by the county, by somebody who neither published the notice nor (by reference to the hands of the case) acted before.
create function app.objection_resolved() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  objected app.objection;
  notice app.public_notice;
  closed text;
begin
  new.resolved_at := app.legal_now();
  select * into objected from app.objection where id = new.objection_id;
  if objected.kind = 'EXCLUSION' then
    if new.case_id is not null or new.result not in ('CLUE', 'DISMISSED') or new.person_id is null then
      raise exception '应纳未纳的反映只能转为线索或说明理由' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  select * into notice from app.public_notice where id = objected.notice_id for update;
  select result into closed from app.notice_closing where notice_id = notice.id;
  if new.case_id is distinct from notice.case_id then
    raise exception '异议不属于该案件' using errcode = 'integrity_constraint_violation';
  end if;
  if new.result = 'LAPSED' then
    if closed is distinct from 'WITHDRAWN' then
      raise exception '案件未终止，异议必须核查答复' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  if closed is not null then
    raise exception '公示已结束，异议不能再核查' using errcode = 'integrity_constraint_violation';
  end if;
  if new.result = 'CLUE' or (new.result = 'CORRECTED' and objected.kind <> 'TEXT') then
    raise exception '核查结论与异议种类不符' using errcode = 'integrity_constraint_violation';
  end if;
  if length(new.division) is distinct from 6 then
    raise exception '异议由县级核查' using errcode = 'integrity_constraint_violation';
  end if;
  if exists (select from app.notice_batch b where b.id = notice.batch_id and b.by_person = new.person_id) then
    raise exception '发布公示的人不能核查对该公示的异议' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger objection_resolved before insert on app.objection_resolution
  for each row execute function app.objection_resolved();

-- The days that were left when the objection came in are counted again from its answer, by the rule of the poster.
create function app.notice_extended() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  received timestamptz;
  answered timestamptz;
  poster app.notice_batch;
  before timestamptz;
  left_days int;
begin
  new.recorded_at := app.legal_now();
  answered := new.recorded_at;
  select o.received_at into received
    from app.objection o join app.objection_resolution r on r.objection_id = o.id
    where o.id = new.objection_id and o.notice_id = new.notice_id and r.result = 'DISMISSED';
  if received is null then
    raise exception '没有经核查不成立的异议，公示期不能顺延' using errcode = 'integrity_constraint_violation';
  end if;
  select b.* into poster from app.notice_batch b join app.public_notice n on n.batch_id = b.id where n.id = new.notice_id;
  if (select s.entries -> 'objectionExtendsNotice' ->> 'value' from app.parameter_set s where s.id = poster.parameter_set)
      is distinct from 'true' then
    raise exception '本县没有规定异议核查后顺延公示期' using errcode = 'integrity_constraint_violation';
  end if;
  before := app.notice_end(new.notice_id);
  if exists (select from app.training_time) then
    new.legal_end := case when received < before then greatest(before, answered + (before - received)) else before end;
  else
    select count(*) into left_days
      from generate_series((received at time zone 'Asia/Shanghai')::date + 1, (before at time zone 'Asia/Shanghai')::date - 1,
        interval '1 day') as g(at)
      where poster.day_kind = 'CALENDAR' or app.is_workday(g.at::date);
    new.legal_end := case when left_days > 0 then greatest(before, app.legal_end(answered, left_days, poster.day_kind)) else before end;
  end if;
  return new;
end $$;
create trigger notice_extended before insert on app.notice_extension
  for each row execute function app.notice_extended();

create function app.notice_closed() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  poster app.notice_batch;
begin
  perform from app.public_notice where id = new.notice_id for update;
  new.closed_at := app.legal_now();
  if new.result = 'WITHDRAWN' then
    return new;
  end if;
  if app.has_open_objection(new.notice_id) then
    raise exception '有未答复的异议，公示不能结束' using errcode = 'integrity_constraint_violation';
  end if;
  if new.result <> 'PASSED' then
    -- A text that is corrected takes the whole poster down.
    if not exists (select from app.objection o join app.objection_resolution r on r.objection_id = o.id
        where r.result = new.result and (o.notice_id = new.notice_id
          or (new.result = 'CORRECTED' and app.same_poster(o.notice_id, new.notice_id)))) then
      raise exception '没有成立的异议，公示不能这样结束' using errcode = 'integrity_constraint_violation';
    end if;
    return new;
  end if;
  if exists (select from app.objection o join app.objection_resolution r on r.objection_id = o.id
      where o.notice_id = new.notice_id and r.result <> 'DISMISSED') then
    raise exception '异议成立，公示不能通过' using errcode = 'integrity_constraint_violation';
  end if;
  if exists (select from app.objection o join app.objection_resolution r on r.objection_id = o.id
      where r.result = 'CORRECTED' and app.same_poster(o.notice_id, new.notice_id)) then
    raise exception '该期公示内容已更正，须重新公示' using errcode = 'integrity_constraint_violation';
  end if;
  select b.* into poster from app.notice_batch b join app.public_notice n on n.batch_id = b.id where n.id = new.notice_id;
  if new.closed_at < app.notice_end(new.notice_id) then
    raise exception '公示期未满，至%止', to_char(app.notice_end(new.notice_id) at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS')
      using errcode = 'integrity_constraint_violation';
  end if;
  if exists (select from unnest(poster.places) as needed (place) where not exists (
      select from app.notice_photograph p where p.batch_id = poster.id and p.place = needed.place and p.moment = 'END')) then
    raise exception '缺少撤榜照片，公示不能结束' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger notice_closed before insert on app.notice_closing
  for each row execute function app.notice_closed();

-- Due procedure of whatever rests on a notice (county confirmation, entry as a monitored household): on each level that the county
-- wants, the case's newest notice ran its legal length, passed, and no objection is open. Called by their triggers, so it holds for
-- whoever writes, by whatever way. With a second argument the notices must have been published after that moment: one from before the
-- case came back proves nothing.
create function app.require_notice_ended(p_case uuid, p_after timestamptz default '-infinity') returns void
  language plpgsql set search_path = app, pg_temp as $$
declare
  newest record;
  held record;
  needed text;
begin
  select b.published_at, b.levels into newest
    from app.public_notice n join app.notice_batch b on b.id = n.batch_id
    where n.case_id = p_case
    order by b.published_at desc limit 1;
  if newest.published_at is null or newest.published_at <= p_after then
    raise exception '该户尚未公示' using errcode = 'integrity_constraint_violation', constraint = 'require_notice_ended';
  end if;
  foreach needed in array newest.levels loop
    select n.id, app.notice_end(n.id) as legal_end, c.result into held
      from app.public_notice n
      join app.notice_batch b on b.id = n.batch_id
      left join app.notice_closing c on c.notice_id = n.id
      where n.case_id = p_case and b.level = needed and b.published_at > p_after
      order by b.published_at desc limit 1;
    if held.id is null then
      raise exception '该户尚未公示（%）', case needed when 'VILLAGE' then '村级' when 'TOWN' then '乡镇级' else '县级' end
        using errcode = 'integrity_constraint_violation', constraint = 'require_notice_ended';
    end if;
    if app.legal_now() < held.legal_end then
      raise exception '公示期未满，至%止', to_char(held.legal_end at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS')
        using errcode = 'integrity_constraint_violation', constraint = 'require_notice_ended';
    end if;
    if app.has_open_objection(held.id) then
      raise exception '公示有未答复的异议' using errcode = 'integrity_constraint_violation', constraint = 'require_notice_ended';
    end if;
    if held.result is null then
      raise exception '公示结果尚未登记' using errcode = 'integrity_constraint_violation', constraint = 'require_notice_ended';
    end if;
    if held.result <> 'PASSED' then
      raise exception '公示没有通过' using errcode = 'integrity_constraint_violation', constraint = 'require_notice_ended';
    end if;
  end loop;
end $$;
