#!/bin/bash
# Run once by the database image, on an empty data folder: the two roles and the database. By hand elsewhere: docs/deployment.md.
set -euo pipefail

: "${BANGFU_OWNER_PASSWORD:?}" "${BANGFU_APP_PASSWORD:?}"

export PGPASSWORD="$POSTGRES_PASSWORD"
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname=postgres <<'SQL'
\getenv owner_password BANGFU_OWNER_PASSWORD
\getenv app_password BANGFU_APP_PASSWORD
create role bangfu_owner login password :'owner_password';
create role bangfu_app login password :'app_password';
create database bangfu owner bangfu_owner;
revoke all on database bangfu from public;
grant connect on database bangfu to bangfu_app;
SQL
