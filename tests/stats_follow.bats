#!/usr/bin/env bats
# smsstats --follow: a file that grows, is rotated, emptied, or cut.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr
load helper

# event ID STATUS [JQ]
event() {
  jq -cn --arg id "$1" --arg status "$2" '{record: "delivery",
    record_version: 1, message_id: $id, provider: "twilio",
    provider_message_id: ("SM" + $id), to: "+12125550147", status: $status,
    received_at: "2026-12-01T10:00:00Z"} | '"${3:-.}"
}

# follow FILE …: in the background, its newest report in report.json.
follow() {
  smsstats --follow --format json -o report.json "$@" 2>follow.err 3>&- &
  FOLLOWER=$!
  wait_until test -s report.json
}

# says FILTER WANT: the newest report does.
says() {
  [ "$(jq -c "$1" report.json)" = "$2" ]
}

# ends CODE: the follower does so when asked to.
ends() {
  local code=0
  kill -TERM "$FOLLOWER"
  wait "$FOLLOWER" || code=$?
  [ "$code" -eq "$1" ]
}

@test "the report is written anew when the file has grown" {
  event 1 accepted >sms.jsonl
  follow sms.jsonl
  wait_until says '[.counts | .sent, .delivered]' '[1,0]'
  event 1 delivered >>sms.jsonl
  wait_until says '[.counts | .sent, .delivered]' '[1,1]'
  for i in {2..30}; do event "$i" failed >>sms.jsonl; done
  wait_until says '[.counts | .sent, .delivered, .failed]' '[30,1,29]'
  ends 0
  smsstats --format json sms.jsonl | diff report.json -
}

@test "a line counts when its end is written" {
  event 1 delivered >sms.jsonl
  follow sms.jsonl
  event 2 delivered >line
  head -c 40 line >>sms.jsonl
  event 3 delivered >other.jsonl
  tail -c +41 line >>sms.jsonl
  wait_until says .counts.delivered 2
  ends 0
  [ ! -s follow.err ]
}

@test "a file that is rotated is read to its end, then the new one" {
  event 1 delivered >sms.jsonl
  follow sms.jsonl
  wait_until says .counts.delivered 1
  mv sms.jsonl sms.jsonl.1
  event 2 delivered >>sms.jsonl.1
  event 3 delivered >sms.jsonl
  wait_until says '[.counts.delivered, .notes.rotated]' '[3,1]'
  event 4 delivered >>sms.jsonl
  wait_until says .counts.delivered 4
  ends 0
}

@test "a file that is emptied begins anew, and what it said is not forgotten" {
  { event 1 delivered; event 2 delivered; } >sms.jsonl
  follow sms.jsonl
  wait_until says .counts.delivered 2
  event 3 delivered >sms.jsonl
  wait_until says '[.counts.delivered, .notes.rotated]' '[3,1]'
  ends 0
}

@test "a file that was rotated in the middle of a line is noted" {
  event 1 delivered >sms.jsonl
  event 2 delivered | head -c 50 >>sms.jsonl
  follow sms.jsonl
  wait_until says .counts.delivered 1
  mv sms.jsonl old
  event 3 delivered >sms.jsonl
  wait_until says '[.counts.delivered, .notes.refused, .notes.cut, .notes.rotated]' '[2,1,1,1]'
  ends 65
  [[ $(cat follow.err) == 'smsstats: sms.jsonl:2: column 51: not a record: '* ]]
}

@test "bad lines are told once, with their place" {
  { event 1 delivered; echo nonsense; } >sms.jsonl
  follow sms.jsonl
  event 2 delivered >>sms.jsonl
  wait_until says '[.counts.delivered, .notes.refused]' '[2,1]'
  ends 65
  [ "$(grep -c '^smsstats: sms.jsonl:2: ' follow.err)" -eq 1 ]
  [ "$(wc -l <follow.err)" -eq 1 ]
}

@test "receipts find messages that came reports before or later" {
  event 1 accepted >sms.jsonl
  follow sms.jsonl
  wait_until says .counts.sent 1
  event 1 delivered '.message_id = null' >>sms.jsonl
  wait_until says '[.counts | .sent, .delivered]' '[1,1]'
  event 2 undelivered '.message_id = null' >>sms.jsonl
  wait_until says '[.counts.sent, .notes.receipts_without_message]' '[2,1]'
  event 2 accepted >>sms.jsonl
  wait_until says '[.counts.sent, .notes.receipts_without_message]' '[2,0]'
  ends 0
}

@test "an id that a record told late finds its receipt in a later report" {
  event 1 queued '.provider_message_id = null' >sms.jsonl
  follow sms.jsonl
  wait_until says .counts.queued 1
  event 1 accepted >>sms.jsonl
  wait_until says .counts.pending 1
  event 1 delivered '.message_id = null' >>sms.jsonl
  wait_until says '[.counts | .messages, .delivered]' '[1,1]'
  ends 0
}

@test "several files are followed, and memory may be short" {
  event a delivered >a.jsonl
  event b delivered >b.jsonl
  follow --memory 1 a.jsonl b.jsonl
  wait_until says .counts.delivered 2
  for i in {1..2000}; do echo "$i"; done | jq -c '{record: "delivery",
    record_version: 1, message_id: "n\(.)", provider: "twilio", to: "+12125550147",
    status: "delivered", received_at: "2026-12-01T10:00:00Z"}' >>b.jsonl
  wait_until says .counts.delivered 2002
  event c delivered >>a.jsonl
  wait_until says .counts.delivered 2003
  ends 0
}

@test "without -o reports come one behind the other" {
  event 1 delivered >sms.jsonl
  smsstats --follow --format json sms.jsonl >reports 3>&- &
  FOLLOWER=$!
  wait_until test -s reports
  event 2 delivered >>sms.jsonl
  wait_until grep -q '"messages":2,' reports
  ends 0
  [ "$(jq .counts.messages reports | tail -n 1)" -eq 2 ]
}

@test "--follow wants files that are there, and writes reports alone" {
  run smsstats --follow </dev/null
  [ "$status" -eq 64 ]
  run smsstats --follow nowhere.jsonl
  [ "$status" -eq 66 ]
  touch sms.jsonl
  for option in --partial --merge --check; do
    run smsstats --follow "$option" sms.jsonl
    [ "$status" -eq 64 ]
  done
  run smsstats --follow -o nowhere/report sms.jsonl
  [ "$status" -eq 73 ] || [ "$status" -eq 74 ]
}
