#!/bin/sh
# Secrets come from files and reach only this process: nothing of them stands in docker-compose.yml or `docker inspect`.
set -eu
if [ -r /run/secrets/postgres_password ]; then
  password=$(python -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.stdin.read().strip(), safe=""))' </run/secrets/postgres_password)
  export ZICHT_LEDGER="postgresql+psycopg://zicht:${password}@postgres:5432/zicht"
fi
if [ -r /run/secrets/prefect_auth ]; then
  PREFECT_API_AUTH_STRING=$(cat /run/secrets/prefect_auth)
  export PREFECT_API_AUTH_STRING
fi
exec "$@"
