#!/usr/bin/env bats
# The e-mail that stands in for a text which cannot arrive: at most one, whatever
# is killed; and recipients that no text reaches, remembered.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016,SC2154 # jq's variables; bats sets stderr
load helper
load sending

FALLBACK='.fallback = {email: "dana@example.test", subject: "Your visit", body: "See you Tue 2:30 PM."}'

# start [OPTION…]: smssim as Twilio and SendGrid, and smshook for the receipts.
start() {
  write_config smspipe.yaml
  smssim --max-seconds 120 "$@" >sim.json 3>&- &
  wait_until grep -q url sim.json
  SIM=$(jq -r .url sim.json)
  V_SID=$(jq -r .account_sid sim.json)
  V_TOKEN=$(jq -r .auth_token sim.json)
  V_KEY=$(jq -r .accounts.sendgrid.api_key sim.json)
  V_PUBLIC=$(jq -r .accounts.sendgrid.public_key sim.json)
  export V_SID V_TOKEN V_KEY V_PUBLIC
  configure
  smshook --port 0 --port-file hook.port -o receipts.jsonl 2>hook.log 3>&- &
  wait_until test -s hook.port
  HOOK=http://127.0.0.1:$(cat hook.port)/hook
  curl -fsS -H 'Content-Type: application/json' \
    -d "{\"inbound\": \"sendgrid=$HOOK/sendgrid\"}" "$SIM/sim/inbound" >/dev/null
  configure ", status_callback: \"$HOOK/twilio\""
  grant +12125550147
  smsconsent grant dana@example.test --method operator --text yes >/dev/null
}

configure() {
  write_config smspipe.yaml
  cat >providers.yaml <<YAML
  twilio: {account_sid: env:V_SID, auth_token: env:V_TOKEN, base_url: "$SIM", timeout_ms: 5000${1-}}
  sendgrid: {api_key: env:V_KEY, public_key: env:V_PUBLIC, from: desk@maple.example, base_url: "$SIM", timeout_ms: 5000}
YAML
  sed -i -e '/^  file: /r providers.yaml' -e '/^  file: /d' \
    -e 's/provider: file/provider: twilio/' -e 's/^route:.*/route: [twilio, sendgrid]/' smspipe.yaml
}

# text [CHANGE]: with an e-mail to fall back on.
text() {
  message "$FALLBACK | ${*:-.}"
}

# ended STATUS: a receipt of that text came.
ended() {
  grep -q "\"status\":\"$1\"" receipts.jsonl
}

emails() {
  sim_messages | jq -c '.messages[] | select(.to | test("@")) | [.from, .to, .body]'
}

email_count() {
  emails | wc -l
}

# told [FILTER]: what stands in out.
told() {
  jq -r '[.message_id[:5], .channel // "text", .status, .reason // .error_class // "-"] | join(" ")' out
}

@test "a dead number, a landline, a filtered text: the e-mail goes instead" {
  for why in unknown-number landline filtered; do
    rm -f receipts.jsonl hook.port
    store_anew
    start --receipt "$why:1"
    text '.appointment_id = "a-1" | .call_id = "c-1" | .template_id = "visit"' | smssend >out
    wait_until ended undelivered
    smssend <receipts.jsonl >out
    [ "$(emails)" = '["desk@maple.example","dana@example.test","See you Tue 2:30 PM."]' ]
    [ "$(jq -c 'select(.channel == "email") | [.fallback_of, .status, .email, .to, .appointment_id, .call_id, .template_id]' out)" = \
      '["m-1","accepted","dana@example.test",null,"a-1","c-1","visit"]' ]
    # What is reported again changes nothing.
    smssend <receipts.jsonl >out
    [ "$(email_count)" -eq 1 ]
  done
}

@test "a refusal by the provider is a reason too, a passing trouble is none" {
  start --fate 400-invalid:1
  text | smssend >out
  [ "$(email_count)" -eq 1 ]
  rm -f receipts.jsonl hook.port
  store_anew
  start --receipt unreachable:1
  text | smssend >out
  wait_until ended undelivered
  smssend <receipts.jsonl >out
  [ "$(email_count)" -eq 0 ]
  [ "$(smssend --list | wc -l)" -eq 1 ]
}

@test "without consent to e-mail, or after a stop of the number, none goes" {
  start --receipt landline:2
  text | smssend >out
  smsconsent revoke dana@example.test --method operator --text no >/dev/null
  wait_until ended undelivered
  smssend <receipts.jsonl >out
  [ "$(told | grep email)" = "$(jq -r 'select(.channel == "email").message_id[:5]' out) email suppressed consent_revoked" ]
  smsconsent grant dana@example.test --method web_form --text yes --evidence "$SMSPIPE_CONFIG" >/dev/null
  grant +12125550148
  text '.message_id = "m-2" | .dedupe_key = "k-2" | .to = "+12125550148"' | smssend >out
  smsconsent revoke +12125550148 --method operator --text stop >/dev/null
  wait_until eval '[ "$(grep -c undelivered receipts.jsonl)" -ge 2 ]'
  smssend --explain <receipts.jsonl >out
  [ "$(told | grep email | cut -d' ' -f2-)" = 'email suppressed consent_revoked' ]
  [ "$(email_count)" -eq 0 ]
}

@test "it waits for after_s, and its message's end holds for it" {
  start --fate 400-invalid:1
  text '.fallback.after_s = 600 | .expires_at = "2030-01-01T13:00:00Z"' | smssend --now 2030-01-01T12:00:00Z >out
  [ "$(jq -r 'select(.channel == "email") | [.status, .send_at] | join(" ")' out)" = \
    'scheduled 2030-01-01T12:10:00.000Z' ]
  smssend --due --now 2030-01-01T12:09:59Z >out
  [ ! -s out ]
  smssend --due --now 2030-01-01T12:10:00Z >out
  [ "$(told | cut -d' ' -f2-)" = 'email accepted -' ]
  grant +12125550148
  sim_fate 400-invalid:1
  text '.message_id = "m-2" | .dedupe_key = "k-2" | .to = "+12125550148" | .fallback.after_s = 600 |
    .expires_at = "2030-01-01T12:05:00Z"' | smssend --now 2030-01-01T12:00:00Z >out
  [ "$(told | cut -d' ' -f2- | grep email)" = 'email expired expired' ]
  [ "$(email_count)" -eq 1 ]
}

@test "an e-mail without words of its own, or with an odd wait, does not go" {
  local n=0 change
  start
  for change in '.fallback.body = ""' 'del(.fallback.body)' '.fallback.body = " "' \
    '.fallback.after_s = -5' '.fallback.after_s = "soon"' '.fallback.after_s = 1.5'; do
    grant "+1212555100$((++n))"
    sim_fate 400-invalid:1
    text ".message_id = \"m-$n\" | .dedupe_key = \"k-$n\" | .to = \"+1212555100$n\" | $change" |
      smssend >out 2>err
    [ "$(told | grep email | cut -d' ' -f2-)" = 'email suppressed invalid' ]
    grep -qE "message 'm[0-9a-f]*': field (body|fallback.after_s): " err
  done
  grant +12125551009
  sim_fate 400-invalid:1
  text '.message_id = "m-9" | .dedupe_key = "k-9" | .to = "+12125551009" |
    .fallback.after_s = 99999999999999' | smssend --now 2030-01-01T12:00:00Z >out
  [ "$(jq -r 'select(.channel == "email") | [.status, .send_at] | join(" ")' out)" = \
    'scheduled 2030-01-31T12:00:00.000Z' ]
  [ "$(email_count)" -eq 0 ]
}

@test "a landline is remembered: the next text is not tried, its e-mail goes at once" {
  start --receipt landline:1
  text | smssend >out
  wait_until ended undelivered
  smssend --now 2030-01-01T12:00:00Z <receipts.jsonl >out
  n=$(sim_count)
  text '.message_id = "m-2" | .dedupe_key = "k-2"' | smssend --explain --now 2030-01-02T12:00:00Z >out
  [ "$(told | grep text)" = 'm-2 text suppressed landline' ]
  [ "$(told | grep email | cut -d' ' -f2-)" = 'email accepted -' ]
  [ "$(jq -c '.explain[]? | select(.policy == "reach" and .verdict == "refuses")' out)" = \
    '{"policy":"reach","verdict":"refuses","reason":"landline","rule":"reported at 2030-01-01T12:00:00.000Z"}' ]
  [ "$(sim_count)" -eq $((n + 1)) ]
  # A text from there says otherwise; so do three months.
  smssend -n --now 2030-04-02T12:00:01Z <(text '.message_id = "m-3" | .dedupe_key = "k-3"') >out
  [ "$(jq -r .provider out)" = twilio ]
  smssend -n --now 2030-03-01T12:00:00Z <(text '.message_id = "m-3" | .dedupe_key = "k-3"') >out
  [ "$(jq -r .reason out)" = landline ]
  jq -cn '{record: "reply", record_version: 1, reply_id: "r-1", provider: "twilio",
    from: "+12125550147", to: "+12125550100", body: "hi", received_at: "2030-01-03T12:00:00Z"}' |
    smsconsent ingest --now 2030-01-03T12:00:00Z >/dev/null
  smssend -n --now 2030-03-01T12:00:00Z <(text '.message_id = "m-3" | .dedupe_key = "k-3"') >out
  [ "$(jq -r .provider out)" = twilio ]
}

@test "what was delivered is reached again, and a bounced address is not" {
  start --receipt landline:1 --receipt delivered:1
  text | smssend >out
  wait_until ended undelivered
  smssend <receipts.jsonl >out
  sql "UPDATE meter SET amount = 2 WHERE name LIKE 'reach/sms/%'"
  text 'del(.fallback) | .message_id = "m-2" | .dedupe_key = "k-2"' | smssend >out
  [ "$(told)" = 'm-2 text suppressed invalid_number' ]
  jq -cn '{record: "delivery", record_version: 1, message_id: null, provider: "sendgrid",
    provider_message_id: $id, status: "undelivered", terminal: true, error_class: "invalid_number",
    received_at: "2026-12-01T12:00:00Z"}' --arg id "$(smssend --list | jq -r 'select(.channel == "email").provider_message_id')" |
    smssend >out
  text '.message_id = "m-3" | .dedupe_key = "k-3"' | smssend >out
  [ "$(told | grep email | cut -d' ' -f2-)" = 'email suppressed invalid_number' ]
}

@test "no provider of e-mail, or a fallback that is none: said, and nothing else stops" {
  start --fate 400-invalid:2
  sed -i '/^  sendgrid:/d; s/^route:.*/route: [twilio]/' smspipe.yaml
  text | smssend >out
  [ "$(told | cut -d' ' -f2-)" = 'text failed invalid_number
email suppressed no_provider' ]
  configure
  grant +12125550148
  text '.message_id = "m-2" | .dedupe_key = "k-2" | .to = "+12125550148" | .fallback.subject = "a\nb"' | smssend >out
  [ "$(told | cut -d' ' -f2-)" = 'text failed invalid_number
email suppressed invalid' ]
}

@test "the template says it once: text, landline, e-mail" {
  start --receipt landline:4
  mkdir templates
  cat >templates/visit.yaml <<'YAML'
id: visit
purpose: confirmation
category: transactional
program: appointments
when: data.intent == "book"
body: {en: "{{ brand.name }}: see you. Reply STOP to opt out."}
email: {subject: "Your visit", body: "{{ brand.name }} will see you.", after_s: 0}
YAML
  jq -cn '{record: "call", record_version: 1, source: "vapi", call_id: "c-1", stage: "ended",
    direction: "inbound", customer_number: "+12125550147", business_number: "+12125550100",
    customer_email: "dana@example.test", ended_at: "2026-11-30T15:51:20.904Z",
    data: {intent: "book"}, consent: {sms: "granted", email: "granted"}}' >call.json
  smsconsent ingest call.json | smsrender --now 2026-11-30T15:51:25Z -t templates | smslint | smssend >out
  wait_until ended undelivered
  smssend <receipts.jsonl >>out
  [ "$(emails)" = '["desk@maple.example","dana@example.test","Maple Street Dental will see you."]' ]
}

# ---- kill -9 ---------------------------------------------------------------

# reported: a landline's receipt is at hand, and not taken.
reported() {
  FAULTY=$ROOT/build/faults/bin/smssend
  [ -x "$FAULTY" ] || skip 'no build with faults (make KIND=faults)'
  start --receipt landline:4
  for n in 1 2 3 4; do
    grant "+1212555012$n"
    text ".message_id = \"m-$n\" | .dedupe_key = \"k-$n\" | .to = \"+1212555012$n\" | .fallback.email = \"p$n@example.test\""
    smsconsent grant "p$n@example.test" --method operator --text yes >/dev/null
  done >in.jsonl
  smssend in.jsonl >out
  wait_until eval '[ "$(grep -c "\"status\":\"undelivered\"" receipts.jsonl)" -eq 4 ]'
}

# struck FAULT: a run with the receipts dies there, others follow.
struck() {
  code=0
  SMSPIPE_FAULT=$1 "$FAULTY" <receipts.jsonl >out 2>>err || code=$?
  [ "$code" -eq 137 ] || { echo "$1: exit $code" >&2; return 1; }
  owners_gone
  smssend <receipts.jsonl >out || [ $? -eq 75 ]
  smssend <receipts.jsonl >out || [ $? -eq 75 ]
}

@test "killed anywhere while receipts come in: one e-mail a text, none is lost" {
  for fault in fallback-before-commit fallback-after-commit claim-before-commit \
    claim-after-commit sent-before-settle settle-before-commit settle-after-commit; do
    rm -f receipts.jsonl hook.port
    store_anew
    reported
    struck "$fault:kill"
    # Those that were on their way may be ambiguous, and went out once or not.
    [ "$(emails | sort | uniq -d | wc -l)" -eq 0 ]
    [ "$(smssend --list | jq -r 'select(.channel == "email").fallback_of' | sort | paste -sd ' ')" = 'm-1 m-2 m-3 m-4' ]
    [ "$(smssend --list | jq -r 'select(.channel == "email").status' | grep -cE 'accepted|ambiguous|delivered')" -eq 4 ]
  done
}

@test "a fallback by itself, ahead of the settling, is noticed" {
  reported
  code=0
  SMSPIPE_FAULT=broken:fallback-apart,fallback-before-commit:kill "$FAULTY" <receipts.jsonl >out 2>>err || code=$?
  [ "$code" -eq 137 ]
  SMSPIPE_FAULT=broken:fallback-apart "$FAULTY" <receipts.jsonl >out 2>>err || :
  smssend --due >out || :
  [ "$(emails | sort | uniq -d | wc -l)" -gt 0 ]
}
