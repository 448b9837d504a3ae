#!/usr/bin/env bats
# smsstats --check: the limits of the configuration, and the lines about them.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr
load helper

SMS=$FIXTURES/manual/sms.jsonl

# many COUNT STATUS [JQ]: so many messages in that state, the ids by status.
many() {
  jq -cn --argjson count "$1" --arg status "$2" 'range($count) |
    {record: "delivery", record_version: 1, message_id: "\($status)-\(.)",
    provider: "twilio", from: "+12125550100", to: "+1212555\(1000 + .)",
    carrier: "Verizon", status: $status,
    received_at: "2026-12-01T10:00:00Z"} | '"${3:-.}"
}

# alerts SETTINGS: a configuration with these limits, of 10 cases or more.
alerts() {
  echo "alerts: {sample: 10${1:+, $1}}" >alerts.yaml
  export SMSPIPE_CONFIG=alerts.yaml
}

@test "nothing is said, and the exit code is 0, while all is well" {
  { many 95 delivered; many 5 failed; } >sms.jsonl
  run --separate-stderr smsstats --check sms.jsonl
  [ "$status" -eq 0 ]
  [ -z "$output$stderr" ]
  run --separate-stderr smsstats --check </dev/null
  [ "$status" -eq 0 ]
  [ -z "$output$stderr" ]
}

@test "a limit that is passed is one line and exit code 1" {
  { many 80 delivered; many 20 undelivered '.error_class = "unreachable"'; } >sms.jsonl
  alerts 'error_rate: 1'
  run --separate-stderr smsstats --check sms.jsonl
  [ "$status" -eq 1 ]
  [ -z "$stderr" ]
  [[ $output == 'alert: delivery rate 80.00 % (80 of 100, 95 % interval 71.12 to 86.66 %) is below 90.00 %, to 2026-12-01T10:00:00.000Z; most frequent: unreachable (20), '* ]]
  [ "${#lines[@]}" -eq 1 ]
}

@test "the tenant, the group and the period are in the line" {
  { many 20 delivered '.carrier = "T-Mobile"'; many 20 failed; } >sms.jsonl
  { printf 'tenant: maple-street\n'; echo 'alerts: {sample: 15, error_rate: 1}'; } >alerts.yaml
  run smsstats -c alerts.yaml --check --by carrier,sender --since P1D sms.jsonl
  [ "$status" -eq 1 ]
  [ "${#lines[@]}" -eq 2 ]
  [[ ${lines[0]} == 'alert: maple-street: delivery rate 50.00 % (20 of 40, '*', from 2026-11-30T10:00:00.000Z, to 2026-12-01T10:00:00.000Z;'* ]]
  [[ ${lines[1]} == 'alert: maple-street: delivery rate 0.00 % (0 of 20, '*' is below 90.00 %, carrier Verizon, sender +12125550100, from '* ]]
}

@test "at its limit a rate is well, beyond it not" {
  { many 90 delivered; many 10 failed; } >sms.jsonl
  alerts 'delivery_rate: 0.9, error_rate: 0.1'
  smsstats --check sms.jsonl
  alerts 'delivery_rate: 0.900001, error_rate: 1'
  run smsstats --check sms.jsonl
  [ "$status" -eq 1 ]
  alerts 'delivery_rate: 0, error_rate: 0.099999'
  run smsstats --check sms.jsonl
  [ "$status" -eq 1 ]
  [[ $output == 'alert: error rate 10.00 % (10 of 100, '* ]]
}

@test "each rate that has a limit is judged by its own" {
  person='{record: "consent", record_version: 1, consent_id: "c\(.)",
    number: "+1212555\(1000 + .)", action: "revoked",
    effective_at: "2026-12-01T11:00:00Z", recorded_at: "2026-12-01T11:00:00Z"}'
  {
    many 60 delivered '.purpose = "reminder" | .call_ended_at = "2026-12-01T09:50:00Z"'
    many 10 accepted '.received_at = "2026-11-29T10:00:00Z"'
    many 10 failed '.error_class = "carrier_filtered"'
    jq -cn "range(12) | $person"' + {method: "carrier"}'
    many 60 accepted '.message_id |= sub("accepted"; "delivered") |
      .received_at = "2026-12-01T09:59:00Z"'
  } >sms.jsonl
  all='delivery_rate: 0, error_rate: 1, filter_rate: 1, unknown_rate: 1, opt_out_rate: 1, complaint_rate: 1'
  alerts "$all"
  smsstats --check sms.jsonl
  for limit in delivery_rate:0.99 error_rate:0.01 filter_rate:0.01 \
    unknown_rate:0.01 response_rate:0.5 opt_out_rate:0.01 complaint_rate:0 \
    accepted_in_30s:0.5 delivered_in_30s:0.5; do
    name=${limit%%:*}
    alerts "$(sed "s/$name: [01],* *//; s/, $//" <<<"$all"), $name: ${limit#*:}"
    run smsstats --check sms.jsonl
    echo "$name: $status $output"
    [ "$status" -eq 1 ]
    [ "${#lines[@]}" -eq 1 ]
  done
}

@test "what is pending is no reason for an alert" {
  { many 20 delivered; many 80 accepted; } >sms.jsonl
  alerts
  smsstats --check sms.jsonl
  # A day later it is.
  run smsstats --check --now 2026-12-02T10:00:00Z sms.jsonl
  [ "$status" -eq 1 ]
  [[ $output == 'alert: delivery rate 20.00 % (20 of 100, '* ]]
}

@test "fewer cases than the sample are no alert, and -v says so" {
  many 49 failed >sms.jsonl
  run --separate-stderr smsstats -v --check sms.jsonl
  [ "$status" -eq 0 ]
  [ -z "$output" ]
  [[ $stderr == *'smsstats: delivery rate: 0 of 49 are fewer than 50 cases'* ]]
  many 50 failed >sms.jsonl
  run smsstats --check sms.jsonl
  [ "$status" -eq 1 ]
}

@test "an alert is 1, even beside a bad line or a missing file" {
  { many 50 failed; echo '[]'; } >sms.jsonl
  run --separate-stderr smsstats --check sms.jsonl missing.jsonl
  [ "$status" -eq 1 ]
  [[ $output == 'alert: maple-street: delivery rate 0.00 % '* ]]
  [[ $stderr == *'sms.jsonl:51: '*missing.jsonl* ]]
  { many 50 delivered; echo '[]'; } >sms.jsonl
  run --separate-stderr smsstats --check sms.jsonl
  [ "$status" -eq 65 ]
  run --separate-stderr smsstats --check sms.jsonl missing.jsonl
  [ "$status" -eq 66 ]
}

@test "what the spam filter took says what to do" {
  many 50 failed '.error_class = "carrier_filtered"' >sms.jsonl
  alerts 'filter_rate: 0.5'
  run smsstats --check sms.jsonl
  [ "$status" -eq 1 ]
  grep -q 'spam filter rate 100.00 % .*; compare the text with the campaign' <<<"$output"
}

@test "what a carrier is called cannot break the line" {
  many 50 failed '.carrier = "A\nalert: \u001b[31mB"' >sms.jsonl
  alerts 'error_rate: 1'
  run smsstats --check --by carrier sms.jsonl
  [ "${#lines[@]}" -eq 2 ]
  [[ ${lines[1]} == *', carrier A?alert: ?[31mB, to '* ]]
}

@test "--check takes no --format, and -o takes the lines" {
  run smsstats --check --format json "$SMS"
  [ "$status" -eq 64 ]
  alerts
  run smsstats --check -o lines "$SMS"
  [ "$status" -eq 1 ]
  [ -z "$output" ]
  grep -q '^alert: delivery rate 80.00 %' lines
}

@test "the colours of the table are those of the limits" {
  { many 93 delivered; many 7 failed; } >sms.jsonl
  smsstats --color always sms.jsonl >table
  grep -q $'\e\[33m *93.00 %' table
  alerts 'delivery_rate: 0.94'
  smsstats --color always sms.jsonl >table
  grep -q $'\e\[31m *93.00 %' table
}
