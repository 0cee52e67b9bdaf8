-- Roots: every while the heads of all chains that grew, and the rows of the other tables that nobody changes, are gathered under one
-- signature. The key is the application's and never in the database, so whoever owns the database can rewrite a chain but not its root.
create table app.trail_root (
  seq bigint primary key check (seq > 0),
  -- what is signed, for people and programs to read; the other columns are taken from it
  text text not null,
  key_number int not null,
  -- Ed25519 over the text
  signature bytea not null,
  -- by the real clock, not the legal one
  made_at timestamptz not null
);

-- What a root vouches for: up to where a chain had come (seq > 0), or a row of another table (seq = 0, chain = table/key).
create table app.trail_root_entry (
  root bigint not null references app.trail_root (seq) deferrable initially deferred,
  chain text collate "C" not null,
  seq bigint not null check (seq >= 0),
  hash bytea not null,
  primary key (chain, seq)
);
create index trail_root_entry_root on app.trail_root_entry (root, chain);

-- Which rows besides the trail are vouched for, and by which of their columns.
create table app.sealed_table (
  name text primary key,
  -- names a row, SQL; the row is t
  row_key text not null,
  -- when it was written, SQL
  written_at text not null,
  columns text[] not null,
  -- where only another row says when
  joined text not null default '',
  -- what people call a row of it
  title text,
  sealed_at timestamptz not null default clock_timestamp()
);
revoke insert, update, delete, truncate on app.trail_root_entry, app.sealed_table from ${app_role};

create function app.seal_table(p_name text, p_key text, p_written text, p_joined text default '') returns void
  language sql set search_path = app, pg_temp as $$
    insert into app.sealed_table (name, row_key, written_at, joined, columns)
    select p_name, p_key, p_written, p_joined, array_agg(attname order by attnum)
      from pg_attribute where attrelid = ('app.' || p_name)::regclass and attnum > 0 and not attisdropped and attgenerated = ''
  $$;
select app.seal_table('step_record', 'seq', 'at');
-- Who leaves a table out, or part of it, is seen as well.
select app.seal_table('sealed_table', 'name', 'sealed_at');

-- The query that gives each row of a sealed table its name and its hash; whoever verifies builds it anew for himself.
create function app.sealed_rows(p_table app.sealed_table) returns text
  language sql stable set search_path = app, pg_temp as $$
    select format('select %L || (%s)::text as chain, sha256(convert_to(jsonb_build_array(%s)::text, ''UTF8'')) as hash, %s as written from app.%I t %s',
      p_table.name || '/', p_table.row_key, string_agg('t.' || quote_ident(c), ', ' order by n), p_table.written_at, p_table.name, p_table.joined)
    from unnest(p_table.columns) with ordinality as u (c, n)
  $$;

-- Enters what is new since a moment under the number of a root that the caller signs in the same transaction.
create function app.gather_root(p_root bigint, p_since timestamptz) returns bigint
  language plpgsql security definer set search_path = app, pg_temp set timezone = 'UTC' set bytea_output = 'hex' as $$
declare
  added bigint;
  more bigint;
  sealed app.sealed_table;
begin
  insert into app.trail_root_entry (root, chain, seq, hash)
    select p_root, h.chain, h.seq, h.hash from app.trail_head h
    where h.seq > 0
      and (p_since = '-infinity' or h.chain in (select t.chain from app.trail_event t where t.at > p_since))
      and not exists (select from app.trail_root_entry e where e.chain = h.chain and e.seq = h.seq);
  get diagnostics added = row_count;
  for sealed in select * from app.sealed_table order by name loop
    execute 'insert into app.trail_root_entry (root, chain, seq, hash) select $1, r.chain, 0, r.hash from ('
      || app.sealed_rows(sealed) || ') r where r.written > $2
      and not exists (select from app.trail_root_entry e where e.chain = r.chain and e.seq = 0) on conflict do nothing'
      using p_root, p_since;
    get diagnostics more = row_count;
    added := added + more;
  end loop;
  return added;
end $$;

-- Each time somebody or the clock looked whether all is as it was written.
create table app.trail_verification (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null default clock_timestamp(),
  -- none: the clock
  by_person uuid,
  by_name text,
  events bigint not null,
  chains bigint not null,
  roots bigint not null,
  rows bigint not null,
  breaks bigint not null,
  -- the first of them
  details jsonb not null
);

select app.keep_for_good('trail_root', 'trail_root_entry', 'trail_verification');
create trigger trail_head_no_truncate before truncate on app.trail_head
  for each statement execute function app.refuse_change();
