#!/usr/bin/env bats
# Who asks to be called back is called, under the rules of a text.
# SPDX-License-Identifier: ISC
load helper
load sending

NIGHT=2026-12-08T04:30:00Z # 23:30 in New York
MORNING=2026-12-08T14:30:00Z

setup() {
  smspipe_setup
  smssim --max-seconds 120 >sim.json 3>&- &
  wait_until grep -q url sim.json
  SIM=$(jq -r .url sim.json)
  V_SID=$(jq -r '.accounts["twilio-voice"].account_sid' sim.json)
  V_TOKEN=$(jq -r '.accounts["twilio-voice"].auth_token' sim.json)
  export V_SID V_TOKEN
  sed -i -e "s|^  file: .*|&\n  twilio-voice: {account_sid: env:V_SID, auth_token: env:V_TOKEN, base_url: \"$SIM\", timeout_ms: 5000}|" \
    -e 's/^route:.*/route: [file, twilio-voice]/' -e 's/quiet_hours: off/quiet_hours: default/' smspipe.yaml
  echo 'callback: {provider: twilio-voice, url: "https://agent.maple.example/callback"}' >>smspipe.yaml
}

# wish TIME [ID]: what smsreply makes of an R.
wish() {
  jq -cn --arg at "$1" --arg id "${2:-r-1}" '{record: "reply",
    record_version: 1, reply_id: $id, provider: "twilio",
    from: "+12125550147", to: "+12125550100", body: "R", received_at: $at,
    intent: "reschedule", action: "request_callback"}'
}

# agree [FILTER]: they may be called by an artificial voice.
agree() {
  jq -cn '{record: "consent", record_version: 1, consent_id: "voice-1",
    tenant: "maple-street", number: "+12125550147", channel: "voice",
    category: "transactional", action: "granted", basis: "express_written",
    kind: "pec", method: "web_form", evidence: {consent_text: "Call me back.",
    disclosure_text: "We may call you by an automated voice."}, scope: "tenant",
    effective_at: "2026-01-01T12:00:00Z", recorded_at: "2026-01-01T12:00:00Z"}
    | '"${1:-.}" | smsconsent ingest >/dev/null
}

# outcome FILE: what became of the call.
outcome() {
  jq -r 'select(.record == "delivery") | [.status, .reason // empty, .channel] | join(" ")' "$1"
}

@test "who asks for it is called, once, by what is configured" {
  agree
  wish "$MORNING" >in.jsonl
  smssend --now "$MORNING" in.jsonl >out
  smssend --now "$MORNING" in.jsonl >again
  [ "$(outcome out)" = 'accepted voice' ]
  [ "$(outcome again)" = 'accepted voice' ]
  jq -c 'select(.record == "reply")' out | diff in.jsonl -
  [ "$(sim_messages | jq -c '[.messages[] | [.from, .to]]')" = \
    '[["+12125550100","+12125550147"]]' ]
  smssend --list | jq -c '[.message_id, .channel, .purpose]' >listed
  [ "$(wc -l <listed)" -eq 1 ]
  curl -fsS "$SIM/sim/phones" | grep -q 'https://agent.maple.example/callback'
  wish "$MORNING" r-2 | smssend --now "$MORNING" >out
  [ "$(outcome out)" = 'accepted voice' ]
  [ "$(sim_messages | jq '.messages | length')" -eq 2 ]
}

@test "nobody is called without consent to it, at night, or a day late" {
  wish "$MORNING" | smssend --now "$MORNING" >out
  [ "$(outcome out)" = 'suppressed no_consent voice' ]
  agree
  wish "$NIGHT" r-2 | smssend --now "$NIGHT" >out
  [ "$(outcome out)" = 'held quiet_hours voice' ]
  smssend --due --now "$MORNING" >out
  [ "$(outcome out)" = 'accepted voice' ]
  wish 2026-12-07T14:00:00Z r-3 | smssend --now "$MORNING" >out
  [ "$(outcome out)" = 'expired expired voice' ]
  [ "$(sim_messages | jq '.messages | length')" -eq 1 ]
}

@test "another number calls where one is named" {
  agree
  sed -i 's/^callback: {/&from: "+12125550101", /' smspipe.yaml
  wish "$MORNING" | smssend --dry-run --now "$MORNING" >out
  jq -r "select(has(\"method\")).body" out | grep -q 'From=%2B12125550101'
  [ "$(sim_messages | jq '.messages | length')" -eq 0 ]
}

@test "a provider that is not there, or makes no calls, is refused" {
  sed -i 's/^callback: {provider: twilio-voice/callback: {provider: file/' smspipe.yaml
  run -78 --separate-stderr smssend </dev/null
  [[ $stderr == *"callback.provider: 'file' makes no calls"* ]]
  sed -i 's/^callback: {provider: file/callback: {provider: twilio/' smspipe.yaml
  run -78 --separate-stderr smssend </dev/null
  [[ $stderr == *"callback.provider: 'twilio' is not configured"* ]]
}

@test "nothing follows a reply without callback, or another reply" {
  agree
  wish "$MORNING" | jq -c '.action = "mark_confirmed"' | smssend --now "$MORNING" >out
  [ "$(wc -l <out)" -eq 1 ]
  sed -i '/^callback:/d' smspipe.yaml
  wish "$MORNING" | smssend --now "$MORNING" >out
  [ "$(wc -l <out)" -eq 1 ]
  [ "$(sim_messages | jq '.messages | length')" -eq 0 ]
}

# refused_start SETTINGS WORDS: they are refused, with these words.
refused_start() {
  sed -i '/^callback:/d' smspipe.yaml
  echo "callback: $1" >>smspipe.yaml
  run -78 --separate-stderr smssend </dev/null
  [[ $stderr == *"$2"* ]]
}

@test "what no call can be made of is refused at the start" {
  local url='url: "https://agent.maple.example/callback"'
  refused_start '{}' 'callback.provider is missing'
  refused_start "{$url}" 'callback.provider is missing'
  refused_start "{provider: twilio-voice, $url, from: \"2125550101\"}" \
    "callback.from: '2125550101' is no number"
  refused_start '{provider: twilio-voice}' 'needs either url or twiml'
  sed -i 's|twilio-voice: {|&twiml: "<Response/>", url: "https://a.example/", |' smspipe.yaml
  refused_start '{provider: twilio-voice}' 'needs either url or twiml'
  sed -i 's|url: "https://a.example/", ||' smspipe.yaml
  smssend </dev/null
}

@test "a call that cannot be made is told of with the reply's line" {
  agree
  { wish "$MORNING"; wish "$MORNING" r-2 | jq -c '.to = "12345"'; } >in
  smssend --now "$MORNING" in >out 2>err
  [ "$(outcome out | sort)" = $'accepted voice\nsuppressed invalid voice' ]
  grep -q 'in:2: no call back: field from: no sender' err
  [ "$(grep -c '"record":"reply"' out)" -eq 2 ]
}

@test "a broken reply that asks for a call is not passed on" {
  wish "$MORNING" | jq -c 'del(.reply_id)' >in
  run -65 --separate-stderr smssend --now "$MORNING" in
  [ "$output" = '' ]
  [[ $stderr == *'in:1: reply_id: required field is missing'* ]]
}

@test "consent to calls in a program counts for who answered a text of it" {
  agree '.scope = "program" | .program = "appointments"'
  grant +12125550147
  message '.send_at = null' | smssend --now 2026-12-08T14:00:00Z >out
  wish "$MORNING" | smssend --now "$MORNING" >out
  [ "$(outcome out)" = 'suppressed out_of_program voice' ]
  wish "$MORNING" r-2 | jq -c '.message_id = "m-1"' | smssend --now "$MORNING" >out
  [ "$(outcome out)" = 'accepted voice' ]
  [ "$(smssend --list | jq -r 'select(.channel == "voice" and .status == "accepted").program')" = appointments ]
}

@test "a clock that is ahead makes no call later than in a day" {
  agree
  wish 2027-12-08T14:30:00Z | smssend --now "$NIGHT" >out
  [ "$(outcome out)" = 'held quiet_hours voice' ]
  smssend --due --now 2026-12-10T15:00:00Z >out
  [ "$(outcome out)" = 'expired expired voice' ]
}
