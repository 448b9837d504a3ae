#!/usr/bin/env bats
# Double opt-in: somebody asks, the person of the number says YES to a text.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # jq's variables
load helper

DAY=2026-11-30
QUESTION='Maple Street Dental: reply YES to get our offers, up to 4 msgs a month. Automated; no condition of purchase. Msg & data rates may apply. HELP for help, STOP to opt out.'

# Somebody fills in the form for this number.
request() {
  smsconsent grant +12125550147 --requested --program offers --kind pewc \
    --method web_form --text ticked --disclosure 'Offers by text.' \
    --now "$DAY"T15:00:00Z "$@" >/dev/null
}

# text ID CHANGE: a message of the program.
text() {
  message ".message_id = \"$1\" | .dedupe_key = \"$1\" | .program = \"offers\" | $2"
}

ask() {
  text q-1 ".purpose = \"opt_in_request\" | .body = \"$QUESTION\" | ${1:-.}" |
    smssend --now "$DAY"T15:51:40Z | jq -r '"\(.status) \(.reason // "")"'
}

offer() {
  text "$1" '.category = "promotional" | .body = "Maple Street Dental: 20 % off. STOP to opt out."' |
    smssend --now "${2:-${DAY}T18:00:00Z}" | jq -r '"\(.status) \(.reason // "")"'
}

# says BODY [TIME [CHANGE]]: what the person texts, as smsreply has it.
says() {
  jq -cn --arg body "$1" --arg at "${2:-${DAY}T16:00:00Z}" '{record: "reply",
    record_version: 1, reply_id: "r-\($at)", provider: "bandwidth",
    provider_message_id: "SM\($at)", from: "+12125550147",
    to: "+12125550100", body: $body, received_at: $at} | '"${3:-.}" |
    smsreply --now "${2:-${DAY}T16:00:00Z}"
}

@test "a request is no consent, but lets the question go" {
  request
  [ "$(offer o-1)" = 'suppressed no_consent' ]
  [ "$(ask)" = 'accepted ' ]
}

@test "nobody is asked who did not ask" {
  [ "$(ask)" = 'suppressed no_consent' ]
}

@test "YES makes it written consent, with the question as its disclosure" {
  request
  ask
  says YES >reply.jsonl
  [ "$(jq -rs '.[0] | [.intent, .match, .action, .message_id, .asked.program] | join(" ")' reply.jsonl)" = \
    'opt_in single record_grant q-1 offers' ]
  [ "$(jq -rs '.[1] | [.purpose, .category, (.body | split(".")[0])] | join("|")' reply.jsonl)" = \
    'opt_in_ack|conversational|Maple Street Dental: thank you, you are opted in' ]
  smsconsent history +12125550147 | tail -n 1 >entry.json
  [ "$(jq -r '[.action, .kind, .basis, .method, .program, .category] | join(" ")' entry.json)" = \
    'confirmed pewc express_written keyword offers any' ]
  [ "$(jq -r .evidence.text_shown entry.json)" = "$QUESTION" ]
  [ "$(jq -r '[.evidence.message_id, .evidence.excerpt] | join(" ")' entry.json)" = 'q-1 YES' ]
  [ "$(offer o-2)" = 'accepted ' ]
}

@test "the kind is the one that was asked for" {
  request --kind pec
  ask
  says YES >/dev/null
  [ "$(smsconsent history +12125550147 | tail -n 1 | jq -r '[.kind, .category] | join(" ")')" = 'pec transactional' ]
  [ "$(offer o-3)" = 'suppressed consent_insufficient' ]
}

@test "the yes has to be a plain one" {
  request
  ask
  while IFS='|' read -r body want; do
    got=$(says "$body" "$DAY"T16:00:00Z ".reply_id = \"$body\"" |
      head -n 1 | jq -r .intent)
    [ "$got" = "$want" ] || { echo "$body: $got" >&2; return 1; }
  done <<'CASES'
ok|yes
no|no
not now|other
yes please|opt_in
Yes!|opt_in
sí|opt_in
y|opt_in
CASES
}

@test "a spoken yes becomes a written one by a question that a call's consent allows" {
  smsconsent grant +12125550147 --kind pec --method voice_call --text yes \
    --now "$DAY"T15:00:00Z >/dev/null
  [ "$(ask)" = 'accepted ' ]
  [ "$(offer o-1)" = 'suppressed consent_insufficient' ]
  says YES >/dev/null
  [ "$(offer o-2)" = 'accepted ' ]
}

@test "YES after seven days opens nothing" {
  request
  ask
  [ "$(says YES 2026-12-07T15:51:39Z | head -n 1 | jq -r .intent)" = opt_in ]
  [ "$(says YES 2026-12-07T15:51:41Z | head -n 1 | jq -r .intent)" = yes ]
}

@test "YES is the answer to what was asked last" {
  request
  ask
  text c-1 '.program = "appointments" | .appointment_id = "A-1" | .expires_at = "2026-12-08T19:30:00Z"
    | .replies = {"YES": "confirm"} | .body = "Maple Street Dental: are you coming? YES or NO. STOP to opt out."' >confirm.jsonl
  smsconsent grant +12125550147 --kind pec --method web_form --text yes --now "$DAY"T15:51:50Z >/dev/null
  [ "$(smssend --now "$DAY"T15:52:00Z confirm.jsonl | jq -r .status)" = accepted ]
  [ "$(says YES | head -n 1 | jq -r .intent)" = confirm ]
  [ "$(offer o-1)" = 'suppressed consent_insufficient' ]
}

@test "a STOP between the question and the YES wins, and no form undoes it" {
  request
  ask
  says STOP "$DAY"T15:55:00Z >/dev/null
  [ "$(says YES | head -n 1 | jq -r .intent)" = yes ]
  request --now "$DAY"T16:30:00Z
  [ "$(offer o-1)" = 'suppressed consent_revoked' ]
  [ "$(text q-2 '.purpose = "opt_in_request"' | smssend --now "$DAY"T17:00:00Z | jq -r .reason)" = consent_revoked ]
}

@test "a word of the template's own is a yes too" {
  request
  ask '.replies = {"DEALS": "opt_in"}'
  [ "$(says deals | head -n 1 | jq -r '[.intent, .keyword] | join(" ")')" = 'opt_in DEALS' ]
  [ "$(offer o-1)" = 'accepted ' ]
}

@test "of two questions the one is meant whose word it is" {
  request
  ask '.replies = {"DEALS": "opt_in"}'
  request --program news --now "$DAY"T15:00:01Z
  message ".message_id = \"q-2\" | .dedupe_key = \"q-2\" | .program = \"news\" | .body = \"News? YES\"
    | .purpose = \"opt_in_request\"" | smssend --now "$DAY"T15:52:00Z >/dev/null
  [ "$(says deals | head -n 1 | jq -r .asked.program)" = offers ]
  [ "$(says yes "$DAY"T16:01:00Z | head -n 1 | jq -r .asked.program)" = news ]
}

@test "an annotated YES from another machine makes the same entry, once" {
  request
  ask
  says YES >reply.jsonl
  head -n 1 reply.jsonl | smsconsent ingest --now "$DAY"T17:00:00Z >/dev/null
  [ "$(smsconsent history +12125550147 | jq -s 'map(select(.action == "confirmed")) | length')" -eq 1 ]
  sed -i 's,^store: .*,store: sqlite:other.db,' smspipe.yaml
  head -n 1 reply.jsonl | smsconsent ingest --now "$DAY"T17:00:00Z >/dev/null
  [ "$(smsconsent history +12125550147 | jq -r '[.action, .program, .kind] | join(" ")')" = 'confirmed offers pewc' ]
}

@test "a request names its program" {
  run -64 --separate-stderr smsconsent grant +12125550147 --requested
  [ "${stderr%%$'\n'*}" = 'smsconsent: --requested: needs --program' ]
}
