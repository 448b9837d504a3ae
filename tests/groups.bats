#!/usr/bin/env bats
# What smsstats is asked: groups, conditions, periods, forms of the report.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr and stderr_lines
load helper

setup() {
  smspipe_setup
  unset SMSPIPE_CONFIG
  mkdir bare
  cd bare || return
}

# delivery ID STATUS TIME [JQ]: a delivery record of message ID.
delivery() {
  jq -cn --arg id "$1" --arg status "$2" --arg at "$3" '{record: "delivery",
    record_version: 1, message_id: $id, provider: "twilio",
    provider_message_id: ("SM" + $id), to: "+12125550147",
    from: "+12125550100", status: $status, received_at: $at} | '"${4:-.}"
}

# Two weeks: T-Mobile begins to filter template b in the second one.
weeks() {
  local i
  for i in {1..20}; do
    delivery "a$i" delivered 2026-11-02T10:00:00Z '.carrier = "Verizon" | .template_id = "a"'
    delivery "b$i" delivered 2026-11-03T10:00:00Z '.carrier = "T-Mobile" | .template_id = "b"'
    delivery "c$i" delivered 2026-11-09T10:00:00Z '.carrier = "Verizon" | .template_id = "a"'
  done
  for i in {1..10}; do
    delivery "d$i" delivered 2026-11-10T10:00:00Z '.carrier = "T-Mobile" | .template_id = "b"'
    delivery "e$i" undelivered 2026-11-10T10:00:00Z '.carrier = "T-Mobile" |
      .template_id = "b" | .error_code = "30007" | .error_class = "carrier_filtered"'
  done
}

# csv COLUMNS [OPTION…]: these columns of the report about stdin.
csv() {
  local columns=$1
  shift
  smsstats --format csv "$@" | cut -d , -f "$columns" | tail -n +2
}

@test "groups come by size, each with its own figures" {
  weeks >sms.jsonl
  run --separate-stderr smsstats --by template,carrier --format csv sms.jsonl
  [ "$status" -eq 0 ]
  [ -z "$stderr" ]
  [ "$(cut -d , -f 1-6 <<<"$output")" = '"template","carrier",messages,sent,delivered,undelivered
"a","Verizon",40,40,40,0
"b","T-Mobile",40,40,30,10' ]
}

@test "every name of --by that the manual has groups by what it says" {
  delivery 1 undelivered 2026-12-31T23:30:00Z '. + {template_id: "t",
    campaign: "c", program: "p", category: "transactional", carrier: "AT&T",
    sender_kind: "10dlc", language: "es", error_code: "30003",
    error_class: "unreachable", lint: {errors: 3}}' >sms.jsonl
  while read -r name want; do
    [ "$(csv 1 --by "$name" <sms.jsonl)" = "\"$want\"" ] || { echo "$name"; return 1; }
  done <<'NAMES'
template t
campaign c
program p
category transactional
provider twilio
carrier AT&T
sender +12125550100
sender_kind 10dlc
country US
area_code 212
error_class unreachable
error_code 30003
hour 2026-12-31 23:00
day 2026-12-31
week 2026-W53
month 2026-12
language es
fate undelivered
lint.errors 3
NAMES
}

@test "a zone of the configuration is that of days" {
  delivery 1 delivered 2026-12-01T03:30:00Z >sms.jsonl
  echo 'timezone: America/New_York' >smspipe.yaml
  [ "$(csv 1 --by day -c smspipe.yaml <sms.jsonl)" = '"2026-11-30"' ]
  [ "$(csv 1 --by hour -c smspipe.yaml <sms.jsonl)" = '"2026-11-30 22:00"' ]
}

@test "a week belongs to the year of its Thursday" {
  for day in 2024-12-30 2025-01-01 2026-01-04 2026-12-28 2027-01-03 2027-01-04; do
    delivery "$day" delivered "${day}T12:00:00Z"
  done >sms.jsonl
  [ "$(csv 1,2 --by week <sms.jsonl)" = '"2025-W01",2
"2026-W01",1
"2026-W53",2
"2027-W01",1' ]
}

@test "a field's latest value counts, in any order" {
  {
    delivery 1 sent 2026-12-01T10:00:00Z '.carrier = "AT&T"'
    delivery 1 delivered 2026-12-01T10:00:05Z '.carrier = "Verizon"'
    delivery 1 sent 2026-12-01T10:00:07Z '.carrier = null'
  } >sms.jsonl
  [ "$(csv 1,2 --by carrier <sms.jsonl)" = '"Verizon",1' ]
  [ "$(tac sms.jsonl | csv 1,2 --by carrier)" = '"Verizon",1' ]
}

@test "conditions are those of templates, asked about messages" {
  weeks >sms.jsonl
  [ "$(csv 2,4 --where 'carrier == "T-Mobile" and template == "b"' <sms.jsonl)" = 40,30 ]
  [ "$(csv 2 --where 'error_class == "carrier_filtered" or day == "2026-11-02"' <sms.jsonl)" = 30 ]
  [ "$(csv 2 --where 'carrier' <sms.jsonl)" = 80 ]
  [ "$(csv 2 --where 'purpose' <sms.jsonl)" = 0 ]
  delivery 1 sent 2026-12-01T10:00:00Z '.segments = 3 | .data = {x: {y: 1}}' >one.jsonl
  [ "$(csv 2 --where 'segments > 2 and data.x.y == 1' <one.jsonl)" = 1 ]
  [ "$(csv 2 --where 'segments > 3' <one.jsonl)" = 0 ]
}

@test "a condition that is none is a mistake of usage" {
  for where in 'carrier ==' '"a' 'data[carrier] == 1'; do
    run --separate-stderr smsstats --where "$where" /dev/null
    [ "$status" -eq 64 ]
    [[ $stderr == *--where* ]]
  done
}

@test "a period begins with --since and ends before --until" {
  weeks >sms.jsonl
  [ "$(csv 2 --since 2026-11-03 <sms.jsonl)" = 60 ]
  [ "$(csv 2 --until 2026-11-03 <sms.jsonl)" = 20 ]
  [ "$(csv 2 --since 2026-11-03T10:00:00Z --until 2026-11-09T10:00:00Z <sms.jsonl)" = 20 ]
  [ "$(csv 2 --since P2D <sms.jsonl)" = 40 ]
  [ "$(csv 2 --since PT1H --now 2026-11-10T10:59:59Z <sms.jsonl)" = 20 ]
  for option in '--since yesterday' '--until 2026-13-01' '--since 2026-11-03 --until 2026-11-03' \
    '--compare' '--top 0' '--memory x' '--by a,,b'; do
    # shellcheck disable=SC2086 # options and their arguments
    run smsstats $option sms.jsonl
    [ "$status" -eq 64 ]
  done
}

@test "--top leaves the largest groups, and the others as one" {
  for i in 1 2 3 4 5; do
    for n in $(seq "$i"); do
      delivery "$i-$n" delivered 2026-12-01T10:00:00Z ".template_id = \"t$i\""
    done
  done >sms.jsonl
  [ "$(csv 1,2 --by template --top 2 <sms.jsonl)" = '"t5",5
"t4",4
"(others)",6' ]
  [ "$(smsstats --by template --top 2 --format jsonl sms.jsonl | jq -c '[.by, .other_groups, .counts.sent]')" = '[{"template":"t5"},null,5]
[{"template":"t4"},null,4]
[null,3,6]' ]
}

@test "what moved the rate is found, and adds up to the change" {
  weeks >sms.jsonl
  smsstats --since 2026-11-09 --until 2026-11-16 --compare --format json sms.jsonl >report.json
  [ "$(jq -c '[.rates.delivery_rate.rate, .before.rates.delivery_rate.rate]' report.json)" = '[0.75,1]' ]
  [ "$(jq -c '.changes[0] | [.by, .value, .moved, .before.numerator, .now.numerator]' report.json)" = '["carrier","T-Mobile",-0.25,20,10]' ]
  jq -e '[.changes | group_by(.by)[] | map(.moved) | add] | all(. < -0.2499 and . > -0.2501)' report.json
  run smsstats --since 2026-11-09 --until 2026-11-16 --compare sms.jsonl
  [[ $output == *'delivery rate 75.00 %, 100.00 % before (40 of 40), moved by'* ]]
  [[ $output == *'  -25.00 points  carrier T-Mobile: 50.00 % of 20, 100.00 % of 20 before'* ]]
}

@test "the forms of a report have the same numbers" {
  cp "$FIXTURES/manual/sms.jsonl" .
  smsstats --by sender,carrier --format json sms.jsonl >report.json
  smsstats --by sender,carrier --format jsonl sms.jsonl >report.jsonl
  smsstats --by sender,carrier --format csv sms.jsonl >report.csv
  [ "$(jq -c '.groups[]' report.json)" = "$(jq -c . report.jsonl)" ]
  run python3 - report.json report.csv <<'PY'
import csv, json, sys
report, (head, *rows) = json.load(open(sys.argv[1])), csv.reader(open(sys.argv[2]))
assert len(rows) == len(report["groups"]) > 0
for group, row in zip(report["groups"], rows):
    cell = dict(zip(head, row))
    for name, value in group["by"].items():
        assert cell[name] == (value or ""), name
    for name, value in group["counts"].items():
        assert cell[name] == str(value), name
    for name, rate in group["rates"].items():
        for part, end in (("rate", ""), ("low", "_low"), ("high", "_high")):
            assert (float(cell[name + end]) if cell[name + end] else None) == rate[part], name
    for name, latency in group["latencies"].items():
        for part in "p50_ms", "p95_ms", "p99_ms":
            assert cell[f"{name}_{part}"] == str(latency[part] if latency["messages"] else ""), name
PY
  [ "$status" -eq 0 ]
}

@test "OpenMetrics is read by Prometheus' own parser, with the same numbers" {
  cp "$FIXTURES/manual/sms.jsonl" .
  delivery odd delivered 2026-12-01T17:00:00Z '.carrier = "a \"b\" \\ c\nd"' >>sms.jsonl
  for by in '' '--by carrier,lint.errors'; do
    # shellcheck disable=SC2086 # no option or two words
    smsstats $by --format openmetrics sms.jsonl >metrics
    # shellcheck disable=SC2086
    smsstats $by --format json sms.jsonl >report.json
    /usr/bin/python3 - <<'PY'
import json
from prometheus_client.openmetrics.parser import text_string_to_metric_families
text = open("metrics").read()
assert text.endswith("# EOF\n")
seen = {}
for family in text_string_to_metric_families(text):
    for sample in family.samples:
        seen[sample.name, frozenset(sample.labels.items())] = sample.value
report = json.load(open("report.json"))
for group in report.get("groups", [report]):
    labels = {k.replace(".", "_"): v for k, v in group.get("by", {}).items() if v is not None}
    def value(name, **more):
        return seen["smspipe_" + name, frozenset({**labels, **more}.items())]
    for name, count in group["counts"].items():
        assert value(name) == count, name
    for name, rate in group["rates"].items():
        if rate["rate"] is not None:
            assert value(name + "_ratio") == rate["rate"], name
            assert value(name + "_ratio", bound="low") == rate["low"], name
    for row in group["error_codes"]:
        assert value("error_codes", **{k: row[k] for k in ("provider", "code", "class")}) == row["count"]
    for name, latency in group["latencies"].items():
        if latency["messages"]:
            assert value(name + "_seconds", quantile="0.95") == latency["p95_ms"] / 1000
PY
  done
}

# series FILE: an OpenMetrics exposition that Prometheus takes, no series twice.
series() {
  /usr/bin/python3 - "$1" <<'PY'
import sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
seen = set()
for line in open(sys.argv[1]):
    names = [part.split("=")[0] for part in line[line.find("{") + 1:].split('",')] if "{" in line else []
    assert len(names) == len(set(names)), line
for family in text_string_to_metric_families(open(sys.argv[1]).read()):
    for sample in family.samples:
        one = sample.name, frozenset((k, v) for k, v in sample.labels.items() if v)
        assert one not in seen, one
        assert not any(name.startswith("__") for name in sample.labels), sample
        seen.add(one)
PY
}

@test "OpenMetrics has no label twice, whatever --by is" {
  delivery 1 failed 2026-12-01T10:00:00Z '.error_code = "30007" | .x = {y: "1"} | .x_y = "2"' >sms.jsonl
  delivery 2 failed 2026-12-01T10:00:00Z '.error_code = "40302" | .provider = "telnyx" | .currency = "USD" | .price = "1"' >>sms.jsonl
  delivery 3 held 2026-12-01T10:00:00Z '.reason = "quiet_hours" | .["__name__"] = "z" | .quantile = "q"' >>sms.jsonl
  for by in provider reason currency error_class class,code words,what x.y,x_y \
    quantile,bound __name__ 1 others; do
    smsstats --by "$by" --format openmetrics sms.jsonl >metrics
    series metrics || { echo "$by"; return 1; }
  done
  smsstats --by provider --format openmetrics sms.jsonl |
    grep -qF 'smspipe_error_codes{provider="telnyx",provider_2="telnyx",code="40302"'
}

@test "what reads the same is one group, however it was written" {
  delivery 1 delivered 2026-12-01T10:00:00Z >one
  for value in '"\u00e9t\u00e9"' '"été"' '"a\/b"' '"a/b"' 1 '"1"' true '"true"' null '""'; do
    sed "s,\"message_id\":\"1\",\"message_id\":\"$((++n))\"\,\"key\":${value//\\/\\\\}," one
  done >sms.jsonl
  grep -qF '"key":"a\/b"' sms.jsonl
  run --separate-stderr smsstats --by key --format csv sms.jsonl
  [ "$(cut -d , -f 1,2 <<<"$output")" = '"key",messages
,2
"1",2
"a/b",2
"true",2
"été",2' ]
  smsstats --by key --format openmetrics sms.jsonl >metrics
  series metrics
  [ "$(smsstats --by key --format jsonl sms.jsonl | jq -c .by.key)" = 'null
"1"
"a/b"
"true"
"été"' ]
  # Conditions are asked about the values as they are.
  [ "$(smsstats --where 'key == 1' --format json sms.jsonl | jq .counts.messages)" -eq 1 ]
}

@test "the rest of --top is told from a value that reads the same" {
  for id in 1 2 3; do delivery "$id" delivered 2026-12-01T10:00:00Z '.carrier = "(others)"'; done >sms.jsonl
  for id in 4 5 6; do delivery "$id" delivered 2026-12-01T10:00:00Z ".carrier = \"c$id\""; done >>sms.jsonl
  smsstats --by carrier --top 1 --format openmetrics sms.jsonl >metrics
  series metrics
  grep -qxF 'smspipe_messages{carrier="(others)"} 3' metrics
  grep -qxF 'smspipe_messages{carrier="(others)",others="true"} 3' metrics
}

@test "CSV: what a spreadsheet takes for a formula has an apostrophe, a number has none" {
  for value in '=1+1' '+1+cmd|calc' '+12125550147' '-1' '@sum' '+' '1+1'; do
    delivery "$value" delivered 2026-12-01T10:00:00Z ".carrier = \"$value\""
  done >sms.jsonl
  [ "$(csv 1 --by carrier <sms.jsonl | LC_ALL=C sort)" = "\"'+\"
\"'+1+cmd|calc\"
\"'-1\"
\"'=1+1\"
\"'@sum\"
\"+12125550147\"
\"1+1\"" ]
}

@test "costs of several currencies stay apart" {
  {
    delivery 1 delivered 2026-12-01T10:00:00Z '.cost_estimate = "0.0083" | .currency = "USD"'
    delivery 2 delivered 2026-12-01T10:00:00Z '.cost_estimate = "0.0083" | .currency = "USD"'
    delivery 2 delivered 2026-12-01T10:00:00Z '.price = "-0.0075" | .currency = "USD"'
    delivery 3 undelivered 2026-12-01T10:00:00Z '.cost_estimate = "0.0083" | .currency = "USD"'
    delivery 4 failed 2026-12-01T10:00:00Z '.cost_estimate = "0.0083" | .currency = "USD"'
    delivery 5 delivered 2026-12-01T10:00:00Z '.cost_estimate = "0.05" | .currency = "EUR"'
  } >sms.jsonl
  smsstats --format json sms.jsonl >report.json
  [ "$(jq -c .cost report.json)" = '[{"currency":"USD","amount":"0.024100","messages":3,"per_delivered":"0.012050","per_confirmed":null},{"currency":"EUR","amount":"0.050000","messages":1,"per_delivered":"0.050000","per_confirmed":null}]' ]
  [ "$(jq .notes.currencies report.json)" = 2 ]
}

@test "latencies are from the hang-up of what was due at once" {
  for i in $(seq 1 100); do
    delivery "$i" accepted "$(printf '2026-12-01T10:%02d:%02d.000Z' $((i / 60)) $((i % 60)))" '.call_ended_at = "2026-12-01T10:00:00Z"'
  done >sms.jsonl
  {
    delivery later accepted 2026-12-02T10:00:00Z '.call_ended_at = "2026-12-01T10:00:00Z" | .send_at = "2026-12-02T10:00:00Z"'
    delivery early accepted 2026-12-01T09:59:59Z '.call_ended_at = "2026-12-01T10:00:00Z"'
    delivery 7 delivered 2026-12-01T10:00:09.500Z
  } >>sms.jsonl
  smsstats --format json sms.jsonl >report.json
  [ "$(jq -c '.latencies.hangup_to_accepted | [.messages, .p50_ms, .p95_ms, .p99_ms, .within_30s.numerator]' report.json)" = '[100,50000,94976,98976,30]' ]
  [ "$(jq -c '.latencies.accepted_to_delivered | [.messages, .p50_ms]' report.json)" = '[1,2500]' ]
  [ "$(jq .notes.negative_latencies report.json)" = 1 ]
}

@test "the funnel goes from the calls to the answers, and loses nobody unnamed" {
  {
    jq -cn '{record: "call", record_version: 1, source: "vapi", stage: "ended", direction: "inbound",
      call_id: "c1", received_at: "2026-12-01T09:00:00Z"}'
    cat "$FIXTURES/manual/sms.jsonl"
    delivery x1 suppressed 2026-12-01T10:00:00Z '.reason = "quiet"'
    delivery x2 held 2026-12-01T10:00:00Z '.reason = "quiet_hours"'
    delivery x3 failed 2026-12-01T10:00:00Z
    jq -cn '{record: "message", record_version: 1, message_id: "x4", dedupe_key: "k", to: "+12125550147",
      purpose: "other", category: "transactional", body: "b", created_at: "2026-12-01T10:00:00Z",
      lint: {errors: 2}}'
  } >sms.jsonl
  smsstats --format json sms.jsonl >report.json
  jq -c .funnel report.json
  [ "$(jq -c '[.funnel[] | [.step, .count]]' report.json)" = '[["calls",1],["rendered",16],["linted",15],["allowed",12],["accepted",11],["delivered",8],["answered",3],["confirmed",2]]' ]
  [ "$(jq -c '[.funnel[].lost[] | [.why, .reason, .count]]' report.json)" = '[["lint",null,1],["held","quiet_hours",1],["suppressed","consent_revoked",1],["suppressed","quiet",1],["failed",null,1],["undelivered",null,2],["pending",null,1]]' ]
  jq -e '.funnel[1:6] | [., .[1:]] | transpose | .[:-1] | all(.[0].count - .[1].count == ([.[1].lost[].count] | add))' report.json
}

@test "codes are told in the words of their provider, with what to do" {
  smsstats --format json "$FIXTURES/manual/sms.jsonl" | jq -c '.diagnosis[1] | [.code, .means, .words, .advice]' >got
  [ "$(cat got)" = '["30007","the carrier filtered it","filtered as spam by provider or carrier","compare the text with the campaign'"'"'s samples; run smslint"]' ] || { cat got; return 1; }
}

@test "what was left out or looks odd is noted" {
  {
    delivery 1 accepted 2026-12-01T10:00:00Z
    delivery 2 delivered 2026-12-01T10:00:00Z '.message_id = null'
    jq -cn '{record: "reply", record_version: 1, reply_id: "r", provider: "twilio", from: "+12125550147",
      to: "+12125550100", body: "C", intent: "confirm", match: "single", message_id: "gone",
      received_at: "2026-12-01T11:00:00Z"}'
    echo '{"record":"invoice"}'
    echo '[]'
    delivery 3 accepted 2026-12-03T10:00:00Z
    printf '{"record":"deliv'
  } >sms.jsonl
  run --separate-stderr smsstats --now 2026-12-02T00:00:00Z sms.jsonl
  [ "$status" -eq 65 ]
  [ "$(sed -n '/^noted/,$p' <<<"$output")" = 'noted
         1  records of kinds not counted here
         2  lines refused: no record, or a bad one
         1  of those cut off at the end of a file
         1  known by receipts alone, their message was not seen
         2  sent, and no receipt was seen
         1  answered, but the message was not seen
         1  from after the time that counts as now' ]
  [ "${#stderr_lines[@]}" -eq 2 ]
}

@test "compressed files are read as they are, several members too" {
  smsstats "$FIXTURES/manual/sms.jsonl" >want
  head -n 9 "$FIXTURES/manual/sms.jsonl" | gzip >a.gz
  tail -n +10 "$FIXTURES/manual/sms.jsonl" | gzip >>a.gz
  zstd -q -o a.zst "$FIXTURES/manual/sms.jsonl"
  smsstats a.gz | diff want -
  smsstats <a.zst | diff want -
  head -c 900 a.gz >cut.gz
  run --separate-stderr smsstats cut.gz
  [ "$status" -eq 65 ]
  [[ $stderr == *'cut.gz: gzip data end too early'* ]]
  printf 'damage' | dd of=a.zst bs=1 seek=200 conv=notrunc status=none
  run --separate-stderr smsstats a.zst
  [ "$status" -eq 65 ]
  [[ $stderr == *'a.zst: damaged zstd data'* ]]
}

@test "little memory, one thread or two, files in parts: the same bytes" {
  "$ROOT/build/release/bench/generate" event 60000 >all.jsonl 2>/dev/null ||
    skip 'no generator; make tools'
  # Half of the receipts have the provider's id alone, and all come shuffled.
  awk 'NR % 2 && /"(sent|delivered|undelivered)"/ { sub(/"message_id":"[^"]*"/, "\"message_id\":null") } { print }' all.jsonl |
    shuf --random-source=<(yes) >mixed.jsonl
  smsstats --format json --by template,carrier,day mixed.jsonl >want
  jq -e '.counts.sent == 20000 and .notes.receipts_without_message == 0' want
  smsstats --format json --by template,carrier,day --memory 1 mixed.jsonl | cmp want -
  smsstats --format json --by template,carrier,day <mixed.jsonl | cmp want -
  taskset -c 0 smsstats --format json --by template,carrier,day mixed.jsonl | cmp want -
  split -l 7777 mixed.jsonl part.
  smsstats --format json --by template,carrier,day part.* | cmp want -
  smsstats --format json --by template,carrier,day all.jsonl | cmp want -
}

@test "colours and bars are for terminals, or where asked for" {
  smsstats "$FIXTURES/manual/sms.jsonl" >plain
  run ! grep $'\033' plain
  LC_ALL=C.UTF-8 smsstats --color always "$FIXTURES/manual/sms.jsonl" >colour
  grep -q $'^delivery rate .*\033\[31m *72.73 %\033\[0m' colour
  for d in 1 3 3; do delivery "$((n += 1))" sent "2026-12-0${d}T10:00:00Z"; done |
    LC_ALL=C.UTF-8 smsstats --color always | grep -F 'sent over time            ▄'
}
