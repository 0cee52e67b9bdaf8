-- The household is heard before what was found about it is used, and told before it is posted (rules.md annex A, B).

create function app.heard_before_review() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if not app.findings_explained(new.case_id) then
    raise exception '有比对疑点还没有请农户说明或者没有复核，说明和复核以后才能评议' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger heard_before_review before insert on app.village_review
  for each row execute function app.heard_before_review();

create function app.household_told() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if exists (select 1 from app.home_visit v where v.case_id = new.case_id)
      and not exists (select 1 from app.delivery_owed o join app.delivery d on d.owed_id = o.id
        where o.case_id = new.case_id and o.kind = 'BEFORE_NOTICE') then
    raise exception '还没有把公示的内容告知农户，告知并登记送达以后才能张贴' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger household_told before insert on app.public_notice
  for each row execute function app.household_told();

-- What a household still waits for: not a list of what was missing that was supplied since, nothing of a case that was withdrawn or
-- whose household is no more.
create view app.delivery_open as
  select o.* from app.delivery_owed o
  where not exists (select 1 from app.delivery d where d.owed_id = o.id)
    and not (o.kind = 'CORRECTION_LIST' and exists (
      select 1 from app.case_correction c where c.case_id = o.case_id and c.supplied_at >= o.owed_at))
    and not exists (select 1 from app.identification_case k where k.id = o.case_id and k.outcome in ('WITHDRAWN', 'DISSOLVED'));

create or replace function app.case_owes_nothing() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
declare
  owed text;
begin
  select string_agg(o.kind, ', ') into owed from app.delivery_open o where o.case_id = new.id;
  if owed is not null and new.outcome not in ('WITHDRAWN', 'DISSOLVED') then
    raise exception '还有应送达农户而没有送达的文书，送达并登记后才能办结' using errcode = 'integrity_constraint_violation', detail = owed;
  end if;
  return new;
end $$;
