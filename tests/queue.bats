#!/usr/bin/env bats
# The queue of smssend: what waits is listed, taken back, and replaced by what
# is newer.
# SPDX-License-Identifier: ISC
# bats file_tags=store
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
  smssend --cancel appointment_id=A17 >out 2>err
  [ ! -s out ]
  [ "$(cat err)" = 'smssend: nothing that waits matches' ]
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
  reminder m-3 1 '.utmSource2 = "a=b"' | smssend >out
  [ "$(smssend --list --where utmSource2=a=b | told)" = 'm-3 scheduled -' ]
}

@test "a condition sees what is printed, and a field of any name" {
  local long
  long=long_$(printf 'x%.0s' {1..80})
  { reminder m-1 1; message '.message_id = "m-2" | .to = "+12125550148"'
    reminder m-3 1 ".$long = \"yes\" | .appointment_id = \"A18\""; } | smssend >out
  [ "$(smssend --list --where reason=no_consent --where terminal=true | told)" = 'm-2 suppressed no_consent' ]
  [ "$(smssend --list --where "$long=yes" | told)" = 'm-3 scheduled -' ]
  # What is printed goes before what the message says.
  [ -z "$(smssend --list --where status=rendered)" ]
  [ "$(smssend --list --where send_at=2030-01-01T12:00:00.000Z | wc -l)" -eq 2 ]
  [ "$(smssend --cancel status=scheduled --cancel appointment_id=A17 | told)" = 'm-1 cancelled operator' ]
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

@test "a text that comes in again takes nothing back (J2)" {
  grant +12125550147
  reminder m-1 1 | smssend >out
  reminder m-2 2 '.supersedes = ["m-1"] | .call_id = "c-2"
    | .call_ended_at = "2029-12-02T12:00:00Z"' >moved
  smssend moved >out
  # A later call speaks of another appointment with the same person, by a name
  # that the second call knew.
  smssend --list >before
  reminder m-3 3 '.template_id = "other" | .call_id = "c-3"
    | .call_ended_at = "2029-12-03T12:00:00Z" | .appointment_id = "A18"' | smssend >out
  jq -c '.supersedes = ["m-3"]' moved >again
  smssend again >out
  [ "$(told out)" = 'm-2 scheduled -' ]
  [ "$(smssend --list | told)" = 'm-1 cancelled superseded
m-2 scheduled -
m-3 scheduled -' ]
}

@test "old news that comes late takes back nothing that a later call said" {
  grant +12125550147
  message '.message_id = "m-1" | .send_at = "2030-01-01T12:00:00Z"
    | .call_id = "c-2" | .call_ended_at = "2029-12-02T12:00:00Z"' | smssend >out
  late() {
    message ".message_id = \"m-2\" | .supersedes = [\"m-1\"] | .call_id = \"$1\"
      | .call_ended_at = \"2029-12-01T12:00:00Z\" | .body = \"$1\"" | smssend >out
  }
  late c-1
  [ "$(told out)" = 'm-2 accepted -' ]
  # The same call may say two things, and in any order.
  message '.message_id = "m-3" | .supersedes = ["m-1"] | .call_id = "c-2"
    | .call_ended_at = "2029-12-01T12:00:00Z"' | smssend >out
  [ "$(told out)" = 'm-1 cancelled superseded
m-3 accepted -' ]
}

@test "nobody takes back what waits for another person or tenant" {
  grant +12125550147 +12125550148
  message '.message_id = "m-1" | .send_at = "2030-01-01T12:00:00Z"' | smssend >out
  message '.message_id = "m-2" | .supersedes = ["m-1"] | .to = "+12125550148"' | smssend >out
  [ "$(told out)" = 'm-2 accepted -' ]
  message '.message_id = "m-3" | .supersedes = ["m-1"] | .tenant = "elm-street"' | smssend >out
  [ "$(told out)" = 'm-3 suppressed no_consent' ]
  [ "$(smssend --list --status scheduled | told)" = 'm-1 scheduled -' ]
}

@test "a record that is refused takes nothing back" {
  grant +12125550147
  { message '.message_id = "m-1" | .send_at = "2030-01-01T12:00:00Z"'
    message '.message_id = "m-2"'; } | smssend >out
  { message '.message_id = "m-3" | .supersedes = ["m-1"] | .body = " "'
    message '.message_id = "m-2" | .supersedes = ["m-1"] | .body = "other"'; } >in.jsonl
  run -65 smssend in.jsonl
  [ "$(smssend --list --status scheduled | told)" = 'm-1 scheduled -' ]
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

# of_call CALL KEY TIME [ASSIGNMENT…]: what a call says of appointment A17, where
# no versions are counted.
of_call() {
  message ".dedupe_key = \"$2\" | .message_id = \"m$(printf %s "$2" | sha256sum | cut -c 1-32)\"
    | .purpose = \"reminder\" | .template_id = \"reminder-24h\" | .appointment_id = \"A17\"
    | .call_id = \"c-$1\" | .call_ended_at = \"2026-11-0$1T12:00:00Z\"
    | .send_at = \"2030-01-0${3}T12:00:00Z\" | .body = \"Maple Street Dental: see you Jan $3.\" | ${4:-.}"
}

@test "an appointment that is moved there and back is reminded of" {
  grant +12125550147
  { of_call 1 tue 1; of_call 2 wed 2; of_call 3 tue 1; } >in.jsonl
  smssend in.jsonl >out
  [ "$(jq -r '"\(.status) \(.send_at)"' out)" = 'scheduled 2030-01-01T12:00:00Z
cancelled 2030-01-01T12:00:00Z
scheduled 2030-01-02T12:00:00Z
cancelled 2030-01-02T12:00:00Z
scheduled 2030-01-01T12:00:00Z' ]
  # Neither the same input nor a part of it changes that (J2).
  smssend in.jsonl <(head -n 2 in.jsonl) >out
  smssend --due --now 2030-01-03T12:00:00Z >out
  [ "$(jq -r .body outbox.jsonl)" = 'Maple Street Dental: see you Jan 1.' ]
}

@test "so it is where the calls came in the wrong order" {
  grant +12125550147
  { of_call 2 wed 2; of_call 1 tue 1; of_call 3 tue 1; } | smssend >out
  smssend --due --now 2030-01-03T12:00:00Z >out
  [ "$(jq -r .body outbox.jsonl)" = 'Maple Street Dental: see you Jan 1.' ]
}

@test "what an earlier call said takes not the place of what a later one did" {
  grant +12125550147
  of_call 2 tue 1 '.body = "later"' | smssend >out
  of_call 1 tue 1 '.body = "earlier"' | smssend >out
  smssend --due --now 2030-01-03T12:00:00Z >out
  [ "$(jq -r .body outbox.jsonl)" = later ]
}

@test "another tenant's appointment of that id is another one" {
  grant +12125550147
  reminder m-1 1 | smssend >out
  reminder m-2 2 '.tenant = "elm-street"' | smssend >out
  [ "$(told out)" = 'm-2 scheduled -' ]
  # Who says none is of the configuration's.
  reminder m-3 3 'del(.tenant)' | smssend >out
  [ "$(told out)" = 'm-1 cancelled superseded
m-3 scheduled -' ]
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
  [ "$(told out | sort)" = 't-1 accepted -
t-2 accepted -
t-3 accepted -
t-4 accepted -
t-5 held cadence_limit' ]
}

@test "the limits are the configuration's, and may be none" {
  grant +12125550147
  policy '{quiet_hours: off, cadence: [1 per 1h]}'
  texts 1 2 | smssend --now 2026-11-30T15:00:00Z >out
  [ "$(jq -r .send_at out | tail -n 1)" = 2026-11-30T16:00:00.000Z ]
  policy '{quiet_hours: off, cadence: []}'
  texts 11 19 | smssend --now 2026-11-30T15:00:00Z >out
  [ "$(grep -c accepted out)" -eq 9 ]
  policy '{quiet_hours: off, cadence: [2 per fortnight]}'
  run -78 smssend --due
  [[ $output == *"not a limit such as '2 per 10m' '2 per fortnight'"* ]]
}

# sender ASSIGNMENTS: of the only sender of the configuration.
sender() {
  sed -i "s/registered: true, mps: 1000/registered: true, $1/" smspipe.yaml
}

@test "a sender sends no faster than its rate, and another is not kept waiting" {
  local n numbers=()
  for ((n = 1; n <= 6; n++)); do numbers+=("+1212555020$n"); done
  grant "${numbers[@]}"
  sender 'mps: 2'
  sed -i 's/^senders:/&\n  "+12125550111": {kind: 10dlc, provider: file, mps: 1000}/' smspipe.yaml
  for ((n = 1; n <= 6; n++)); do
    message ".message_id = \"m-$n\" | .to = \"+1212555020$n\" | .segments = 1
      | .from = \"+12125550$([ $n -lt 6 ] && echo 100 || echo 111)\""
  done >in.jsonl
  smssend in.jsonl >out
  [ "$(jq -s '[.[] | select(.status == "accepted")] | length' out)" -eq 6 ]
  # Two a second: the five of the slow one take two to three seconds; the other
  # one's was not the last to go.
  [ "$(tail -n 1 out | jq -r .from)" = +12125550100 ]
  took=$(jq -s '[.[] | select(.from == "+12125550100").received_at[0:23] + "Z"
    | (.[0:19] + "Z" | fromdateiso8601) * 1000 + (.[20:23] | tonumber)] | max - min' out)
  [ "$took" -ge 1400 ]
}

@test "a provider that answers slowly makes its senders no slower than their rate" {
  local n numbers=()
  start_sim --fate slow --slow 4000
  sender 'mps: 2'
  for ((n = 1; n <= 4; n++)); do numbers+=("+1212555020$n"); done
  grant "${numbers[@]}"
  for ((n = 1; n <= 4; n++)); do
    message ".message_id = \"m-$n\" | .to = \"+1212555020$n\" | .segments = 1"
  done | smssend >out
  # All four had begun before the first answer.
  jq -es 'length == 4 and ([.[] | (.received_at | (.[0:19] + "Z" | fromdateiso8601) * 1000
    + (.[20:23] | tonumber)) - .latency_ms] | max - min) < 3500' out
}

@test "what the day may cost is not exceeded, over all runs; the rest goes the next day" {
  local n numbers=()
  for ((n = 1; n <= 4; n++)); do numbers+=("+1212555020$n"); done
  grant "${numbers[@]}"
  policy '{quiet_hours: off, spend_per_day: 0.03 USD}'
  for ((n = 1; n <= 4; n++)); do
    message ".message_id = \"m-$n\" | .to = \"+1212555020$n\" | .cost_estimate = \"0.0125\" | .currency = \"USD\""
  done >in.jsonl
  for ((n = 1; n <= 4; n++)); do
    sed -n ${n}p in.jsonl | smssend --now 2026-11-30T1$n:00:00Z
  done >out
  [ "$(told out)" = 'm-1 accepted -
m-2 accepted -
m-3 held spend_limit
m-4 held spend_limit' ]
  [ "$(jq -r 'select(.message_id == "m-3").send_at' out)" = 2026-12-01T05:00:00.000Z ]
  smssend --due --now 2026-12-01T05:00:00Z >out
  [ "$(told out)" = 'm-3 accepted -
m-4 accepted -' ]
}

# four_at_once COMMAND…: four runs at a time, %n being the number of each.
four_at_once() {
  local n pids=()
  for n in 1 2 3 4; do
    "${@//%n/$n}" >out.$n 2>err.$n 3>&- &
    pids+=($!)
  done
  wait "${pids[@]}"
  cat out.1 out.2 out.3 out.4
}

# twelve [ASSIGNMENT]: as many messages to as many people.
twelve() {
  local n numbers=()
  for ((n = 10; n <= 21; n++)); do numbers+=("+121255502$n"); done
  grant "${numbers[@]}"
  for ((n = 10; n <= 21; n++)); do
    message ".message_id = \"m-$n\" | .to = \"+121255502$n\" | .segments = 1 | ${1:-.}"
  done
}

@test "runs at once share the rate of a sender" {
  sender 'mps: 4'
  twelve | split -l 3 -a 1 --numeric-suffixes=1 - in.
  four_at_once smssend in.%n >out
  [ "$(jq -s '[.[] | select(.status == "accepted")] | length' out)" -eq 12 ]
  # Four at once and then four a second: the last went two seconds later.
  took=$(jq -s '[.[].received_at[0:23] + "Z"
    | (.[0:19] + "Z" | fromdateiso8601) * 1000 + (.[20:23] | tonumber)] | max - min' out)
  [ "$took" -ge 1900 ]
}

@test "runs at once share what the day may cost" {
  policy '{quiet_hours: off, spend_per_day: 0.05 USD}'
  twelve '.send_at = "2026-11-30T16:00:00Z" | .cost_estimate = "0.0125" | .currency = "USD"' |
    smssend --now 2026-11-30T15:51:40Z >later
  four_at_once smssend --due --now 2026-11-30T16:00:00Z >out
  [ "$(told out | grep -c ' accepted ')" -eq 4 ]
  [ "$(smssend --list --now 2026-11-30T16:00:01Z | jq -s 'map(select(.reason == "spend_limit")) | length')" -eq 8 ]
}

@test "one range of numbers gets no more than its share in an hour" {
  grant +12125550201 +12125550202 +13125550203
  policy '{quiet_hours: off, spend_per_prefix: 0.01 USD}'
  for n in +12125550201 +12125550202 +13125550203; do
    message ".message_id = \"$n\" | .to = \"$n\" | .cost_estimate = \"0.0083\""
  done | smssend --now 2026-11-30T15:20:00Z >out
  [ "$(told out | sort)" = '+12125550201 accepted -
+12125550202 held spend_limit
+13125550203 accepted -' ]
  [ "$(jq -r 'select(.status == "held").send_at' out)" = 2026-11-30T16:00:00.000Z ]
}

@test "a brand's segments to T-Mobile are counted, a third where the carrier is not known" {
  local n numbers=()
  for ((n = 1; n <= 6; n++)); do numbers+=("+1212555020$n"); done
  grant "${numbers[@]}"
  policy '{quiet_hours: off, t_mobile_per_day: 2}'
  for ((n = 1; n <= 6; n++)); do
    message ".message_id = \"m-$n\" | .to = \"+1212555020$n\" | .segments = 1
      | .carrier = [\"AT&T\", \"T-Mobile\", null, null, null, null][$n - 1]"
  done >in.jsonl
  smssend --now 2026-11-30T15:20:00Z in.jsonl >out
  [ "$(told out | sort)" = 'm-1 accepted -
m-2 accepted -
m-3 accepted -
m-4 accepted -
m-5 accepted -
m-6 held t_mobile_limit' ]
  [ "$(jq -r 'select(.status == "held").send_at' out)" = 2026-12-01T08:00:00.000Z ]
}

@test "the sender's kind is the configuration's, and who uses nothing of a limit passes it" {
  grant +12125550147 +12125550148 +12125550149
  policy '{quiet_hours: off, t_mobile_per_day: 1}'
  { message '.message_id = "m-1" | .carrier = "T-Mobile" | .body += "a" * 150'
    message '.message_id = "m-2" | .carrier = "T-Mobile" | .to = "+12125550148" | .sender_kind = "toll_free"'
    message '.message_id = "m-3" | .carrier = "AT&T" | .to = "+12125550149"'; } |
    smssend --now 2026-11-30T15:00:00Z >out
  [ "$(told out | sort)" = 'm-1 accepted -
m-2 held t_mobile_limit
m-3 accepted -' ]
}

@test "segments that cannot be are counted anew: they give nothing back to a limit" {
  grant +12125550147 +12125550148 +12125550149 +12125550150
  policy '{quiet_hours: off, t_mobile_per_day: 1}'
  { message '.message_id = "m-1" | .segments = 1 | .carrier = "T-Mobile"'
    message '.message_id = "m-2" | .to = "+12125550148" | .segments = -9 | .carrier = "T-Mobile"'
    message '.message_id = "m-3" | .to = "+12125550149" | .segments = 9007199254740991 | .carrier = "T-Mobile"'
    message '.message_id = "m-4" | .to = "+12125550150" | .segments = 0 | .carrier = "T-Mobile"'
  } | smssend --now 2026-11-30T15:00:00Z >out
  [ "$(jq -r '"\(.message_id) \(.status) \(.segments)"' out | sort)" = 'm-1 accepted 1
m-2 held 1
m-3 held 1
m-4 held 1' ]
}

@test "a price that is less than the text costs, or in another money, frees no budget" {
  grant +12125550201 +12125550202 +12125550203 +12125550204
  policy '{quiet_hours: off, spend_per_day: 0.02 USD}'
  echo 'prices: {file: {10dlc: 0.01}}' >>smspipe.yaml
  { message '.message_id = "m-1" | .to = "+12125550201" | .cost_estimate = "-5" | .currency = "USD"'
    message '.message_id = "m-2" | .to = "+12125550202" | .cost_estimate = "0"'
    message '.message_id = "m-3" | .to = "+12125550203" | .cost_estimate = "9" | .currency = "EUR"'
    message '.message_id = "m-4" | .to = "+12125550204" | .cost_estimate = "0.5" | .currency = "USD"'
  } >in.jsonl
  smssend --now 2026-11-30T15:00:00Z in.jsonl >out
  [ "$(jq -r '"\(.message_id) \(.status) \(.cost_estimate) \(.currency)"' out | sort)" = \
    'm-1 accepted 0.0142 USD
m-2 held 0.0142 USD
m-3 held 0.0142 USD
m-4 held 0.5 USD' ]
}

@test "what was provably not received costs nothing" {
  start_sim --fate 429:1
  grant +12125550147
  policy '{quiet_hours: off, spend_per_day: 0.02 USD}'
  message '.cost_estimate = "0.0125"' >in.jsonl
  run -75 smssend --now 2026-11-30T15:00:00Z in.jsonl
  smssend --due --now 2026-11-30T15:10:00Z >out
  [ "$(told out)" = 'm-1 accepted -' ]
}

@test "at night a text waits for the morning where its reader is" {
  grant +12125550147 +12135550147
  policy '{countries: [US]}'
  { message; message '.message_id = "m-2" | .to = "+12135550147"'; } >in.jsonl
  # 9:30 PM in New York, 6:30 PM in Los Angeles.
  smssend --now 2026-12-01T02:30:00Z in.jsonl >out
  [ "$(told out)" = 'm-1 held quiet_hours
m-2 accepted -' ]
  [ "$(jq -r 'select(.status == "held").send_at' out)" = 2026-12-01T13:00:00.000Z ]
  smssend --due --now 2026-12-01T12:59:59Z >out
  [ ! -s out ]
  smssend --due --now 2026-12-01T13:00:00Z >out
  [ "$(told out)" = 'm-1 accepted -' ]
}

@test "a zone that is none keeps nobody waiting: the number says where its reader is" {
  grant +12125550147 +12125550148
  policy '{quiet_hours: default}'
  { message '.timezone = "Mars/Olympus" | .timezone_basis = "customer" | .send_at = "2026-12-02T02:30:00Z"'
    message '.message_id = "m-2" | .to = "+12125550148"'; } >in.jsonl
  smssend --now 2026-12-01T17:00:00Z in.jsonl >out
  [ "$(told out)" = 'm-1 scheduled -
m-2 accepted -' ]
  # 9:30 PM in New York.
  smssend --due --now 2026-12-02T02:30:00Z >out
  [ "$(told out)" = 'm-1 held quiet_hours' ]
}

@test "not so right after the call, where the template lifts it, and to answer somebody" {
  grant +12125550147 +12125550148 +12125550149
  policy '{quiet_hours: default}'
  { message '.call_ended_at = "2026-12-01T07:00:00Z"'
    message '.message_id = "m-2" | .to = "+12125550148" | .quiet_hours = false'
    message '.message_id = "m-3" | .to = "+12125550149" | .call_ended_at = "2026-12-01T06:30:00Z"'
  } >in.jsonl
  smssend --now 2026-12-01T07:00:05Z in.jsonl >out
  [ "$(told out)" = 'm-3 held quiet_hours
m-1 accepted -
m-2 accepted -' ]
}

@test "strict hours hold answers too, but for the confirmation of a STOP" {
  grant +12125550147 +12125550148
  smsconsent revoke +12125550148 --method operator >revoked
  policy '{quiet_hours: strict}'
  answer() {
    message "${2:-.} | .message_id = \"$1\" | .category = \"conversational\" | .purpose = \"$1\""
  }
  { answer help; answer opt_out_ack '.to = "+12125550148"'; } | smssend --explain --now 2026-12-01T04:30:00Z >out
  [ "$(told out | sort)" = 'help held quiet_hours
opt_out_ack accepted -' ]
  [ "$(jq -r 'select(.status == "accepted").explain[] | select(.policy == "quiet_hours").rule' out)" = \
    'an opt-out is confirmed at once' ]
}

@test "what would be held until it is too late expires at once" {
  grant +12125550147 +12125550148 +12125550149
  policy '{quiet_hours: default}'
  { message '.expires_at = "2026-12-01T13:00:00Z"'
    message '.message_id = "m-2" | .to = "+12125550148" | .expires_at = "2026-12-01T13:00:01Z"'
    message '.message_id = "m-3" | .to = "+12125550149" | .send_at = "2026-12-01T18:00:00Z"
      | .expires_at = "2026-12-01T18:00:00Z"'; } >in.jsonl
  for how in -n ''; do
    smssend $how --explain --now 2026-12-01T02:30:00Z in.jsonl >out
    [ "$(told out | sort)" = 'm-1 expired expired
m-2 held quiet_hours
m-3 expired expired' ]
    jq -se '.[] | select(.message_id == "m-1") | (has("send_at") | not) and (.explain[-1] |
      .policy == "expiry" and .rule == "quiet_hours holds until 2026-12-01T13:00:00.000Z")' out
  done
}

@test "a sender without a country is of the brand's" {
  grant +447700900123 +12125550147
  sed -i -e 's|^  "+12125550100".*|  MAPLE: {kind: alphanumeric, provider: file, registered: true}|' \
    -e 's|phone: "+1[0-9]*"|phone: "+44 20 7183 8750"|' smspipe.yaml
  { message '.to = "+447700900123" | .from = "MAPLE"'
    message '.message_id = "m-2" | .from = "MAPLE"'; } | smssend >out
  [ "$(told out | sort)" = 'm-1 accepted -
m-2 suppressed country_not_allowed' ]
}

@test "no country that is not listed, no premium number" {
  grant +12125550147 +14165550147 +18765550147 +19005550147
  send() {
    message ".message_id = \"$1\" | .to = \"$1\"" | smssend >out
    jq -r '"\(.status) \(.reason)"' out
  }
  [ "$(send +14165550147)" = 'suppressed country_not_allowed' ]
  [ "$(send +18765550147)" = 'suppressed country_not_allowed' ]
  [ "$(send +19005550147)" = 'suppressed premium_number' ]
  policy '{quiet_hours: off, countries: [US, CA]}'
  message '.message_id = "again" | .to = "+14165550147"' | smssend >out
  [ "$(told out)" = 'again accepted -' ]
}

@test "--explain says what each rule said, of what goes and of what does not" {
  grant +12125550147
  policy '{quiet_hours: default}'
  message | smssend --explain --now 2026-12-01T02:30:00Z >out
  [ "$(jq -r '.explain[] | "\(.policy) \(.verdict)"' out)" = 'expiry passes
appointment passes
country passes
sender passes
reach passes
consent passes
quiet_hours holds
cadence passes
spend passes' ]
  jq -e '.explain[] | select(.policy == "quiet_hours") | .zone == "America/New_York"
    and .until == "2026-12-01T13:00:00.000Z" and (.clock | startswith("2026-11-30T21:30:00"))
    and .rule != null' out
  jq -e '.explain[] | select(.policy == "consent").rule == "yes-+12125550147"' out
  smssend --due --explain --now 2026-12-01T13:00:00Z >out
  jq -e '.status == "accepted" and ([.explain[].verdict] | unique) == ["passes"]' out
  smssend --list >out
  jq -e '.explain == null' out
}

@test "--watch sends what others put into the journal, and ends on a signal" {
  grant +12125550147 +12125550148
  smssend --due --watch >out 2>err 3>&- &
  watcher=$!
  soon=$(date -u -d '+2 seconds' +%Y-%m-%dT%H:%M:%SZ)
  { message ".send_at = \"$soon\""; message ".message_id = \"m-2\" | .to = \"+12125550148\"
    | .send_at = \"2037-01-01T00:00:00Z\""; } |
    smssend --now "$(date -u +%Y-%m-%dT%H:%M:%SZ)" >first # waits for nothing
  [ "$(told first)" = 'm-1 scheduled -
m-2 scheduled -' ]
  wait_until grep -q accepted out
  kill "$watcher"
  wait "$watcher"
  [ "$(told out)" = 'm-1 accepted -' ]
  run -64 smssend --watch --now 2026-11-30T15:00:00Z
  run -64 smssend --watch -n
}

@test "the last line says what was done, in any case, but with -q" {
  grant +12125550147
  { message; message '.message_id = "m-2" | .to = "+12125550148"'; } >in.jsonl
  smssend in.jsonl >out 2>err
  grep -qE '^smssend: 1 accepted, 1 suppressed in [0-9.]+ s$' err
  [ "$(wc -l <err)" -eq 1 ]
  smssend -q in.jsonl >out 2>err
  [ ! -s err ]
  smssend --due >out 2>err
  [ ! -s err ]
}

@test "on a terminal a line tells how far it is, and goes" {
  grant +12125550147
  message >in.jsonl
  script -qec "smssend -o out in.jsonl" /dev/null </dev/null >screen
  [ "$(told out)" = 'm-1 accepted -' ]
  tr '\r' '\n' <screen | grep -q 'smssend: 1 accepted in '
}

@test "what is accepted after its deadline is late, and goes if it still may" {
  grant +12125550147 +12125550148
  { message '.deadline_at = "2026-11-30T15:00:00Z"'
    message '.message_id = "m-2" | .to = "+12125550148" | .deadline_at = "2026-11-30T15:01:00Z"'
  } >in.jsonl
  smssend --now 2026-11-30T15:00:30Z in.jsonl >out
  [ "$(jq -c '[.message_id, .late]' out)" = '["m-1",true]
["m-2",null]' ]
}

@test "a rerun tells of how it went as the first run did" {
  start_sim
  grant +12125550147 +12125550148
  { message '.deadline_at = "2026-01-01T15:00:00Z"'
    message '.message_id = "m-2" | .to = "+12125550148"'; } >in.jsonl
  smssend <(head -n 1 in.jsonl) >out
  sim_fate 400-invalid:1
  smssend <(tail -n 1 in.jsonl) >>out
  smssend in.jsonl >again
  smssend --list >listed
  for file in out again listed; do
    jq -c '[.message_id, .status, .reason, .error_class, .retryable, .late, .attempt, .latency_ms,
      .received_at, .provider_message_id]' "$file" >said.$file
  done
  [ "$(jq -r '.[:6] | @csv' said.out)" = '"m-1","accepted",,,,true
"m-2","failed","invalid_number","invalid_number",false,' ]
  jq -se '.[0][7] >= 0 and .[1][7] >= 0' said.out
  cmp said.out said.again
  cmp said.out said.listed
}

@test "what waits again, or was taken back, tells of no attempt before" {
  start_sim
  sim_fate 429:1
  grant +12125550147
  run -75 smssend --now 2026-11-30T15:00:00Z <(message)
  [ "$(smssend --list | jq -c '[.status, .latency_ms]')" = '["queued",null]' ]
  [ "$(smssend --cancel message_id=m-1 | jq -c '[.status, .attempt, .latency_ms]')" = '["cancelled",1,null]' ]
}

@test "one slow provider keeps no other waiting" {
  start_sim --fate slow --slow 4000
  sed -i -e 's/^providers:/&\n  file: {path: outbox.jsonl}/' \
    -e 's/^senders:/&\n  "+12125550111": {kind: 10dlc, provider: file}/' smspipe.yaml
  local n numbers=()
  for ((n = 100; n < 180; n++)); do
    numbers+=("+12125550$n")
    message ".message_id = \"m-$n\" | .to = \"+12125550$n\" | .priority = 9"
  done >in.jsonl
  grant "${numbers[@]}" +12125550202
  message '.message_id = "other" | .to = "+12125550202" | .from = "+12125550111"' >>in.jsonl
  smssend --grace 0 in.jsonl >out 2>err 3>&- &
  wait_until grep -q other out
  [ "$(grep -c accepted out)" -eq 1 ]
  kill $! && wait $! || :
}

@test "a clock that is behind the journal sends nothing, and says so" {
  grant +12125550147
  message | smssend >out
  sql "UPDATE meter SET amount = amount + 60000 WHERE name = 'clock'"
  code=0
  message '.message_id = "m-2"' | smssend >out 2>err || code=$?
  [ "$code" -eq 75 ]
  grep -qE '^smssend: the clock is (59|60) s behind the journal: nothing is sent until it is right$' err
  [ ! -s out ]
  sql "UPDATE meter SET amount = amount - 60000 WHERE name = 'clock'"
  smssend --due >out
  [ "$(told out)" = 'm-2 accepted -' ]
}

@test "what may not go keeps no other text to the same person waiting" {
  grant +12125550147
  { texts 1 1 '.expires_at = "2026-11-30T14:00:00Z" | .send_at = "2026-11-30T13:00:00Z"'
    texts 2 2 '.purpose = "other" | .category = "promotional"'; texts 3 3; } >in.jsonl
  smssend --now 2026-11-30T12:00:00Z <(head -n 1 in.jsonl) >out
  smssend --now 2026-11-30T15:00:00Z <(tail -n 2 in.jsonl) >out
  [ "$(told out | sort)" = 't-1 expired expired
t-2 suppressed consent_insufficient
t-3 accepted -' ]
}

# two_providers TWILIO: a second sender, by the simulated Twilio at that URL.
two_providers() {
  printf '%s\n' "$TOKEN" >token
  chmod 600 token
  write_config smspipe.yaml
  policy '{quiet_hours: off, cadence: []}'
  sed -i -e "s|^  file: .*|&\n  twilio: {account_sid: $SID, auth_token: \"file:token\", base_url: \"$1\"}|" \
    -e 's|^  "+12125550100".*|&\n  "+12125550101": {kind: 10dlc, provider: twilio, campaign: appointments}|' \
    smspipe.yaml
}

@test "a provider that refuses us keeps no text by another one waiting" {
  start_sim
  two_providers "$SIM"
  grant +12125550147
  printf '%s\n' "${TOKEN//0/1}" >token
  { message '.from = "+12125550101"'; message '.message_id = "m-2"'; } >in.jsonl
  run -77 smssend in.jsonl
  [ "$(smssend --list | told)" = 'm-1 queued auth
m-2 accepted -' ]
}

@test "an operator's text waits for no other that is due" {
  two_providers http://127.0.0.1:9
  grant +12125550147
  message '.from = "+12125550101" | .priority = 1000 | .send_at = "2030-01-01T12:00:00Z"' |
    smssend --now 2030-01-01T11:00:00Z >out
  smssend --to +12125550147 -y --now 2030-01-01T13:00:00Z <<<'Call us.' >out
  [ "$(jq -r .status out)" = accepted ]
  [ "$(smssend --list --where message_id=m-1 | told)" = 'm-1 queued -' ]
}

@test "a state may allow less: promotional texts of one program to Florida" {
  policy '{quiet_hours: off, cadence: []}'
  jq -cn '{record: "consent", record_version: 1, consent_id: "w", tenant: "maple-street",
    program: null, number: ("+13055550147", "+12125550147"), channel: "sms", category: "promotional",
    action: "granted", basis: "express_written", kind: "pewc", method: "web_form",
    evidence: {disclosure_text: "By signing you agree to ads by text. Not a condition.",
      consent_text: "I agree", form_url: "https://maple.example/f"},
    effective_at: "2026-01-01T12:00:00Z", recorded_at: "2026-01-01T12:00:00Z",
    scope: "program"} | .consent_id += .number' | smsconsent ingest >ingested
  ad() { texts "$1" "$2" ".to = \"$3\" | .category = \"promotional\" | .program = \"$4\""; }
  { ad 1 4 +13055550147 spring; ad 5 5 +13055550147 other; ad 11 14 +12125550147 spring; } >in.jsonl
  smssend --explain --now 2026-11-30T15:00:00Z in.jsonl >out
  [ "$(told out | sort -V)" = 't-1 accepted -
t-2 accepted -
t-3 accepted -
t-4 held cadence_limit
t-5 accepted -
t-11 accepted -
t-12 accepted -
t-13 accepted -
t-14 accepted -' ]
  grep '"t-4"' out | jq -e '.send_at == "2026-12-01T15:00:00.000Z"
    and (.explain[] | select(.policy == "cadence").rule == "3 per 24h, promotional, FL")'
}
