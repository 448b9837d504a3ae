#!/usr/bin/env bats
# smsstats --store: the store says what the records say.
# SPDX-License-Identifier: ISC
# bats file_tags=store
# shellcheck disable=SC2129,SC2154 # one step after the other; run sets stderr
load helper
load sending

# business: two dozen texts in every state, with receipts, answers and acts;
# what the programs printed is in sms.jsonl.
business() {
  local i
  start_sim
  smsconsent ingest >sms.jsonl < <(for i in {10..33}; do
    jq -cn --arg i "$i" '{record: "consent", record_version: 1,
      consent_id: "yes-\($i)", tenant: "maple-street", program: null,
      number: "+121255501\($i)", channel: "sms", category: "transactional",
      action: "granted", basis: "express_oral", kind: "pec",
      method: "voice_call", evidence: {call_id: "c-0", excerpt: "Yes."},
      effective_at: "2026-01-01T12:00:00Z",
      recorded_at: "2026-01-01T12:00:00Z", scope: "program"}'
  done)
  for i in {10..21}; do
    message ".message_id = \"m-$i\" | .dedupe_key = \"k-$i\" | .to = \"+121255501$i\" |
      .purpose = \"reminder\" | .template_id = \"t-$((i % 3))\" | .replies = {C: \"confirm\"} |
      .segments = 1 | .cost_estimate = \"0.0083\" | .currency = \"USD\" |
      .call_ended_at = \"2026-11-30T15:51:2$((i % 10))Z\""
  done >messages.jsonl
  { # no consent, and one for later
    message '.message_id = "m-40" | .dedupe_key = "k-40" | .to = "+12125550140"'
    message '.message_id = "m-33" | .dedupe_key = "k-33" | .to = "+12125550133" | .send_at = "2099-01-01T00:00:00Z"'
  } >>messages.jsonl
  smssend messages.jsonl >sent.jsonl
  cat messages.jsonl sent.jsonl >>sms.jsonl
  jq -c 'select(.status == "accepted")' sent.jsonl | awk 'NR % 2' |
    jq -c '{record: "delivery", record_version: 1, provider, provider_message_id, to, from,
      status: (if .to[-1:] == "4" then "undelivered" else "delivered" end),
      error_code: (if .to[-1:] == "4" then "30007" else null end),
      error_class: (if .to[-1:] == "4" then "carrier_filtered" else null end),
      received_at: (now + 2 | todate)}' | smssend >>sms.jsonl
  for i in 10 12; do
    jq -cn --arg i "$i" '{record: "reply", record_version: 1, reply_id: "r-\($i)",
      provider: "twilio", from: "+121255501\($i)", to: "+12125550100",
      body: (if $i == "10" then "STOP" else "C" end), received_at: (now | todate)}'
  done | smsreply | jq -c 'select(.record == "reply")' >>sms.jsonl
}

@test "the store has the counts, rates, reasons, classes and costs of the records" {
  business
  now=$(date -u -d '+1 minute' +%FT%TZ)
  for figures in .counts .rates .cost .segments .suppressed_reasons \
    .error_classes .templates .funnel; do
    smsstats --now "$now" --format json sms.jsonl | jq "$figures" >want
    smsstats --now "$now" --format json --store | jq "$figures" >got
    diff want got || { echo "$figures"; return 1; }
  done
  [ "$(smsstats --now "$now" --format json --store | jq -c '[.counts | .messages, .sent, .scheduled, .suppressed]')" = '[14,12,1,1]' ]
  [ "$(smsstats --now "$now" --format json --store | jq '.latencies.accepted_to_delivered.messages > 3')" = true ]
}

@test "the store has the groups of the records, whatever --by is" {
  business
  now=$(date -u -d '+1 minute' +%FT%TZ)
  for by in template campaign program category provider carrier sender sender_kind \
    country area_code error_class error_code hour day week month language fate \
    reason purpose call_id; do
    smsstats --now "$now" --by "$by" --format json sms.jsonl |
      jq -c '.groups[] | .by, .counts, .cost' >want
    smsstats --now "$now" --by "$by" --format json --store |
      jq -c '.groups[] | .by, .counts, .cost' | diff want - || { echo "$by"; return 1; }
  done
  grep -q template_id sms.jsonl
}

@test "files are read beside the store, and what comes twice counts once" {
  business
  smsstats --format json --store | jq .counts >want
  smsstats --format json --store sms.jsonl | jq .counts >got
  diff want got
  jq -cn '{record: "delivery", record_version: 1, message_id: "later", provider: "file",
    to: "+12125550147", status: "delivered", received_at: (now | todate)}' >more.jsonl
  [ "$(smsstats --format json --store more.jsonl | jq .counts.messages)" -eq 15 ]
}

@test "a partial result of the store is merged with others" {
  business
  { smsstats --store --partial; smsstats --partial sms.jsonl; } |
    smsstats --merge --format json | jq .counts >got
  smsstats --format json --store sms.jsonl | jq .counts | diff - got
}

@test "reading changes nothing in the store" {
  business
  smssend --list >before
  smsstats --store >/dev/null
  smssend --list | cmp before -
}

@test "a store that is not there is 69" {
  sed -i 's|^store:.*|store: sqlite:nowhere.db|' "$SMSPIPE_CONFIG"
  run --separate-stderr smsstats --store
  [ "$status" -eq 69 ]
  [ -z "$output" ]
  [ ! -e nowhere.db ]
  run smsstats --store --merge
  [ "$status" -eq 64 ]
}
