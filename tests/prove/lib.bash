# What proofs share: a business, a simulated provider, and the judge that
# compares the input, the journal, the output and what the provider saw.
#
# A proof is one file, NN-NAME: comments "PROMISE:" and "GROUP:" for the
# runner, and two functions.  `honest` holds the promise, `broken` the same
# with a deliberately broken program.  Each ends with `verdict RUNS LOST DOUBLED
# WRONG` or with `judge`.  $SHORT is set in the short form, $FULL in the long.
# SPDX-License-Identifier: ISC
set -euo pipefail

ROOT=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd)
SID=AC00112233445566778899aabbccddeeff
TOKEN=0f1e2d3c4b5a69788796a5b4c3d2e1f0
TIMEOUT=5000 # of a request, in milliseconds
LATER=0 # hours that the clock of `finish` is ahead
lost=0 doubled=0 wrong=0

die() {
  echo "${0##*/}: $*" >&2
  exit 71
}

# size SHORT NORMAL [FULL]: the figure of this form of the proof.
size() {
  if [ -n "${SHORT:-}" ]; then
    echo "$1"
  elif [ -n "${FULL:-}" ]; then
    echo "${3:-$2}"
  else
    echo "$2"
  fi
}

stop_sim() {
  [ -n "${SIM_PID:-}" ] || return 0
  kill "$SIM_PID" 2>/dev/null || :
  wait "$SIM_PID" 2>/dev/null || :
  SIM_PID=
}

# start_postgres: a server of its own with an empty database, $PG_URL.  Its
# folder is not below $DIR, where its user may not look.
start_postgres() {
  PG=$(mktemp -d "${TMPDIR:-/tmp}/smspipe-prove-pg.XXXXXX")
  PG_URL=$(cd / && "$ROOT/tests/postgres" start "$PG") || die 'no PostgreSQL'
}

stop_postgres() {
  [ -n "${PG:-}" ] || return 0
  "$ROOT/tests/postgres" stop "$PG" || :
  rm -rf "$PG"
  PG=
}

clean() {
  local pid
  stop_sim
  stop_postgres
  for pid in $(jobs -p); do
    kill -9 "$pid" 2>/dev/null || :
  done
  wait 2>/dev/null || :
  cd /
  rm -rf "$DIR"
}

# proof honest|broken: what the last line of each proof calls.
proof() {
  local kind=release
  DIR=$(mktemp -d "${TMPDIR:-/tmp}/smspipe-prove.XXXXXX")
  trap clean EXIT
  trap 'exit 130' INT TERM
  [ "$1" = honest ] || kind=faults
  PATH=$ROOT/build/$kind/bin:$ROOT/build/$kind/prove:$PATH
  cd "$DIR"
  unset TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN CREDENTIALS_DIRECTORY
  export HOME=$DIR XDG_STATE_HOME=$DIR/state XDG_CONFIG_HOME=$DIR/config
  export SMSPIPE_CONFIG=$DIR/smspipe.yaml TZ=UTC LC_ALL=C.UTF-8 ROOT
  printf '%s\n' "$TOKEN" >token
  printf '%s\n%s\n' "$SID" "$TOKEN" >credentials
  chmod 600 token credentials
  case $1 in
  honest | broken) "$1" ;;
  *) die 'honest or broken?' ;;
  esac
}

# The receipts' URL is no loopback address: smssim notes its ref, posts nothing.
write_config() {
  cat >smspipe.yaml <<YAML
tenant: maple-street
brand: {name: Maple Street Dental, phone: "+12125550100"}
timezone: America/New_York
store: sqlite:smspipe.db
senders:
  "+12125550100": {kind: 10dlc, provider: twilio, campaign: appointments, registered: true, mps: 100000}
campaigns:
  appointments: {tcr_id: C0FFEE1, use_case: ACCOUNT_NOTIFICATION, category: transactional}
providers:
  twilio: {account_sid: $SID, auth_token: "file:token", base_url: "$1", timeout_ms: $TIMEOUT, status_callback: "https://receipts.example/r"}
route: [twilio]
policy: {quiet_hours: off, cadence: []}
YAML
}

# start_sim [OPTION…]: a new provider that has seen nothing, and a new store.
# shellcheck disable=SC2120
start_sim() {
  rm -rf smspipe.db*
  : >got.tsv
  change_sim "$@"
}

# change_sim [OPTION…]: a new provider, the same store.
change_sim() {
  local tries
  stop_sim
  rm -f sim.json
  write_config http://127.0.0.1:1
  smssim --credentials credentials --max-seconds 3600 "$@" >sim.json 3>&- &
  SIM_PID=$!
  for ((tries = 0; tries < 200; tries++)); do
    [ ! -s sim.json ] || break
    read -r -t 0.02 <> <(:) || :
  done
  SIM=$(jq -r .url sim.json)
  write_config "$SIM"
}

# One request in seven goes wrong; those that are slow, after the time is out.
# shellcheck disable=SC2034
TROUBLE=(--fate accept-then-close:5% --fate 503:3% --fate 429:2%
  --fate close-before:2% --fate accept-then-500:2% --fate slow:0.5%
  --slow 600)

all_goes_well() {
  curl -fsS -H 'Content-Type: application/json' -d '{"fate": []}' \
    "$SIM/sim/fate" >/dev/null
}

# people COUNT: so many people who have said yes.
people() {
  jq -cn --argjson count "$1" 'range($count) | {record: "consent",
    record_version: 1, consent_id: "yes-\(.)", tenant: "maple-street",
    program: null, number: "+1212\(2000000 + .)", channel: "sms",
    category: "transactional", action: "granted", basis: "express_oral",
    kind: "pec", method: "voice_call",
    evidence: {call_id: "c-0", excerpt: "Yes."},
    effective_at: "2026-01-01T12:00:00Z",
    recorded_at: "2026-01-01T12:00:00Z", scope: "program"}' |
    env -u SMSPIPE_FAULT smsconsent ingest >/dev/null
}

# messages COUNT [ASSIGNMENT]: one for each of them; jq may change it.
messages() {
  jq -cn --argjson count "$1" 'range($count) | . as $n | {record: "message",
    record_version: 1, message_id: "m-\($n)", dedupe_key: "k-\($n)",
    tenant: "maple-street", to: "+1212\(2000000 + $n)",
    from: "+12125550100", purpose: "confirmation",
    category: "transactional", program: "appointments",
    body: "Maple Street Dental: see you at \($n). Reply STOP to opt out.",
    created_at: "2026-11-30T15:51:29.100Z", status: "rendered"}
    | '"${2:-.}"
}

# One record in ten repeats number and text of its neighbour.
# shellcheck disable=SC2034,SC2016
NEIGHBOURS='if $n % 10 == 9 then .to = "+1212\(1999999 + $n)"
  | .body = "Maple Street Dental: see you at \($n - 1). Reply STOP to opt out."
  else . end'

# Messages are due one a second, from noon of 2030-01-01 on.
# shellcheck disable=SC2034,SC2016
ONE_A_SECOND='.send_at = (1893499200 + $n | todate)'

# slices FILE LINES: its lines in slice.1, slice.2, …
slices() {
  awk -v lines="$2" '(NR - 1) % lines == 0 { close(out); out = "slice." ++n }
    { print >out }' "$1"
}

# exit_codes CODE…: no run that `strike` noted in the file codes has others.
exit_codes() {
  local odd
  odd=$(awk -v good=" $* ${SMSPIPE_FAULT:+70} " \
    'index(good, " " $2 " ") == 0' codes)
  [ -z "$odd" ] || {
    tail -n 5 errors >&2
    die "exit codes that should not be: $odd"
  }
}

# expect CODES COMMAND…: its exit code is one of them ("0 75").
expect() {
  local codes=$1 code=0
  shift
  timeout 300 "$@" 2>>errors || code=$?
  case " $codes " in
  *" $code "*) return 0 ;;
  esac
  # A fault that is armed and not passed in this very run.
  [ -z "${SMSPIPE_FAULT:-}" ] || [ "$code" -ne 70 ] || return 0
  tail -n 5 errors >&2
  die "exit $code, not $codes: $*"
}

sql() {
  sqlite3 -batch -noheader smspipe.db "$@"
}

# How many are neither sent nor given up.
waiting() {
  sql "SELECT COUNT(*) FROM message
    WHERE state IN ('queued', 'scheduled', 'held', 'sending')"
}

# finish INPUT: from now on all goes well, and hours pass until nothing waits.
# The last run says the outcomes of all, in the file last.
finish() {
  local tries
  all_goes_well
  for ((tries = 0; tries < 12; tries++)); do
    LATER=$((LATER + 1))
    expect '0 75' smssend --now \
      "$(jq -rn "now + $LATER * 3600 | todate")" "$1" >last
    [ "$(waiting)" -ne 0 ] || break
  done
  expect '0 75' smssend --now \
    "$(jq -rn "now + $LATER * 3600 | todate")" "$1" >last
}

# Adds what this provider has seen to got.tsv.
look() {
  curl -fsS "$SIM/sim/messages" >seen.json
  jq -r '.messages[] | select(.origin == "api")
    | [.sid, .ref // "", .to, .body] | @tsv' seen.json >>got.tsv
}

# judge INPUT [strict]: three figures, added to $lost, $doubled and $wrong.
#
# lost     is neither accepted by the provider as the journal says, nor
#          ambiguous (strict: that is a loss too), or is not told of
# doubled  were received more than once: by our reference, or in all
# wrong    is told or noted as another's, or as not received
judge() {
  local figures
  look
  jq -r '[.message_id, .to, .body] | @tsv' "$1" >want.tsv
  jq -r 'select(.record == "delivery")
    | [.message_id, .status, .provider_message_id // ""] | @tsv' last >told.tsv
  figures=$(sqlite3 -batch -noheader -separator ' ' :memory: \
    "ATTACH 'smspipe.db' AS journal" \
    'CREATE TABLE want (id PRIMARY KEY, number, body)' \
    'CREATE TABLE got (sid PRIMARY KEY, ref, number, body)' \
    'CREATE TABLE told (id, status, sid)' '.mode tabs' \
    '.import want.tsv want' '.import got.tsv got' '.import told.tsv told' \
    'CREATE INDEX told_id ON told (id)' \
    'CREATE INDEX want_text ON want (number, body)' \
    "CREATE TEMP VIEW came AS SELECT got.*, message_seq AS seq FROM got
      LEFT JOIN attempt ON reference = ref" \
    "SELECT 'lost', COUNT(*) FROM want LEFT JOIN message USING (id)
      WHERE NOT (state = 'ambiguous' AND '${2:-}' <> 'strict'
        OR state IN ('accepted', 'delivered') AND provider_id IN (SELECT sid FROM got))
      OR state IS NULL OR id NOT IN (SELECT id FROM told)" \
    "SELECT 'doubled', max(
      (SELECT COALESCE(SUM(n - 1), 0) FROM (SELECT COUNT(*) AS n FROM came
        WHERE seq NOTNULL GROUP BY seq)),
      (SELECT COALESCE(SUM(max(0, n - (SELECT COUNT(*) FROM want
          WHERE number = g.number AND body = g.body))), 0)
        FROM (SELECT number, body, COUNT(*) AS n FROM got
          GROUP BY number, body) AS g))" \
    "SELECT 'wrong', (SELECT COUNT(*) FROM came JOIN message USING (seq)
        JOIN want USING (id)
        WHERE came.number <> want.number OR came.body <> want.body
        OR state NOT IN ('accepted', 'delivered', 'ambiguous')
        OR provider_id NOTNULL AND provider_id <> came.sid)
      + (SELECT COUNT(*) FROM told JOIN message USING (id)
        WHERE status <> state OR sid <> COALESCE(provider_id, ''))")
  lost=$((lost + $(sed -n 's/^lost[\t ]//p' <<<"$figures")))
  doubled=$((doubled + $(sed -n 's/^doubled[\t ]//p' <<<"$figures")))
  wrong=$((wrong + $(sed -n 's/^wrong[\t ]//p' <<<"$figures")))
}

# The figures for the runner, which knows what they have to be.
verdict() {
  echo "figures $1 $2 $3 $4"
}
