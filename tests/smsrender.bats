#!/usr/bin/env bats
# smsrender: calls and payloads in, messages out.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # jq's variables stay as they are
# shellcheck disable=SC2154 # bats sets stderr
load helper
load sending

NOW=2026-11-30T15:51:25Z

setup() {
  smspipe_setup
  template confirm 'when: appointment.starts_at'
}

# A template t/ID.yaml; the lines after the id are added to it.
template() {
  local id=$1 body=${BODY:-'{{ brand.name }}: {{ appointment.starts_at | date: "%a %b %-d, %-I:%M %p" }}'}
  shift
  mkdir -p t
  {
    printf 'id: %s\npurpose: confirmation\ncategory: transactional\n' "$id"
    printf "body: {en: '%s'}\n" "$body"
    printf '%s\n' "$@"
  } >"t/$id.yaml"
}

# A call record; arguments are jq assignments to change it.
call() {
  jq -cn '{record: "call", record_version: 1, source: "vapi", call_id: "c1",
    stage: "analyzed", direction: "inbound",
    ended_at: "2026-11-30T15:51:20.904Z", customer_number: "+12125550147",
    business_number: "+12125550100", data: {intent: "book"},
    appointment: {appointment_id: "A-1", starts_at: "2026-12-08T19:30:00Z",
      service: "cleaning", status: "booked"}} | '"${*:-.}"
}

render() {
  smsrender --now "$NOW" -t t "$@"
}

# The members FILTER of what one call becomes.
of_call() {
  local filter=$1
  shift
  call "$@" | render | jq -r "$filter"
}

@test "payloads of all platforms become the golden call records" {
  local names=() name
  sed -i -e '/^  appointment:/d' \
    -e "s/^numbers:.*/numbers: $(jq -sc 'map(.business_number) | unique' \
      "$FIXTURES/calls.jsonl")/" "$SMSPIPE_CONFIG"
  for name in vapi retell-call_ended retell bland elevenlabs twilio \
    twilio-conversationrelay livekit pipecat synthflow telnyx \
    telnyx-insights openai-realtime vcon; do
    names+=("$FIXTURES/$name.json")
  done
  smsrender --call --now 2026-11-30T19:22:38Z "${names[@]}" | jq -S . >got
  jq -S . "$FIXTURES/calls.jsonl" | diff - got
}

@test "a payload over many lines becomes a message" {
  render "$FIXTURES/vapi.json" >got
  [ "$(jq -r .body got)" = 'Maple Street Dental: Tue Dec 8, 2:30 PM' ]
  [ "$(jq -r .source got)" = vapi ]
  [ "$(wc -l <got)" -eq 1 ]
}

@test "a message has what the next programs need" {
  call | render | jq -S . >got
  jq -S . >want <<'JSON'
{"record": "message", "record_version": 1,
 "message_id": "m06a0be74dcb3c57e1d41c7ebcdb5a64c",
 "dedupe_key": "maple-street/A-1@2026-12-08T19:30:00.000Z/confirm/+12125550147",
 "tenant": "maple-street", "call_id": "c1", "source": "vapi",
 "appointment_at": "2026-12-08T19:30:00.000Z",
 "appointment_id": "A-1", "to": "+12125550147", "from": "+12125550100",
 "sender_kind": "10dlc", "purpose": "confirmation",
 "category": "transactional", "campaign": "appointments",
 "template_id": "confirm", "template_hash": "HASH", "language": "en",
 "body": "Maple Street Dental: Tue Dec 8, 2:30 PM",
 "created_at": "2026-11-30T15:51:25.000Z",
 "deadline_at": "2026-11-30T15:51:50.904Z",
 "call_ended_at": "2026-11-30T15:51:20.904Z",
 "timezone": "America/New_York", "timezone_basis": "tenant",
 "status": "rendered"}
JSON
  key=$(jq -r .dedupe_key want)
  id=m$(printf %s "$key" | sha256sum | cut -c1-32)
  hash=sha256:$(sha256sum <t/confirm.yaml | cut -d' ' -f1)
  jq -S --arg id "$id" --arg hash "$hash" \
    '.message_id = $id | .template_hash = $hash' want | diff - got
}

@test "the template's members go into the message" {
  template more 'program: orders' 'campaign: other' 'priority: 7' \
    'quiet_hours: off' 'replies: {R: reschedule, "9": cancel}' \
    'expires: appointment.starts_at'
  [ "$(of_call 'select(.template_id == "more") | [.program, .campaign,
    .priority, .quiet_hours, .replies["9"], .expires_at] | @json')" = \
    '["orders","other",7,false,"cancel","2026-12-08T19:30:00.000Z"]' ]
}

@test "the key is the appointment and its version, else the call, else the event" {
  [ "$(of_call .dedupe_key '.appointment.version = 3')" = \
    'maple-street/A-1@3/confirm/+12125550147' ]
  [ "$(of_call .dedupe_key 'del(.appointment.appointment_id)')" = \
    'maple-street/vapi/c1/confirm/+12125550147' ]
  [ "$(of_call .dedupe_key 'del(.appointment.appointment_id) |
    .tenant = "a/b@c%"')" = 'a%2Fb%40c%25/vapi/c1/confirm/+12125550147' ]
  template event
  [ "$(call 'del(.appointment, .call_id, .ended_at) | .stage = "event" |
    .direction = "none" | .source = "generic" | .event_id = "e9" |
    .occurred_at = "2026-11-30T15:51:00Z"' |
    smsrender -t t/event.yaml --lax | jq -r .dedupe_key)" = \
    'maple-street/e9/event/+12125550147' ]
}

@test "call_ended and then call_analyzed give the same message once" {
  BODY='{{ brand.name }}: {{ agent_name }}' template plain
  sed -i 's/data.appointment_start/data.new_slot/' "$SMSPIPE_CONFIG"
  for name in retell-call_ended retell; do
    smsrender --now "$NOW" -t t/plain.yaml "$FIXTURES/$name.json"
  done | jq -r '"\(.message_id) \(.body)"' >got
  [ "$(wc -l <got)" -eq 2 ]
  [ "$(sort -u got | wc -l)" -eq 1 ]
}

@test "Telnyx's ended and insights give the same message once" {
  BODY='{{ brand.name }}: thank you' template plain
  sed -i 's/^numbers: \[/&"+16025550100", /' "$SMSPIPE_CONFIG"
  smsrender --now "$NOW" -t t/plain.yaml \
    "$FIXTURES"/telnyx{,-insights}.json >got
  [ "$(jq -r '"\(.to) \(.status)"' got | xargs)" = \
    '+16025550155 rendered +16025550155 rendered' ]
  [ "$(jq -r .message_id got | sort -u | wc -l)" -eq 1 ]
}

@test "an event that comes twice is texted of once" {
  smsconsent grant +12125550147 --kind pec --method operator --text yes \
    --now "$NOW" >/dev/null
  render "$FIXTURES"/{vapi,vapi}.json | smssend --now "$NOW" >out
  render "$FIXTURES/vapi.json" | smssend --now "$NOW" >>out
  [ "$(wc -l <outbox.jsonl)" -eq 1 ]
  [ "$(jq -r .message_id out | sort -u | wc -l)" -eq 1 ]
}

@test "a text about the call is one, however much of the appointment is known" {
  BODY='{{ brand.name }}: thank you for the call about your appointment.' \
    template thanks
  key() {
    call "$@" | smsrender -t t/thanks.yaml | jq -r .dedupe_key
  }
  [ "$(key 'del(.appointment) | .stage = "ended"')" = \
    maple-street/vapi/c1/thanks/+12125550147 ]
  [ "$(key .)" = maple-street/vapi/c1/thanks/+12125550147 ]
  # One that looks at it is one for the appointment: when, where, how soon.
  for more in 'when: appointment' 'send: {anchor: appointment.starts_at}' \
    'expires: appointment.starts_at' \
    'media: ["https://maple.example/{{ appointment.service }}"]'; do
    template thanks "$more"
    [ "$(key .)" = 'maple-street/A-1@2026-12-08T19:30:00.000Z/thanks/+12125550147' ]
  done
}

@test "one call under ended and again under analyzed is texted once" {
  echo 'templates: t' >>"$SMSPIPE_CONFIG"
  BODY='{{ brand.name }}: thank you for calling.' template thanks
  grant "$(jq -r .call.from_number "$FIXTURES/retell.json")"
  for name in retell-call_ended retell; do
    smsrender --call "$FIXTURES/$name.json" | jq -c '.tenant = "maple-street"' |
      smsrender --now "$NOW" | tee "$name" | smssend --now "$NOW"
  done >sent
  [ "$(jq -r .template_id retell-call_ended | xargs)" = thanks ]
  [ "$(jq -r .template_id retell | xargs)" = 'confirm thanks' ]
  [ "$(jq -r .template_id outbox.jsonl | sort | xargs)" = 'confirm thanks' ]
  [ "$(jq -r 'select(.template_id == "thanks") | "\(.message_id) \(.status)"' sent |
    sort -u | wc -l)" -eq 1 ]
}

@test "an id or version that is a number or a text is one all the same" {
  for change in '.appointment += {appointment_id: 1001, version: "3"}' \
    '.appointment += {appointment_id: "1001", version: 3}'; do
    of_call '[.dedupe_key, .appointment_id, .appointment_version] | @json' \
      "$change" >got
    [ "$(cat got)" = '["maple-street/1001@3/confirm/+12125550147","1001",3]' ]
    call "$change" | render | smslint | jq -e .lint
  done
  # What counts nothing is left out.
  [ "$(of_call '[.dedupe_key, .appointment_version] | @json' \
    '.appointment.version = "new"')" = \
    '["maple-street/A-1@2026-12-08T19:30:00.000Z/confirm/+12125550147",null]' ]
}

@test "a higher version supersedes what waits for those before, the first nothing" {
  template later 'send: {anchor: appointment.starts_at, offset: -P1D}'
  template plain 'when: appointment'
  superseded() {
    of_call "select(.template_id == \"$1\").supersedes | length" \
      ".appointment.version = $2"
  }
  [ "$(superseded later 1)" -eq 0 ]
  [ "$(superseded later 2)" -eq 1 ]
  [ "$(superseded plain 2)" -eq 2 ]
  [ "$(superseded plain 3)" -eq 4 ]
  [ "$(superseded plain 1000000)" -eq 32 ]
  # The nearest first; the id of the same text for version 2 leads.
  call '.appointment.version = 2' | smsrender --now "$NOW" -t t/plain.yaml |
    jq -r .message_id >before
  [ "$(call '.appointment.version = 3' | smsrender --now "$NOW" -t t/plain.yaml |
    jq -r '.supersedes[0]')" = "$(cat before)" ]
}

@test "a cancelled appointment is neither confirmed nor reminded of" {
  template remind
  sed -i 's/^purpose: .*/purpose: reminder/' t/remind.yaml
  template sorry
  sed -i 's/^purpose: .*/purpose: cancellation/' t/sorry.yaml
  template follow 'when: appointment.status == "cancelled"'
  sed -i 's/^purpose: .*/purpose: follow_up/' t/follow.yaml
  for status in cancelled canceled; do
    of_call .template_id ".appointment.status = \"$status\"" | xargs >>got
  done
  diff - got <<'EOT'
follow sorry
sorry
EOT
  # It replaces those two, and not what is said about the cancellation itself.
  of_call 'select(.template_id == "sorry").supersedes | length' \
    '.appointment.status = "cancelled"' >got
  [ "$(cat got)" -eq 2 ]
}

@test "rendering twice gives the same bytes" {
  call >in.jsonl
  render in.jsonl >one
  render in.jsonl >two
  cmp one two
}

@test "a call is replaced by its messages, --keep passes it on first" {
  call >in.jsonl
  [ "$(render in.jsonl | jq -r .record | xargs)" = message ]
  [ "$(render --keep in.jsonl | jq -r .record | xargs)" = 'call message' ]
  render --keep in.jsonl | head -n 1 | cmp - in.jsonl
}

@test "records of other kinds and unknown objects pass untouched" {
  message >in.jsonl
  echo '{"any":  [1.50], "b":{}}' >>in.jsonl
  render in.jsonl | cmp - in.jsonl
}

@test "a number that must not be texted is null, and the reason is told" {
  expect_reason() {
    [ "$(of_call '[.to, .status, .reason] | @json' "$2")" = \
      "[null,\"suppressed\",\"$1\"]" ]
  }
  expect_reason no_number '.customer_number = null'
  expect_reason no_number 'del(.customer_number) | .direction = "web"'
  expect_reason own_number '.customer_number = .business_number'
  expect_reason own_number '.customer_number = "+12125550199"'
  expect_reason direction_unknown \
    '.direction = "unknown" | .business_number = null'
  expect_reason invalid_number '.data.callback_number = "extension 5"'
  [ "$(of_call .to '.direction = "unknown"')" = +12125550147 ]
}

@test "the number the caller asked for gets the text" {
  [ "$(of_call .to '.data.callback_number = "+1 (212) 555-0177"')" = \
    +12125550177 ]
  [ "$(of_call .to '.data.callback_number = ""')" = +12125550147 ]
}

@test "the number asked for leaves the call's own alone" {
  jq -c '.call.collected_dynamic_variables.callback_number = "+14155550177"' \
    "$FIXTURES/retell.json" | render --keep |
    jq -r '[.record, .customer_number // .to] | @tsv' >got
  printf 'call\t+14155550132\nmessage\t+14155550177\n' | diff - got
}

# A template with an e-mail.
mail_template() {
  template confirm 'email: {subject: "At {{ brand.name }}", body: "Dear {{ data.intent }}"}'
}

# What it is: channel, to, from, email, subject, body, status, reason.
mail_of() {
  of_call '[.channel, .to, .from, .email, .subject, .body, .status, .reason] |
    map(. // "-") | join("|")' "$@"
}

@test "who prefers e-mail gets the e-mail of the template first" {
  mail_template
  want='email|-|-|dana@example.test|At Maple Street Dental|Dear book|rendered|-'
  [ "$(mail_of '.customer_email = "dana@example.test" |
    .data.channel_preferred = "email"')" = "$want" ]
  [ "$(mail_of '.channel_preferred = "email" |
    .data.customer_email = "dana@example.test"')" = "$want" ]
}

@test "who can get no text but has an address gets the e-mail" {
  mail_template
  want='email|-|-|dana@example.test|At Maple Street Dental|Dear book|rendered|-'
  for how in '.customer_number = null' '.customer_number = .business_number' \
    '.direction = "unknown" | .business_number = null' \
    '.data.callback_number = "extension 5"' \
    '.customer_number = null | .channel_preferred = "sms"'; do
    [ "$(mail_of ".customer_email = \"dana@example.test\" | $how")" = "$want" ]
  done
  [ "$(of_call .dedupe_key '.customer_number = null |
    .customer_email = "dana@example.test"')" = \
    'maple-street/A-1@2026-12-08T19:30:00.000Z/confirm/dana%40example.test' ]
}

@test "an e-mail goes through the pipe; without consent to it none is sent" {
  mail_template
  call '.customer_number = null | .customer_email = "dana@example.test"' |
    render | smslint | smsconsent check | smssend >out
  [ "$(jq -r '.record, .status, .reason' out | xargs)" = \
    'delivery suppressed no_consent' ]
  [ ! -e outbox.jsonl ]
}

@test "without the template's e-mail or an address there is none" {
  [ "$(of_call '[.channel, .status, .reason] | @json' \
    '.data.channel_preferred = "email" |
    .customer_email = "dana@example.test"')" = \
    '["email","suppressed","channel_preferred"]' ]
  mail_template
  [ "$(of_call '[.channel, .status, .reason] | @json' \
    '.data.channel_preferred = "email"')" = \
    '["email","suppressed","channel_preferred"]' ]
  [ "$(of_call '[.channel, .status, .reason] | @json' \
    '.customer_number = null')" = '[null,"suppressed","no_number"]' ]
}

@test "who prefers a call gets neither text nor e-mail" {
  mail_template
  for how in . '.customer_number = null'; do
    [ "$(of_call '[.channel, .status] | @json' \
      ".customer_email = \"dana@example.test\" |
      .channel_preferred = \"voice\" | $how")" = '["voice","suppressed"]' ]
  done
}

@test "what could lead an e-mail elsewhere is no address" {
  mail_template
  for address in '' dana @example.test dana@ 'a@b@c' 'a b@c.test' 'a@c.test,b' \
    '<a@c.test>' 'a@c.test\r\nBcc: x' 'mailto:a@c.test' "$(printf '%0255d' 0)@c.test"; do
    [ "$(mail_of ".customer_number = null | .customer_email = \"$address\"" |
      tail -c 22)" = '|suppressed|no_number' ]
    [ "$(of_call '.fallback | @json' ".customer_email = \"$address\"")" = null ]
  done
}

@test "the e-mail is the same message as the text" {
  mail_template
  [ "$(of_call .message_id)" = "$(of_call .message_id \
    '.customer_email = "dana@example.test" | .channel_preferred = "email"')" ]
}

@test "--drop leaves out what may not go" {
  call '.customer_number = null' >in.jsonl
  call >>in.jsonl
  [ "$(render --drop in.jsonl | jq -r .to)" = +12125550147 ]
}

@test "a reminder keeps the wall clock across a change of the clocks" {
  template before 'send: {anchor: appointment.starts_at, offset: -P1D}'
  template exactly 'send: {anchor: appointment.starts_at, offset: -PT24H}'
  # The clocks go back on 1 November 2026 at 2 AM in New York.
  call '.appointment.starts_at = "2026-11-01T09:00:00-05:00"' |
    smsrender --now 2026-10-01T00:00:00Z -t t |
    jq -r 'select(.send_at) | "\(.template_id) \(.send_at)"' >got
  diff - got <<'EOT'
before 2026-10-31T13:00:00.000Z
exactly 2026-10-31T14:00:00.000Z
EOT
}

# moved ZONE START OFFSET…: when texts with these offsets are due.
moved() {
  local zone=$1 start=$2 offset
  shift 2
  for offset in "$@"; do
    template moved "send: {anchor: appointment.starts_at, offset: $offset}"
    call ".appointment += {starts_at: \"$start\", timezone: \"$zone\"}" |
      smsrender --now 2026-01-01T00:00:00Z -t t/moved.yaml | jq -r .send_at
  done
}

@test "a day is a day of the wall clock, 24 hours are hours, in every zone" {
  # New York, 8 March 2026: forward at 2 AM.
  [ "$(moved America/New_York 2026-03-08T09:00:00-04:00 -P1D -PT24H | xargs)" = \
    '2026-03-07T14:00:00.000Z 2026-03-07T13:00:00.000Z' ]
  # Adelaide, half an hour beside the hour: back on 5 April, on on 4 October.
  [ "$(moved Australia/Adelaide 2026-04-05T09:00:00+09:30 -P1D -PT24H | xargs)" = \
    '2026-04-03T22:30:00.000Z 2026-04-03T23:30:00.000Z' ]
  [ "$(moved Australia/Adelaide 2026-10-04T09:00:00+10:30 -P1D -PT24H | xargs)" = \
    '2026-10-02T23:30:00.000Z 2026-10-02T22:30:00.000Z' ]
  # Lord Howe changes by half an hour.
  [ "$(moved Australia/Lord_Howe 2026-04-05T09:00:00+10:30 -P1D -PT24H | xargs)" = \
    '2026-04-03T22:00:00.000Z 2026-04-03T22:30:00.000Z' ]
  [ "$(moved Australia/Lord_Howe 2026-10-04T09:00:00+11:00 -P1D -PT24H | xargs)" = \
    '2026-10-02T22:30:00.000Z 2026-10-02T22:00:00.000Z' ]
}

@test "of an offset days come first, on the wall clock, then the hours" {
  # A day before Sunday 03:30 is Saturday 03:30, and 2 hours before that 01:30;
  # the other way round it would be 00:30, for the hour that was skipped.
  [ "$(moved America/New_York 2026-03-08T03:30:00-04:00 -P1DT2H)" = \
    2026-03-07T06:30:00.000Z ]
  [ "$(moved America/New_York 2026-03-07T01:30:00-05:00 P1DT2H)" = \
    2026-03-08T08:30:00.000Z ]
}

@test "months keep the day of the month, or take the last one" {
  [ "$(moved UTC 2028-03-31T10:00:00Z -P1M P1M P1Y -P1Y1M P1M1D | xargs)" = \
    '2028-02-29T10:00:00.000Z 2028-04-30T10:00:00.000Z 2029-03-31T10:00:00.000Z 2027-02-28T10:00:00.000Z 2028-05-01T10:00:00.000Z' ]
}

@test "a wall clock that is skipped is an hour later, one that is twice the first" {
  at() {
    template at "send: {anchor: appointment.starts_at, time: \"$2\"}"
    call ".appointment.starts_at = \"$1\"" |
      smsrender --now 2026-01-01T00:00:00Z -t t/at.yaml | jq -r .send_at
  }
  [ "$(at 2026-03-08T15:00:00-04:00 02:30)" = 2026-03-08T07:30:00.000Z ]
  [ "$(at 2026-11-01T15:00:00-05:00 01:30)" = 2026-11-01T05:30:00.000Z ]
  [ "$(moved America/New_York 2026-03-09T02:30:00-04:00 -P1D)" = \
    2026-03-08T07:30:00.000Z ]
  # The same for an appointment whose time has no offset.
  [ "$(of_call '.body, .dedupe_key' '.appointment.starts_at =
    "2026-03-08T02:30:00"' | xargs)" = \
    'Maple Street Dental: Sun Mar 8, 3:30 AM maple-street/A-1@2026-03-08T07:30:00.000Z/confirm/+12125550147' ]
  [ "$(of_call .dedupe_key '.appointment.starts_at = "2026-11-01T01:30:00"')" = \
    maple-street/A-1@2026-11-01T05:30:00.000Z/confirm/+12125550147 ]
}

@test "names of days and hours are those of the language" {
  cat >t/confirm.yaml <<'YAML'
id: confirm
purpose: confirmation
category: transactional
body: {es: '{{ appointment.starts_at | date: "%a %p" }}', fr: '{{ appointment.starts_at | date: "%a %b" }}', pt: '{{ appointment.starts_at | date: "%a" }}', de: '{{ appointment.starts_at | date: "%a" }}'}
YAML
  for language in es-MX fr-CA pt-BR de-AT; do
    call ".language = \"$language\"" | render | jq -r .body
  done >got
  diff - got <<'EOT'
mar p. m.
mar. déc.
ter.
Di
EOT
}

@test "a time of day is set on the day that the offset leads to" {
  template morning 'send: {anchor: appointment.starts_at, time: "08:00"}'
  template eve 'send: {anchor: appointment.starts_at, offset: -P1D, time: "18:30"}'
  call | render | jq -r 'select(.send_at) | "\(.template_id) \(.send_at)"' >got
  diff - got <<'EOT'
eve 2026-12-07T23:30:00.000Z
morning 2026-12-08T13:00:00.000Z
EOT
}

@test "without an anchor the hang-up is meant" {
  template soon 'send: {offset: PT15M}'
  [ "$(of_call 'select(.send_at).send_at')" = 2026-11-30T16:06:20.904Z ]
}

@test "what was due five minutes ago still goes, what was due earlier is not rendered" {
  template before 'send: {anchor: appointment.starts_at, offset: -P1D}'
  [ "$(call | smsrender --now 2026-12-07T19:35:00Z -t t/before.yaml |
    jq -r .status)" = rendered ]
  call >in.jsonl
  run -0 --separate-stderr smsrender --now 2026-12-07T19:35:00.001Z \
    -t t/before.yaml in.jsonl
  [ -z "$output$stderr" ]
  run -0 --separate-stderr smsrender -v --now 2026-12-07T19:35:00.001Z \
    -t t/before.yaml in.jsonl
  [ -z "$output" ]
  [ "$stderr" = 'smsrender: in.jsonl:1: before: past: it was due 2026-12-07T19:30:00.000Z' ]
}

@test "what would go out after it expires is suppressed" {
  template late 'expires: appointment.starts_at'
  template morning 'send: {anchor: appointment.starts_at, time: "08:00"}' \
    'expires: appointment.starts_at'
  [ "$(call | smsrender --now 2026-12-08T19:30:00Z -t t/late.yaml |
    jq -r .reason)" = expired ]
  [ "$(call '.appointment.starts_at = "2026-12-08T07:30:00-05:00"' |
    smsrender --now "$NOW" -t t/morning.yaml | jq -r .reason)" = expired ]
}

@test "expires may be moved like send" {
  template offer 'expires: {anchor: ended_at, offset: P2D, time: "20:00"}'
  [ "$(of_call 'select(.template_id == "offer").expires_at')" = \
    2026-12-03T01:00:00.000Z ]
}

@test "times print in the appointment's zone, the customer's, the tenant's" {
  [ "$(of_call '.body, .timezone, .timezone_basis' | xargs)" = \
    'Maple Street Dental: Tue Dec 8, 2:30 PM America/New_York tenant' ]
  [ "$(of_call '.body, .timezone, .timezone_basis' \
    '.customer_timezone = "America/Denver"' | xargs)" = \
    'Maple Street Dental: Tue Dec 8, 12:30 PM America/Denver customer' ]
  [ "$(of_call '.body, .timezone_basis' '.customer_timezone =
    "America/Denver" | .appointment.timezone = "Europe/London"' | xargs)" = \
    'Maple Street Dental: Tue Dec 8, 7:30 PM appointment' ]
}

@test "a time without an offset is wall clock in that zone" {
  template before 'send: {anchor: appointment.starts_at, offset: -P1D}'
  [ "$(of_call 'select(.send_at) | "\(.body) \(.send_at) \(.dedupe_key)"' \
    '.appointment.starts_at = "2026-12-08T14:30:00"')" = \
    'Maple Street Dental: Tue Dec 8, 2:30 PM 2026-12-07T19:30:00.000Z maple-street/A-1@2026-12-08T19:30:00.000Z/before/+12125550147' ]
}

@test "a zone that does not exist is an error, not another zone" {
  call '.appointment.timezone = "America/Gotham"' >in.jsonl
  run -65 --separate-stderr render in.jsonl
  [ "$output" = '' ]
  [[ "$stderr" == *'in.jsonl:1: appointment.timezone: '*Gotham* ]]
}

@test "without any zone the configuration is to blame" {
  sed -i '/^timezone:/d' "$SMSPIPE_CONFIG"
  run -78 --separate-stderr render <<<"$(call)"
  [[ "$stderr" == *"no time zone: 'timezone' is not set" ]]
}

@test "the language is the call's, its parent, or the template's first" {
  cat >t/confirm.yaml <<'YAML'
id: confirm
purpose: confirmation
category: transactional
body: {en: 'EN {{ appointment.starts_at | date: "%a" }}', es: 'ES {{ appointment.starts_at | date: "%a" }}', pt-BR: BR}
YAML
  said() { of_call '"\(.language) \(.body)"' "$@"; }
  [ "$(said .)" = 'en EN Tue' ]
  [ "$(said '.language = "es-MX"')" = 'es ES mar' ]
  [ "$(said '.language = "PT-br"')" = 'pt-BR BR' ]
  [ "$(said '.language = "pt"')" = 'pt-BR BR' ]
  [ "$(said '.language = "fr"')" = 'en EN Tue' ]
  [ "$(said '.language = "pt_PT"')" = 'pt-BR BR' ]
  [ "$(said '.language = "esperanto"')" = 'en EN Tue' ]
  sed -i 's/^body: {/&es-ES: ES, /' t/confirm.yaml
  [ "$(said '.language = "es-MX"')" = 'es ES mar' ]
  [ "$(said '.language = "es-es-x"')" = 'es-ES ES' ]
  sed -i 's/es-ES: ES/es-ES: ES, zh-Hans: A, zh-Hant: B/' t/confirm.yaml
  [ "$(said '.language = "zh-Hant-TW"')" = 'zh-Hant B' ]
  [ "$(said '.language = "zh"')" = 'zh-Hans A' ]
  sed -i 's/es-ES: ES, zh-Hans: A, zh-Hant: B, //' t/confirm.yaml
  [ "$(call | render --language es | jq -r .language)" = es ]
}

@test "a message is from our end of the call, else from a sender of the campaign" {
  sed -i 's/^senders:/&\n  "+12125550111": {kind: toll_free, provider: file, campaign: offers}/' "$SMSPIPE_CONFIG"
  [ "$(of_call '"\(.from) \(.sender_kind)"')" = '+12125550100 10dlc' ]
  [ "$(of_call .from '.business_number = null')" = +12125550111 ]
  template confirm 'campaign: appointments'
  [ "$(of_call '"\(.from) \(.sender_kind)"' '.business_number = null')" = \
    '+12125550100 10dlc' ]
}

@test "what a template names and a call lacks is an error with both places" {
  BODY='Hi {{ data.nick }}' template hi
  call >in.jsonl
  run -65 --separate-stderr render --rejects bad.jsonl in.jsonl
  [[ "$stderr" == "smsrender: in.jsonl:1: t/hi.yaml:4:"*"data.nick"* ]]
  [ "$(jq -r .template_id <<<"$output")" = confirm ]
  [ "$(jq -r .input bad.jsonl)" = "$(cat in.jsonl)" ]
}

@test "--lax prints nothing for what is not defined" {
  BODY='Hi {{ data.nick }}!' template hi
  [ "$(call | smsrender --lax -r -t t/hi.yaml)" = 'Hi !' ]
}

@test "a text that comes out empty is an error" {
  BODY='{% if data.nick %}Hi{% endif %} ' template hi
  run -65 --separate-stderr smsrender -t t/hi.yaml <<<"$(call)"
  [[ "$stderr" == *'t/hi.yaml:4: the text is empty' ]]
}

@test "a long value is cut so that the whole body stays in its segments" {
  BODY='{{ brand.name }}: {{ data.summary | segment_fit: 1, "..." }} Reply STOP to opt out.' \
    template hi
  body() {
    call ".data.summary = \"$1\"" | smsrender -r -t t/hi.yaml
  }
  [ "$(body 'short enough')" = \
    'Maple Street Dental: short enough Reply STOP to opt out.' ]
  body "$(printf 'word %.0s' {1..200})" >got
  grep -qx 'Maple Street Dental: \(word \)*word\.\.\. Reply STOP to opt out\.' got
  [ "$(tr -d '\n' <got | wc -c)" -eq 156 ]
  # One character of another alphabet: 70 of them fit.
  body "ж$(printf ' word%.0s' {1..200})" >got
  [ "$(tr -d '\n' <got | wc -m)" -le 70 ]
  grep -q 'ж word\( word\)*\.\.\. Reply' got
}

@test "a line end behind the text takes no room in a segment" {
  template hi
  printf 'body:\n  en: |\n    {{ data.summary | segment_fit: 1 }}\n' |
    cat <(grep -v '^body' t/hi.yaml) - >t/block.yaml
  exact=$(printf 'x%.0s' {1..159})!
  [ "$(call ".data.summary = \"$exact\"" | smsrender -r -t t/block.yaml)" = "$exact" ]
}

@test "a body that cannot be cut far enough is an error, lax it is as short as it gets" {
  long=$(printf 'word %.0s' {1..40})
  run -65 --separate-stderr smsrender -r -e "$long{{ a | segment_fit: 1 }}" \
    <<<'{"a": "b"}'
  [[ "$stderr" == *"-e:1:208: the text is already 2 segments without what 'segment_fit' may cut, more than 1" ]]
  [ "$(smsrender --lax -r -e "$long{{ a | segment_fit: 1 }}" <<<'{"a": "b"}')" = "${long% }" ]
  run -64 --separate-stderr smsrender -e '{{ a | segment_fit: 1 | upcase }}' <<<'{}'
  [[ "$stderr" == *"-e:1:8: 'segment_fit' must be the last filter of what is printed" ]]
}

@test "names and amounts follow the message's language, no locale is needed" {
  text='{{ at | date: "%A %B %p" }} {{ 1234.5 | money: "EUR" }} {{ 1 | ordinal }}'
  say() {
    LC_ALL=$1 LANG=$1 LANGUAGE=$1 smsrender -r --language "$2" -e "$text" \
      <<<'{"at": "2026-12-08T14:30:00-05:00"}'
  }
  for locale in xx_YY.nonsense C de_DE.UTF-8; do
    [ "$(say $locale en)" = 'Tuesday December PM €1,234.50 1st' ]
    [ "$(say $locale es)" = 'martes diciembre p. m. 1234,50 € 1.o' ]
    [ "$(say $locale fr)" = 'mardi décembre PM 1 234,50 € 1er' ]
    [ "$(say $locale pt)" = 'terça-feira dezembro PM € 1.234,50 1o' ]
    [ "$(say $locale de)" = 'Dienstag Dezember PM 1.234,50 € 1.' ]
  done
}

@test "an expression that is not UTF-8 is refused with its place" {
  run -64 --separate-stderr smsrender -e $'caf\xe9' <<<'{}'
  [[ "$stderr" == *'-e:1:4: what stands here is not UTF-8' ]]
}

@test "an anchor that the call lacks, or that is no time, is an error" {
  template before 'send: {anchor: data.at, offset: -P1D}'
  run -65 --separate-stderr smsrender -t t/before.yaml <<<"$(call)"
  [[ "$stderr" == *"t/before.yaml:5: send: nothing at 'data.at'" ]]
  run -65 --separate-stderr smsrender -t t/before.yaml \
    <<<"$(call '.data.at = "next week"')"
  [[ "$stderr" == *"t/before.yaml:5: send: no time at 'data.at'" ]]
}

@test "caller's words bring no links" {
  BODY='Hi {{ data.nick }}' template hi
  for nick in 'x http://evil.test/a' 'see evil.example.com' 'evil.com' \
    'bit.ly/x' 'a evil.museum/x' $'e\u200bvil.com' 'x,evil.io' \
    'ｅｖｉｌ．ｃｏｍ' 'evil。com' 'evil.com／x' \
    'user@evil.com/x' '10.0.0.1/x'; do
    run -65 --separate-stderr smsrender -t t/hi.yaml \
      <<<"$(call ".data.nick = $(jq -n --arg n "$nick" '$n')")"
    [[ "$stderr" == *'data.nick: a link is not allowed here'* ]]
  done
  for nick in 'Dr. Lee' 'St.Louis office' '10.30 a.m./p.m.' 'U.S.A.' \
    'desk@maple.example' '$12.50/each' 'and/or' 'e.g. this' '3.14'; do
    [ "$(call ".data.nick = $(jq -n --arg n "$nick" '$n')" |
      smsrender -r -t t/hi.yaml)" = "Hi $nick" ]
  done
}

@test "a link in what was said or summed up is not rendered" {
  for field in summary transcript recording_url; do
    BODY="{{ $field }}" template hi
    run -65 --separate-stderr smsrender -t t/hi.yaml \
      <<<"$(call ".$field = \"see https://evil.example/a\"")"
    [[ "$stderr" == *"$field: a link is not allowed here"* ]]
  done
}

@test "a declared link may lead to the brand's own domains alone" {
  BODY='See {{ data.url }}' template hi \
    'variables: {data.url: {link: true, max: 40}}'
  body() {
    call ".data.url = \"$1\"" | smsrender -r -t t/hi.yaml
  }
  [ "$(body https://maple.example/t/1)" = 'See https://maple.example/t/1' ]
  [ "$(body https://go.maple.example/)" = 'See https://go.maple.example/' ]
  for url in https://evil.example/ https://maple.example.evil.test/ \
    https://maple.example@evil.test/ https://notmaple.example/x \
    "https://maple.example/$(printf '%050d' 0)"; do
    run -65 body "$url"
  done
}

@test "values side by side make no link either" {
  BODY='{{ data.a }}{{ data.b }} or {{ data.a }}.com, {{ data.c | append: ".io" }}' \
    template hi
  refused() {
    run -65 --separate-stderr smsrender -t t/hi.yaml <<<"$(call "$1")"
    [[ "$stderr" == *"t/hi.yaml:4: values side by side make a link '$2'" ]]
  }
  refused '.data += {a: "evil", b: ".com", c: "x"}' evil.com
  refused '.data += {a: "evil", b: ".", c: "x"}' evil.com
  refused '.data += {a: "a b", b: "c", c: "evil"}' b.com
  BODY='https://maple.example{{ data.a }}{{ data.b }}' template hi
  refused '.data += {a: ".evil", b: ".io/x"}' https://maple.example.evil.io/x
  refused '.data += {a: "@evil", b: ".io"}' https://maple.example@evil.io
}

@test "the author's links stay, wherever they lead" {
  BODY='See https://partner.example/{{ data.a }}, {% if data.a %}{{ "shop.example/" | append: data.a }}{% endif %} and maple.example' \
    template hi
  [ "$(call '.data.a = "x1"' | smsrender -r -t t/hi.yaml)" = \
    'See https://partner.example/x1, shop.example/x1 and maple.example' ]
  sed -i 's/name: Maple Street Dental/name: Booking.com/' "$SMSPIPE_CONFIG"
  BODY='{{ brand.name }}: hi {{ data.a }}' template hi
  [ "$(call '.data.a = "x1"' | smsrender -r -t t/hi.yaml)" = 'Booking.com: hi x1' ]
  # Without domains a declared link may lead anywhere, others stay refused.
  sed -i 's/domains: .maple.example., //' "$SMSPIPE_CONFIG"
  BODY='{{ data.url }} {{ data.a }}{{ data.b }}' template hi \
    'variables: {data.url: {link: true}}'
  [ "$(call '.data += {url: "https://any.example/x", a: "b", b: "c"}' |
    smsrender -r -t t/hi.yaml)" = 'https://any.example/x bc' ]
  run -65 smsrender -t t/hi.yaml \
    <<<"$(call '.data += {url: "https://any.example/x", a: "evil", b: ".io"}')"
}

@test "caller's words lose what is not seen and are cut where declared" {
  BODY='<{{ data.nick }}>' template hi 'variables: {data.nick: {max: 6}}'
  body() {
    call ".data.nick = \"$1\"" | smsrender -r -t t/hi.yaml
  }
  [ "$(body 'a\u202eb\u0007\u200f')" = '<ab>' ]
  [ "$(body 'a\nb\tc')" = '<a b c>' ]
  [ "$(body 'abcdefgh')" = '<abcdef>' ]
  [ "$(body 'abcde fgh')" = '<abcde>' ]
  [ "$(body 'ééééééé')" = '<éééééé>' ]
  # An accent of its own stays with its letter.
  [ "$(body 'abcdefe\u0301')" = '<abcdef>' ]
  [ "$(body 'abcdee\u0301')" = '<abcde>' ]
  [ "$(body '{{ brand.name }}')" = '<{{ bra>' ]
}

@test "a number that is longer than declared is refused, not cut" {
  BODY='<{{ data.n }}>' template hi 'variables: {data.n: {max: 6}}'
  number() {
    smsrender -r -t t/hi.yaml <<<"$(call ".data.n = $1")"
  }
  [ "$(number 123456)" = '<123456>' ]
  run -65 --separate-stderr number 1234567
  [ "$output" = '' ]
  [[ "$stderr" == *"t/hi.yaml:4:"*"'data.n' is too long a number '1234567'" ]]
}

@test "what the author wrote stays as it is, line ends too" {
  cat >t/hi.yaml <<YAML
id: hi
purpose: other
category: transactional
body: |
  Hi$(printf '\u00a0'){{ data.nick }},
  see you$(printf '\u200f')!
YAML
  call '.data.nick = "a\u200e\nb\u200fc"' | smsrender -r -t t/hi.yaml >got
  printf 'Hi\u00a0a bc,\nsee you\u200f!\n' | cmp - got
}

@test "brand is the configuration's, whatever the call says" {
  BODY='{{ brand.name }} {{ brand.phone }} {{ brand.domains[0] }}' template hi
  [ "$(call '.brand = {name: "Evil", phone: "1", domains: ["x"]}' |
    smsrender -r -t t/hi.yaml)" = \
    'Maple Street Dental +12125550100 maple.example' ]
}

@test "nobody who was not reached gets a confirmation" {
  template missed
  sed -i 's/^purpose: .*/purpose: missed_call/' t/missed.yaml
  [ "$(of_call .template_id '.stage = "not_connected"')" = missed ]
  BODY='{{ brand.name }}: sorry' template missed
  sed -i 's/^purpose: .*/purpose: missed_call/' t/missed.yaml
  BODY='{{ brand.name }}: thank you' template confirm
  {
    jq -c '.call.disconnection_reason = "dial_no_answer"' \
      "$FIXTURES/retell.json"
    jq -c '.CallStatus = "busy" | .CallDuration = "0"' "$FIXTURES/twilio.json"
    echo '{"type":"call_initiation_failure","event_timestamp":1796053800,
      "data":{"conversation_id":"e1","failure_reason":"no-answer",
      "metadata":{"body":{"From":"+12125550100","To":"+12125550147"}}}}' |
      jq -c .
  } | render | jq -r .template_id >got
  [ "$(xargs <got)" = 'missed missed missed' ]
}

@test "when decides, with and without -t" {
  template never 'when: data.intent == "cancel"'
  [ "$(of_call .template_id)" = confirm ]
  [ "$(call | smsrender -t t/never.yaml)" = '' ]
  echo 'templates: t' >>"$SMSPIPE_CONFIG"
  [ "$(call | smsrender | jq -r .template_id)" = confirm ]
  run --separate-stderr smsrender -v -t never <<<"$(call)"
  [[ "$stderr" == *'no template holds'* ]]
}

@test "-t takes files, folders and ids" {
  template other
  echo 'templates: t' >>"$SMSPIPE_CONFIG"
  [ "$(call | smsrender -t other | jq -r .template_id)" = other ]
  [ "$(call | smsrender -t t/other.yaml -t confirm | jq -r .template_id |
    xargs)" = 'other confirm' ]
  [ "$(call | smsrender -t t/ | jq -r .template_id | xargs)" = 'confirm other' ]
  run -66 --separate-stderr smsrender -t othr
  [ "$stderr" = "smsrender: no template 'othr', did you mean 'other'?" ]
  run -66 --separate-stderr smsrender -t t/nope.yaml
  [[ "$stderr" == *'t/nope.yaml: No such file or directory' ]]
}

@test "a dead link among the templates stops none of the others" {
  ln -s nowhere t/a.yaml
  run -78 --separate-stderr smsrender -t t <<<"$(call)"
  [ "$(jq -r .template_id <<<"$output")" = confirm ]
  [ "$stderr" = 'smsrender: t/a.yaml: No such file or directory' ]
}

@test "a call without templates to choose from is told of" {
  run -78 --separate-stderr smsrender <<<"$(call)"
  [ "$stderr" = "smsrender: no templates: name one with -t, or set 'templates'" ]
}

@test "a wrong template is refused with file, line and the nearest name" {
  refused() {
    run -78 --separate-stderr smsrender -t t/bad.yaml /dev/null
    [[ "$stderr" == "smsrender: t/bad.yaml:$1"* ]]
  }
  template bad 'whn: true'
  refused "5: unknown key 'whn', did you mean 'when'?"
  template bad 'send: {anchr: x}'
  refused "5: unknown key 'anchr', did you mean 'anchor'?"
  template bad 'send: {offset: 1 day}'
  refused "5: not an ISO 8601 duration 'offset'"
  template bad 'send: {time: "7:00"}'
  refused "5: not a time HH:MM 'time'"
  template bad 'send: {offset: -PT2H, time: "07:00"}'
  refused "5: an offset in hours cannot go with a time of day 'send'"
  template bad 'quiet_hours: maybe'
  refused "5: quiet_hours is on or off, not 'maybe'"
  template bad 'variables: {x: {max: many}}'
  refused "5: not a whole number from 1 on 'max'"
  template bad 'when: data.x ==='
  refused 5:
  BODY='{{ x' template bad
  refused 4:
  template bad
  sed -i 's/^purpose: .*/purpose: greeting/' t/bad.yaml
  refused "2: unknown purpose 'greeting'"
  sed -i '/^purpose/d' t/bad.yaml
  refused "1: missing key 'purpose'"
}

@test "a wrong template is told of, the others and all records go on" {
  template bad 'whn: true'
  BODY='{{ x' template worse
  template zzz
  { call; message; call '.call_id = "c2"'; } >in.jsonl
  run -78 --separate-stderr render in.jsonl
  [ "$(jq -r '.template_id // "-"' <<<"$output" | xargs)" = 'confirm zzz - confirm zzz' ]
  [ "${stderr_lines[0]}" = "smsrender: t/bad.yaml:5: unknown key 'whn', did you mean 'when'?" ]
  [[ "${stderr_lines[1]}" == 'smsrender: t/worse.yaml:4:'* ]]
  [ ${#stderr_lines[@]} -eq 2 ]
  # One that is named is told of in the same way.
  run -78 --separate-stderr smsrender -t t/bad.yaml -t t/zzz.yaml in.jsonl
  [ "$(jq -r '.template_id // "-"' <<<"$output" | xargs)" = 'zzz - zzz' ]
  # With no other left there is nothing to do for calls.
  run -78 --separate-stderr smsrender -t t/bad.yaml in.jsonl
  [ -z "$output" ]
  [ ${#stderr_lines[@]} -eq 1 ]
}

@test "an id is found beside a wrong template, and if not, that is told of" {
  echo 'templates: t' >>"$SMSPIPE_CONFIG"
  template bad 'whn: true'
  run -0 --separate-stderr smsrender -t confirm <<<"$(call)"
  [ -z "$stderr" ]
  run -66 --separate-stderr smsrender -t bad <<<"$(call)"
  [[ "${stderr_lines[0]}" == *"/t/bad.yaml:5: unknown key 'whn'"* ]]
  [[ "${stderr_lines[1]}" == "smsrender: no template 'bad'"* ]]
}

@test "of two templates of one id the second is told of and left out" {
  cp t/confirm.yaml t/copy.yaml
  run -78 --separate-stderr render <<<"$(call)"
  [ "$stderr" = "smsrender: t/copy.yaml: same id as t/confirm.yaml 'confirm'" ]
  [ "$(jq -r .template_id <<<"$output")" = confirm ]
}

@test "-r prints bare texts and nothing else" {
  { message; call; } | render -r >got
  [ "$(cat got)" = 'Maple Street Dental: Tue Dec 8, 2:30 PM' ]
}

@test "-e renders a text against any object" {
  echo '{"a":"http://x.test","n":{"b":[1,2]},"brand":"mine"}' >in.jsonl
  [ "$(smsrender -e '{{ a }} {{ n.b[1] }} {{ brand }}' in.jsonl)" = \
    '{"body":"http://x.test 2 mine"}' ]
  [ "$(smsrender -r -e '{{ n.b | join: "+" }}' in.jsonl)" = 1+2 ]
  [ "$(echo '{}' | smsrender -r -e '{{ brand.name }}')" = 'Maple Street Dental' ]
  [ "$(echo '{"record":"call"}' | smsrender -r -e '{{ record }}')" = call ]
}

@test "-e prints times in the tenant's zone" {
  [ "$(echo '{"at":"2026-12-08T19:30:00Z"}' |
    smsrender -r -e '{{ at | date: "%H:%M" }}')" = 14:30 ]
  [ "$(echo '{}' | smsrender --now 2026-12-08T05:30:00Z -r \
    -e '{{ "now" | date: "%F" }}')" = 2026-12-08 ]
}

@test "-e goes on behind an object it cannot render" {
  printf '{"b":1}\n{"a":2}\n' >in.jsonl
  run -65 --separate-stderr smsrender -r -e '{{ a }}' in.jsonl
  [ "$output" = 2 ]
  [[ "$stderr" == 'smsrender: in.jsonl:1: -e:1:'* ]]
  [ "$(smsrender --lax -r -e '[{{ a }}]' in.jsonl | xargs)" = '[] [2]' ]
}

@test "-e with a broken text is a usage error" {
  run -64 --separate-stderr smsrender -e '{{ a'
  [[ "$stderr" == 'smsrender: -e:1:'* ]]
  run -64 smsrender -e x -t t
  run -64 smsrender -e x --call
}

@test "--from insists on a platform" {
  echo '{"call":{"call_id":"c7"}}' >in.json
  [ "$(smsrender --call --from retell in.json | jq -r .call_id)" = c7 ]
  [ "$(smsrender --call in.json)" = '{"call":{"call_id":"c7"}}' ]
  run -65 --separate-stderr smsrender --call --from vapi in.json
  [ "$stderr" = "smsrender: in.json:1: vapi: no call_id at 'message.call.id'" ]
  run -64 --separate-stderr smsrender --from vappi in.json
  [[ "$stderr" == *"unknown platform 'vappi', did you mean 'vapi'?" ]]
}

@test "an event of one's own becomes a message once" {
  sed -i 's/^calls:/&\n  mappings: {orders: {recognise: type=order.shipped, event_id: order.id, occurred_at: at, customer_number: order.phone, data.url: order.url}}/' \
    "$SMSPIPE_CONFIG"
  BODY='{{ brand.name }}: on its way {{ data.url }}' template track \
    'variables: {data.url: {link: true}}'
  echo '{"type":"order.shipped","at":1796053890,"order":{"id":"o7","phone":"+12125550147","url":"https://maple.example/t/7"}}' |
    smsrender --now "$NOW" -t t/track.yaml >got
  [ "$(jq -r .body got)" = \
    'Maple Street Dental: on its way https://maple.example/t/7' ]
  [ "$(jq -r .dedupe_key got)" = 'maple-street/o7/track/+12125550147' ]
  [ "$(jq -r '.event_id, .source, .status' got | xargs)" = 'o7 generic rendered' ]
  [ "$(jq -r '.deadline_at, .call_ended_at, .call_id' got | xargs)" = \
    'null null null' ]
}

@test "a wrong mapping is refused at the start" {
  sed -i 's/^calls:/&\n  mappings: {orders: {evnt_id: x}}/' "$SMSPIPE_CONFIG"
  run -78 --separate-stderr smsrender -t t /dev/null
  [[ "$stderr" == *"smspipe.yaml:"*"unknown field 'evnt_id', did you mean 'event_id'?" ]]
}

@test "consent that is neither yes nor no is warned of" {
  jq '.message.analysis.structuredData.sms_consent = "perhaps"' \
    "$FIXTURES/vapi.json" >in.json
  run --separate-stderr smsrender --call in.json
  [ "$(jq -r .consent.sms <<<"$output")" = unknown ]
  [ "$stderr" = "smsrender: in.json:1: consent is neither yes nor no 'perhaps'" ]
}

@test "a call record that breaks the schema is refused, the next goes on" {
  { call '.customer_number = "212 555"'; call; } >in.jsonl
  run -65 --separate-stderr render in.jsonl
  [ "$(jq -r .to <<<"$output")" = +12125550147 ]
  [[ "$stderr" == *'in.jsonl:1: customer_number: must be an E.164 number' ]]
}

@test "media and e-mail are rendered beside the text" {
  template rich 'media: ["https://maple.example/m/{{ data.intent }}.png"]' \
    'email: {subject: "At {{ brand.name }}", body: "See you {{ data.intent }}"}'
  of_call 'select(.template_id == "rich") | [.media_urls[0],
    .fallback.email, .fallback.subject, .fallback.body] | join("|")' \
    '.customer_email = "dana@example.test"' >got
  [ "$(cat got)" = \
    'https://maple.example/m/book.png|dana@example.test|At Maple Street Dental|See you book' ]
}

@test "a value in a media address is encoded, whatever it says" {
  template rich 'media: ["https://cdn.example/{{ data.a | replace: \" \", \"-\" }}/{{ data.b }}.png?id={{ data.b }}"]'
  of_call 'select(.template_id == "rich").media_urls[0]' \
    '.data += {a: "123 Main St", b: "x/../y?z#@evil.com&q=é"}' >got
  [ "$(cat got)" = 'https://cdn.example/123-Main-St/x%2F..%2Fy%3Fz%23%40evil.com%26q%3D%C3%A9.png?id=x%2F..%2Fy%3Fz%23%40evil.com%26q%3D%C3%A9' ]
}

@test "a media address leads to the author's host or to the brand's domains" {
  media() {
    template rich "media: ['$1']"
    call "${2:-.}" | smsrender --now "$NOW" -t t/rich.yaml | jq -r '.media_urls[0]'
  }
  [ "$(media 'https://{{ brand.domains[0] }}/a.png')" = https://maple.example/a.png ]
  [ "$(media 'https://{{ data.sub }}.maple.example/a.png' '.data.sub = "m"')" = \
    https://m.maple.example/a.png ]
  [ "$(media 'http://127.0.0.1:8080/a.png')" = http://127.0.0.1:8080/a.png ]
  refused() {
    template rich "media: ['$1']"
    run -65 --separate-stderr smsrender -t t/rich.yaml <<<"$(call "$2")"
    [[ "$stderr" == *"t/rich.yaml:5: $3"* ]]
  }
  refused 'https://{{ data.host }}/a.png' '.data.host = "evil.com"' \
    "the address leads to another domain 'https://evil.com/a.png'"
  refused 'https://cdn.example{{ data.x }}/a.png' '.data.x = ".evil.com"' \
    'the address leads to another domain'
  refused '{{ data.x }}://cdn.example/a.png' '.data.x = "ftp"' \
    'not an https:// address'
  refused 'https://cdn.example/{{ data.x }}/a.png' '.data.x = ".."' \
    'the address leads upwards'
  template rich 'media: ["https://cdn.example/a.png", "http://cdn.example/b.png"]'
  run -78 --separate-stderr smsrender -t t/rich.yaml /dev/null
  [[ "$stderr" == *"t/rich.yaml:5: not an https:// address 'http://cdn.example'" ]]
}

@test "a declared link may be the whole media address" {
  template rich 'media: ["{{ data.url }}"]' 'variables: {data.url: {link: true}}'
  media() {
    call ".data.url = \"$1\"" | smsrender -t t/rich.yaml | jq -r '.media_urls[0]'
  }
  [ "$(media 'https://maple.example/m.png?a=b&c=d')" = 'https://maple.example/m.png?a=b&c=d' ]
  for url in https://evil.example/m.png http://maple.example/m.png; do
    run -65 smsrender -t t/rich.yaml <<<"$(call ".data.url = \"$url\"")"
  done
}

@test "a media address that prints nothing is left out" {
  template rich 'media: ["{% if data.a %}https://maple.example/{{ data.a }}{% endif %}", "https://maple.example/b"]'
  of_call 'select(.template_id == "rich").media_urls | @json' >got
  [ "$(cat got)" = '["https://maple.example/b"]' ]
  template rich 'media: ["{% if data.a %}https://maple.example/{{ data.a }}{% endif %}"]'
  [ "$(of_call 'select(.template_id == "rich") | has("media_urls")')" = false ]
}

@test "the appointment of a call record that has none is looked for" {
  [ "$(of_call .body 'del(.appointment) |
    .data.appointment_start = "2026-12-08T14:30:00-05:00"')" = \
    'Maple Street Dental: Tue Dec 8, 2:30 PM' ]
}

@test "--partials is where include and render find NAME.liquid" {
  mkdir -p p/dir
  printf 'Hi {{ who }}' >p/dir/hi.liquid
  printf '{{ nosuch }}' >p/hole.liquid
  echo '{"n": "Ana"}' >in.json
  [ "$(smsrender -r --partials p -e '{% render "dir/hi", who: n %}!' in.json)" = 'Hi Ana!' ]
  run -65 --separate-stderr smsrender --partials p -e '{% render "hole" %}' in.json
  [[ $stderr == *"p/hole.liquid:1:4: 'nosuch' is not defined"* ]]
  run -65 --separate-stderr smsrender --partials p -e '{% include "../in" %}' in.json
  [[ $stderr == *"'../in' is no name of a partial"* ]]
  run -65 --separate-stderr smsrender --partials p -e '{% include "nope" %}' in.json
  [[ $stderr == *'p/nope.liquid'* ]]
  run -65 --separate-stderr smsrender -e '{% include "dir/hi" %}' in.json
  [[ $stderr == *'no folder of partials'* ]]
}

@test "templates of a folder use partials, with brand and what they are given" {
  mkdir p
  printf '{{ brand.name }}, {{ at | date: "%%-I %%p" }}' >p/head.liquid
  BODY='{% render "head", at: appointment.starts_at %}' template confirm
  [ "$(call | render --partials p -r)" = 'Maple Street Dental, 2 PM' ]
}

# ---- texts that a model wrote -------------------------------------------------

# written TEXT [FILTER]: what the template t/follow.yaml makes of a model's text.
written() {
  call ".data.followup = $(jq -n --arg t "$1" '$t')" |
    smsrender --now "$NOW" -t t/follow.yaml | jq -c "${2:-.body}"
}

follow() {
  BODY='{{ brand.name }}: we will be in touch. Reply STOP to opt out.' \
    template follow "$@"
}

OWN='"Maple Street Dental: we will be in touch. Reply STOP to opt out."'

@test "a text that a model wrote is the body, and marked" {
  follow 'dynamic: {field: data.followup}'
  [ "$(written 'Maple Street Dental: Sarah saves you 2:30.' \
    '[.body, .dynamic, .dynamic_reason, .redacted, .template_id]')" = \
    '["Maple Street Dental: Sarah saves you 2:30.",true,null,null,"follow"]' ]
  follow
  for field in data.followup followup; do
    call '.data.followup = "See you." | .language = "es-MX"' |
      smsrender --dynamic $field -t t/follow.yaml |
      jq -c '[.body, .dynamic, .language]'
  done | sort -u >got
  [ "$(cat got)" = '["See you.",true,"es-MX"]' ]
  # The same message, whoever wrote the text.
  [ "$(written x .message_id)" = "$(call '.data.followup = "x"' |
    smsrender --dynamic followup -t t/follow.yaml | jq .message_id)" ]
}

@test "what a model wrote is a caller's words" {
  follow 'dynamic: {field: data.followup}'
  [ "$(written $'  a\u202eb\u200bc\nd\te \u2028 ')" = '"abc d e"' ]
  [ "$(written '{ {% raw }} \\ "q" 😀' .dynamic)" = false ]
  [ "$(written '{ % } %} \ "q" 😀')" = '"{ % } %} \\ \"q\" 😀"' ]
  [ "$(written 'See https://maple.example/x and desk@maple.example.')" = \
    '"See https://maple.example/x and desk@maple.example."' ]
}

@test "a model's text that cannot be used has a reason, and the template's own goes" {
  follow 'dynamic: {field: data.followup, max_segments: 2}'
  expect_own() {
    call "$3" >in.jsonl
    run -0 --separate-stderr smsrender -v -t t/follow.yaml in.jsonl
    [ "$(jq -c '[.body, .dynamic, .dynamic_reason]' <<<"$output")" = \
      "[$OWN,false,\"$1\"]" ]
    [ "$stderr" = "smsrender: in.jsonl:1: follow: the template's own text: $2" ]
    run -0 --separate-stderr smsrender -t t/follow.yaml in.jsonl
    [ -z "$stderr" ]
  }
  expect_own missing "nothing at 'data.followup'" .
  expect_own missing "nothing at 'data.followup'" '.data.followup = null'
  expect_own not_text "no text at 'data.followup'" '.data.followup = ["x"]'
  expect_own empty "an empty text at 'data.followup'" '.data.followup = " \u200b\n"'
  expect_own placeholder "a text that was not filled in at 'data.followup'" \
    '.data.followup = "Hi {{ name }}"'
  expect_own link "data.followup: the link leads to another domain 'evil.io'" \
    '.data.followup = "see e\u200bvil.io"'
  expect_own too_long '3 segments, more than 2' '.data.followup = "ä" * 307'
  [ "$(written "$(printf 'ä%.0s' {1..306})" .dynamic)" = true ]
}

@test "a model's text takes as many segments as the policy allows, unless said" {
  follow 'dynamic: {field: data.followup}'
  [ "$(written "$(printf 'a%.0s' {1..459})" .dynamic)" = true ]
  [ "$(written "$(printf 'a%.0s' {1..460})" .dynamic_reason)" = '"too_long"' ]
  policy '{max_segments: 1}'
  [ "$(written "$(printf 'a%.0s' {1..161})" .dynamic_reason)" = '"too_long"' ]
}

@test "without domains of the brand a model's text has no links" {
  sed -i 's/domains: .maple.example., //' "$SMSPIPE_CONFIG"
  follow 'dynamic: {field: data.followup}'
  [ "$(written 'see https://maple.example/' .dynamic_reason)" = '"link"' ]
}

@test "numbers of cards and people in a model's text are masked, and warned of" {
  follow 'dynamic: {field: data.followup}'
  [ "$(written 'Card 4111 1111 1111 1111, SSN 123-45-6789, call +12125550100.' \
    '[.body, .dynamic, .redacted]')" = \
    '["Card **** **** **** 1111, SSN ***-**-****, call +12125550100.",true,true]' ]
  [ "$(written $'4111 11\u200b11 1111 11\u00ad11')" = '"**** **** **** 1111"' ]
  [ "$(written $'4111\u201111 11\u20111111\u20111111' .redacted)" = null ]
  [ "$(written $'4111\u20111111\u20111111\u20111111' .redacted)" = true ]
  [ "$(written 'See https://maple.example/4111111111111111 for it.' .redacted)" = null ]
  call '.data.followup = "SSN 123-45-6789"' >in.jsonl
  run -0 --separate-stderr smsrender -t t/follow.yaml in.jsonl
  [ "$stderr" = 'smsrender: in.jsonl:1: follow: numbers of cards or people are masked' ]
  [[ "$output" != *6789* ]]
}

@test "a frame puts the brand and the way out around a model's text" {
  follow 'dynamic: {field: data.followup, max_segments: 1, frame: {en: "{{ brand.name }}: {{ dynamic }} Reply STOP to opt out.", es: "{{ brand.name }}: {{ dynamic }} Responda STOP para darse de baja."}}'
  [ "$(written 'you said "{{" once' .dynamic_reason)" = '"placeholder"' ]
  [ "$(written 'see "you" there.')" = \
    '"Maple Street Dental: see \"you\" there. Reply STOP to opt out."' ]
  [ "$(call '.language = "es" | .data.followup = "hasta luego."' |
    smsrender -r -t t/follow.yaml)" = \
    'Maple Street Dental: hasta luego. Responda STOP para darse de baja.' ]
  call '.data.followup = "see you."' | smsrender -t t/follow.yaml | smslint |
    jq -e '.lint.errors == 0'
  # The frame counts too.
  [ "$(written "$(printf 'a%.0s' {1..130})" .dynamic_reason)" = '"too_long"' ]
  # Only there is the name another one.
  BODY='{{ dynamic }}' template plain
  run -65 smsrender -t t/plain.yaml <<<"$(call)"
}

@test "a wrong dynamic is refused" {
  refused() {
    follow "dynamic: $1"
    run -78 --separate-stderr smsrender -t t/follow.yaml /dev/null
    [[ "$stderr" == "smsrender: t/follow.yaml:5: $2"* ]]
  }
  refused '{max_segments: 2}' "field is needed in 'dynamic'"
  refused '{feld: x}' "unknown key 'feld', did you mean 'field'?"
  refused '{field: x, max_segments: 0}' "not a whole number from 1 on 'max_segments'"
  refused 'data.followup' "not a map 'dynamic'"
  run -64 --separate-stderr smsrender --dynamic data.followup /dev/null
  [[ "$stderr" == *'--dynamic needs -t'* ]]
  run -64 smsrender --dynamic data.followup -e x /dev/null
}
