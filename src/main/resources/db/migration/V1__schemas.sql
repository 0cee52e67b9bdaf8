-- Two schemas: ours (app) and the engine's (camunda). The application's role reads and writes rows; it creates nothing.
create schema if not exists camunda;

grant usage on schema app, camunda to ${app_role};
alter default privileges in schema app grant select, insert, update, delete on tables to ${app_role};
alter default privileges in schema app grant usage, select on sequences to ${app_role};
alter default privileges in schema app grant execute on functions to ${app_role};
alter default privileges in schema camunda grant select, insert, update, delete on tables to ${app_role};

-- Legal time. One row; only the owner may move it (tests and training, never production).
create table app.legal_clock (
  only_row boolean primary key default true check (only_row),
  offset_by interval not null default interval '0'
);
insert into app.legal_clock default values;
revoke insert, update, delete on app.legal_clock from ${app_role};

create function app.legal_now() returns timestamptz
  language sql volatile
  as $$ select clock_timestamp() + (select offset_by from app.legal_clock) $$;

-- For append-only tables: a trigger that refuses, whoever asks.
create function app.refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception '% 只能追加，不能修改或删除', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

-- Tables that only grow: the application's role has no right to more, and a trigger refuses whoever else asks.
create function app.keep_for_good(variadic kept text[]) returns void
  language plpgsql as $$
declare
  name text;
begin
  foreach name in array kept loop
    execute format('revoke update, delete, truncate on app.%I from ${app_role}', name);
    execute format('create trigger %1$s_append_only before update or delete on app.%1$I
      for each row execute function app.refuse_change()', name);
    execute format('create trigger %1$s_no_truncate before truncate on app.%1$I
      for each statement execute function app.refuse_change()', name);
  end loop;
end $$;
revoke execute on function app.keep_for_good(text[]) from public, ${app_role};
