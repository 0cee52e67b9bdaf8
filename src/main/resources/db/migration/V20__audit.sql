-- The trail: what was done, by whom, when, under which rule. Append-only, chained per case.
create table app.household_key (
  household_id uuid primary key,
  -- null once it is destroyed by a lawful erasure: what it sealed is unreadable then, the chain stays whole
  sealed_key bytea,
  created_at timestamptz not null default app.legal_now(),
  destroyed_at timestamptz
);
revoke delete on app.household_key from ${app_role};

create table app.trail_head (
  chain text collate "C" primary key,
  seq bigint not null,
  hash bytea not null
);
revoke insert, update, delete on app.trail_head from ${app_role};

create table app.trail_event (
  chain text collate "C" not null,
  seq bigint not null,
  at timestamptz not null,
  case_id uuid,
  household_id uuid,
  action text not null,
  element text,
  officer_id uuid,
  person_id uuid,
  actor_name text,
  role text,
  office text,
  model text,
  rule text,
  from_state text,
  to_state text,
  details bytea,
  -- the application's own seal on what it wrote, with a key that the database never sees: key number, 16 random bytes, HMAC-SHA-256
  stamp bytea,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (chain, seq)
);
create index trail_event_case on app.trail_event (case_id, at);
create index trail_event_person on app.trail_event (person_id, at) include (case_id);
create index trail_event_at on app.trail_event using brin (at);
comment on column app.trail_event.chain is 'case id, or the name of a county-wide chain such as access';
comment on column app.trail_event.model is 'process key:version';
comment on column app.trail_event.rule is 'decision key:version#rows';

-- What is hashed: one canonical text, so that anybody can compute it again without this system.
create function app.trail_canonical(e app.trail_event) returns text
  language sql immutable
  as $$
    select jsonb_build_array(
      e.chain, e.seq, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.case_id, e.household_id, e.action,
      e.element, e.officer_id, e.person_id, e.actor_name, e.role, e.office, e.model, e.rule, e.from_state, e.to_state,
      encode(e.details, 'hex'), encode(e.stamp, 'hex'))::text
  $$;

create function app.trail_hash(prev bytea, canonical text) returns bytea
  language sql immutable
  as $$ select sha256(prev || convert_to(canonical, 'UTF8')) $$;

-- Time, place in the chain and hashes are the database's; whatever the caller sends for them is overwritten.
create function app.trail_link() returns trigger
  language plpgsql security definer set search_path = app, pg_temp as $$
declare
  head app.trail_head;
begin
  insert into app.trail_head (chain, seq, hash) values (new.chain, 0, ''::bytea) on conflict (chain) do nothing;
  select * into head from app.trail_head where chain = new.chain for update;
  new.at := app.legal_now();
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.hash := app.trail_hash(head.hash, app.trail_canonical(new));
  update app.trail_head set seq = new.seq, hash = new.hash where chain = new.chain;
  return new;
end $$;
create trigger trail_link before insert on app.trail_event for each row execute function app.trail_link();
select app.keep_for_good('trail_event');

-- First place in a chain that does not fit, or no row.
create function app.trail_breaks() returns table (chain text, seq bigint, reason text)
  language sql stable security definer set search_path = app, pg_temp as $$
    with linked as (
      select t, lag(t.hash) over w as before_hash, lag(t.seq) over w as before_seq
      from app.trail_event t window w as (partition by t.chain order by t.seq)
    ), judged as (
      select (t).chain, (t).seq,
        case
          when (t).seq <> coalesce(before_seq, 0) + 1 then '缺少记录'
          when (t).prev_hash is distinct from coalesce(before_hash, ''::bytea) then '与上一条不衔接'
          when (t).hash is distinct from app.trail_hash(coalesce(before_hash, ''::bytea), app.trail_canonical(t)) then '内容被改动'
        end as reason
      from linked
    )
    select chain, seq, reason from judged where reason is not null
    union all
    select h.chain, h.seq, '末尾被截断' from app.trail_head h
      left join app.trail_event e on e.chain = h.chain and e.seq = h.seq and e.hash = h.hash
      where e.chain is null and h.seq > 0
  $$;
