#!/usr/bin/env bats
# A real Kannel on loopback: bearerbox, smsbox and its simulated SMSC.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # jq's variables
load helper
load sending

FAKESMSC=/usr/lib/kannel/test/fakesmsc

setup() {
  smspipe_setup
  if ! command -v bearerbox >/dev/null || [ ! -x "$FAKESMSC" ]; then
    skip 'Kannel is not installed (kannel, kannel-extras)'
  fi
}

# free_ports COUNT: ports of 127.0.0.1 that nobody uses now, in the array PORTS.
free_ports() {
  local port
  PORTS=()
  while [ "${#PORTS[@]}" -lt "$1" ]; do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null &&
      [[ " ${PORTS[*]} " != *" $port "* ]]; then
      PORTS+=("$port")
    fi
  done
}

kannel_conf() {
  mkdir -p store
  cat >kannel.conf <<CONF
group = core
admin-port = ${PORTS[0]}
admin-interface = 127.0.0.1
admin-password = adminpw
status-password = statuspw
smsbox-port = ${PORTS[1]}
smsbox-interface = 127.0.0.1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-file = "$PWD/bearerbox.log"
log-level = 0
dlr-storage = internal
store-type = spool
store-location = "$PWD/store"

group = smsc
smsc = fake
smsc-id = FAKE
port = ${PORTS[2]}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${PORTS[3]}
sendsms-interface = 127.0.0.1
log-file = "$PWD/smsbox.log"

group = sendsms-user
username = tester
password = "foo bar"
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"
concatenation = true
max-messages = 10

group = sms-service
keyword = default
get-url = "$HOOK?key=k&from=%p&to=%P&text=%a&id=%I"
max-messages = 0
catch-all = true
CONF
}

on_line() {
  curl -fs "http://127.0.0.1:${PORTS[0]}/status.txt?password=statuspw" |
    grep -q "$1"
}

# fake [OPTION…] TEXT: the simulated SMSC and what it sends in.
fake() {
  "$FAKESMSC" -H 127.0.0.1 -r "${PORTS[2]}" "$@" >fake.out 2>&1 3>&- &
  wait_until on_line 'FAKE.*online'
}

start_kannel() {
  export KANNEL_KEY=k KANNEL_PASSWORD='foo bar'
  use_kannel http://127.0.0.1:9
  smshook --port 0 --port-file hook.port -o receipts.jsonl 2>hook.log 3>&- &
  wait_until test -s hook.port
  HOOK=http://127.0.0.1:$(cat hook.port)/hook/kannel
  free_ports 4
  kannel_conf
  use_kannel "http://127.0.0.1:${PORTS[3]}"
  bearerbox kannel.conf >/dev/null 2>&1 3>&- &
  wait_until on_line 'Status: '
  smsbox kannel.conf >/dev/null 2>&1 3>&- &
  wait_until on_line 'smsbox'
}

use_kannel() {
  write_config smspipe.yaml
  sed -i -e 's/provider: file/provider: kannel/' -e 's/^route:.*/route: [kannel]/' \
    -e "s|^  file: .*|  kannel: {username: tester, password: env:KANNEL_PASSWORD, hook_key: env:KANNEL_KEY, base_url: \"$1\", timeout_ms: 5000${HOOK:+, status_callback: \"$HOOK\"}}|" \
    smspipe.yaml
}

told_of() {
  [ "$(grep -c "\"status\":\"$1\"" receipts.jsonl)" -ge "$2" ]
}

# text N BODY
text() {
  message ".message_id = \"m-$1\" | .dedupe_key = \"k-$1\" | .to = \"+1212555100$1\"" |
    jq -c --arg body "$2" '.body = $body'
}

@test "Kannel: texts of each alphabet and length go out and are reported" {
  start_kannel
  fake -m 0 '12125550147 12125550100 text nop'
  grant +1212555100{1..3}
  long=$(printf 'word %.0s' {1..80})
  { text 1 'Your visit costs 5 €.'; text 2 'See you ✓ 👍'; text 3 "$long"; } |
    smssend >out
  [ "$(jq -r '"\(.provider) \(.status)"' out | sort | uniq -c | xargs)" = '3 kannel accepted' ]
  wait_until told_of delivered 3
  smssend <receipts.jsonl >/dev/null
  [ "$(smssend --list | jq -r .status | sort | uniq -c | xargs)" = '3 delivered' ]
  # What the SMSC was handed, three parts of the long one.
  [ "$(grep -c 'Got message' fake.out)" -eq 5 ]
}

@test "Kannel: a STOP comes in and is obeyed" {
  start_kannel
  grant +12125550147
  fake -m 1 '12125550147 12125550100 text STOP'
  wait_until grep -q '"record":"reply"' receipts.jsonl
  [ "$(jq -r 'select(.record == "reply") | [.provider, .from, .to, .body] | join(" ")' receipts.jsonl)" = \
    'kannel +12125550147 +12125550100 STOP' ]
  smsreply <receipts.jsonl >answered
  [ "$(jq -r 'select(.record == "reply").intent' answered)" = stop ]
  message | smssend >out
  [ "$(jq -r '"\(.status) \(.reason)"' out)" = 'suppressed consent_revoked' ]
}

@test "Kannel: what its SMSC is not there for is queued, a wrong password is 77" {
  start_kannel
  grant +12125551001
  text 1 'See you.' | smssend >out
  [ "$(jq -r .status out)" = accepted ]
  fake -m 0 '12125550147 12125550100 text nop'
  wait_until told_of delivered 1
  grant +12125551002
  code=0
  text 2 'See you.' | KANNEL_PASSWORD=wrong smssend >out 2>err || code=$?
  [ "$code" -eq 77 ]
  grep -q 'kannel: refused us: .*Authorization failed' err
  run ! grep -r -e 'foo bar' -e foo%20bar out err
}

@test "Kannel: a dry run shows no secret, however deep it is escaped" {
  export KANNEL_KEY='k & key' KANNEL_PASSWORD='foo bar'
  HOOK=http://127.0.0.1:8080/hook/kannel
  use_kannel http://127.0.0.1:9
  grant +12125550147
  message | smssend -n >out
  [ "$(jq -r .url out | grep -o '\*\*\*\*\*\*\*\*' | wc -l)" -eq 2 ]
  run ! grep -E 'foo|k%2520' out
}
