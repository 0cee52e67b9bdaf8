-- Who still has to be compared with what: somebody signed when the comparison was over, or a department had sent nothing. A work
-- list; the marked gap itself stays in comparison_run (rules.md annex A: 部门逾期，留缺口，数据到了再核对).
create table app.comparison_gap (
  case_id uuid not null,
  member_id uuid not null,
  register text not null,
  county text not null,
  since timestamptz not null default app.legal_now(),
  -- when the case was told that the data is there; null while it is not
  told_at timestamptz,
  primary key (case_id, member_id, register)
);
create index comparison_gap_open on app.comparison_gap (county, register) where told_at is null;

create function app.comparison_gap_kept() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if new.file_id is null then
    insert into app.comparison_gap (case_id, member_id, register, county)
      select new.case_id, new.member_id, new.register, left(c.village, 6) from app.identification_case c where c.id = new.case_id
      on conflict (case_id, member_id, register) do update set told_at = null;
  else
    delete from app.comparison_gap where case_id = new.case_id and member_id = new.member_id and register = new.register;
  end if;
  return null;
end $$;
create trigger comparison_gap_kept after insert on app.comparison_run
  for each row execute function app.comparison_gap_kept();

-- Every finding has been answered by the household and accepted by the town.
create function app.findings_explained(the_case uuid) returns boolean
  language sql stable set search_path = app, pg_temp
  as $$ select not exists (
    select from app.comparison_finding f where f.case_id = the_case and not exists (
      select from app.finding_answer a join app.finding_check c using (finding_id, seq)
      where a.finding_id = f.id and c.verdict <> 'RETURNED'
        and a.seq = (select max(last.seq) from app.finding_answer last where last.finding_id = f.id))) $$;

-- Nobody decides over a household's head about something it was not asked: not the village, not the town, not the county.
create function app.decision_needs_answers() returns trigger
  language plpgsql set search_path = app, pg_temp as $$
begin
  if not app.findings_explained(new.case_id) then
    raise exception '有比对疑点还没有说明和复核，不能作决定' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger review_needs_answers before insert on app.village_review
  for each row execute function app.decision_needs_answers();
create trigger agreement_needs_answers before insert on app.town_opinion
  for each row when (new.hand = 'TOWN_HEAD' and new.decision = 'AGREE') execute function app.decision_needs_answers();
create trigger confirmation_needs_answers before insert on app.county_confirmation
  for each row execute function app.decision_needs_answers();
