#!/bin/bash
# Runs once, on an empty database volume: the owner migrates, the runtime role works without owning anything.
set -euo pipefail

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\set owner_password `cat /run/secrets/owner-password`
\set runtime_password `cat /run/secrets/runtime-password`
create role duenotice_owner login password :'owner_password';
create role duenotice_app login password :'runtime_password';
create database duenotice owner duenotice_owner encoding 'UTF8' template template0;
revoke all on database duenotice from public;
grant connect on database duenotice to duenotice_app;
SQL
