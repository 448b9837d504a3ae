#!/usr/bin/env bats
# What smsstats cannot count, or finds odd: in the footer, never dropped silently.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr
load helper

# event ID STATUS TIME [JQ]: a delivery record of December 1, 2026.
event() {
  jq -cn --arg id "$1" --arg status "$2" --arg at "2026-12-01T$3Z" '{record: "delivery",
    record_version: 1, message_id: $id, provider: "twilio",
    provider_message_id: ("SM" + $id), to: "+12125550147", status: $status,
    received_at: $at} | '"${4:-.}"
}

# good COUNT: so many messages that nothing is to be said about.
good() {
  local i
  for ((i = 0; i < $1; i++)); do
    event "g$i" accepted 10:00:00
    event "g$i" delivered 10:00:04
  done
}

# noted ID COUNT WORDS FILE …: all forms of the report note so many of that.
noted() {
  local id=$1 count=$2 words=$3
  shift 3
  smsstats --format json "$@" >report.json 2>err || [ $? -eq "${EXPECT:-0}" ]
  [ "$(jq ".notes.$id" report.json)" = "$count" ] || { jq .notes report.json; return 1; }
  smsstats "$@" 2>err | sed -n '/^noted$/,$p' >footer
  grep -qE "^ +$count  $words" footer || { cat footer; return 1; }
  smsstats --format html "$@" 2>err | grep -qE "value=\"$count\">$count</data> $words"
}

@test "nothing odd is no footer" {
  good 3 >sms.jsonl
  smsstats sms.jsonl >table
  run ! grep -q noted table
  [ "$(smsstats --format json sms.jsonl | jq -c '[.notes | to_entries[] | select(.value != 0) | .key]')" = '["records"]' ]
}

@test "records of other kinds, known and unknown, are counted" {
  { good 2; echo '{"record":"weather"}'; echo '{"a":1}'; echo '{"record":7}'; } >sms.jsonl
  noted other_records 3 'records of kinds not counted here' sms.jsonl
  [ "$(jq .counts.messages report.json)" -eq 2 ]
}

@test "two currencies are summed each by itself" {
  {
    good 1
    event 1 delivered 10:00:00 '.price = "0.01" | .currency = "USD"'
    event 2 delivered 10:00:00 '.price = "0.02" | .currency = "USD"'
    event 3 delivered 10:00:00 '.price = "0.05" | .currency = "EUR"'
  } >sms.jsonl
  noted currencies 2 'currencies, summed each by itself' sms.jsonl
  [ "$(jq -c '[.cost[] | .currency, .amount]' report.json)" = '["USD","0.03","EUR","0.05"]' ] ||
    [ "$(jq -c '[.cost[] | .currency, (.amount | tonumber)]' report.json)" = '["USD",0.03,"EUR",0.05]' ]
}

@test "a latency below 0 is left out and counted, whichever clock is wrong" {
  {
    good 2
    event early delivered 09:59:59
    event early accepted 10:00:00
    event hangup accepted 10:00:00 '.call_ended_at = "2026-12-01T10:00:01Z"'
    event hangup delivered 10:00:03
  } >sms.jsonl
  noted negative_latencies 2 'with clocks that disagree' sms.jsonl
  [ "$(jq '.latencies.accepted_to_delivered.messages' report.json)" -eq 3 ]
  [ "$(jq '.latencies.hangup_to_accepted.messages' report.json)" -eq 0 ]
}

@test "what is from after now is counted" {
  { good 2; event late delivered 12:00:00; } >sms.jsonl
  noted after_now 1 'from after the time that counts as now' \
    --now 2026-12-01T11:00:00Z sms.jsonl
  [ "$(jq .counts.messages report.json)" -eq 3 ]
}

@test "receipts without messages are, and their messages are counted" {
  { good 2; event lost delivered 10:00:00 '.message_id = null'; } >sms.jsonl
  noted receipts_without_message 1 'known by receipts alone' sms.jsonl
  [ "$(jq .counts.delivered report.json)" -eq 3 ]
}

@test "messages without receipts are" {
  { good 2; event silent accepted 10:00:00; } >sms.jsonl
  noted messages_without_receipt 1 'sent, and no receipt was seen' sms.jsonl
}

@test "an id of a provider that two messages have is, and its receipt is by itself" {
  {
    good 2
    event one accepted 10:00:00 '.provider_message_id = "SMx"'
    event two accepted 10:00:00 '.provider_message_id = "SMx"'
    event - delivered 10:00:02 '.message_id = null | .provider_message_id = "SMx"'
  } >sms.jsonl
  noted contested_ids 1 'provider ids of several messages' sms.jsonl
  [ "$(jq -c '[.counts.delivered, .counts.pending, .notes.receipts_without_message]' report.json)" = '[3,2,1]' ]
  for i in {1..8}; do smsstats --format json sms.jsonl | cmp report.json -; done
  split -l 1 sms.jsonl part.
  for part in part.*; do smsstats --partial "$part"; done | smsstats --merge --format json | cmp report.json -
}

@test "a message that is priced in two currencies is, and it costs what one says" {
  {
    good 1
    event x delivered 10:00:00 '.price = "9.00" | .currency = "EUR"'
    event x delivered 10:00:00 '.price = "0.02" | .currency = "usd"'
    event x delivered 10:00:00 '.price = "0.01" | .currency = "AUD"'
    event x delivered 10:00:00 '.price = "99" | .currency = ""'
    event y delivered 10:00:00 '.price = "0.03" | .currency = "aud"'
    event y sent 10:00:00 '.cost_estimate = "7" | .currency = "EUR"'
  } >sms.jsonl
  noted mixed_costs 1 'priced in several currencies' sms.jsonl
  [ "$(jq -c '[.cost[] | .currency, .amount]' report.json)" = '["AUD","0.040000"]' ]
  tac sms.jsonl | smsstats --format json | cmp report.json -
  split -l 1 sms.jsonl part.
  for part in part.*; do smsstats --partial "$part"; done | smsstats --merge --format json | cmp report.json -
}

@test "an error code is kept, whichever record has it" {
  for first in '.error_code = "30007"' .; do
    {
      event x failed 10:00:00 "$first | .error_class = \"carrier_filtered\""
      event x failed 10:00:05 '.error_code = "30007" | .error_class = "carrier_filtered"'
      event x failed 10:00:06 '.error_class = "carrier_filtered"'
    } >sms.jsonl
    [ "$(smsstats --format json sms.jsonl | jq -c '[.error_codes[] | .code, .count]')" = '["30007",1]' ]
    [ "$(tac sms.jsonl | smsstats --format json | jq -c '[.error_codes[] | .code, .count]')" = '["30007",1]' ]
  done
}

@test "a price that is none refuses its record, one of eight places does not" {
  {
    good 1
    event a delivered 10:00:00 '.price = "abc"'
    event b delivered 10:00:00 '.cost_estimate = "1e-2"'
    event c delivered 10:00:00 '.cost_estimate = "-3"'
    event d delivered 10:00:00 '.segments = 70000'
    event e delivered 10:00:00 '.message_id = "" | .provider_message_id = null'
    event f delivered 10:00:00 '.price = "0.03330000" | .currency = "EUR"'
  } >sms.jsonl
  EXPECT=65 noted refused 5 'lines refused' sms.jsonl
  [ "$(jq -c '.cost[0].amount' report.json)" = '"0.033300"' ]
  smsstats sms.jsonl 2>err >/dev/null || [ $? -eq 65 ]
  [ "$(sed -E 's/^smsstats: sms.jsonl:[0-9]+: //' err)" = 'price: must be a decimal
cost_estimate: must be a decimal
cost_estimate is below 0
segments is not from 0 to 65535
neither message_id nor provider_message_id is there' ]
}

@test "replies to messages that were never seen are" {
  {
    good 2
    jq -cn '{record: "reply", record_version: 1, reply_id: "r", provider: "twilio",
      from: "+12125550147", to: "+12125550100", body: "C", match: "single",
      message_id: "never", intent: "confirm", received_at: "2026-12-01T10:00:00Z"}'
  } >sms.jsonl
  noted replies_without_message 1 'answered, but the message was not seen' sms.jsonl
}

@test "lines that are no record, or a bad one, are" {
  { good 2; echo '[1'; event x posted 10:00:00; event y sent 25:00:00; } >sms.jsonl
  EXPECT=65 noted refused 3 'lines refused' sms.jsonl
  [ "$(jq .counts.messages report.json)" -eq 2 ]
}

@test "a file cut in the middle of a line is, wherever it was cut" {
  good 2 >whole.jsonl
  event last failed 10:00:00 >line
  length=$(wc -c <line)
  for at in 1 20 60 $((length - 2)); do
    { cat whole.jsonl; head -c "$at" line; } >sms.jsonl
    EXPECT=65 noted cut 1 'of those cut off at the end of a file' sms.jsonl
    [ "$(jq -c '[.notes.refused, .counts.messages]' report.json)" = '[1,2]' ]
  done
  # Without its newline alone it is whole.
  { cat whole.jsonl; head -c $((length - 1)) line; } >sms.jsonl
  [ "$(smsstats --format json sms.jsonl | jq -c '[.notes.cut, .counts.messages]')" = '[0,3]' ]
}

@test "compressed files that are cut, and files that are missing, are" {
  jq -cn 'range(5000) | {record: "delivery", record_version: 1,
    message_id: "m\(.)", provider: "twilio", to: "+12125550147",
    status: "delivered", received_at: "2026-12-01T10:00:00Z"}' >sms.jsonl
  good 1 | sed 's/g0/h0/g' >other.jsonl
  gzip -k sms.jsonl && zstd -q sms.jsonl
  for packed in sms.jsonl.gz sms.jsonl.zst; do
    head -c $(($(wc -c <"$packed") / 2)) "$packed" >half
    EXPECT=65 noted damaged 1 'files damaged or cut, read so far as they go' half other.jsonl
  done
  EXPECT=66 noted missing 2 'files that could not be opened' nowhere other.jsonl neither
  [ "$(jq .counts.messages report.json)" -eq 1 ]
}

@test "every line is in one count or another" {
  {
    good 7
    echo '{"record":"weather"}'
    echo 'nonsense'
    event 1 posted 10:00:00
    printf '{"record"'
  } >sms.jsonl
  run --separate-stderr smsstats --format json sms.jsonl
  [ "$status" -eq 65 ]
  [ "$(jq -c '.notes | [.records, .other_records, .refused, .records + .other_records + .refused]' <<<"$output")" = '[14,1,3,18]' ]
  [ "$(awk 'END { print NR }' sms.jsonl)" -eq 18 ]
}

@test "messages outside of what was asked for are counted" {
  { good 2; event x delivered 10:00:00 '.carrier = "Bell"'; } >sms.jsonl
  noted left_out 2 'messages not asked for' --where 'carrier == "Bell"' sms.jsonl
}
