#!/usr/bin/env bats
# smssend with the file provider and with smssim: what goes, what does not, and
# what is said of it.
# SPDX-License-Identifier: ISC
# bats file_tags=store
load helper
load sending

# What came out, a message a line: "m-1 accepted -".
told() {
  jq -r '"\(.message_id) \(.status) \(.reason // "-")"' out
}

outbox() {
  [ ! -f outbox.jsonl ] || jq -r '"\(.message_id) \(.body)"' outbox.jsonl
}

# A message whose id is derived from its key; arguments as for message.
derived() {
  local id
  id=$(printf %s "${KEY:-t/A1@1/confirm/+12125550147}" | sha256sum | cut -c 1-32)
  message ".message_id = \"m$id\" | .dedupe_key = \"${KEY:-t/A1@1/confirm/+12125550147}\" | ${*:-.}"
}

@test "a message goes out once and is accounted for with its fields" {
  grant +12125550147
  message '.call_id = "c-1" | .call_ended_at = "2026-11-30T15:51:20.904Z" |
    .template_id = "confirm" | .language = "en" | .segments = 1 |
    .cost_estimate = "0.0125" | .currency = "USD"' >in.jsonl
  smssend in.jsonl >out
  [ "$(told)" = 'm-1 accepted -' ]
  [ "$(outbox)" = 'm-1 Maple Street Dental: see you Tue 2:30 PM. Reply STOP to opt out.' ]
  jq -e '.record == "delivery" and .provider == "file" and
    .to == "+12125550147" and .from == "+12125550100" and
    (.terminal | not) and .attempt == 1 and .latency_ms >= 0 and
    .call_id == "c-1" and .call_ended_at == "2026-11-30T15:51:20.904Z" and
    .template_id == "confirm" and .campaign == "appointments" and
    .program == "appointments" and .purpose == "confirmation" and
    .category == "transactional" and .language == "en" and
    .sender_kind == "10dlc" and .tenant == "maple-street" and
    .segments == 1 and .cost_estimate == "0.0125" and
    .currency == "USD"' out
  [ "$(jq -r .reference outbox.jsonl)" = "$(jq -r .provider_message_id out)" ]
}

@test "without consent nothing goes, and the reason is said" {
  message | smssend >out
  [ "$(told)" = 'm-1 suppressed no_consent' ]
  jq -e '.terminal and .provider == null' out
  [ ! -e outbox.jsonl ]
}

@test "what a program before refused is said and not sent" {
  grant +12125550147
  { message '.status = "suppressed" | .reason = "lint_failed"'
    message '.message_id = "m-2" | .to = null'
    message '.message_id = "m-3" | .status = "cancelled"'
    message '.message_id = "m-4" | .channel = "email"'
    message '.message_id = "m-5" | .channel = "email" | .to = null |
      .email = "dana@example.test" | .subject = "s" | del(.from)'
    message '.message_id = "m-6" | .channel = "voice"'; } >in
  smssend <in >out
  [ "$(told)" = 'm-1 suppressed lint_failed
m-2 suppressed no_number
m-3 cancelled -
m-4 suppressed no_address
m-6 suppressed no_provider
m-5 suppressed no_consent' ]
  smssend -n <in >dry
  [ "$(jq -r '.status, .reason' dry | tail -n 2 | xargs)" = \
    'suppressed no_provider' ]
  [ ! -e outbox.jsonl ]
  [ "$(smssend --list | jq -r '[.message_id, .email, .to // "-"] | join(" ")')" = \
    'm-5 dana@example.test -' ]
}

@test "the same message again says its outcome again and sends nothing (J2)" {
  grant +12125550147
  message >in.jsonl
  smssend in.jsonl | jq -c '{message_id, status, provider_message_id}' >first
  smssend in.jsonl in.jsonl | jq -c '{message_id, status, provider_message_id}' >again
  [ "$(cat first first)" = "$(cat again)" ]
  [ "$(outbox | wc -l)" -eq 1 ]
}

@test "an id from outside with other content is an error (J3)" {
  grant +12125550147
  message | smssend >out
  code=0
  message '.body = "other"' | smssend --rejects rejects >out 2>err || code=$?
  [ "$code" -eq 65 ]
  [ ! -s out ]
  grep -q "^smssend: stdin:1: id_reused: message 'm-1'" err
  jq -e '.line == 1' rejects
  [ "$(outbox | wc -l)" -eq 1 ]
}

@test "a newer text takes the place of one that waits under a derived id (J3)" {
  grant +12125550147
  derived '.send_at = "2030-01-01T12:00:00Z"' | smssend >out
  [ "$(jq -r .status out)" = scheduled ]
  derived '.send_at = "2030-01-01T13:00:00Z" | .body = "newer"' | smssend >out
  [ "$(jq -r '.status + " " + .send_at' out)" = 'scheduled 2030-01-01T13:00:00Z' ]
  smssend --due --now 2030-01-01T12:30:00Z >out
  [ ! -s out ]
  smssend --due --now 2030-01-01T13:00:00Z >out
  [ "$(jq -r .status out)" = accepted ]
  [ "$(jq -r .body outbox.jsonl)" = newer ]
}

@test "a derived id that was sent is a duplicate, not an error (J3)" {
  grant +12125550147
  derived | smssend >out
  derived '.body = "newer"' | smssend >out
  [ "$(jq -r '.status + " " + .reason' out)" = 'accepted duplicate' ]
  [ "$(outbox | wc -l)" -eq 1 ]
}

@test "a later message is scheduled, and --due sends it once, in its time" {
  grant +12125550147
  message '.send_at = "2030-01-01T12:00:00Z"' | smssend >out
  [ "$(told)" = 'm-1 scheduled -' ]
  smssend --due --now 2030-01-01T11:59:59Z >out
  [ ! -s out ]
  smssend --due --now 2030-01-01T12:00:00Z >out
  [ "$(told)" = 'm-1 accepted -' ]
  smssend --due --now 2030-01-01T12:00:00Z >out
  [ ! -s out ]
  [ "$(outbox | wc -l)" -eq 1 ]
}

@test "a message whose time is over expires, at once or in the queue" {
  grant +12125550147
  { message '.expires_at = "2026-01-01T00:00:00Z"'
    message '.message_id = "m-2" | .send_at = "2030-01-01T12:00:00Z" |
      .expires_at = "2030-01-01T13:00:00Z"'; } | smssend >out
  [ "$(told)" = 'm-1 expired expired
m-2 scheduled -' ]
  smssend --due --now 2030-01-01T13:00:00Z >out
  [ "$(told)" = 'm-2 expired expired' ]
  [ ! -e outbox.jsonl ]
}

@test "one person's texts go one after another, the higher priority first" {
  grant +12125550147
  policy '{quiet_hours: off, cadence: []}'
  { message
    message '.message_id = "m-2" | .priority = 5'
    message '.message_id = "m-3"'; } >in.jsonl
  smssend in.jsonl >out
  [ "$(outbox | cut -d' ' -f 1 | xargs)" = 'm-2 m-1 m-3' ]
}

@test "a message that says nothing or lacks a field is a bad record" {
  grant +12125550147
  { message '.body = ""'
    message 'del(.message_id)'
    message '.message_id = "m-3"'; } >in.jsonl
  code=0
  smssend in.jsonl >out 2>err || code=$?
  [ "$code" -eq 65 ]
  grep -q '^smssend: in.jsonl:1: field body: empty$' err
  grep -q '^smssend: in.jsonl:2: .*message_id' err
  [ "$(told)" = 'm-3 accepted -' ]
}

@test "an empty sender is none, also where no sender is configured" {
  sed -i '/^senders:/,/^  app/d' smspipe.yaml
  grant +12125550147
  message '.from = ""' | smssend >out
  jq -e '.status == "accepted" and .from == null' out
}

@test "no provider is a mistake of the configuration, before anything is read" {
  grep -v -e '^providers:' -e '  file:' -e '^route:' "$SMSPIPE_CONFIG" |
    sed 's/provider: file, //' >bare.yaml
  code=0
  message | smssend -c bare.yaml >out 2>err || code=$?
  [ "$code" -eq 78 ]
  grep -q 'no provider is configured' err
}

@test "receipts settle the journal in any order and pass on with the message" {
  grant +12125550147
  message '.template_id = "confirm"' | smssend >out
  id=$(jq -r .provider_message_id out)
  receipt() {
    jq -cn --arg id "$id" --arg status "$1" '{record: "delivery",
      record_version: 1, message_id: null, provider: "file",
      provider_message_id: $id, status: $status,
      received_at: "2030-01-01T00:00:00Z", extra: 1}'
  }
  { receipt delivered; receipt sent; receipt delivered; } | smssend >out
  [ "$(told)" = 'm-1 delivered -
m-1 sent -
m-1 delivered -' ]
  jq -e '.template_id == "confirm" and .extra == 1 and .latency_ms > 0 and
    .to == "+12125550147"' out
  [ "$(smssend --list | jq -r .status)" = delivered ]
  message | smssend | jq -e '.status == "delivered"'
}

@test "a receipt of a stranger passes as it came" {
  line='{"record":"delivery","message_id":null,"provider":"twilio", "provider_message_id":"SM1","status":"sent","received_at":"2030-01-01T00:00:00Z"}'
  [ "$(echo "$line" | smssend)" = "$line" ]
}

@test "--list filters by state and recipient" {
  grant +12125550147
  { message
    message '.message_id = "m-2" | .to = "+12125550148"'
    message '.message_id = "m-3" | .send_at = "2030-01-01T12:00:00Z"'; } |
    smssend >out
  smssend --list >out
  [ "$(told)" = 'm-1 accepted -
m-2 suppressed no_consent
m-3 scheduled -' ]
  smssend --list --status scheduled >out
  [ "$(told)" = 'm-3 scheduled -' ]
  smssend --list --to +12125550148 >out
  [ "$(told)" = 'm-2 suppressed no_consent' ]
  run -64 smssend --list --status sleeping
}

@test "--dry-run prints the request, masks secrets and touches nothing" {
  use_twilio http://127.0.0.1:9
  grant +12125550147
  before=$(sqlite_sum)
  { message; message '.message_id = "m-2" | .to = "+12125550148"'; } >in.jsonl
  smssend -n in.jsonl >out
  jq -se '.[0].method == "POST" and .[0].provider == "twilio" and
    .[0].url == "http://127.0.0.1:9/2010-04-01/Accounts/'"$SID"'/Messages.json" and
    .[0].user == "'"$SID"'" and
    (.[0].body | startswith("To=%2B12125550147&From=%2B12125550100&Body=Maple")) and
    .[1].status == "suppressed" and .[1].reason == "no_consent"' out
  run ! grep -q "$TOKEN" out
  [ "$(sqlite_sum)" = "$before" ]
  [ -z "$(smssend --list)" ]
}

@test "--dry-run judges what is for later by its own time" {
  grant +12125550147
  policy '{quiet_hours: default}'
  # Midnight in New York, and 1 PM.
  message '.send_at = "2026-12-01T18:00:00Z"' | smssend -n --now 2026-12-01T05:00:00Z >out
  jq -e '.send_at == "2026-12-01T18:00:00.000Z" and .append_to != null' out
  message '.send_at = "2026-12-02T05:00:00Z"' | smssend -n --now 2026-12-01T18:00:00Z >out
  jq -e '.reason == "quiet_hours" and .send_at == "2026-12-02T13:00:00.000Z"' out
  smssend --to +12125550147 -n --send-at 2026-12-01T18:00:00Z --now 2026-12-01T05:00:00Z <<<hello |
    jq -e '.append_to != null'
}

@test "--dry-run without a store makes none" {
  message | smssend -n | jq -e '.reason == "no_consent"'
  [ ! -e smspipe.db ]
}

@test "--due and --dry-run show what is due" {
  grant +12125550147
  message '.send_at = "2030-01-01T12:00:00Z"' | smssend >out
  [ -z "$(smssend --due -n --now 2030-01-01T11:00:00Z)" ]
  smssend --due -n --now 2030-01-01T12:00:00Z | jq -e '.append_to | endswith("/outbox.jsonl")'
  [ ! -e outbox.jsonl ]
}

@test "an operator's text goes with -y, and once for its key" {
  grant +12125550147
  echo 'We found your umbrella.' | smssend --to +12125550147 -y --key u7 >out 2>err
  [ "$(jq -r .status out)" = accepted ]
  [ -z "$(complaints)" ]
  at=$(jq -r .received_at out)
  echo 'We found your umbrella.' | smssend --to +12125550147 -y --key u7 >out 2>err
  [ "$(jq -r .status out)" = accepted ]
  [ "$(complaints)" = "smssend: +12125550147: already known under this key: accepted, $at" ]
  [ "$(jq -r .body outbox.jsonl)" = 'We found your umbrella.' ]
  code=0
  echo 'Another text' | smssend --to +12125550147 -y --key u7 2>err || code=$?
  [ "$code" -eq 65 ]
  grep -q '^smssend: id_reused: ' err
  echo 'We found your umbrella.' | smssend --to +12125550147 -y >out
  [ "$(outbox | wc -l)" -eq 2 ]
}

@test "a message without an id, or with an empty one, is a bad record" {
  local line
  for line in 'del(.message_id)' '.message_id = ""' '.dedupe_key = ""'; do
    code=0
    message "$line" | smssend >out 2>err || code=$?
    [ "$code" -eq 65 ]
    grep -qE '^smssend: stdin:1: (message_id|dedupe_key): required field is (missing|empty)$' err
    [ ! -s out ]
  done
  [ -z "$(smssend --list)" ]
}

@test "--run names what has no id by its line and content, and sends it once" {
  { message 'del(.message_id, .dedupe_key, .from)'
    message 'del(.message_id) | .to = "+12125550148"'; message; } >in.jsonl
  run -65 smssend -n in.jsonl
  grant +12125550147 +12125550148
  policy '{quiet_hours: off, cadence: []}'
  smssend --run 'May 1/a' in.jsonl >out
  [ "$(jq -r .status out | sort | uniq -c)" = '      3 accepted' ]
  grep run/ outbox.jsonl | grep 147 >first
  key=$(jq -r .dedupe_key first)
  [[ $key =~ ^run/May%201%2Fa/1/[0-9a-f]{64}$ ]]
  [ "$(jq -r .message_id first)" = "m$(printf %s "$key" | sha256sum | cut -c 1-32)" ]
  # The same with another sender, then another text, and another name.
  sed -i 's/^  "+12125550100": {/  "+12125550111": {/' smspipe.yaml
  smssend --run 'May 1/a' in.jsonl >again
  [ "$(jq -r .message_id again | sort)" = "$(jq -r .message_id out | sort)" ]
  [ "$(wc -l <outbox.jsonl)" -eq 3 ]
  message 'del(.message_id) | .body = "other"' | smssend --run 'May 1/a' >out
  message 'del(.message_id) | .body = "other"' | smssend --run b >>out
  [ "$(jq -r .message_id out | sort -u | wc -l)" -eq 2 ]
  [ "$(wc -l <outbox.jsonl)" -eq 5 ]
  run -64 smssend --run '' in.jsonl
  run -64 smssend --run a --due
}

@test "a key finds its text again when the configured sender is another" {
  grant +12125550147
  smssend --to +12125550147 -y --key u7 <<<hello >out
  sed -i 's/^  "+12125550100": {/  "+12125550111": {/' smspipe.yaml
  smssend --to +12125550147 -y --key u7 <<<hello >out
  jq -e '.status == "accepted" and .from == "+12125550100"' out
  [ "$(wc -l <outbox.jsonl)" -eq 1 ]
}

@test "an operator's text without consent is refused" {
  code=0
  echo hello | smssend --to +12125550147 -y >out 2>err || code=$?
  [ "$code" -eq 1 ]
  grep -q '^smssend: refused: no_consent$' err
  [ "$(jq -r .reason out)" = no_consent ]
  [ -z "$(smssend --list)" ]
}

@test "an operator's text may wait, and takes nothing else along" {
  grant +12125550147 +12125550148
  message '.to = "+12125550148" | .send_at = "2029-01-01T12:00:00Z"' | smssend >out
  echo later | smssend --to +12125550147 -y --send-at 2031-01-01T12:00:00Z \
    --now 2030-01-01T12:00:00Z >out
  [ "$(jq -r .status out)" = scheduled ]
  echo now | smssend --to +12125550147 -y --now 2030-01-01T12:00:00Z >out
  [ "$(jq -r .body outbox.jsonl)" = now ]
}

@test "an operator's picture goes, with a text or without one, and is shown" {
  local cat
  grant +12125550147
  policy '{quiet_hours: off, cadence: []}'
  start_sim
  cat=https://maple.example/cat.jpg
  smssend --to +12125550147 -y --media $cat --media ${cat/cat/dog} </dev/null >out
  [ "$(jq -r .status out)" = accepted ]
  smssend --to +12125550147 -y --media $cat --key c <<<'Our cat.' >out
  curl -fsSu "$SID:$TOKEN" "$SIM/2010-04-01/Accounts/$SID/Messages.json" >listed
  [ "$(jq -c '.messages[] | [.body, .num_media]' listed | sort)" = '["","2"]
["Our cat.","1"]' ]
  # Another picture is another content.
  run -65 smssend --to +12125550147 -y --media ${cat/cat/dog} --key c <<<'Our cat.'
  echo 'Our cat.' >body.txt
  asked n --to +12125550147 --media $cat body.txt && return 1
  grep -q "^with $cat" shown
}

@test "what is attached is ten URLs at most" {
  local n many=(--to +12125550147 -y)
  run -64 smssend "${many[@]}" --media cat.jpg
  run -64 smssend "${many[@]}" --media ''
  run -64 smssend --media https://maple.example/1
  for ((n = 1; n <= 11; n++)); do many+=(--media "https://maple.example/$n"); done
  run -64 smssend "${many[@]}"
  [[ $output == *'--media: more than 10'* ]]
}

@test "a time that is over for an operator's text is a mistake" {
  grant +12125550147
  later() { smssend --to +12125550147 -y --send-at 2030-01-01T12:00:00Z "$@" <<<later; }
  run -64 later --now 2030-01-01T12:05:00.001Z
  [ "$output" = "smssend: --send-at: is over '2030-01-01T12:00:00Z'" ]
  run -64 later --now 2030-01-01T12:06:00Z --key k -n
  [ -z "$(smssend --list)" ]
  later --now 2030-01-01T12:05:00Z --key k >out
  [ "$(jq -r .status out)" = accepted ]
  # A rerun is none.
  later --now 2030-01-02T12:00:00Z --key k >out
  [ "$(jq -r .status out)" = accepted ]
  [ "$(wc -l <outbox.jsonl)" -eq 1 ]
}

@test "without a terminal nobody can be asked" {
  code=0
  echo hello | setsid -w smssend --to +12125550147 >out 2>err || code=$?
  [ "$code" -eq 64 ]
  grep -q 'no terminal to ask on: say -y' err
}

@test "a terminal is asked, and no means no" {
  grant +12125550147
  command -v script >/dev/null || skip 'no script(1)'
  echo 'We found your umbrella.' >body.txt
  for answer in n y; do
    code=0
    echo "$answer" | script -qec 'smssend --to +12125550147 <body.txt >out' shown >/dev/null || code=$?
    grep -q 'We found your umbrella.' shown
    grep -q '^from +12125550100' shown
    grep -q '1 segment, gsm7' shown
    grep -qE '^to [+]12125550147, ... [0-9]{2}:[0-9]{2} America/New_York; consent: pec by voice_call on 2026-01-01 [(]yes-[+]12125550147[)]' shown
    if [ "$answer" = n ]; then
      [ "$code" -eq 1 ]
      [ ! -e outbox.jsonl ]
    else
      [ "$code" -eq 0 ]
      [ "$(jq -r .status out)" = accepted ]
    fi
  done
}

# asked ANSWER ARGUMENT…: smssend asks on a terminal, what it shows is in shown.
asked() {
  local answer=$1
  shift
  command -v script >/dev/null || skip 'no script(1)'
  echo "$answer" | script -qec "smssend $* >out" shown >/dev/null
}

@test "a few people get it after one question, each with their own clock and consent" {
  grant +12125550147 +12135550147
  policy '{quiet_hours: default}'
  echo 'We found your umbrella.' >body.txt
  asked y --to +12125550147 --to +12135550147 --to +12125550199 --now 2026-12-01T02:30:00Z \
    body.txt && return 1
  grep -q '^to +12125550147, Mon 21:30 America/New_York; consent: pec .*; waits until 2026-12-01T13:00:00.000Z: quiet_hours' shown
  grep -q '^to +12135550147, Mon 18:30 America/Los_Angeles; consent: pec' shown
  grep -q '^to +12125550199, Mon 21:30 America/New_York; consent: no_consent; refused: own_number' shown
  [ "$(jq -r '"\(.to) \(.status) \(.reason)"' out | sort)" = '+12125550147 held quiet_hours
+12125550199 suppressed own_number
+12135550147 accepted null' ]
}

@test "who is named twice gets one text" {
  grant +12125550147
  smssend --to +12125550147 --to +12125550147 -y <<<hello >out
  [ "$(jq -r .status out)" = accepted ]
  [ "$(wc -l <outbox.jsonl)" -eq 1 ]
}

@test "a text goes to ten people at most, unless it is said on purpose" {
  local n to=()
  for ((n = 201; n <= 211; n++)); do to+=(--to "+12125550$n"); done
  run -64 smssend "${to[@]}" -y <<<hello
  [[ $output == *'11 recipients, more than 10: say --max-recipients 11'* ]]
  grant +12125550201
  run -1 smssend "${to[@]}" -y --max-recipients 11 <<<hello
  [ "$(jq -r .body outbox.jsonl)" = hello ]
}

@test "the same key is another message for another person" {
  grant +12125550147 +12125550148
  smssend --to +12125550147 --to +12125550148 -y --key u7 <<<hello >out
  smssend --to +12125550148 -y --key u7 <<<hello >>out
  [ "$(outbox | wc -l)" -eq 2 ]
}

@test "the text is never an argument, and a missing file is one" {
  run -66 smssend --to +12125550147 -y nowhere.txt
  run -64 smssend --to +12125550147 -y one two
}

@test "options that contradict each other are refused" {
  run -64 smssend --due --list
  run -64 smssend --due file.jsonl
  run -64 smssend --key k
  run -64 smssend --to +12125550147 -y --key ''
  run -64 smssend --to +12125550147 -y --program ''
  run -64 smssend --status queued
  run -64 smssend --to 5550147 -y
  run -64 smssend --grace soon
  run -64 smssend --to +12125550147 -y --send-at tomorrow
}

@test "--show-config masks secrets" {
  use_twilio http://127.0.0.1:9
  smssend --show-config >out
  grep -q 'providers.twilio.auth_token' out
  run ! grep -q "$TOKEN" out
}

@test "a provider that is down leaves the message queued (J8)" {
  use_twilio http://127.0.0.1:9
  grant +12125550147
  code=0
  message | smssend --now 2030-01-01T12:00:00Z >out 2>err || code=$?
  [ "$code" -eq 75 ]
  [ "$(told)" = 'm-1 queued provider_fault' ]
  jq -e '.retryable and (.terminal | not)' out
  grep -q '1 queued in the journal' err
  start_sim
  smssend --due --now 2030-01-01T12:00:01Z >out
  [ "$(told)" = 'm-1 accepted -' ]
  [ "$(sim_count)" -eq 1 ]
}

@test "what is never received is tried 200 times, and no more" {
  local code=0
  start_sim --fate 429
  grant +12125550147
  message >in.jsonl
  smssend --now 2026-11-30T00:00:00Z in.jsonl >out || code=$?
  [ "$code" -eq 75 ]
  sql 'UPDATE message SET attempts = 198, missed = 198'
  run -75 smssend --due --now 2026-12-01T00:00:00Z
  smssend --due --now 2026-12-02T00:00:00Z >out
  [ "$(jq -r '"\(.status) \(.reason) \(.attempt)"' out)" = 'failed rate_limited 200' ]
  smssend --due --now 2026-12-03T00:00:00Z >out
  [ ! -s out ]
}

@test "too many requests: waited for as told, then sent (J8)" {
  start_sim --fate 429:1
  grant +12125550147
  message | smssend >out
  [ "$(told)" = 'm-1 queued rate_limited
m-1 accepted -' ]
  [ "$(sim_count)" -eq 1 ]
}

@test "refused credentials stop the run and lose nothing" {
  start_sim
  grant +12125550147 +12125550148
  printf '%s\n' "${TOKEN//0/1}" >token
  { message; message '.message_id = "m-2" | .to = "+12125550148"'; } >in.jsonl
  code=0
  smssend in.jsonl >out 2>err || code=$?
  [ "$code" -eq 77 ]
  grep -q '^smssend: twilio: refused us: 20003' err
  [ "$(smssend --list --status queued | wc -l)" -eq 2 ]
  printf '%s\n' "$TOKEN" >token
  smssend in.jsonl >out
  [ "$(sim_count)" -eq 2 ]
  [ "$(smssend --list --status accepted | wc -l)" -eq 2 ]
}

@test "refused credentials are no tries of the text, and asked with one after that" {
  local n
  start_sim
  mapfile -t people < <(seq -f '+121255502%02g' 10 49)
  grant "${people[@]}"
  for n in "${people[@]}"; do
    message ".message_id = \"m$n\" | .to = \"$n\""
  done >in.jsonl
  sim_fate 401
  run -77 smssend in.jsonl
  n=$(sql 'SELECT sum(attempts) FROM message')
  [ "$n" -ge 1 ]
  run -77 smssend --due
  [ "$(sql 'SELECT sum(attempts) FROM message')" -eq $((n + 1)) ]
  [ "$(sql 'SELECT sum(missed) FROM message')" -eq 0 ]
  # As if that had gone on for long: one answer that says wait is the first.
  sql 'UPDATE message SET attempts = 300 WHERE attempts > 0'
  sim_fate 429:1
  run -75 smssend --due --now 2030-01-01T17:00:00Z
  [ "$(sql 'SELECT count(*) FROM message WHERE missed = 1')" -eq 1 ]
  smssend --due --now 2030-01-01T17:10:00Z >out
  [ "$(smssend --list --status accepted | wc -l)" -eq 40 ]
}

@test "a message that the provider refuses has failed, with its class (J7)" {
  start_sim --fate 400-invalid:1
  grant +12125550147
  message | smssend >out
  [ "$(told)" = 'm-1 failed invalid_number' ]
  jq -e '.terminal and .error_code == "21211" and (.retryable | not)' out
}

@test "an answer that proves nothing is ambiguous, and never sent again (J9)" {
  start_sim --slow 60000
  sed -i 's/timeout_ms: [0-9]*/timeout_ms: 300/' "$SMSPIPE_CONFIG"
  n=100
  for fate in 503 close-before accept-then-close accept-then-500 slow \
    truncated garbage huge; do
    n=$((n + 1))
    sim_fate "$fate:1"
    grant "+12125550$n"
    message ".message_id = \"$fate\" | .to = \"+12125550$n\"" >in.jsonl
    code=0
    smssend in.jsonl >out || code=$?
    [ "$code" -eq 75 ]
    [ "$(jq -r '"\(.status) \(.error_class)"' out)" = 'ambiguous ambiguous' ]
    before=$(sim_count)
    code=0
    smssend in.jsonl >out || code=$?
    [ "$code" -eq 75 ]
    [ "$(jq -r .status out)" = ambiguous ]
    [ "$(sim_count)" -eq "$before" ]
  done
}

@test "an ambiguous text holds the next to the same person for ten minutes" {
  start_sim --fate accept-then-500:1
  grant +12125550147
  code=0
  message | smssend --now 2030-01-01T12:00:00Z >out || code=$?
  [ "$code" -eq 75 ]
  code=0
  message '.message_id = "m-2"' | smssend --now 2030-01-01T12:09:59Z >out || code=$?
  [ "$code" -eq 75 ]
  [ ! -s out ]
  smssend --due --now 2030-01-01T12:10:00Z >out
  [ "$(told)" = 'm-2 accepted -' ]
}

@test "a receipt with our reference settles what was ambiguous (J10)" {
  start_hook
  start_sim --fate accept-then-close:1
  grant +12125550147
  code=0
  message | smssend >out || code=$?
  [ "$code" -eq 75 ]
  wait_until grep -q '"delivered"' receipts.jsonl
  # A report that came without it is kept until the id is known.
  jq -c 'select(.status == "delivered") | del(.reference)' receipts.jsonl |
    smssend >out
  jq -e '.message_id == null' out
  [ "$(smssend --list | jq -r .status)" = ambiguous ]
  jq -c 'select(.status == "sent")' receipts.jsonl | smssend >out
  [ "$(jq -r '"\(.message_id) \(.status)"' out | sort)" = 'm-1 delivered
m-1 sent' ]
  [ "$(smssend --list | jq -r '"\(.status) \(.provider_message_id | length)"')" = 'delivered 34' ]
  [ "$(sim_count)" -eq 1 ]
}

@test "a closed stdout is 74, and a rerun says everything again" {
  grant +12125550147
  message >in.jsonl
  code=0
  smssend in.jsonl >/dev/full 2>err || code=$?
  [ "$code" -eq 74 ]
  smssend in.jsonl >out
  [ "$(told)" = 'm-1 accepted -' ]
  [ "$(outbox | wc -l)" -eq 1 ]
}

@test "SIGTERM waits for the answers that are due and claims no more" {
  start_sim --slow 500 --fate slow
  grant +12125550147 +12125550148
  mkfifo in
  smssend in >out 2>err &
  pid=$!
  exec 7>in
  message >&7
  wait_until sim_has 1
  kill -TERM "$pid"
  message '.message_id = "m-2" | .to = "+12125550148"' >&7 || true
  exec 7>&-
  wait "$pid" || true
  [ "$(told)" = 'm-1 accepted -' ]
  [ "$(sim_count)" -eq 1 ]
}

@test "whoever knows the store by another name finds its senders alive" {
  start_sim --fate slow --slow 1500
  grant +12125550147
  ln -s smspipe.db other.db
  sed 's/smspipe.db/other.db/' smspipe.yaml >other.yaml
  message | smssend >out 2>err 3>&- &
  sender=$!
  wait_until sh -c 'smssend --list --status sending | grep -q m-1'
  smssend -c other.yaml --due >due
  [ ! -s due ]
  wait "$sender"
  [ "$(jq -r .status out)" = accepted ]
  [ "$(smssend --list | jq -r .status)" = accepted ]
}

@test "an answer that stays out beyond --grace is ambiguous" {
  start_sim --slow 60000 --fate slow
  grant +12125550147
  message >in.jsonl
  smssend --grace 0 in.jsonl >out 2>err &
  pid=$!
  wait_until sim_has 1
  kill -TERM "$pid"
  code=0
  wait "$pid" || code=$?
  [ "$code" -eq 75 ]
  [ "$(jq -r '"\(.status) \(.error_text)"' out)" = 'ambiguous interrupted' ]
}

@test "a live pipe takes records while answers are out" {
  start_sim --slow 60000 --fate slow:1
  grant +12125550147 +12125550148
  mkfifo in
  smssend --grace 0 in >out 2>err &
  pid=$!
  exec 7>in
  message >&7
  wait_until sim_has 1
  message '.message_id = "m-2" | .to = "+12125550148"' >&7
  wait_until grep -q '"m-2".*accepted' out
  [ "$(told)" = 'm-2 accepted -' ]
  exec 7>&-
  kill -TERM "$pid"
  wait "$pid" || true
}

@test "the files that it makes are the owner's alone" {
  grant +12125550147
  message | smssend -o out
  for file in out outbox.jsonl ${SMSPIPE_TEST_STORE-smspipe.db}; do
    [[ $file != postgresql:* ]] || continue
    [ "$(stat -c %a "$file")" = 600 ]
  done
}
