-- What each consent was, each time that it was written: who was away signs later, and the row then says only the last.
create table app.authorization_change (
  id bigint generated always as identity primary key,
  case_id uuid not null,
  member_id uuid not null,
  decision text not null,
  registers text[] not null,
  signed_on date,
  sign_by date,
  recorded_by uuid not null,
  at timestamptz not null default app.legal_now()
);
create index authorization_change_case on app.authorization_change (case_id, member_id, id);
create index on app.authorization_change using brin (at) with (pages_per_range = 16, autosummarize = on);
select app.keep_for_good('authorization_change');
revoke insert on app.authorization_change from ${app_role};

create function app.note_authorization() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
begin
  insert into app.authorization_change (case_id, member_id, decision, registers, signed_on, sign_by, recorded_by)
    values (new.case_id, new.member_id, new.decision, new.registers, new.signed_on, new.sign_by, new.recorded_by);
  return null;
end $$;
create trigger note_authorization after insert or update on app.comparison_authorization
  for each row execute function app.note_authorization();
select app.seal_table('authorization_change', 'id', 'at');
update app.sealed_table set title = '比对授权的登记' where name = 'authorization_change';
