#!/usr/bin/env bats
# The queue of smssend: what waits is listed, taken back, and replaced by what
# is newer.
# SPDX-License-Identifier: ISC
load helper
load sending

# "m-1 scheduled -", a line each.
told() {
  jq -r '"\(.message_id) \(.status) \(.reason // "-")"' "$@"
}

# reminder ID VERSION [ASSIGNMENT…]: about appointment A17, for 2030.
reminder() {
  message ".message_id = \"$1\" | .dedupe_key = \"$1\" | .purpose = \"reminder\"
    | .template_id = \"reminder-24h\" | .appointment_id = \"A17\"
    | .appointment_version = $2 | .send_at = \"2030-01-01T12:00:00Z\"
    | ${3:-.}"
}

@test "--cancel takes back what waits and has the value, and nothing else" {
  grant +12125550147
  { reminder m-1 1; message '.message_id = "m-2" | .send_at = "2030-01-01T12:00:00Z"'
    message '.message_id = "m-3"'; } | smssend >out
  smssend --cancel appointment_id=A17 >out
  [ "$(told out)" = 'm-1 cancelled operator' ]
  smssend --cancel to=+12125550147 --cancel message_id=m-3 >out
  [ ! -s out ]
  [ "$(smssend --list | told)" = 'm-1 cancelled operator
m-2 scheduled -
m-3 accepted -' ]
  smssend --due --now 2030-01-02T12:00:00Z >out
  [ "$(told out)" = 'm-2 accepted -' ]
  # It stays cancelled when it comes in again (J2).
  reminder m-1 1 | smssend >out
  [ "$(told out)" = 'm-1 cancelled operator' ]
}

@test "a condition is FIELD=VALUE" {
  run -64 smssend --cancel appointment_id
  run -64 smssend --list --where =x
  run -64 smssend --where to=+12125550147
  run -64 smssend --cancel to=x --due
}

@test "--list --where looks at any field of the record" {
  { reminder m-1 1 '.call_id = "c-1"'; reminder m-2 1 '.call_id = "c-2" | .appointment_id = "A18"'; } |
    smssend >out
  [ "$(smssend --list --where call_id=c-2 | told)" = 'm-2 scheduled -' ]
  [ "$(smssend --list --where appointment_version=1 --where call_id=c-1 | told)" = 'm-1 scheduled -' ]
  [ -z "$(smssend --list --where call_id=c-3)" ]
}

@test "a newer version takes the place of what waits, by supersedes" {
  grant +12125550147
  reminder m-1 1 | smssend >out
  reminder m-2 2 '.supersedes = ["m-1", "m-never", "m-2"] | .template_id = "other"
    | .appointment_id = "A99"' | smssend >out
  [ "$(told out)" = 'm-1 cancelled superseded
m-2 scheduled -' ]
}

@test "and by its version, also when the newer text may not go itself" {
  grant +12125550147
  reminder m-1 1 | smssend >out
  reminder m-2 2 '.status = "suppressed" | .reason = "lint_failed"' | smssend >out
  [ "$(told out)" = 'm-1 cancelled superseded
m-2 suppressed lint_failed' ]
}

@test "what comes in after the newer text is stale and never goes" {
  grant +12125550147
  reminder m-2 2 | smssend >out
  reminder m-1 1 | smssend >out
  smssend --due --now 2030-01-01T12:00:00Z >out
  [ "$(told out | sort)" = 'm-1 suppressed stale_appointment
m-2 accepted -' ]
  [ "$(wc -l <outbox.jsonl)" -eq 1 ]
}

@test "another tenant's appointment of that id is another one" {
  grant +12125550147
  reminder m-1 1 | smssend >out
  reminder m-2 2 '.tenant = "elm-street"' | smssend >out
  [ "$(told out)" = 'm-2 scheduled -' ]
}

@test "a cancellation takes the reminders back and goes" {
  grant +12125550147
  reminder m-1 1 | smssend >out
  reminder m-2 1 'del(.send_at) | .purpose = "cancellation" | .template_id = "cancelled"' |
    smssend >out
  [ "$(told out)" = 'm-1 cancelled superseded
m-2 accepted -' ]
}

# texts FIRST LAST: as many texts to one person.
texts() {
  local n
  for ((n = $1; n <= $2; n++)); do
    message ".message_id = \"t-$n\" | .dedupe_key = \"t-$n\" | .body = \"Maple Street Dental: $n\"
      | ${3:-.}"
  done
}

@test "a person gets two texts in ten minutes, the third waits and goes by itself" {
  grant +12125550147
  texts 1 3 | smssend --now 2026-11-30T15:00:00Z >out
  [ "$(told out)" = 't-1 accepted -
t-2 accepted -
t-3 held cadence_limit' ]
  [ "$(jq -r 'select(.status == "held").send_at' out)" = 2026-11-30T15:10:00.000Z ]
  smssend --due --now 2026-11-30T15:09:59Z >out
  [ ! -s out ]
  smssend --due --now 2026-11-30T15:10:00Z >out
  [ "$(told out)" = 't-3 accepted -' ]
}

@test "and six in a day, from all senders" {
  grant +12125550147
  for n in 1 2 3 4 5 6 7; do
    texts $n $n | smssend --now 2026-11-30T1$n:00:00Z
  done >out
  [ "$(told out | tail -n 2)" = 't-6 accepted -
t-7 held cadence_limit' ]
  [ "$(jq -r .send_at out | tail -n 1)" = 2026-12-01T11:00:00.000Z ]
}

@test "answers to a person's own text are neither counted nor held" {
  grant +12125550147
  smsreply >out <<<'{"record":"reply","record_version":1,"reply_id":"r-1","provider":"twilio","provider_message_id":"SM0","from":"+12125550147","to":"+12125550100","body":"HELP","received_at":"2026-11-30T14:59:00Z"}'
  { texts 1 2; texts 3 4 '.category = "conversational"'; texts 5 5; } |
    smssend --now 2026-11-30T15:00:00Z >out
  [ "$(told out)" = 't-1 accepted -
t-2 accepted -
t-3 accepted -
t-4 accepted -
t-5 held cadence_limit' ]
}

@test "the limits are the configuration's, and may be none" {
  grant +12125550147
  echo 'policy: {cadence: [1 per 1h]}' >>smspipe.yaml
  texts 1 2 | smssend --now 2026-11-30T15:00:00Z >out
  [ "$(jq -r .send_at out | tail -n 1)" = 2026-11-30T16:00:00.000Z ]
  sed -i 's/^policy:.*/policy: {cadence: []}/' smspipe.yaml
  texts 11 19 | smssend --now 2026-11-30T15:00:00Z >out
  [ "$(grep -c accepted out)" -eq 9 ]
  sed -i 's/^policy:.*/policy: {cadence: [2 per fortnight]}/' smspipe.yaml
  run -78 smssend --due
  [[ $output == *"not a limit such as '2 per 10m' '2 per fortnight'"* ]]
}
