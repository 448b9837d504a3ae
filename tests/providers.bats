#!/usr/bin/env bats
# Each provider whole: smssend -> smssim -> receipts and answers -> smshook -> the
# journal, with the provider's own proof checked.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # jq's variables
load helper
load sending

# What each needs beside base_url: its settings are those that smssim made up.
# A provider whose receipts go where its account says takes no callback.
has_callback() {
  [[ "$1" != @(bandwidth|sns|aws-sms) ]]
}

# more NAME: settings that are no credentials of smssim's.
more() {
  case $1 in
  sns) printf 'region: us-east-1, signing_certificate: "file:aws.pem", ' ;;
  aws-sms) printf 'region: us-east-1, signing_certificate: "file:aws.pem", configuration_set: events, ' ;;
  esac
}

# settings NAME: "setting: env:V_setting, …", the values exported as such.
settings() {
  local line name
  while IFS= read -r line; do
    name=${line%%=*}
    export "V_$name=${line#*=}"
    printf '%s: env:V_%s, ' "$name" "$name"
  done < <(jq -r --arg name "$1" \
    '.accounts[$name] | to_entries[] | "\(.key)=\(.value)"' sim.json)
}

# configure NAME [MORE]: a configuration that sends through that provider.
configure() {
  settings "$1" >named
  write_config smspipe.yaml
  sed -i -e "s/provider: file/provider: $1/" -e "s/^route:.*/route: [$1]/" \
    -e "s|^  file: .*|  $1: {$(cat named)$(more "$1")base_url: \"$SIM\", timeout_ms: 5000${2:+, $2}}|" \
    smspipe.yaml
}

# start NAME [OPTION…]: smssim and smshook, which know each other.
start() {
  local name=$1
  shift
  smssim --max-seconds 120 "$@" >sim.json 3>&- &
  wait_until grep -q url sim.json
  SIM=$(jq -r .url sim.json)
  settings "$name" >/dev/null
  (umask 077 && curl -fsS "$SIM/SimpleNotificationService-smssim.pem" >aws.pem)
  configure "$name"
  smshook -v --port 0 --port-file hook.port -o receipts.jsonl 2>hook.log 3>&- &
  wait_until test -s hook.port
  HOOK=http://127.0.0.1:$(cat hook.port)/hook/$name
  curl -fsS -H 'Content-Type: application/json' \
    -d "{\"inbound\": \"$name=$HOOK\"}" "$SIM/sim/inbound" >/dev/null
  if has_callback "$name"; then
    configure "$name" "status_callback: \"$HOOK\""
  fi
}

# texts COUNT: that many messages, each to a person of their own.
texts() {
  local numbers i
  mapfile -t numbers < <(for ((i = 0; i < $1; i++)); do printf '+1212555%04d\n' "$((1000 + i))"; done)
  grant "${numbers[@]}"
  for i in "${!numbers[@]}"; do
    message ".message_id = \"m-$i\" | .dedupe_key = \"k-$i\" | .to = \"${numbers[$i]}\""
  done
}

told_of() {
  [ "$(grep -c "\"status\":\"$1\"" receipts.jsonl)" -ge "$2" ]
}

states() {
  smssend --list | jq -r .status | sort | uniq -c | awk '{print $2, $1}' | paste -sd ' '
}

# whole NAME: out, delivered, answered.
whole() {
  start "$1"
  grant +12125550147
  message | smssend >out
  [ "$(jq -r '[.provider, .status, .from, .to] | join(" ")' out)" = \
    "$1 accepted +12125550100 +12125550147" ]
  if [ "$1" != sns ]; then
    wait_until told_of delivered 1
    [ "$(jq -s 'all(.[]; .reference | test("^[a-z0-9]+$"))' receipts.jsonl)" = true ]
    smssend <receipts.jsonl >/dev/null
    [ "$(states)" = 'delivered 1' ]
  fi
  jq -cn '{from: "+12125550147", to: "+12125550100", body: "Sí, C 👍"}' |
    curl -fsS -H 'Content-Type: application/json' -d @- "$SIM/sim/reply" >/dev/null
  wait_until grep -q '"record":"reply"' receipts.jsonl
  [ "$(jq -r 'select(.record == "reply") | [.provider, .from, .to, .body] | join(" ")' receipts.jsonl)" = \
    "$1 +12125550147 +12125550100 Sí, C 👍" ]
  run ! grep -E ': 40[0-9]:' hook.log
}

# failing NAME: each way to fail becomes its class.
failing() {
  start "$1" --receipt unreachable:1 --receipt unknown-number:1 \
    --receipt landline:1 --receipt filtered:1 --receipt unregistered:1 \
    --receipt expired:1
  texts 6 >in.jsonl
  smssend <in.jsonl >out
  wait_until eval 'smssend <receipts.jsonl >/dev/null; [ "$(smssend --list | jq -r "select(.terminal == true).message_id" | wc -l)" -eq 6 ]'
  [ "$(jq -r 'select(.terminal).error_class' receipts.jsonl | sort -u | paste -sd ' ')" = "$2" ]
}

# masked NAME: what a dry run shows holds no secret.
masked() {
  start "$1"
  grant +12125550147
  message | smssend -n >out
  [ "$(jq -r .provider out)" = "$1" ]
  for secret in "${@:2}"; do
    secret=V_$secret
    [ -n "${!secret}" ]
    run ! grep -F -- "${!secret}" out
    run ! grep -F -- "$(printf %s "${!secret}" | base64 -w 0)" out
  done
  smssend --show-config >out
  run ! grep -F -- "${!secret}" out
}

# denied NAME SETTING: a wrong key is 77, in the provider's words.
denied() {
  start "$1"
  export "V_$2=wrong"
  grant +12125550147
  code=0
  message | smssend >out 2>err || code=$?
  [ "$code" -eq 77 ]
  [ "$(sim_count)" -eq 0 ]
}

# lost NAME: answers are lost, receipts tell what became of their messages.
lost() {
  start "$1" --fate accept-then-close:5%
  texts 100 >in.jsonl
  smssend <in.jsonl >out || [ $? -eq 75 ]
  [ "$(jq -r 'select(.status == "ambiguous").message_id' out | wc -l)" -ge 1 ]
  wait_until told_of delivered 100
  smssend <receipts.jsonl >/dev/null
  [ "$(states)" = 'delivered 100' ]
  [ "$(sim_messages | jq -c '[(.counts | length), (.counts | map(.count) | max)]')" = '[100,1]' ]
}

# looked NAME: answers are lost and receipts too; the provider's list tells.
looked() {
  start "$1" --now 2030-01-01T12:00:00Z --fate accept-then-close:5% --receipt lost
  texts 100 >in.jsonl
  smssend --now 2030-01-01T12:00:00Z <in.jsonl >out || [ $? -eq 75 ]
  n=$(jq -r 'select(.status == "ambiguous").message_id' out | wc -l)
  [ "$n" -ge 1 ]
  smssend --now 2030-01-01T12:10:00Z --reconcile >out 2>err
  [ "$(states)" = "accepted $((100 - n)) delivered $n" ]
  [ "$(sim_messages | jq -c '[(.counts | length), (.counts | map(.count) | max)]')" = '[100,1]' ]
}

@test "Telnyx: a text goes out, its receipts and an answer come in, signed" {
  whole telnyx
}

@test "Telnyx: each failed delivery has its class" {
  failing telnyx 'carrier_filtered invalid_number landline queue_expired unreachable unregistered'
}

@test "Telnyx: a dry run shows no secret" {
  masked telnyx api_key
}

@test "Telnyx: a wrong key is 77" {
  denied telnyx api_key
}

@test "Telnyx: receipts settle what answers were lost" {
  lost telnyx
}

@test "Bandwidth: a text goes out, its receipts and an answer come in, with credentials" {
  whole bandwidth
}

@test "Bandwidth: each failed delivery has its class" {
  failing bandwidth 'carrier_filtered invalid_number media queue_expired unreachable unregistered'
}

@test "Bandwidth: a dry run shows no secret" {
  masked bandwidth password callback_credentials
}

@test "Bandwidth: a wrong password is 77" {
  denied bandwidth password
}

@test "Bandwidth: receipts settle what answers were lost" {
  lost bandwidth
}

@test "Bandwidth: its list settles what answers and receipts were lost" {
  looked bandwidth
}

@test "Plivo: a text goes out, its receipts and an answer come in, signed" {
  whole plivo
}

@test "Plivo: each failed delivery has its class" {
  failing plivo 'carrier_filtered invalid_number queue_expired unreachable unregistered'
}

@test "Plivo: a text to a phone that said STOP is taken and fails as opted out" {
  start plivo
  grant +12125550147
  message | smssend >out
  jq -cn '{from: "+12125550147", to: "+12125550100", body: "STOP"}' |
    curl -fsS -H 'Content-Type: application/json' -d @- "$SIM/sim/reply" >/dev/null
  message '.message_id = "m-2" | .dedupe_key = "k-2"' | smssend >out
  [ "$(jq -r .status out)" = accepted ]
  wait_until told_of failed 1
  [ "$(jq -r 'select(.status == "failed") | [.error_class, .error_code] | join(" ")' receipts.jsonl)" = \
    'opted_out 200' ]
  smssend <receipts.jsonl >/dev/null
  [ "$(smssend --list | jq -r 'select(.message_id == "m-2") | [.status, .reason] | join(" ")')" = \
    'failed opted_out' ]
}

@test "Plivo: a recipient that is none is refused, though the answer is 202" {
  start plivo --fate 400-invalid:1
  grant +12125550147
  message | smssend >out
  [ "$(jq -r '[.status, .error_class] | join(" ")' out)" = 'failed invalid_number' ]
  [ "$(sim_count)" -eq 0 ]
}

@test "Plivo: a dry run shows no secret" {
  masked plivo auth_token
}

@test "Plivo: a wrong token is 77, in its words" {
  denied plivo auth_token
  grep -q 'Could not verify your access level' err
}

@test "Plivo: receipts settle what answers were lost" {
  lost plivo
}

@test "Plivo: its list settles what answers and receipts were lost" {
  looked plivo
}

@test "Vonage: a text goes out, its receipts and an answer come in, signed" {
  whole vonage
}

@test "Vonage: each failed delivery has its class" {
  failing vonage 'carrier_filtered invalid_number queue_expired unknown unreachable'
}

@test "Vonage: what it refuses with 200 is refused, by its status" {
  start vonage --fate 400-invalid:1
  grant +12125550147
  message | smssend >out
  [ "$(jq -r '[.status, .error_class, .error_code] | join(" ")' out)" = \
    'failed invalid_number 6' ]
  [ "$(sim_count)" -eq 0 ]
}

@test "Vonage: throttling comes as 200 and is waited for" {
  start vonage --fate 429:1
  grant +12125550147
  message | smssend --grace 5 >out
  [ "$(jq -r '[.status, .error_class // "-"] | join(" ")' out | paste -sd ,)" = \
    'queued rate_limited,accepted -' ]
  [ "$(sim_count)" -eq 1 ]
}

@test "Vonage: an error of its own with 200 is ambiguous until a receipt tells" {
  start vonage --fate accept-then-500:1
  grant +12125550147
  message | { run -75 --separate-stderr smssend; }
  [ "$(states)" = 'ambiguous 1' ]
  wait_until told_of delivered 1
  smssend <receipts.jsonl >/dev/null
  [ "$(states)" = 'delivered 1' ]
}

@test "Vonage: a text of many parts and another alphabet arrives whole, once" {
  start vonage
  grant +12125550147
  message '.body = "Maple Street Dental: ünïcödé ✓ " * 8 + "Reply STOP to opt out."' | smssend >out
  [ "$(jq -r '[.status, .segments] | join(" ")' out)" = 'accepted 5' ]
  [ "$(sim_messages | jq -r '.messages[0].body')" = "$(message '.body = "Maple Street Dental: ünïcödé ✓ " * 8 + "Reply STOP to opt out."' | jq -r .body)" ]
}

@test "Vonage: a dry run shows no secret" {
  masked vonage api_secret signature_secret
}

@test "Vonage: a wrong secret is 77, in its words" {
  denied vonage api_secret
  grep -q 'Bad Credentials' err
}

@test "Vonage: receipts settle what answers were lost" {
  lost vonage
}

@test "Kannel: a text goes out, its reports and an answer come in, keyed" {
  whole kannel
}

@test "Kannel: each failed delivery has its class" {
  failing kannel 'auth carrier_filtered invalid_number queue_expired unreachable'
}

@test "Kannel: a dry run shows no secret" {
  masked kannel password hook_key
}

@test "Kannel: a wrong password is 77" {
  denied kannel password
}

@test "Kannel: reports settle what answers were lost" {
  lost kannel
}

@test "SNS: a signed text goes out, nothing tells of it, an answer comes in" {
  whole sns
  [ "$(states)" = 'accepted 1' ]
  run ! grep '"record":"delivery"' receipts.jsonl
}

@test "SNS: a number or a name sends, each by its own attribute" {
  start sns
  grant +12125550147 +447700900124
  sed -i -e 's|^senders:|&\n  MAPLE: {kind: alphanumeric, provider: sns}|' \
    -e 's/quiet_hours: off/quiet_hours: off, countries: [US, GB]/' smspipe.yaml
  { message
    message '.message_id = "m-2" | .dedupe_key = "k-2" | .to = "+447700900124" | .from = "MAPLE"'
  } | smssend >out
  [ "$(sim_messages | jq -c '[.messages[] | [.from, .to]]')" = \
    '[["+12125550100","+12125550147"],["MAPLE","+447700900124"]]' ]
}

@test "SNS: throttling comes as 400 and is waited for" {
  start sns --fate 429:1
  grant +12125550147
  message | smssend --grace 5 >out
  [ "$(jq -r '[.status, .error_class // "-"] | join(" ")' out | paste -sd ,)" = \
    'queued rate_limited,accepted -' ]
  [ "$(sim_count)" -eq 1 ]
}

@test "SNS: a dry run shows no secret" {
  masked sns secret_access_key
}

@test "SNS: a wrong secret is 77" {
  denied sns secret_access_key
  grep -q 'SignatureDoesNotMatch\|calculated' err
}

@test "SNS: what was not answered stays ambiguous until an operator says more" {
  start sns --fate accept-then-close:1
  grant +12125550147
  message | { run -75 --separate-stderr smssend; }
  run smssend --reconcile
  [ "$(states)" = 'ambiguous 1' ]
  [ "$(smssend --list-providers | jq -c 'select(.provider == "sns") | [.reconciles, .carries]')" = \
    '[false,["sms"]]' ]
}

@test "AWS SMS: a signed text goes out, its events and an answer come in, signed" {
  whole aws-sms
}

@test "AWS SMS: each failed delivery has its class" {
  failing aws-sms 'carrier_filtered invalid_number queue_expired unreachable'
}

@test "AWS SMS: throttling comes as 400 and is waited for" {
  start aws-sms --fate 429:1
  grant +12125550147
  message | smssend --grace 5 >out
  [ "$(jq -r '[.status, .error_class // "-"] | join(" ")' out | paste -sd ,)" = \
    'queued rate_limited,accepted -' ]
  [ "$(sim_count)" -eq 1 ]
}

@test "AWS SMS: a phone that said STOP there is opted out" {
  start aws-sms
  grant +12125550147
  message | smssend >out
  jq -cn '{from: "+12125550147", to: "+12125550100", body: "STOP"}' |
    curl -fsS -H 'Content-Type: application/json' -d @- "$SIM/sim/reply" >/dev/null
  message '.message_id = "m-2" | .dedupe_key = "k-2"' | smssend >out
  [ "$(jq -r '[.status, .error_class, .error_code] | join(" ")' out)" = \
    'failed opted_out DESTINATION_PHONE_NUMBER_OPTED_OUT' ]
}

@test "AWS SMS: files lie in S3, others are refused unsent" {
  start aws-sms
  grant +12125550147
  message '.media_urls = ["s3://maple/map.png"] | .channel = "mms"' | smssend >out
  [ "$(jq -r .status out)" = accepted ]
  message '.message_id = "m-2" | .dedupe_key = "k-2" | .channel = "mms" | .media_urls = ["https://maple.example/map.png"]' |
    smssend >out || :
  [ "$(jq -r .status out)" != accepted ]
  [ "$(sim_count)" -eq 1 ]
}

@test "AWS SMS: a dry run shows no secret" {
  masked aws-sms secret_access_key
}

@test "AWS SMS: a wrong secret is 77" {
  denied aws-sms secret_access_key
}

@test "AWS SMS: events settle what answers were lost" {
  lost aws-sms
}
