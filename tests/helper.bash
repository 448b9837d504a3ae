# Loaded by every suite: the programs of this build on PATH, and for each test
# a folder of its own with a configuration, a store and a home in it.
# SPDX-License-Identifier: ISC

bats_require_minimum_version 1.5.0

ROOT=$(cd "${BASH_SOURCE[0]%/*}/.." && pwd)
FIXTURES=$ROOT/tests/fixtures
BIN=$ROOT/build/${KIND:-release}/bin
export ROOT FIXTURES BIN
PATH=$BIN:$PATH

setup() {
  smspipe_setup
}

teardown() {
  smspipe_teardown
}

# A suite with a setup of its own calls this first.
smspipe_setup() {
  cd "$BATS_TEST_TMPDIR" || return 1
  unset TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN CREDENTIALS_DIRECTORY NO_COLOR
  export HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
  export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config TZ=UTC LC_ALL=C.UTF-8
  export SMSPIPE_CONFIG=$BATS_TEST_TMPDIR/smspipe.yaml
  SMSPIPE_TEST_STORE_URL=$(store_url)
  write_config "$SMSPIPE_CONFIG"
  store_make
}

# Nothing that a test started outlives it.
smspipe_teardown() {
  local pid
  for pid in $(jobs -p); do
    kill "$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
  done
  return 0
}

# ---- the store ------------------------------------------------------------
#
# $SMSPIPE_TEST_STORE is the URL of a database of a PostgreSQL server: tests
# then have their store in a database of their file's own there, empty at the
# beginning of each.  Without it they have a file.  tests/run runs suites that
# have the tag `store` both ways; a test about files has the tag `file`:
#   SMSPIPE_TEST_STORE=$(tests/postgres start DIR) \
#     bats --filter-tags '!file' tests/queue.bats

store_url() {
  if [ -z "${SMSPIPE_TEST_STORE:-}" ]; then
    echo sqlite:smspipe.db
    return
  fi
  local name
  name=t_$(basename "$BATS_TEST_FILENAME" .bats)_${KIND:-release}
  echo "${SMSPIPE_TEST_STORE%%/postgres\?*}/$name?smspipe_key=$BATS_TEST_TMPDIR/smspipe.db.key&${SMSPIPE_TEST_STORE#*\?}"
}

# The same for psql, which knows no key.
store_database() {
  echo "${SMSPIPE_TEST_STORE_URL%%smspipe_key=*}${SMSPIPE_TEST_STORE_URL#*&}"
}

# An empty store, where one has to be made.
store_make() {
  SMSPIPE_TEST_STORE_URL=$(store_url)
  [ -n "${SMSPIPE_TEST_STORE:-}" ] || return 0
  local name=${SMSPIPE_TEST_STORE_URL#*@/}
  psql -q "$(store_database)" >/dev/null 2>&1 <<'SQL' ||
SET client_min_messages = error;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid();
DROP SCHEMA IF EXISTS smspipe CASCADE;
SQL
    psql -q "$SMSPIPE_TEST_STORE" -c "CREATE DATABASE ${name%%\?*}"
  smssend --migrate -q
}

# store_anew: another store, and another key.
store_anew() {
  rm -rf smspipe.db*
  store_make
}

# sql TEXT: asks the store itself, columns with | between.
sql() {
  if [ -z "${SMSPIPE_TEST_STORE:-}" ]; then
    sqlite3 smspipe.db "$1"
  else
    PGOPTIONS='-c search_path=smspipe' psql -qAtX -v ON_ERROR_STOP=1 \
      "$(store_database)" -c "$1"
  fi
}

# A server may think for a moment that a process which was killed is there, and
# what it was sending is looked after only when no request can be on its way.
owners_gone() {
  [ -n "${SMSPIPE_TEST_STORE:-}" ] || return 0
  wait_until no_sessions
  sql "UPDATE message SET attempted_ms = attempted_ms - 60000
    WHERE state = 'sending'"
}

no_sessions() {
  [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE
    datname = current_database() AND application_name = 'smspipe'")" -eq 0 ]
}

# Maple Street Dental, sending into the file outbox.jsonl, by day and night:
# tests run at any hour.
write_config() {
  cat >"$1" <<YAML
tenant: maple-street
brand: {name: Maple Street Dental, trade: health, domains: [maple.example], phone: "+12125550100", email: desk@maple.example}
numbers: ["+12125550199", "+14155550100"]
timezone: America/New_York
store: ${SMSPIPE_TEST_STORE_URL:-$(store_url)}
calls:
  appointment: {starts_at: data.appointment_start, service: data.service, appointment_id: data.appointment_id}
  consent: data.sms_consent
senders:
  "+12125550100": {kind: 10dlc, provider: file, campaign: appointments, registered: true, mps: 1000}
campaigns:
  appointments: {tcr_id: C0FFEE1, use_case: ACCOUNT_NOTIFICATION, category: transactional, embedded_link: true, embedded_phone: true, samples: ["Maple Street Dental: your [service] is [day]. Reply STOP to opt out."]}
providers:
  file: {path: outbox.jsonl}
route: [file]
reply: {C: confirm, R: reschedule}
policy: {quiet_hours: off}
YAML
}

# What stands in err beside smssend's last line, which says what it did.
complaints() {
  grep -vE '^smssend: [0-9]+ .* in [0-9.]+ s$' err || :
}

# policy TEXT: the policy of the configuration is this.
policy() {
  sed -i "s/^policy:.*/policy: $1/" smspipe.yaml
}

# Waits (10 s at most) until a command succeeds; for servers only.
wait_until() {
  local tries
  for ((tries = 0; tries < 200; tries++)); do
    "$@" >/dev/null 2>&1 && return 0
    read -r -t 0.05 <> <(:) || :
  done
  echo "waited in vain for: $*" >&2
  return 1
}

# A message record, ready to send; arguments are jq assignments to change it.
message() {
  jq -cn '{record: "message", record_version: 1, message_id: "m-1",
    dedupe_key: "k-1", tenant: "maple-street", to: "+12125550147",
    from: "+12125550100", purpose: "confirmation",
    category: "transactional", program: "appointments",
    body: "Maple Street Dental: see you Tue 2:30 PM. Reply STOP to opt out.",
    created_at: "2026-11-30T15:51:29.100Z", status: "rendered"}
    | '"${*:-.}"
}
