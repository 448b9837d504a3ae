#!/usr/bin/env bats
# The programs together, as people join them.
# SPDX-License-Identifier: ISC
load helper

NOW=2026-11-30T15:51:29Z # nine seconds after the hang-up

setup() {
  smspipe_setup
  echo "templates: $ROOT/templates" >>"$SMSPIPE_CONFIG"
}

# The pipe of one call, and what it says of each message.
pipe() {
  smsconsent ingest --now "$NOW" "$1" | smsrender --now "$NOW" | smslint |
    smssend --now "$NOW" >out.jsonl
  jq -r '[.template_id, .status, .reason // "-"] | join(" ")' out.jsonl | sort
}

@test "a call with a yes is answered against an empty ledger" {
  [ "$(pipe "$FIXTURES/vapi.json")" = 'appointment-confirmation accepted -
reminder-24h scheduled -
reminder-morning scheduled -' ]
  [ "$(jq -r .body outbox.jsonl)" = \
    'Maple Street Dental: your cleaning is Tue Dec 8, 2:30 PM. Reply C to confirm, R to reschedule. Reply STOP to opt out.' ]
}

@test "a call without a yes sends nothing and says no_consent" {
  jq 'del(.message.analysis.structuredData.sms_consent)' "$FIXTURES/vapi.json" >call.json
  [ "$(pipe call.json | grep accepted -c)" -eq 0 ]
  [ "$(jq -r 'select(.template_id == "appointment-confirmation") | "\(.status) \(.reason)"' out.jsonl)" = \
    'suppressed no_consent' ]
  [ ! -e outbox.jsonl ]
}

@test "a call with a no sends nothing and says consent_denied" {
  jq '.message.analysis.structuredData.sms_consent = false' "$FIXTURES/vapi.json" >call.json
  pipe call.json
  [ "$(jq -r 'select(.template_id == "appointment-confirmation") | "\(.status) \(.reason)"' out.jsonl)" = \
    'suppressed consent_denied' ]
  [ ! -e outbox.jsonl ]
}

@test "the whole pipe run twice sends once" {
  pipe "$FIXTURES/vapi.json" >first
  pipe "$FIXTURES/vapi.json" >second
  [ "$(wc -l <outbox.jsonl)" -eq 1 ]
  diff first second
}

@test "the reminders go in their time, each once, and not after a STOP" {
  pipe "$FIXTURES/vapi.json" >/dev/null
  smssend --due --now 2026-12-07T19:30:00Z >due.jsonl
  [ "$(jq -r '"\(.template_id) \(.status)"' due.jsonl)" = 'reminder-24h accepted' ]
  jq -cn '{record: "reply", record_version: 1, reply_id: "r-1",
    provider: "twilio", from: "+12125550147", to: "+12125550100",
    body: "stop", received_at: "2026-12-07T19:41:10Z"}' |
    smsreply --now 2026-12-07T19:41:11Z >/dev/null
  smssend --due --now 2026-12-08T13:00:00Z >due.jsonl
  [ "$(jq -r '"\(.template_id) \(.status) \(.reason)"' due.jsonl)" = \
    'reminder-morning suppressed consent_revoked' ]
  [ "$(wc -l <outbox.jsonl)" -eq 2 ]
}

@test "the demo shows all of it" {
  timeout 90 "$ROOT/tests/demo/run" >demo.out 2>demo.err || {
    cat demo.err >&2
    return 1
  }
  grep -q '^All of it happened' demo.out
}

@test "a demo with a broken part fails" {
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  printf '#!/bin/sh\nexec cat\n' >"$BATS_TEST_TMPDIR/bin/smsreply"
  chmod +x "$BATS_TEST_TMPDIR/bin/smsreply"
  run -1 --separate-stderr env LIMIT=4 FIRST="$BATS_TEST_TMPDIR/bin" timeout 90 "$ROOT/tests/demo/run"
  [[ $stderr == *'this did not happen: C is answered'* ]]
}
