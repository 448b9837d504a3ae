#!/usr/bin/env bats
# Which provider takes a text, and who stands in for one that is down.
# SPDX-License-Identifier: ISC
load helper
load sending

NOBODY=http://127.0.0.1:9 # the discard port: nobody listens there

# Two ways: Twilio at a URL, then a file.
two_ways() {
  use_twilio "$1"
  sed -i -e 's|^senders:|&\n  "+12125550101": {kind: 10dlc, provider: file, campaign: appointments, registered: true, mps: 1000}|' \
    -e 's|^providers:|&\n  file: {path: outbox.jsonl}|' \
    -e 's/^route:.*/route: [twilio, file]/' smspipe.yaml
}

# laid ROUTE PROVIDERS SENDERS: these alone.
laid() {
  printf '%s\n' "$TOKEN" >token
  chmod 600 token
  write_config smspipe.yaml
  printf '%s\n' "$2" >providers
  printf '%s\n' "$3" >senders
  sed -i -e '/^  file: /d' -e '/^  "+1212/d' -e "s/^route:.*/route: $1/" \
    -e '/^providers:/r providers' -e '/^senders:/r senders' smspipe.yaml
}

TWILIO="  twilio: {account_sid: $SID, auth_token: \"file:token\", base_url: \"$NOBODY\"}"
POOL="  twilio: {messaging_service_sid: MG00112233445566778899aabbccddeeff, ${TWILIO#*\{}"
VONAGE="  vonage: {api_key: key, api_secret: \"file:token\", base_url: \"$NOBODY\"}"
FILE='  file: {path: outbox.jsonl}'

# sender NUMBER PROVIDER: its line.
sender() {
  echo "  \"$1\": {kind: 10dlc, provider: $2, campaign: appointments, registered: true, mps: 1000}"
}

told() {
  jq -r '"\(.message_id) \(.provider // "-") \(.from) \(.status)"' "$@"
}

# Texts whose sender is ours to choose.
texts() {
  local n
  for n in $(seq "$1"); do
    message ".message_id = \"m-$n\" | .dedupe_key = \"k-$n\" | .from = null
      | .to = \"+1212555$((1000 + n))\""
  done
}

@test "what waits for a provider that is down goes by the next on the route" {
  two_ways "$NOBODY"
  grant +1212555100{1..5}
  texts 5 | smssend --grace 5 >out
  [ "$(told out | grep -v queued | sort)" = "$(for n in {1..5}; do
    echo "m-$n file +12125550101 accepted"; done)" ]
  [ "$(jq -r .from outbox.jsonl | sort -u)" = +12125550101 ]
  # What is new goes there at once, as long as the first one rests.
  sql "UPDATE meter SET period_ms = $((($(date +%s) + 50) * 1000))
    WHERE name = 'health/twilio'"
  grant +12125551006
  [ "$(texts 6 | tail -n 1 | smssend -n | jq -r '.append_to | split("/")[-1]')" = outbox.jsonl ]
  texts 6 | tail -n 1 | smssend >out
  [ "$(told out)" = 'm-6 file +12125550101 accepted' ]
  [ "$(jq -r '.attempt' out)" -eq 1 ]
}

@test "what goes by another way costs what it costs there" {
  two_ways "$NOBODY"
  echo 'prices: {file: {10dlc: 0.05}}' >>smspipe.yaml
  grant +12125551001
  texts 1 | smssend --grace 5 >out
  [ "$(jq -r '"\(.provider) \(.status) \(.cost_estimate)"' out | tail -n 1)" = 'file accepted 0.0542' ]
}

@test "a text that may have been received goes by no other way" {
  start_sim
  two_ways "$SIM"
  sim_fate accept-then-close
  grant +1212555100{1..5}
  texts 5 | run -75 --separate-stderr smssend >out
  [ "$(sim_count)" -ge 1 ]
  ambiguous=$(smssend --list --status ambiguous | wc -l)
  [ "$ambiguous" -eq "$(sim_count)" ]
  [ ! -e outbox.jsonl ]
}

@test "all are down: nothing is lost, and it goes once one is there" {
  two_ways "$NOBODY"
  export V_KEY=key
  sed -i -e "s|^  file: .*|  telnyx: {api_key: env:V_KEY, base_url: \"$NOBODY\"}|" \
    -e 's/provider: file/provider: telnyx/' -e 's/^route:.*/route: [twilio, telnyx]/' smspipe.yaml
  cp smspipe.yaml down.yaml
  grant +1212555100{1..5}
  texts 5 | { run -75 --separate-stderr smssend --grace 1; }
  [ "$(smssend --list | jq -r .status | sort | uniq -c | tr -s ' ')" = ' 5 queued' ]
  smssend --list-providers | jq -r 'select(.configured) | "\(.provider) \(.misses > 0)"' >health
  [ "$(sort health | paste -sd ' ')" = 'telnyx true twilio true' ]
  start_sim
  sed "/^  twilio/s|base_url: [^,]*|base_url: \"$SIM\"|" down.yaml >smspipe.yaml
  sql "UPDATE meter SET period_ms = CASE name WHEN 'health/twilio' THEN 0
    ELSE $((($(date +%s) + 50) * 1000)) END WHERE name LIKE 'health/%'"
  sql 'UPDATE message SET not_before_ms = 0'
  smssend --due --grace 20 >out
  [ "$(told out | grep -c ' accepted')" -eq 5 ]
  [ "$(sim_count)" -eq 5 ]
}

@test "a sender that the message names is kept, and waits" {
  two_ways "$NOBODY"
  grant +12125550147
  message | { run -75 --separate-stderr smssend --grace 1; }
  [ "$(smssend --list | told)" = 'm-1 twilio +12125550100 queued' ]
  [ ! -e outbox.jsonl ]
}

@test "a provider that was down is tried with one text, then with all" {
  two_ways "$NOBODY"
  grant +1212555100{1..9}
  texts 1 | smssend >out
  [ "$(smssend --list-providers | jq -r 'select(.provider == "twilio").misses')" -ge 3 ]
  start_sim
  two_ways "$SIM"
  sql "UPDATE meter SET period_ms = 0 WHERE name = 'health/twilio'"
  [ "$(smssend --list-providers | jq -r 'select(.provider == "twilio").health')" = trying ]
  texts 9 | tail -n +2 | smssend >out
  [ "$(told out | grep -c 'twilio +12125550100 accepted')" -eq 8 ]
  [ "$(smssend --list-providers | jq -r 'select(.provider == "twilio").health')" = up ]
}

@test "routes of a country come before the route" {
  two_ways "$NOBODY"
  echo 'routes: {home: {countries: [CA, US], category: transactional, route: [file]}}' >>smspipe.yaml
  grant +12125551001
  texts 1 | smssend >out
  [ "$(told out)" = 'm-1 file +12125550101 accepted' ]
  sed -i 's/countries: .CA, US./countries: [CA]/' smspipe.yaml
  texts 1 | jq -c '.message_id = "m-2" | .dedupe_key = "k-2"' | smssend -n >out
  [ "$(jq -r .provider out)" = twilio ]
}

@test "--list-providers says what each can, and which are ours" {
  two_ways "$NOBODY"
  smssend --list-providers >out
  [ "$(jq -c 'select(.provider == "twilio") | [.configured, .route_place, .our_senders, .health, .reconciles, .webhooks_prove]' out)" = \
    '[true,1,["+12125550100"],"up",true,"body"]' ]
  [ "$(jq -r 'select(.provider == "twilio").carries | join(" ")' out)" = 'sms mms' ]
  run -64 smssend --list-providers --due
}

@test "a name is a sender only where the country takes names" {
  sed -i -e 's|^senders:|&\n  MAPLE: {kind: alphanumeric, provider: file}|' \
    -e 's/quiet_hours: off/quiet_hours: off, countries: [US, GB, SG, IN]/' smspipe.yaml
  for to in +12125550147 +447700900124 +6591234567 +919812345678; do
    grant "$to"
    message ".to = \"$to\" | .from = \"MAPLE\" | .message_id = \"m$to\" | .dedupe_key = \"k$to\""
  done | smssend >out
  [ "$(jq -r '"\(.to) \(.status) \(.reason // "-")"' out)" = \
    '+12125550147 suppressed sender_not_allowed
+447700900124 accepted -
+6591234567 suppressed sender_unregistered
+919812345678 suppressed sender_unregistered' ]
}

@test "a picture goes by the first that carries pictures" {
  laid '[vonage, file]' "$VONAGE"$'\n'"$FILE" "$(sender +12125550100 vonage)
$(sender +12125550101 file)"
  grant +1212555100{1,2}
  texts 1 | jq -c '.channel = "mms" | .media_urls = ["https://maple.example/a.png"]' | smssend >out
  [ "$(told out)" = 'm-1 file +12125550101 accepted' ]
  texts 2 | tail -n 1 | smssend -n >out
  [ "$(jq -r .provider out)" = vonage ]
}

@test "a picture waits for the one that carries it, and does not fail by the next" {
  laid '[twilio, vonage]' "$TWILIO"$'\n'"$VONAGE" "$(sender +12125550100 vonage)
$(sender +12125550101 twilio)"
  grant +1212555100{1..4}
  texts 4 | jq -c '.channel = "mms" | .media_urls = ["https://maple.example/a.png"]' |
    { run -75 --separate-stderr smssend --grace 4; }
  [ "$(smssend --list-providers | jq -r 'select(.provider == "twilio").misses')" -ge 3 ]
  [ "$(smssend --list | told | sort)" = "$(for n in {1..4}; do
    echo "m-$n twilio +12125550101 queued"; done)" ]
}

@test "what waits for a pool that is down goes by a number of the next, and the other way" {
  laid '[twilio, file]' "$POOL"$'\n'"$FILE" "$(sender +12125550101 file)"
  grant +1212555100{1..5}
  texts 5 | smssend --grace 5 >out
  [ "$(told out | grep -v queued | sort)" = "$(for n in {1..5}; do
    echo "m-$n file +12125550101 accepted"; done)" ]
  laid '[twilio, file]' "$TWILIO"$'\n'"$FILE" "$(sender +12125550101 twilio)"
  sql "DELETE FROM meter WHERE name = 'health/twilio'"
  texts 5 | jq -c '.message_id += "x" | .dedupe_key += "x"' | smssend --grace 5 >out
  [ "$(told out | grep -v queued | sort)" = "$(for n in {1..5}; do
    echo "m-${n}x file null accepted"; done)" ]
  [ "$(tail -n 5 outbox.jsonl | jq -c '[.from, .sender_kind]' | sort -u)" = '[null,null]' ]
}

@test "a pool that is not configured is none" {
  laid '[twilio, file]' "$TWILIO"$'\n'"$FILE" "$(sender +12125550101 file)"
  grant +12125551001
  texts 1 | smssend >out
  [ "$(told out)" = 'm-1 file +12125550101 accepted' ]
  laid '[twilio]' "$TWILIO" "$(sender +12125550101 file)"
  texts 1 | jq -c '.message_id = "m-2" | .dedupe_key = "k-2"' | {
    run -65 --separate-stderr smssend
    [[ $stderr == *'no sender to send from'* ]]
  }
}

@test "the first sender that the country takes is chosen, and a name never in its place" {
  laid '[file]' "$FILE" "  MAPLE: {kind: alphanumeric, provider: file}
$(sender +12125550101 file)"
  sed -i 's/quiet_hours: off/quiet_hours: off, countries: [US, GB]/' smspipe.yaml
  grant +12125551001 +447700900124
  texts 1 | smssend >out
  [ "$(told out)" = 'm-1 file +12125550101 accepted' ]
  texts 1 | jq -c '.message_id = "gb" | .dedupe_key = "gb" | .to = "+447700900124"' | smssend >out
  [ "$(told out)" = 'gb file MAPLE accepted' ]
  # Down is better than never.
  laid '[twilio, vonage]' "$TWILIO"$'\n'"$VONAGE" "$(sender +12125550101 twilio)
  MAPLE: {kind: alphanumeric, provider: vonage}"
  grant +1212555100{2..5}
  texts 5 | tail -n +2 | { run -75 --separate-stderr smssend --grace 4; }
  [ "$(smssend --list | told | grep -c 'twilio +12125550101 queued')" -eq 4 ]
}

@test "routes of a country hold for pools too" {
  laid '[twilio]' "$POOL"$'\n'"$FILE" ''
  sed -i -e '/^senders:/d' -e 's/quiet_hours: off/quiet_hours: off, countries: [US, GB]/' smspipe.yaml
  echo 'routes: {uk: {countries: [GB], route: [file]}}' >>smspipe.yaml
  grant +447700900124
  texts 1 | jq -c '.to = "+447700900124"' >in
  [ "$(smssend -n in | jq -r '.append_to | split("/")[-1]')" = outbox.jsonl ]
  smssend in >out
  [ "$(told out)" = 'm-1 file null accepted' ]
}

@test "a wrong key stops its provider alone" {
  start_sim
  two_ways "$SIM"
  printf '%s\n' "${TOKEN//0/1}" >token
  grant +1212555100{1..9}
  texts 2 >in
  message '.message_id = "a" | .dedupe_key = "a" | .to = "+12125551003"' >>in
  for n in {4..8}; do
    message ".message_id = \"b-$n\" | .dedupe_key = \"b-$n\" | .to = \"+1212555100$n\" | .from = \"+12125550101\""
  done >>in
  run -77 --separate-stderr smssend in
  [ "$(grep -c 'twilio: refused us: 20003 Authenticate' <<<"$stderr")" -eq 1 ]
  [ "$(smssend --list | told | sort)" = "a twilio +12125550100 queued
$(for n in {4..8}; do echo "b-$n file +12125550101 accepted"; done)
m-1 file +12125550101 accepted
m-2 file +12125550101 accepted" ]
  [ "$(sim_count)" -eq 0 ]
}

@test "--watch goes on while a provider is left, and ends without one" {
  start_sim
  printf '%s\n' "${TOKEN//0/1}" >token
  grant +1212555100{1,2}
  message '.to = "+12125551001"' | { run -77 --separate-stderr smssend; }
  run -77 --separate-stderr smssend --watch
  two_ways "$SIM"
  printf '%s\n' "${TOKEN//0/1}" >token
  message '.message_id = "b" | .dedupe_key = "b" | .to = "+12125551002" |
    .from = "+12125550101" | .send_at = "2099-01-01T00:00:00Z" | .expires_at = null' >in
  run -77 smssend in
  smssend --watch >out 2>err 3>&- &
  wait_until grep -q 'refused us' err
  sql 'UPDATE message SET not_before_ms = 1 WHERE not_before_ms > 4e12'
  wait_until test -s outbox.jsonl
  kill %%
  code=0
  wait %% || code=$?
  [ "$code" -eq 77 ]
}
