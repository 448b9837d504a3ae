#!/usr/bin/env bats
# A provider's secrets are in no output, no message, no store and no list of
# processes, whatever is done with them.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # jq's variables
load helper
load sending

# Each provider with the settings that are secret; the rest are names.
PROVIDERS='twilio auth_token
telnyx api_key
bandwidth password callback_credentials
plivo auth_token
vonage api_secret signature_secret
sns secret_access_key
aws-sms secret_access_key
kannel password hook_key
mailgun api_key signing_key
sendgrid api_key
twilio-voice auth_token'

# configure PROVIDER: all that smssim made up, as variables of the environment.
configure() {
  local line name=$1 list=
  while IFS= read -r line; do
    export "V_${line%%=*}=${line#*=}"
    list+="${line%%=*}: env:V_${line%%=*}, "
  done < <(jq -r --arg name "$name" '.accounts[$name] | to_entries[] | "\(.key)=\(.value)"' sim.json)
  case $name in sns | aws-sms) list+='region: us-east-1, ' ;; esac
  [ "$name" != twilio-voice ] || list+='url: "https://agent.example/callback", '
  write_config smspipe.yaml
  sed -i -e "s/provider: file/provider: $name/" -e "s/^route:.*/route: [$name]/" \
    -e "s|^  file: .*|  $name: {${list}base_url: \"$SIM\", timeout_ms: 5000}|" smspipe.yaml
}

# everything PROVIDER: each way to use the provider, well and badly; all that is said
# goes to the file said.
everything() {
  local change='.'
  case $1 in
  mailgun | sendgrid) change='.channel = "email" | .email = "dana@example.com" | .subject = "Hi"' ;;
  twilio-voice) change='.channel = "voice"' ;;
  esac
  message "$change" >in.jsonl
  message "$change"' | .message_id = "m-2" | .body += " 2"' >in2.jsonl
  while read -r command; do
    $command || :
  done <<'COMMANDS'
smssend -n -v in.jsonl
smssend -v --explain in.jsonl
smssend -v in2.jsonl
smssend -v --reconcile
smssend --list
smssend --list-providers
smssend --show-config
smsconsent sweep -v
smsconsent proof +12125550147
smsstats --store
smslint smspipe.yaml
COMMANDS
}

# hooks PROVIDER: a webhook whose signature is wrong, and what is captured of it.
hooks() {
  smshook -v --port 0 --port-file hook.port --capture captured -o received 3>&- &
  hook=$!
  wait_until test -s hook.port
  curl -sS -H 'Content-Type: application/json' -H 'Authorization: Basic d3Jvbmc6d3Jvbmc=' \
    -d '[{"type": "wrong"}]' "http://127.0.0.1:$(cat hook.port)/hook/$1" || :
  kill "$hook"
  wait "$hook" || :
}

# found: the canaries that any file here holds, but the simulator's own.
found() {
  local value form
  for value in "$@"; do
    for form in "$value" "$(printf %s "$value" | base64 -w 0)" "$(jq -rn --arg v "$value" '$v | @uri')"; do
      grep -rlF --exclude=sim.json --exclude=credentials -- "$form" . || :
    done
  done
}

@test "no secret of any provider gets out" {
  smssim --max-seconds 300 >sim.json 3>&- &
  wait_until grep -q url sim.json
  SIM=$(jq -r .url sim.json)
  while read -r name secrets; do
    canaries=()
    configure "$name"
    for secret in $secrets; do
      secret=V_$secret
      canaries+=("${!secret:?$name}")
    done
    grant +12125550147
    everything "$name" >>said 2>&1
    hooks "$name" >>said 2>&1 || { tail -n 5 said; return 1; }
    smssend --watch >>said 2>&1 3>&- &
    watcher=$!
    ps -ww -eo args >>said # of all, while one has them in memory
    for secret in $secrets; do
      export "V_$secret=${secret}-wr0ng-canary"
      canaries+=("$secret-wr0ng-canary")
    done
    everything "$name" >>said 2>&1
    kill "$watcher"
    wait "$watcher" || :
    leaks=$(found "${canaries[@]}")
        [ -z "$leaks" ] || { echo "$name: $leaks"; return 1; }
    rm -rf smspipe.db* captured received hook.port
  done <<<"$PROVIDERS"
  # The look was one: what is no secret is found.
  grep -q '"provider":"twilio"' said
  [ -n "$(found accepted)" ]
}

@test "a secret that is in a body or a number is masked in a dry run all the same" {
  start_sim
  grant +12125550147
  message ".body = \"the token is $TOKEN\"" | smssend -n >out
  run ! grep -F "$TOKEN" out
}

@test "nobody else's processes read the memory of a program with secrets, and none leaves a core" {
  start_sim
  smssend --watch 2>err 3>&- &
  watcher=$!
  wait_until eval '[ "$(awk "/Max core/ {print \$5 \$6}" /proc/$watcher/limits)" = 00 ]'
  kill -SEGV "$watcher"
  wait "$watcher" || :
  [ -z "$(find . -name 'core*')" ]
}
