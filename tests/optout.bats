#!/usr/bin/env bats
# A person who opted out with the provider, unheard by us, is opted out.
# SPDX-License-Identifier: ISC
# bats file_tags=store
# shellcheck disable=SC2016 # jq's variables
load helper
load sending

# A STOP that reaches the provider and not us.
says_stop_there() {
  curl -fsS -H 'Content-Type: application/json' -o /dev/null \
    -d '{"from": "+12125550147", "to": "+12125550100", "body": "STOP"}' "$SIM/sim/reply"
}

# text ID [CHANGE]: to that person.
text() {
  message ".message_id = \"$1\" | .dedupe_key = \"$1\" | .body += \" $1\" | ${2:-.}"
}

# The outcome of each record, "status reason".
outcomes() {
  jq -r '[.status, .reason // .error_class] | join(" ")' | paste -sd,
}

withdrawals() {
  smsconsent history +12125550147 | jq -c 'select(.action == "revoked") |
    [.method, .channel, .scope, .evidence.sender, .evidence.excerpt]'
}

@test "a refusal because the person opted out is a withdrawal in the ledger" {
  start_sim
  grant +12125550147
  text m-1 | smssend >/dev/null
  says_stop_there
  [ "$(text m-2 | smssend | outcomes)" = 'failed opted_out' ]
  [ "$(withdrawals)" = '["provider","any","tenant","+12125550100","twilio 21610: Attempt to send to unsubscribed recipient"]' ]
  [ "$(text m-3 | smssend | outcomes)" = 'suppressed consent_revoked' ]
}

@test "it is one entry, and nothing that waits goes out" {
  start_sim
  grant +12125550147
  text m-1 | smssend >/dev/null
  says_stop_there
  { text m-2; text m-3; text m-4; } | smssend >out.jsonl
  [ "$(outcomes <out.jsonl)" = 'failed opted_out,suppressed consent_revoked,suppressed consent_revoked' ]
  text m-2 | smssend >/dev/null
  [ "$(withdrawals | wc -l)" -eq 1 ]
}

@test "a receipt that says so is one too, however often it comes" {
  start_sim
  grant +12125550147
  text m-1 | smssend >out.jsonl
  jq -c '{record: "delivery", record_version: 1, provider: "twilio",
    provider_message_id, status: "undelivered", status_raw: "undelivered",
    error_class: "opted_out", error_code: "21610", to, from,
    received_at: "2026-11-30T15:52:00Z"}' out.jsonl >receipt.jsonl
  cat receipt.jsonl receipt.jsonl | smssend >/dev/null
  smssend <receipt.jsonl >/dev/null
  [ "$(withdrawals | wc -l)" -eq 1 ]
  [ "$(text m-2 | smssend | outcomes)" = 'suppressed consent_revoked' ]
}

@test "START from the person ends it" {
  start_sim
  policy '{quiet_hours: off, cadence: []}'
  grant +12125550147
  text m-1 | smssend >/dev/null
  says_stop_there
  text m-2 | smssend >/dev/null
  jq -cn --arg now "$(date -u +%FT%T.%3NZ)" '{record: "reply", record_version: 1, reply_id: "r-1",
    provider: "twilio", provider_message_id: "SM9", from: "+12125550147",
    to: "+12125550100", body: "START", received_at: $now}' |
    smsreply >/dev/null
  curl -fsS -H 'Content-Type: application/json' -o /dev/null \
    -d '{"from": "+12125550147", "to": "+12125550100", "body": "START"}' "$SIM/sim/reply"
  [ "$(text m-3 | smssend | jq -r .status)" = accepted ]
}
