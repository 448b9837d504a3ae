#!/usr/bin/env bats
# What PostgreSQL has to be for us, and what happens when it is not or goes.
# SPDX-License-Identifier: ISC
# bats file_tags=file
load helper

SERVER=$ROOT/tests/postgres

# Each suite has one server, whose settings a test changes and puts back.
setup_file() {
  SERVER_DIR=$(mktemp -d "${TMPDIR:-/tmp}/smspipe-postgres.XXXXXX")
  export SERVER_DIR
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=db.example \
    -addext subjectAltName=DNS:db.example,IP:127.0.0.2 \
    -keyout key.pem -out "$SERVER_DIR.crt" 2>/dev/null
  (cd / && SMSPIPE_TEST_POSTGRES_CONF="listen_addresses = '127.0.0.2'
port = $((20000 + RANDOM % 10000))" "$ROOT/tests/postgres" start "$SERVER_DIR" >"$SERVER_DIR.url")
  cat key.pem >"$SERVER_DIR.key"
}

teardown_file() {
  "$SERVER" stop "$SERVER_DIR"
  rm -rf "$SERVER_DIR" "$SERVER_DIR".*
}

setup() {
  smspipe_setup
  port=$(sed -n 's/^port = //p' "$SERVER_DIR/data/postgresql.conf")
  local="postgresql://smspipe@/postgres?host=$SERVER_DIR&port=$port"
  far="postgresql://smspipe@127.0.0.2:$port/postgres"
}

ask() {
  psql -XAtq "$local" -c "$1"
}

# setting NAME VALUE: on the server, until `reset`.
setting() {
  ask "ALTER SYSTEM SET $1 = $2"
  ask 'SELECT pg_reload_conf()' >/dev/null
  wait_until eval "[ \"\$(ask 'SHOW $1')\" = \"\$(ask \"SELECT '$2'\")\" ]"
}

is_connected() {
  [ "$(ask "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'smspipe'")" -ge 1 ]
}

all_by_tls() {
  [ "$(ask "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
    WHERE application_name = 'smspipe'")" = t ]
}

# store URL: for programs, in place of what they had.
store() {
  sed -i '/^store: /d' smspipe.yaml
  echo "store: \"$1&smspipe_key=$PWD/ledger.key\"" >>smspipe.yaml
}

@test "a server that may forget what it committed is refused" {
  store "$local"
  smssend --migrate -q
  for name in fsync synchronous_commit full_page_writes; do
    setting $name off
    run -78 --separate-stderr smssend --list
    [[ $stderr == *"$name is off: "* ]]
    ask "ALTER SYSTEM RESET $name"
    ask 'SELECT pg_reload_conf()' >/dev/null
    wait_until smssend -q --list
  done
}

@test "migrations that run at once, and again, make one schema" {
  store "$local"
  ask 'DROP SCHEMA IF EXISTS smspipe CASCADE' 2>/dev/null
  run -69 --separate-stderr smssend --list
  [[ $stderr == *'run smssend --migrate'* ]]
  pids=()
  for n in 1 2 3 4; do
    smssend --migrate -q 2>"err.$n" 3>&- &
    pids+=($!)
  done
  for pid in "${pids[@]}"; do wait "$pid"; done
  smssend --migrate -q
  smssend --list
}

@test "to another host only with TLS, unless the URL says otherwise" {
  store "$far?connect_timeout=5"
  run -69 --separate-stderr smssend --list
  [[ $stderr == *'does not support SSL'* ]]
  store "$far?sslmode=disable"
  smssend --migrate -q
  smssend --list
}

@test "what the URL says of TLS goes to libpq" {
  owner=$(stat -c %U "$SERVER_DIR/data")
  for part in crt key; do
    install -m 600 -o "$owner" "$SERVER_DIR.$part" "$SERVER_DIR/data/server.$part"
  done
  setting ssl on
  store "$far?connect_timeout=5"
  smssend --migrate -q
  smssend --watch 2>watch.err 3>&- &
  wait_until all_by_tls
  kill $!
  store "$far?sslmode=verify-full&sslrootcert=$SERVER_DIR.crt"
  smssend --list
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=other -keyout other.key -out other.crt 2>/dev/null
  store "$far?sslmode=verify-full&sslrootcert=$PWD/other.crt"
  run -69 --separate-stderr smssend --list
  [[ $stderr == *'certificate verify failed'* ]]
  setting ssl off
}

@test "a password that is wrong is 77, and is not told" {
  ask "CREATE ROLE guarded LOGIN PASSWORD 'right'"
  sed -i '1i host all guarded 127.0.0.0/8 scram-sha-256' "$SERVER_DIR/data/pg_hba.conf"
  ask 'SELECT pg_reload_conf()' >/dev/null
  store "postgresql://guarded:wr0ng-canary@127.0.0.2:$port/postgres?sslmode=disable"
  run -77 --separate-stderr smssend --list
  [[ $stderr != *canary* ]]
  smssend --show-config >shown
  grep -F 'store: postgresql://guarded:********@127.0.0.2:' shown
  store "postgresql://guarded@127.0.0.2:$port/postgres?password=wr0ng-canary&sslmode=disable"
  smssend --show-config >>shown
  run -77 smssend --list
  run ! grep canary shown
}

@test "a session that the server ends is taken up again" {
  store "$local"
  smssend --migrate -q
  smsconsent grant +12125550147 --now 2026-11-01T00:00:00Z >/dev/null
  smssend --watch >out 2>watch.err 3>&- &
  watcher=$!
  wait_until is_connected
  "$SERVER" kill "$SERVER_DIR"
  (cd / && "$SERVER" again "$SERVER_DIR" 2>/dev/null)
  message ".send_at = \"$(date -u +%FT%TZ)\"" | smssend --now "$(date -u -d '-1 minute' +%FT%TZ)" >first
  wait_until grep -q accepted out
  kill "$watcher"
  wait "$watcher"
}

@test "a commit whose answer was lost is asked about: nothing is lost or doubled" {
  store "$local"
  PATH=$ROOT/build/faults/bin:$PATH
  smssend --migrate -q
  smsconsent grant +12125550148 --now 2026-11-01T00:00:00Z >/dev/null
  for n in 1 2; do
    message ".message_id = \"c-$n\" | .to = \"+12125550148\" | .body += \" $n\"" >in.jsonl
    SMSPIPE_FAULT=commit-unheard:error:$n run -0 smssend in.jsonl
    smssend in.jsonl >again
        [ "$(jq -r '[.status, .attempt] | join(" ")' again)" = 'accepted 1' ]
  done
  [ "$(wc -l <outbox.jsonl)" -eq 2 ]
}
