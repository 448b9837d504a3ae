#!/usr/bin/env bats
# What the webhook missed is asked for: smssim has it, no smshook ran.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # jq's variables
load helper
load sending

# texts FROM BODY: a person writes, and nobody tells us.
texts() {
  jq -cn --arg from "$1" --arg body "$2" '{$from, to: "+12125550100", $body}' |
    curl -fsS -H 'Content-Type: application/json' -o /dev/null -d @- "$SIM/sim/reply"
}

use_telnyx() {
  smssim --max-seconds 120 >sim.json 3>&- &
  wait_until grep -q url sim.json
  SIM=$(jq -r .url sim.json)
  V_KEY=$(jq -r .accounts.telnyx.api_key sim.json)
  export V_KEY
  write_config smspipe.yaml
  sed -i -e 's/provider: file/provider: telnyx/' -e 's/^route:.*/route: [telnyx]/' \
    -e "s|^  file: .*|  telnyx: {api_key: env:V_KEY, base_url: \"$SIM\", timeout_ms: 5000}|" smspipe.yaml
}

count() {
  jq -s "map(select($1)) | length"
}

@test "a text that the webhook missed becomes the reply that it would have written" {
  start_sim
  texts +12125550147 'Can we move it?'
  smsconsent sweep -v 2>err >swept.jsonl
  [ "$(cat err)" = 'smsconsent: missed: 1 texts, 0 opt-outs' ]
  [ "$(jq -r '[.record, .provider, .from, .to, .body] | join("|")' swept.jsonl)" = \
    'reply|twilio|+12125550147|+12125550100|Can we move it?' ]
}

@test "it is word for word what the webhook writes, but for the time" {
  start_sim
  start_hook
  curl -fsS -H 'Content-Type: application/json' \
    -d "{\"inbound\": \"twilio=$HOOK\"}" "$SIM/sim/inbound" >/dev/null
  texts +12125550147 'Sí, C 👍'
  wait_until test -s receipts.jsonl
  [ "$(smsconsent sweep | jq -c 'del(.received_at)')" = "$(jq -c 'del(.received_at)' receipts.jsonl)" ]
}

@test "a STOP that was missed is heard, once" {
  start_sim
  grant +12125550147
  texts +12125550147 'please stop texting me'
  smsconsent sweep 2>err | smsreply >replies.jsonl
  [ "$(count '.intent == "stop"' <replies.jsonl)" -eq 1 ]
  run -1 smsconsent status +12125550147
  [ -z "$(smsconsent sweep 2>err)" ]
  [ "$(smsconsent history +12125550147 | count '.action == "revoked"')" -eq 1 ]
}

@test "what the webhook did hear is not told again" {
  start_sim
  texts +12125550147 'first'
  smsconsent sweep 2>err | smsreply >replies.jsonl
  texts +12125550148 'second'
  [ "$(smsconsent sweep 2>err | jq -r .body)" = second ]
}

@test "--since looks further back, and no further" {
  start_sim --now 2026-11-20T10:00:00Z
  texts +12125550147 'old'
  [ -z "$(smsconsent sweep --now 2026-11-23T10:00:00Z 2>err)" ]
  [ -z "$(smsconsent sweep --since 2026-11-20T10:00:10Z --now 2026-11-23T10:00:00Z 2>err)" ]
  [ "$(smsconsent sweep --since 2026-11-20T09:00:00Z --now 2026-11-23T10:00:00Z 2>err | jq -r '.received_at[:17]')" = 2026-11-20T10:00: ]
}

@test "all pages are read, and all senders asked" {
  start_sim
  for n in {100..149}; do texts "+1212555$n""0" "text $n"; done
  [ "$(smsconsent sweep 2>err | jq -r .body | sort -u | wc -l)" -eq 50 ]
  sed -i 's/^senders:/&\n  "+12125550111": {kind: 10dlc, provider: twilio}/' smspipe.yaml
  [ "$(smsconsent sweep 2>err | jq -r .body | sort -u | wc -l)" -eq 50 ]
}

@test "an answer to STOP and what we sent are no texts to us" {
  start_sim
  grant +12125550147
  message | smssend >/dev/null
  texts +12125550147 STOP
  smsconsent sweep 2>err >swept.jsonl
  [ "$(jq -r .body swept.jsonl)" = STOP ]
}

@test "who is on Telnyx's list of opt-outs is withdrawn in the ledger, once" {
  use_telnyx
  grant +12125550147 +12125550148
  { message; message '.message_id = "m-2" | .to = "+12125550148"'; } | smssend >/dev/null
  texts +12125550147 STOP
  smsconsent sweep -v 2>err >swept.jsonl
  [ "$(cat err)" = 'smsconsent: missed: 0 texts, 1 opt-outs' ]
  [ "$(jq -r '[.record, .number, .action, .method, .channel, .scope, .evidence.sender, .evidence.excerpt] | join(" ")' swept.jsonl)" = \
    'consent +12125550147 revoked provider any tenant +12125550100 STOP' ]
  run -1 smsconsent status +12125550147
  smsconsent status +12125550148
  [ -z "$(smsconsent sweep 2>err)" ]
}

@test "a START since then stays what it is" {
  use_telnyx
  grant +12125550147
  message | smssend >/dev/null
  texts +12125550147 STOP
  sleep 0.01
  jq -cn --arg at "$(date -u +%FT%T.%3NZ)" '{record: "reply", record_version: 1, reply_id: "r-1",
    provider: "telnyx", from: "+12125550147", to: "+12125550100", body: "START", received_at: $at}' |
    smsreply >replies.jsonl
  smsconsent sweep >swept.jsonl 2>err
  smsconsent status +12125550147
}

@test "a list that fails is said, with another exit code, and nothing is made up" {
  for fate in truncated garbage huge close-before 503; do
    start_sim --list "$fate"
    texts +12125550147 STOP
    run -69 --separate-stderr smsconsent sweep
    [ -z "$output" ]
    [[ $stderr == *"smsconsent: twilio: +12125550100: "*'smsconsent: not all were asked: sweep again'* ]]
    kill %+
    wait %+ || :
  done
}

@test "refused credentials are 77, and no provider to ask is the configuration's" {
  start_sim
  printf '%s\n' ffffffffffffffffffffffffffffffff >token
  run -77 --separate-stderr smsconsent sweep
  [[ $stderr == *'twilio: +12125550100: '* ]]
  write_config smspipe.yaml
  run -78 --separate-stderr smsconsent sweep
  [[ $stderr == *'no provider is configured that can be asked'* ]]
}
