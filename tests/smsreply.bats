#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# bats file_tags=store
load helper

# A reply record; arguments are jq assignments to change it.
reply() {
  jq -cn '{record: "reply", record_version: 1, reply_id: "r-1",
    provider: "bandwidth", provider_message_id: "SM1", from: "+12125550147",
    to: "+12125550100", body: "STOP",
    received_at: "2026-12-07T19:41:10.000Z"} | '"${*:-.}"
}

# The fields named, of the first record of smsreply's output.
read_reply() {
  smsreply --now 2026-12-07T19:41:11Z | head -n 1 | jq -r "$1"
}

# A confirmation that was sent to the person; arguments as for message().
sent() {
  smsconsent grant +12125550147 --kind pec --method web_form \
    --text yes --disclosure 'Texts about your visits.' \
    --at 2026-11-01T00:00:00Z --now 2026-11-01T00:00:01Z >/dev/null
  message "${*:-.}" | smssend --now 2026-11-30T15:51:40Z >sent.jsonl
  [ "$(jq -r .status sent.jsonl)" = accepted ]
}

ASKED='.replies = {"C": "confirm", "R": "reschedule"} | .appointment_id = "A-1"
  | .expires_at = "2026-12-08T19:30:00Z"'

@test "every standard word is understood in any case, with its basis" {
  while read -r want basis body; do
    got=$(reply ".body = \"$body\"" | smsreply --dry-run | head -n 1 |
      jq -r '"\(.intent) \(.intent_basis)"')
    [ "$got" = "$want $basis" ] || { echo "$body: $got" >&2; return 1; }
  done <<'CASES'
stop exact STOP
stop exact stop
stop exact  Stop
stop normalized STOP!
stop normalized Stop.
stop normalized 🛑 stop 🛑
stop exact Stop All
stop normalized opt  out
stop exact Opt-Out
stop exact arrêt
stop exact ARRET
stop exact unsubscribe
stop exact cancel
stop exact end
stop exact quit
stop exact revoke
stop exact baja
start exact start
start exact UNSTOP
help exact help
help normalized HELP?
help exact ayuda
stop exact detener
stop normalized NO MÁS.
stop normalized “STOP”
start exact opt-in
help normalized (info)
yes phrase YES
confirm phrase I'll be there
stop phrase STOP please
other none stop by at 5
other none STOPPED
CASES
}

@test "the provider's flag is the strongest word" {
  got=$(reply '.body = "basta ya" | .provider_opt_out = "STOP"' | read_reply '"\(.intent) \(.intent_basis)"')
  [ "$got" = 'stop provider' ]
}

@test "a STOP is in the ledger before the reply is written, and ends texts" {
  sent
  reply | read_reply .action >action
  [ "$(cat action)" = record_revocation ]
  run -1 smsconsent status --now 2026-12-07T19:41:12Z +12125550147
  message '.message_id = "m-2" | .dedupe_key = "k-2"' |
    smssend --now 2026-12-07T20:00:00Z >after.jsonl
  [ "$(jq -r '"\(.status) \(.reason)"' after.jsonl)" = 'suppressed consent_revoked' ]
}

@test "the same STOP read twice is one entry" {
  reply | smsreply >/dev/null
  reply | smsreply >/dev/null
  [ "$(smsconsent history +12125550147 | wc -l)" -eq 1 ]
}

@test "a STOP gets one answer that confirms and sells nothing, within 5 minutes" {
  reply | smsreply --now 2026-12-07T19:41:11Z | sed 1d >answer.jsonl
  [ "$(jq -c '[.record, .to, .from, .purpose, .category, .deadline_at]' answer.jsonl)" = \
    '["message","+12125550147","+12125550100","opt_out_ack","conversational","2026-12-07T19:46:10.000Z"]' ]
  [ "$(jq -r .body answer.jsonl)" = \
    'Maple Street Dental: you are opted out and will get no more texts from us. Reply START to opt back in.' ]
}

@test "the answer to a STOP passes the STOP that it confirms" {
  sent
  reply | smsreply --now 2026-12-07T19:41:11Z | smssend --now 2026-12-07T19:41:12Z >out.jsonl
  [ "$(jq -r 'select(.record == "delivery") | .status' out.jsonl)" = accepted ]
}

@test "a word that Twilio answers itself gets no second answer" {
  [ "$(reply '.provider = "twilio"' | smsreply | wc -l)" -eq 1 ]
  [ "$(reply '.provider = "twilio" | .reply_id = "r-2" | .body = "STOP!" | .from = "+12125550148"' | smsreply | wc -l)" -eq 2 ]
  [ "$(reply '.provider = "twilio" | .reply_id = "r-3" | .from = "+12125550149"' | smsreply --acks always | wc -l)" -eq 2 ]
  [ "$(reply '.reply_id = "r-4"' | smsreply --acks never | wc -l)" -eq 1 ]
}

@test "ordinary words are understood, with the rule and how sure it is" {
  while IFS='|' read -r want body; do
    got=$(reply ".body = \"$body\"" | smsreply --no-store |
      jq -r '"\(.intent) \(.rule) \(.confidence) \(.action)"')
    [ "$got" = "$want" ] || { echo "$body: $got" >&2; return 1; }
  done <<'CASES'
stop stop.contact sure record_revocation|please stop texting me
stop stop.wrong-number sure record_revocation|Sorry, wrong number
stop stop.not-interested unsure record_revocation|not interested
stop stop.unsubscribe unsure record_revocation|unsubcribe
stop stop.es.wrong-number sure record_revocation|número equivocado
start start.join sure record_grant|I want the texts again
help help.how-to-stop sure send_help|how do I stop these?
late late sure route_to_human|stuck in traffic
other robot.reaction sure none|Liked “Reply STOP to opt out.”
other robot.away sure none|Out of office until Monday. Reply STOP to unsubscribe.
other other.thanks sure none|Thank you so much!
other null sure route_to_human|I'll stop by at 5
other null sure route_to_human|can't stop laughing
other null sure route_to_human|please cancel my order
CASES
}

@test "--no-store touches no store and passes what was read" {
  reply >in.jsonl
  reply '.intent = "other"' >>in.jsonl
  smsreply --no-store in.jsonl >out.jsonl
  [ "$(jq -r .intent out.jsonl | paste -sd' ')" = 'stop other' ]
  [ ! -e smspipe.db ]
}

@test "--dry-run leaves the ledger alone" {
  reply | smsreply --dry-run >/dev/null
  [ -z "$(smsconsent history +12125550147)" ]
}

@test "C confirms the appointment that asked, and is answered" {
  sent "$ASKED"
  reply '.body = "c"' | smsreply --now 2026-12-07T19:41:11Z >out.jsonl
  [ "$(sed 1q out.jsonl | jq -c '[.intent, .match, .appointment_id, .message_id, .candidates, .action]')" = \
    '["confirm","single","A-1","m-1",["A-1"],"mark_confirmed"]' ]
  [ "$(sed 1d out.jsonl | jq -r .body)" = 'Maple Street Dental: thank you, your appointment is confirmed.' ]
}

@test "a C after the appointment is stale and is not called confirmed" {
  sent "$ASKED"
  reply '.body = "C" | .received_at = "2026-12-09T10:00:00Z"' | smsreply >out.jsonl
  [ "$(sed 1q out.jsonl | jq -r '"\(.match) \(.action)"')" = 'stale route_to_human' ]
  [[ $(sed 1d out.jsonl | jq -r .body) == *'is over or was changed'* ]]
}

@test "two open appointments are ambiguous: ask, do not guess" {
  sent "$ASKED"
  sent "$ASKED"' | .message_id = "m-2" | .dedupe_key = "k-2" | .appointment_id = "A-2"
    | .body = "Maple Street Dental: another one. Reply STOP to opt out."'
  got=$(reply '.body = "C"' | read_reply '[.match, .action, .message_id, (.candidates | sort)] | tostring')
  [ "$got" = '["ambiguous","clarify",null,["A-1","A-2"]]' ]
}

@test "a C that nobody asked for goes to a human, without an answer" {
  reply '.body = "C"' | smsreply >out.jsonl
  [ "$(jq -r '"\(.intent) \(.match) \(.action)"' out.jsonl)" = 'confirm none route_to_human' ]
}

@test "a STOP is a STOP even if a template offers CANCEL" {
  sent '.replies = {"CANCEL": "cancel"} | .appointment_id = "A-1"'
  got=$(reply '.body = "CANCEL"' | read_reply .intent)
  [ "$got" = stop ]
}

@test "the answer is in the language of the question" {
  sent "$ASKED"' | .language = "es"'
  reply '.body = "C"' | smsreply | sed 1d >answer.jsonl
  [ "$(jq -r .body answer.jsonl)" = 'Maple Street Dental: gracias, su cita queda confirmada.' ]
}

@test "an annotated reply passes untouched" {
  reply '.intent = "other"' >in.jsonl
  smsreply in.jsonl >out.jsonl
  cmp in.jsonl out.jsonl
}

# bats test_tags=file
@test "a store that cannot be opened stops before anything is lost" {
  : >smspipe.db.d
  sed -i 's,sqlite:smspipe.db,sqlite:smspipe.db.d/x/smspipe.db,' "$SMSPIPE_CONFIG"
  reply >in.jsonl
  code=0
  smsreply in.jsonl >out.jsonl 2>err || code=$?
  [ "$code" -eq 69 ] || [ "$code" -eq 73 ] || [ "$code" -eq 77 ]
  [ ! -s out.jsonl ]
}

@test "a reply without a number is refused with file and line" {
  reply '.from = null' >in.jsonl
  run -65 --separate-stderr smsreply in.jsonl
  [ "$stderr" = 'smsreply: in.jsonl:1: from: required field is missing' ]
}

@test "a second C says nothing new and asks for nothing" {
  sent "$ASKED"
  reply '.body = "C"' | smsreply --now 2026-12-07T19:41:11Z >first.jsonl
  reply '.body = "C" | .reply_id = "r-2"' |
    smsreply --now 2026-12-07T19:42:11Z >out.jsonl
  [ "$(wc -l <first.jsonl)" -eq 2 ]
  [ "$(jq -r '"\(.intent) \(.match) \(.action) \(.unanswered)"' out.jsonl)" = \
    'confirm single none repeated' ]
}

@test "a reply that is read twice becomes what it was, answer included" {
  reply | smsreply --now 2026-12-07T19:41:11Z >first.jsonl
  reply | smsreply --now 2026-12-07T19:41:30Z >again.jsonl
  [ "$(wc -l <first.jsonl)" -eq 2 ]
  cmp first.jsonl again.jsonl
}

@test "an opt-out is confirmed once, and not after five minutes" {
  reply | smsreply --now 2026-12-07T19:41:11Z >/dev/null
  got=$(reply '.reply_id = "r-2"' | smsreply --now 2026-12-07T19:41:40Z |
    jq -r .unanswered)
  [ "$got" = stopped ]
  got=$(reply '.from = "+12125550148"' | smsreply --now 2026-12-07T19:46:10Z |
    jq -r .unanswered)
  [ "$got" = late ]
}

@test "two appointments are told apart by their times, and asked about once" {
  sent "$ASKED"' | .appointment_at = "2026-12-08T19:30:00Z"'
  sent "$ASKED"' | .message_id = "m-2" | .dedupe_key = "k-2" | .appointment_id = "A-2"
    | .appointment_at = "2026-12-10T14:00:00Z" | .expires_at = "2026-12-10T14:00:00Z"
    | .body = "Maple Street Dental: another one. Reply STOP to opt out."'
  reply '.body = "C"' | smsreply --now 2026-12-07T19:41:11Z >out.jsonl
  [ "$(sed 1d out.jsonl | jq -r .body)" = \
    'Maple Street Dental: which appointment? Reply 1 for Thu 12/10 9:00 AM, 2 for Tue 12/8 2:30 PM.' ]
  sed 1d out.jsonl | smssend --now 2026-12-07T19:41:12Z >/dev/null
  reply '.body = "2" | .reply_id = "r-2" | .received_at = "2026-12-07T19:42:00Z"' |
    smsreply --now 2026-12-07T19:42:01Z >out.jsonl
  [ "$(sed 1q out.jsonl | jq -r '"\(.intent) \(.match) \(.appointment_id) \(.action)"')" = \
    'confirm single A-1 mark_confirmed' ]
}

@test "an appointment that was cancelled since is not called confirmed" {
  sent "$ASKED"
  sent '.message_id = "m-2" | .dedupe_key = "k-2" | .appointment_id = "A-1"
    | .purpose = "cancellation"
    | .body = "Maple Street Dental: cancelled. Reply STOP to opt out."'
  got=$(reply '.body = "C"' | read_reply '"\(.match) \(.action)"')
  [ "$got" = 'stale route_to_human' ]
}

@test "an appointment that was moved since is not called confirmed" {
  sent "$ASKED | .appointment_version = 1"
  sent '.message_id = "m-2" | .dedupe_key = "k-2" | .appointment_id = "A-1"
    | .appointment_version = 2 | .purpose = "reschedule"
    | .body = "Maple Street Dental: moved to Wed. Reply STOP to opt out."'
  got=$(reply '.body = "C"' | read_reply '"\(.match) \(.action)"')
  [ "$got" = 'stale route_to_human' ]
}

@test "at a toll-free number the network answers STOP, whoever the provider is" {
  sed -i 's/kind: 10dlc/kind: toll_free/' smspipe.yaml
  reply | smsreply --now 2026-12-07T19:41:11Z >out.jsonl
  [ "$(jq -r '"\(.record) \(.intent) \(.unanswered)"' out.jsonl)" = 'reply stop platform' ]
  reply '.reply_id = "r-2" | .from = "+12125550148" | .body = "HELP"' |
    smsreply --now 2026-12-07T19:41:11Z >out.jsonl
  [ "$(jq -r '.record' out.jsonl | paste -sd' ')" = 'reply message' ]
}

@test "YES is a start where the platform takes it for one, after a STOP only" {
  yes='.provider = "twilio" | .body = "YES" | .from = "+12125550148"'
  [ "$(reply "$yes" | read_reply .intent)" = yes ]
  reply '.provider = "twilio" | .from = "+12125550148" | .reply_id = "r-2"' |
    smsreply --now 2026-12-07T19:41:11Z >/dev/null
  [ "$(reply "$yes | .reply_id = \"r-3\" | .received_at = \"2026-12-07T19:42:00Z\"" |
    smsreply --now 2026-12-07T19:42:01Z | jq -r 'select(.record == "reply").intent')" = start ]
  [ "$(reply "${yes/twilio/bandwidth} | .reply_id = \"r-4\" | .from = \"+12125550149\"" |
    smsreply --now 2026-12-07T19:42:01Z | jq -r 'select(.record == "reply").intent')" = yes ]
}

@test "a picture without words goes to a human" {
  got=$(reply '.body = "" | .media_urls = ["https://maple.example/a.jpg"]' |
    read_reply '"\(.intent) \(.action)"')
  [ "$got" = 'other route_to_human' ]
}

@test "a text of 10,000 characters is read to its end" {
  body=$(printf 'blah %.0s' {1..2000})
  [ "$(reply ".body = \"$body. Stop texting me\"" | read_reply .intent)" = stop ]
}

@test "what is no text is refused with file and line, and the STOP behind it is heard" {
  {
    printf '{"record":"reply","body":"\xff\xfe"}\n'
    reply '.body = "ok\u0000"'
    reply | sed 's/"STOP"/"\\ud800"/'
    reply '.reply_id = "r-9"'
  } >bad.jsonl
  run --separate-stderr smsreply --now 2026-12-07T19:41:11Z bad.jsonl
  [ "$status" -eq 65 ]
  for line in 1 2 3; do
    [[ $stderr == *"bad.jsonl:$line: "* ]]
  done
  [ "$(sed 1q <<<"$output" | jq -r '"\(.reply_id) \(.intent)"')" = 'r-9 stop' ]
}

@test "robots get no answer to the same text thrice, nor to six in a minute" {
  for i in 1 2 3; do
    reply ".body = \"help\" | .reply_id = \"a-$i\"" | smsreply --now 2026-12-07T19:41:11Z
  done | jq -r 'select(.record == "reply") | .unanswered' >got
  [ "$(paste -sd' ' got)" = 'null null loop' ]
  for i in 1 2 3 4 5 6; do
    reply ".body = \"help me $i\" | .reply_id = \"b-$i\" | .from = \"+12125550148\"
      | .provider_opt_out = \"HELP\"" | smsreply --acks always --now 2026-12-07T19:41:11Z
  done | jq -r 'select(.record == "reply") | .unanswered' >got
  [ "$(paste -sd' ' got)" = 'null null null null null rate' ]
}

@test "what may be a stop is asked about once, where that is wanted" {
  echo 'inbound: {unsure: ask}' >>smspipe.yaml
  reply '.body = "not interested"' | smsreply --now 2026-12-07T19:41:11Z >out.jsonl
  [ "$(sed 1q out.jsonl | jq -r '"\(.intent) \(.action) \(.confidence)"')" = 'other clarify unsure' ]
  [ -z "$(smsconsent history +12125550147)" ]
  got=$(reply '.body = "not interested!" | .reply_id = "r-2"' | read_reply .intent)
  [ "$got" = stop ]
}

@test "another time is a link where there is one, in words of your own" {
  printf '%s\n' 'inbound:' '  link: https://maple.example/book' \
    '  answers: {link: {en: "{{ brand.name }}: pick one at {{ link }}"}}' >>smspipe.yaml
  sent "$ASKED"
  reply '.body = "R"' | smsreply --now 2026-12-07T19:41:11Z >out.jsonl
  [ "$(sed 1q out.jsonl | jq -r .action)" = send_link ]
  [ "$(sed 1d out.jsonl | jq -r .body)" = 'Maple Street Dental: pick one at https://maple.example/book' ]
}

@test "what needs a human is listed until it is closed" {
  reply '.body = "Is parking free?"' | smsreply >/dev/null
  reply '.body = "Thank you!" | .reply_id = "r-2"' | smsreply >/dev/null
  [ "$(smsreply --open | jq -r .body)" = 'Is parking free?' ]
  smsreply --close +12125550147
  [ -z "$(smsreply --open)" ]
  run -1 smsreply --close +12125550147
}
