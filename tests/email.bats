#!/usr/bin/env bats
# E-mail: through SendGrid and Mailgun, by consent to it, one for the other.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016,SC2154 # jq's variables; bats sets stderr
load helper
load sending

NOBODY=http://127.0.0.1:9 # the discard port: nobody listens there

# A message by e-mail; arguments are jq assignments to change it.
mail() {
  message '.channel = "email" | .to = null | .email = "dana@example.test" |
    .subject = "Your visit" | del(.from) | .body = "See you Tue 2:30 PM.\nMaple Street Dental" | '"${*:-.}"
}

# mails COUNT: to people of their own, who agreed.
mails() {
  local n
  for n in $(seq "$1"); do
    agree "p$n@example.test"
    mail ".message_id = \"m-$n\" | .dedupe_key = \"k-$n\" | .email = \"p$n@example.test\""
  done
}

# These people have said yes to e-mail.
agree() {
  local address
  for address in "$@"; do
    smsconsent grant "$address" --method operator --text yes >>agreed.jsonl
  done
}

# ways SENDGRID-URL MAILGUN-URL: who e-mails, in this order.
ways() {
  write_config smspipe.yaml
  sed -i -e 's/^route:.*/route: [file, sendgrid, mailgun]/' smspipe.yaml
  cat >mailers <<YAML
  sendgrid: {api_key: env:V_KEY, from: desk@maple.example, public_key: env:V_PUBLIC, base_url: "$1", timeout_ms: 5000}
  mailgun: {api_key: env:V_MG_KEY, domain: env:V_DOMAIN, from: desk@mg.maple.example, signing_key: env:V_SIGNING, base_url: "$2", timeout_ms: 5000}
YAML
  # A file takes e-mail too: here it is for texts.
  sed -i -e '/^  file: /r mailers' -e '/^  file: /d' \
    -e 's/provider: file/provider: twilio/' -e 's/^route: .file, /route: [/' smspipe.yaml
}

# start [OPTION…]: smssim, and smshook that knows its keys.
start() {
  local name
  smssim --max-seconds 120 "$@" >sim.json 3>&- &
  wait_until grep -q url sim.json
  SIM=$(jq -r .url sim.json)
  V_KEY=$(jq -r .accounts.sendgrid.api_key sim.json)
  V_PUBLIC=$(jq -r .accounts.sendgrid.public_key sim.json)
  V_MG_KEY=$(jq -r .accounts.mailgun.api_key sim.json)
  V_DOMAIN=$(jq -r .accounts.mailgun.domain sim.json)
  V_SIGNING=$(jq -r .accounts.mailgun.signing_key sim.json)
  export V_KEY V_PUBLIC V_MG_KEY V_DOMAIN V_SIGNING
  ways "$SIM" "$SIM"
  smshook -v --port 0 --port-file hook.port -o receipts.jsonl 2>hook.log 3>&- &
  wait_until test -s hook.port
  for name in sendgrid mailgun; do
    curl -fsS -H 'Content-Type: application/json' \
      -d "{\"inbound\": \"$name=http://127.0.0.1:$(cat hook.port)/hook/$name\"}" \
      "$SIM/sim/inbound" >/dev/null
  done
}

told_of() {
  [ "$(grep -c "\"status\":\"$1\"" receipts.jsonl)" -ge "$2" ]
}

states() {
  smssend --list | jq -r .status | sort | uniq -c | awk '{print $2, $1}' | paste -sd ' '
}

sides() {
  sim_messages | jq -r '.messages[] | "\(.from) \(.to)"' | sort
}

@test "an e-mail goes out through SendGrid, and its signed events settle it" {
  start
  agree dana@example.test
  mail | smssend >out
  [ "$(jq -c '[.provider, .status, .channel, .email, .to, .from, .segments]' out)" = \
    '["sendgrid","accepted","email","dana@example.test",null,null,null]' ]
  [ "$(sim_messages | jq -c '.messages[] | [.from, .to, .body]')" = \
    '["desk@maple.example","dana@example.test","See you Tue 2:30 PM.\nMaple Street Dental"]' ]
  wait_until told_of delivered 1
  smssend <receipts.jsonl >settled
  [ "$(states)" = 'delivered 1' ]
  [ "$(jq -r 'select(.status == "delivered") | [.message_id, .channel, .email] | join(" ")' settled)" = \
    'm-1 email dana@example.test' ]
  run ! grep -E ': 40[0-9]:' hook.log
}

@test "an e-mail goes out through Mailgun, and its signed events settle it" {
  start
  sed -i 's/^route:.*/route: [mailgun, sendgrid]/' smspipe.yaml
  agree dana@example.test
  mail | smssend >out
  [ "$(jq -c '[.provider, .status]' out)" = '["mailgun","accepted"]' ]
  [ "$(sides)" = 'desk@mg.maple.example dana@example.test' ]
  wait_until told_of delivered 1
  smssend <receipts.jsonl >/dev/null
  [ "$(states)" = 'delivered 1' ]
  run ! grep -E ': 40[0-9]:' hook.log
}

@test "each failed e-mail has its class" {
  for name in sendgrid mailgun; do
    mkdir "$name" && cd "$name"
    export SMSPIPE_CONFIG=$PWD/smspipe.yaml
    write_config smspipe.yaml
    store_anew
    start --receipt unreachable:1 --receipt unknown-number:1 --receipt landline:1 \
      --receipt filtered:1 --receipt unregistered:1 --receipt expired:1
    sed -i "s/^route:.*/route: [$name]/" smspipe.yaml
    mails 6 >in.jsonl
    smssend <in.jsonl >out
    wait_until eval 'smssend <receipts.jsonl >/dev/null; [ "$(smssend --list | jq -r "select(.terminal == true).message_id" | wc -l)" -eq 6 ]'
    jq -r --arg name "$name" 'select(.terminal) | "\($name) \(.error_class)"' receipts.jsonl | sort -u >>../classes
    cd ..
  done
  sort classes >sorted
  diff - sorted <<'EOF'
mailgun invalid_number
mailgun opted_out
mailgun unknown
sendgrid carrier_filtered
sendgrid content_rejected
sendgrid invalid_number
sendgrid opted_out
EOF
}

@test "without consent to e-mail none goes, whatever was said of texts" {
  start
  grant +12125550147
  { mail; mail '.message_id = "m-2" | .dedupe_key = "k-2" | .to = "+12125550147"'; } | smssend --explain >out
  [ "$(jq -r '[.status, .reason] | join(" ")' out | uniq)" = 'suppressed no_consent' ]
  [ "$(jq -r '.explain[].policy' out | head -4 | paste -sd ' ')" = 'expiry appointment reach consent' ]
  agree Dana@Example.TEST
  mail '.message_id = "m-3" | .dedupe_key = "k-3" | .email = "DANA@example.test"' | smssend >out
  [ "$(jq -r .status out)" = accepted ]
  smsconsent revoke dana@example.test --method operator --text no >/dev/null
  mail '.message_id = "m-4" | .dedupe_key = "k-4"' | smssend >out
  [ "$(jq -r '[.status, .reason] | join(" ")' out)" = 'suppressed consent_revoked' ]
}

@test "an e-mail has no quiet hours, no country and no sender of ours" {
  start
  policy '{quiet_hours: strict, countries: [US]}'
  agree dana@example.test
  mail | smssend --now 2026-11-30T08:00:00Z >out
  [ "$(jq -r .status out)" = accepted ]
}

@test "what is no e-mail is refused, and the next one goes" {
  start
  agree dana@example.test
  { mail 'del(.subject)'
    mail '.message_id = "m-2" | .dedupe_key = "k-2" | .subject = "a\r\nBcc: x@example.test"'
    mail '.message_id = "m-3" | .dedupe_key = "k-3" | .email = "dana@example.test, x@example.test"'
    mail '.message_id = "m-4" | .dedupe_key = "k-4" | .body = " "'
    mail '.message_id = "m-5" | .dedupe_key = "k-5"'; } >in
  run -65 --separate-stderr smssend in
  [ "$(jq -r '[.message_id, .status, .reason // "-"] | join(" ")' <<<"$output")" = \
    'm-3 suppressed no_address
m-5 accepted -' ]
  printf '%s\n' "$stderr" >err
  [ "$(complaints)" = 'smssend: in:1: field subject: no text
smssend: in:2: field subject: more than one line
smssend: in:4: field body: empty' ]
}

@test "Mailgun stands in for SendGrid when it provably received nothing" {
  start
  ways "$NOBODY" "$SIM"
  mails 5 >in
  smssend --grace 5 <in >out
  [ "$(jq -r 'select(.status == "accepted") | "\(.message_id) \(.provider)"' out | sort)" = \
    "$(for n in {1..5}; do echo "m-$n mailgun"; done)" ]
  [ "$(sides | wc -l)" -eq 5 ]
}

@test "an e-mail that SendGrid may have received goes by nobody else" {
  start --fate accept-then-close
  mails 5 >in
  run -75 --separate-stderr smssend in
  sim_fate accept
  smssend --due >out || [ $? -eq 75 ]
  [ "$(sides | awk '{print $1}' | sort -u)" = desk@maple.example ]
  [ "$(sim_messages | jq -c '[.counts[].count] | max')" -eq 1 ]
  [ "$(smssend --list --status ambiguous | wc -l)" -eq "$(sides | wc -l)" ]
  wait_until told_of delivered "$(sides | wc -l)"
  smssend <receipts.jsonl >/dev/null
  [ -z "$(smssend --list --status ambiguous)" ]
}

@test "when both are down e-mails wait, and go when one is back" {
  start
  ways "$NOBODY" "$NOBODY"
  mails 4 >in
  run -75 --separate-stderr smssend --grace 1 in
  [ "$(states)" = 'queued 4' ]
  ways "$NOBODY" "$SIM"
  sql "UPDATE meter SET period_ms = 0 WHERE name = 'health/mailgun';
    UPDATE message SET not_before_ms = 1"
  smssend --due >out
  [ "$(states)" = 'accepted 4' ]
  [ "$(sides | sort -u | wc -l)" -eq 4 ]
}

@test "a wrong key is 77, and a dry run shows none" {
  start
  agree dana@example.test
  mail | smssend -n >out
  run ! grep -F -- "$V_KEY" out
  [ "$(jq -r '[.provider, .method] | join(" ")' out)" = 'sendgrid POST' ]
  V_KEY=wrong V_MG_KEY=wrong run -77 --separate-stderr smssend <(mail)
  [ "$(states)" = 'queued 1' ]
  V_MG_KEY=wrong run -77 --separate-stderr smssend --due
  [[ $stderr == *'mailgun: refused us'* ]]
  [ "$(smssend --list | jq -r '"\(.provider) \(.status)"')" = 'sendgrid accepted' ]
}

@test "who asks for e-mail on the call gets it at once" {
  start
  mkdir templates
  cat >templates/visit.yaml <<'YAML'
id: visit
purpose: confirmation
category: transactional
program: appointments
when: data.intent == "book"
body: {en: "{{ brand.name }}: see you. Reply STOP to opt out."}
email: {subject: "Your visit", body: "{{ brand.name }} will see you."}
YAML
  for how in '.channel_preferred = "email"' '.customer_number = null | .consent.email = "granted"'; do
    jq -cn '{record: "call", record_version: 1, source: "vapi", call_id: "c-1", stage: "ended",
      direction: "inbound", customer_number: "+12125550147", business_number: "+12125550100",
      customer_email: "dana@example.test", ended_at: "2026-11-30T15:51:20.904Z",
      data: {intent: "book"}, consent: {sms: "unknown"}} | '"$how" |
      smsconsent ingest | smsrender --now 2026-11-30T15:51:25Z -t templates | smslint |
      smssend --now 2026-11-30T15:51:30Z >out
    [ "$(jq -r '[.status, .channel, .email] | join(" ")' out)" = 'accepted email dana@example.test' ]
    store_anew
  done
  [ "$(sides)" = "$(for _ in 1 2; do echo 'desk@maple.example dana@example.test'; done)" ]
}

@test "routes of a category hold for e-mail too" {
  start
  ways "$NOBODY" "$SIM"
  echo 'routes: {those: {category: transactional, route: [mailgun]}}' >>smspipe.yaml
  agree dana@example.test
  mail >in
  [ "$(smssend -n in | jq -r .provider)" = mailgun ]
  smssend in >out
  [ "$(jq -r '"\(.provider) \(.status) \(.attempt)"' out)" = 'mailgun accepted 1' ]
}

@test "what waits for a provider that is not configured any more goes by another" {
  start
  ways "$NOBODY" "$SIM"
  agree dana@example.test
  mail '.send_at = "2099-01-01T00:00:00Z" | .expires_at = null' | smssend >/dev/null
  sed -i -e '/^  sendgrid:/d' -e 's/sendgrid, //' smspipe.yaml
  sql 'UPDATE message SET not_before_ms = 1'
  smssend --due >out
  [ "$(jq -r '"\(.provider) \(.status)"' out)" = 'mailgun accepted' ]
}
