-- The key under which an officer's phone keeps visits. Here, and on the phone only wrapped by the officer's offline phrase: a lost phone
-- shows nothing, and an officer who forgot the phrase loses nothing.
create table app.phone_key (
  device text not null check (device ~ '^[0-9a-f]{32}$'),
  officer_id uuid not null references app.officer,
  sealed_key bytea not null,
  made_at timestamptz not null default app.legal_now(),
  primary key (officer_id, device)
);
revoke update, delete, truncate on app.phone_key from ${app_role};
