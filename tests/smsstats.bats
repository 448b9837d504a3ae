#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr and stderr_lines
load helper

SMS=$FIXTURES/manual/sms.jsonl

# delivery ID STATUS [JQ]: a delivery record of message ID.
delivery() {
  jq -cn --arg id "$1" --arg status "$2" '{record: "delivery",
    record_version: 1, message_id: $id, provider: "twilio",
    provider_message_id: ("SM" + $id), to: "+12125550147", status: $status,
    received_at: "2026-12-01T10:00:00Z"} | '"${3:-.}"
}

# reply ID INTENT [JQ]: an annotated answer to message ID.
reply() {
  jq -cn --arg id "$1" --arg intent "$2" '{record: "reply",
    record_version: 1, reply_id: ("r" + $id), provider: "twilio",
    from: "+12125550147", to: "+12125550100", body: "C", intent: $intent,
    match: "single", message_id: $id,
    received_at: "2026-12-01T11:00:00Z"} | '"${3:-.}"
}

# figure PATH [OPTION…]: one figure of the JSON report about stdin.
figure() {
  local path=$1
  shift
  smsstats --format json "$@" | jq -c "$path"
}

@test "the table has counts, rates with intervals, reasons and errors" {
  run --separate-stderr smsstats "$SMS"
  [ "$status" -eq 0 ]
  [ -z "$stderr" ]
  [[ $output == *'    delivered                      8'* ]]
  [[ $output == *'delivery rate                72.73 %             8 of 11   43.44 % to  90.25 %'* ]]
  [[ $output == *'         1  consent_revoked'* ]]
  [[ $output == *'         1  carrier_filtered  filtered as spam by provider or carrier'* ]]
  [[ $output == *'         1  twilio            30007             carrier_filtered'* ]]
}

@test "no line of the table is wider than 80 columns or ends in a blank" {
  smsstats "$SMS" >table
  run ! grep -E '.{81}| $' table
}

@test "JSON has every number of the table" {
  smsstats --format json "$SMS" >report.json
  [ "$(wc -l <report.json)" -eq 1 ]
  jq -r '[.counts[]] | sort | .[]' report.json >counts
  smsstats "$SMS" | sed -n '3,/^$/p' | sed '/^$/d' | awk '{ print $NF }' | sort -n | diff - counts
  jq -r '.rates[] | if .rate == null then "-" else "\(.numerator) of \(.denominator)" end' report.json >rates
  smsstats "$SMS" | grep -oE '[0-9]+ of [0-9]+| -$' | tr -d ' ' | diff - <(tr -d ' ' <rates)
}

@test "without messages there is no data yet, and no rate" {
  [ "$(smsstats </dev/null)" = 'no data yet: no message was read' ]
  [ "$(figure '[.as_of, .counts.messages, .rates.delivery_rate.rate, .rates.delivery_rate.low]' </dev/null)" = '[null,0,null,null]' ]
}

@test "a rate without cases is '-' in the table" {
  delivery 1 suppressed '.reason = "no_consent"' >sms.jsonl
  [ "$(smsstats sms.jsonl | grep '^delivery rate' | tr -s ' ')" = 'delivery rate -' ]
}

@test "shuffled and doubled records give the same bytes" {
  smsstats "$SMS" >want
  for seed in 1 2 3 4 5 6 7 8 9; do
    cat "$SMS" "$SMS" | shuf --random-source=<(yes "$seed") | smsstats >got
    cmp want got
  done
}

@test "a message is in exactly one of the fates, and they add up" {
  for state in queued scheduled held sending ambiguous accepted sent \
    unconfirmed delivered read undelivered failed expired rejected cancelled \
    suppressed; do
    delivery "$state" "$state" '.provider_message_id = null'
  done >sms.jsonl
  [ "$(figure '.counts | [.messages, .sent, .delivered, .undelivered, .failed,
    .unknown, .pending, .ambiguous, .queued, .scheduled, .held, .suppressed,
    .cancelled, .expired]' <sms.jsonl)" = '[16,8,2,1,2,0,3,2,1,1,1,1,1,1]' ]
}

@test "what expired at the provider was sent, and not delivered" {
  delivery 1 expired | figure '[.counts.undelivered, .counts.expired]' >got
  [ "$(cat got)" = '[1,0]' ]
}

@test "without --now the newest record is the clock" {
  delivery 1 accepted >sms.jsonl
  [ "$(figure '[.counts.unknown, .counts.pending]' <sms.jsonl)" = '[0,1]' ]
  delivery 2 delivered '.received_at = "2026-12-02T10:00:00Z"' >>sms.jsonl
  [ "$(figure '[.counts.unknown, .counts.pending]' <sms.jsonl)" = '[1,0]' ]
  [ "$(figure '[.counts.unknown, .as_of]' --now 2026-12-02T09:59:59.999Z <sms.jsonl)" = '[0,"2026-12-02T09:59:59.999Z"]' ]
}

@test "unknown messages count as sent, never as delivered" {
  delivery 1 accepted >sms.jsonl
  [ "$(figure '.rates.delivery_rate | [.numerator, .denominator]' --now 2027-01-01T00:00:00Z <sms.jsonl)" = '[0,1]' ]
}

@test "people are counted once in the opt-out rate" {
  {
    delivery 1 delivered
    delivery 2 delivered
    delivery 3 delivered '.to = "+16025550155"'
    delivery 4 suppressed '.to = "+16025550156" | .provider_message_id = null'
    reply 1 stop '.match = "none" | .message_id = null'
    reply 2 stop '.match = "none" | .message_id = null'
    reply 9 stop '.from = "+16025550156" | .message_id = null'
  } >sms.jsonl
  [ "$(figure '.rates.opt_out_rate | [.numerator, .denominator]' <sms.jsonl)" = '[1,2]' ]
}

@test "an opt-out is a STOP, the provider's STOP, or a revocation in the ledger" {
  revocation='{record: "consent", record_version: 1, consent_id: "c1",
    number: "+12125550147", action: "revoked", method: "voice_call",
    effective_at: "2026-12-01T11:00:00Z", recorded_at: "2026-12-01T11:00:00Z"}'
  rate='.rates.opt_out_rate.numerator'
  delivery 1 delivered >sms.jsonl
  [ "$(figure "$rate" <sms.jsonl)" = 0 ]
  [ "$(reply 1 stop | cat - sms.jsonl | figure "$rate")" = 1 ]
  [ "$(reply 1 other '.provider_opt_out = "STOP"' | cat - sms.jsonl | figure "$rate")" = 1 ]
  [ "$(reply 1 start '.provider_opt_out = "START"' | cat - sms.jsonl | figure "$rate")" = 0 ]
  [ "$(jq -cn "$revocation" | cat - sms.jsonl | figure "$rate")" = 1 ]
  [ "$(jq -cn "$revocation | .channel = \"voice\"" | cat - sms.jsonl | figure "$rate")" = 0 ]
  [ "$(jq -cn "$revocation | .action = \"granted\"" | cat - sms.jsonl | figure "$rate")" = 0 ]
}

@test "a message record with replies asked, one without did not" {
  asked='.counts.asked'
  delivery m-1 delivered '.purpose = "confirmation"' >sms.jsonl
  [ "$(figure "$asked" <sms.jsonl)" = 1 ]
  [ "$(message | cat - sms.jsonl | figure "$asked")" = 0 ]
  [ "$(message '.replies = {}' | cat - sms.jsonl | figure "$asked")" = 0 ]
  [ "$(message '.replies = {C: "confirm"}' | cat - sms.jsonl | figure "$asked")" = 1 ]
}

@test "a text that is known not to have arrived asked nothing" {
  delivery 1 undelivered '.purpose = "reminder"' >sms.jsonl
  [ "$(figure .counts.asked <sms.jsonl)" = 0 ]
}

@test "matched replies answer, others do not" {
  got='.counts | [.answered, .confirmed, .reschedule, .cancel]'
  delivery 1 delivered '.purpose = "reminder"' >sms.jsonl
  [ "$(reply 1 confirm | cat sms.jsonl - | figure "$got")" = '[1,1,0,0]' ]
  [ "$(reply 1 reschedule | cat sms.jsonl - | figure "$got")" = '[1,0,1,0]' ]
  [ "$(reply 1 cancel | cat sms.jsonl - | figure "$got")" = '[1,0,0,1]' ]
  [ "$(reply 1 other | cat sms.jsonl - | figure "$got")" = '[1,0,0,0]' ]
  [ "$(reply 1 yes '.action = "mark_confirmed"' | cat sms.jsonl - | figure "$got")" = '[1,1,0,0]' ]
  [ "$(reply 1 confirm '.match = "stale"' | cat sms.jsonl - | figure "$got")" = '[1,0,0,0]' ]
  for other in none ambiguous; do
    [ "$(reply 1 confirm ".match = \"$other\"" | cat sms.jsonl - | figure "$got")" = '[0,0,0,0]' ]
  done
  [ "$(reply 1 confirm '.message_id = null' | cat sms.jsonl - | figure "$got")" = '[0,0,0,0]' ]
  for other in stop start help; do
    [ "$(reply 1 "$other" | cat sms.jsonl - | figure "$got")" = '[0,0,0,0]' ]
  done
}

@test "one person who answers twice is one answer" {
  delivery 1 delivered '.purpose = "reminder"' >sms.jsonl
  reply 1 confirm '.reply_id = "r1"' >>sms.jsonl
  reply 1 other '.reply_id = "r2" | .received_at = "2026-12-01T12:00:00Z"' >>sms.jsonl
  [ "$(figure '.rates.response_rate.numerator, .counts.confirmed' <sms.jsonl | paste -sd ' ')" = '1 1' ]
}

@test "errors come by frequency, then by name" {
  {
    delivery 1 failed '.error_class = "landline" | .error_code = "30006"'
    delivery 2 undelivered '.error_class = "unreachable" | .error_code = "30003"'
    delivery 3 undelivered '.error_class = "unreachable" | .error_code = "30003"'
    delivery 4 failed '.error_class = "auth" | .provider = null'
  } >sms.jsonl
  [ "$(figure '[.error_classes[] | .class, .count]' <sms.jsonl)" = '["unreachable",2,"auth",1,"landline",1]' ]
  [ "$(figure '.error_codes' <sms.jsonl)" = '[{"provider":"twilio","code":"30003","class":"unreachable","count":2},{"provider":"twilio","code":"30006","class":"landline","count":1}]' ]
}

@test "the table shows ten codes and sums up the rest, JSON has all" {
  for i in $(seq 12); do
    delivery "$i" failed ".error_code = \"$((30000 + i))\""
  done >sms.jsonl
  [ "$(figure '.error_codes | length' <sms.jsonl)" = 12 ]
  [ "$(smsstats sms.jsonl | grep -c '^         2  in other rows$')" -eq 1 ]
}

@test "what a provider wrote cannot steer the terminal" {
  delivery 1 failed '.error_code = "\u001b[2Jx\n1"' | smsstats >table
  run ! grep -q $'\e' table
  grep -q 'twilio            ?\[2Jx?1 ' table
}

@test "a line that is no record, or lacks what counts, is told and left out" {
  {
    echo '{"record":'
    delivery 1 posted
    delivery 2 sent '.received_at = "yesterday"'
    delivery 3 failed '.error_code = 30007'
    delivery 4 sent '.message_id = null | .provider_message_id = null'
    delivery 5 delivered
  } >sms.jsonl
  run --separate-stderr smsstats --format json sms.jsonl
  [ "$status" -eq 65 ]
  [ "$(jq .counts.messages <<<"$output")" -eq 1 ]
  [ "${#stderr_lines[@]}" -eq 5 ]
  [[ ${stderr_lines[0]} == 'smsstats: sms.jsonl:1: column 11: not a record: '* ]]
  [[ ${stderr_lines[1]} == 'smsstats: sms.jsonl:2: status: must be '* ]]
  [ "${stderr_lines[2]}" = 'smsstats: sms.jsonl:3: received_at: must be an RFC 3339 time' ]
  [ "${stderr_lines[3]}" = 'smsstats: sms.jsonl:4: error_code: must be a string' ]
  [ "${stderr_lines[4]}" = 'smsstats: sms.jsonl:5: neither message_id nor provider_message_id is there' ]
  run smsstats --rejects rejects.jsonl sms.jsonl
  [ "$(jq -r .line rejects.jsonl | paste -sd ' ')" = '1 2 3 4 5' ]
}

@test "--strict gives no report of half an input" {
  { delivery 1 sent; echo '[]'; delivery 2 sent; } >sms.jsonl
  run --separate-stderr smsstats --strict sms.jsonl
  [ "$status" -eq 65 ]
  [ -z "$output" ]
}

@test "a missing file is 66, and the others are reported" {
  delivery 1 sent >sms.jsonl
  run --separate-stderr smsstats nowhere.jsonl sms.jsonl
  [ "$status" -eq 66 ]
  [[ $output == *'messages                           1'* ]]
}

@test "calls and other records are ignored" {
  { jq -c . "$FIXTURES/calls.jsonl"; echo '{"a":1}'; delivery 1 sent; } >sms.jsonl
  [ "$(figure .counts.messages <sms.jsonl)" = 1 ]
}

@test "the report goes to --output, and a full disk is told" {
  smsstats "$SMS" >want
  smsstats -o report "$SMS"
  cmp want report
  run smsstats -o /dev/full "$SMS"
  [ "$status" -eq 74 ]
  run smsstats --format yaml "$SMS"
  [ "$status" -eq 64 ]
}
