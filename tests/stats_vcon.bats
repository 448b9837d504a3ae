#!/usr/bin/env bats
# smsstats --vcon: a call, its texts and the answers as one vCon.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr
load helper

CALL=9d3c2f0a-6a1e-4f0e-9a55-2f7f0c8b1e44

# records: a call with a confirmation that was answered twice, and what is not
# about it; in an order that no pass through it would make.
records() {
  local message
  message='{record: "message", record_version: 1, message_id: "m1",
    dedupe_key: "maple-street/A-1/confirm/+12125550147", tenant: "maple-street",
    call_id: "'$CALL'", to: "+12125550147", from: "+12125550100",
    purpose: "confirmation", category: "transactional", body: "See you Tue. Reply C.",
    created_at: "2026-11-30T15:51:29Z", replies: {C: "confirm"}}'
  delivery='{record: "delivery", record_version: 1, message_id: "m1", provider: "twilio",
    provider_message_id: "SM1", to: "+12125550147", from: "+12125550100",
    status: "accepted", call_id: "'$CALL'", received_at: "2026-11-30T15:51:30Z"}'
  reply='{record: "reply", record_version: 1, reply_id: "r1", provider: "twilio",
    provider_message_id: "SM9", from: "+12125550147", to: "+12125550100", body: "C",
    match: "single", message_id: "m1", intent: "confirm", action: "mark_confirmed",
    received_at: "2026-11-30T16:00:00Z"}'
  {
    # the answer to the answer, known by the reply alone
    jq -cn "$delivery"' + {message_id: "m2", provider_message_id: "SM2", call_id: null, received_at: "2026-11-30T16:00:01Z"}'
    jq -cn "$message"' + {message_id: "m2", call_id: null, dedupe_key: "maple-street/r1/confirmed/+12125550147", body: "Thank you.", created_at: "2026-11-30T16:00:00Z"}'
    jq -cn '{record: "consent", record_version: 1, consent_id: "c2", number: "+12125550147",
      action: "revoked", method: "keyword", evidence: {reply_id: "r2"},
      effective_at: "2026-12-01T09:00:00Z", recorded_at: "2026-12-01T09:00:00Z"}'
    jq -cn "$reply"' + {reply_id: "r2", provider_message_id: "SM8", body: "STOP <b>", intent: "stop", action: "record_revocation", received_at: "2026-12-01T09:00:00Z"}'
    jq -cn "$reply"
    # a receipt that has the provider's id alone
    jq -cn "$delivery"' + {message_id: null, call_id: null, status: "delivered", received_at: "2026-11-30T15:51:34Z"}'
    jq -cn "$delivery"
    jq -cn "$delivery"
    jq -cn "$message"
    # one that never went out
    jq -cn "$message"' + {message_id: "m3", dedupe_key: "k3", body: "Tomorrow."}'
    jq -cn "$delivery"' + {message_id: "m3", provider: null, provider_message_id: null, status: "suppressed", reason: "consent_revoked"}'
    # what belongs to others
    jq -cn "$message"' + {message_id: "m7", dedupe_key: "k7", call_id: "other"}'
    jq -cn "$delivery"' + {message_id: "m7", provider_message_id: "SM7", call_id: "other"}'
    jq -cn "$reply"' + {reply_id: "r7", message_id: "m7"}'
    jq -cn '{record: "consent", record_version: 1, consent_id: "c1", number: "+12125550147",
      action: "granted", method: "voice_call", evidence: {call_id: "'$CALL'", excerpt: "Yes."},
      effective_at: "2026-11-30T15:50:58Z", recorded_at: "2026-11-30T15:51:29Z"}'
    smsrender --call --now 2026-11-30T15:51:25Z "$FIXTURES/vapi.json"
  } >sms.jsonl
}

# vcon FILTER [OPTION …]
vcon() {
  smsstats --vcon "$CALL" "${@:2}" | jq -c "$1"
}

@test "the document has the call, the thread and the answers in their order" {
  records
  vcon . sms.jsonl >call.vcon
  [ "$(wc -l <call.vcon)" -eq 1 ]
  [ "$(jq -c '[.dialog[] | [.type, .start, .parties, .body, .message_id]]' call.vcon)" = \
    "$(jq -cn '[["recording","2026-11-30T15:48:02.118Z",[0,1],null,null],
      ["text","2026-11-30T15:51:30.000Z",[1,0],"See you Tue. Reply C.","SM1"],
      ["text","2026-11-30T16:00:00.000Z",[0,1],"C","SM9"],
      ["text","2026-11-30T16:00:01.000Z",[1,0],"Thank you.","SM2"],
      ["text","2026-12-01T09:00:00.000Z",[0,1],"STOP <b>","SM8"]]')" ]
  [ "$(jq -c '[.parties[] | [.tel, .name]]' call.vcon)" = \
    '[["tel:+12125550147","Dana Whitlock"],["tel:+12125550100","Maple Street Dental"]]' ]
  [ "$(jq -c '.dialog[0] | [.url, .duration]' call.vcon)" = '["https://media.example.test/vapi/9d3c2f0a.wav",198.786]' ]
}

@test "receipts and intents are analyses of their text, records and consent are attached" {
  records
  vcon . sms.jsonl >call.vcon
  [ "$(jq -c '[.analysis[] | [.type, .dialog, .vendor]]' call.vcon)" = \
    '[["summary",0,"vapi"],["transcript",0,"vapi"],["report",0,"vapi"],["delivery",1,"twilio"],["intent",2,"smspipe"],["delivery",3,"twilio"],["intent",4,"smspipe"]]' ]
  [ "$(jq -c '[.analysis[3].body[] | .status] | sort' call.vcon)" = '["accepted","delivered"]' ]
  [ "$(jq -c '.analysis[4].body' call.vcon)" = '{"intent":"confirm","action":"mark_confirmed","match":"single"}' ]
  [ "$(jq -c '[.attachments[] | select(.purpose == "consent") | .body.consent_id] | sort' call.vcon)" = '["c1","c2"]' ]
  # What never went out is no dialog, but it is told.
  [ "$(jq -c '[.attachments[] | select(.body.message_id == "m3") | .purpose] | sort' call.vcon)" = '["delivery record","message record"]' ]
  # Nothing of others.
  run ! grep -E 'm7|SM7|r7|"other"' call.vcon
}

@test "the members are those of the draft, with their forms" {
  records
  vcon . sms.jsonl >call.vcon
  jq -e '
    def time: type == "string" and test("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$");
    def content: (has("body") | not) or (.encoding == "json") or
      (.encoding == "none" and (.body | type == "string"));
    . as $vcon | (.dialog | length) as $dialogs | (.parties | length) as $parties |
    (keys - ["uuid", "created_at", "subject", "parties", "dialog", "analysis", "attachments"] == []) and
    (.uuid | test("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")) and
    (.created_at | time) and
    all(.parties[]; keys - ["tel", "mailto", "name"] == [] and ((.tel // "tel:") | startswith("tel:"))) and
    all(.dialog[]; (.type | IN("recording", "text", "incomplete")) and (.start | time) and content and
      all(.parties[]; . >= 0 and . < $parties)) and
    all(.analysis[]; (.type | type == "string") and (.vendor | type == "string") and content and
      .dialog >= 0 and .dialog < $dialogs) and
    all(.attachments[]; (.start | time) and .party < $parties and .dialog < $dialogs and content)' call.vcon
}

@test "we read the document as a call, as it was" {
  records
  vcon . sms.jsonl >call.vcon
  smsrender --call --from vcon call.vcon >again
  jq -c 'select(.record == "call")' sms.jsonl >call
  for member in customer_number customer_name business_number summary started_at \
    ended_at recording_url data; do
    [ "$(jq -c ".$member" again)" = "$(jq -c ".$member" call)" ] ||
      { echo "$member: $(jq -c ".$member" again call)"; return 1; }
  done
}

@test "it is the same document again, whatever the order and how often" {
  records
  vcon 'del(.attachments, .analysis)' sms.jsonl >want
  { cat sms.jsonl; shuf sms.jsonl; } | shuf >other.jsonl
  vcon 'del(.attachments, .analysis)' other.jsonl | cmp want -
  [ "$(vcon '.attachments | length' other.jsonl)" = "$(vcon '.attachments | length' sms.jsonl)" ]
  gzip -c other.jsonl >other.jsonl.gz
  vcon 'del(.attachments, .analysis)' other.jsonl.gz | cmp want -
  [ "$(vcon .created_at --now 2027-01-01T00:00:00Z sms.jsonl)" = '"2027-01-01T00:00:00.000Z"' ]
}

@test "a call that came to nothing is incomplete, with its disposition" {
  for pair in no_answer:no-answer busy:busy cancelled:hung-up \
    voicemail:voicemail-no-message failed:failed; do
    jq -cn --arg reason "${pair%%:*}" '{record: "call", record_version: 1,
      source: "vapi", call_id: "c-9", stage: "not_connected", direction: "outbound",
      customer_number: "+12125550147", business_number: "+12125550100",
      ended_at: "2026-11-30T15:51:20Z", end_reason: $reason}' >call.jsonl
    smsstats --vcon c-9 call.jsonl | jq -c '.dialog[0] | [.type, .disposition, .parties]' >got
    [ "$(cat got)" = "[\"incomplete\",\"${pair#*:}\",[1,0]]" ]
  done
}

@test "without a record of the call its texts are the document" {
  records
  grep -v '"record":"call"' sms.jsonl >texts.jsonl
  [ "$(vcon '[.dialog[0].type, (.dialog | length), (.parties | length)]' texts.jsonl)" = '["text",4,2]' ]
}

@test "a call of which nothing is known is 1, a bad line 65" {
  records
  run --separate-stderr smsstats --vcon nobody sms.jsonl
  [ "$status" -eq 1 ]
  [ -z "$output" ]
  [ "$stderr" = "smsstats: nothing is known of the call 'nobody'" ]
  echo nonsense >>sms.jsonl
  run --separate-stderr smsstats --vcon "$CALL" sms.jsonl
  [ "$status" -eq 65 ]
  [ "$(jq '.dialog | length' <<<"$output")" -eq 5 ]
  [ "$(grep -c 'not a record' <<<"$stderr")" -eq 1 ]
}

@test "it takes files or the store, since it reads more than once" {
  run smsstats --vcon x </dev/null
  [ "$status" -eq 64 ]
  run smsstats --vcon x - </dev/null
  [ "$status" -eq 64 ]
  run smsstats --vcon x --format json /dev/null
  [ "$status" -eq 64 ]
}

@test "the store has the thread, with the words of each text" {
  jq -cn '{record: "consent", record_version: 1, consent_id: "yes",
    tenant: "maple-street", program: null, number: "+12125550147", channel: "sms",
    category: "transactional", action: "granted", basis: "express_oral", kind: "pec",
    method: "voice_call", evidence: {call_id: "c-1", excerpt: "Yes."},
    effective_at: "2026-01-01T12:00:00Z", recorded_at: "2026-01-01T12:00:00Z",
    scope: "program"}' | smsconsent ingest >/dev/null
  message '.call_id = "c-1" | .replies = {C: "confirm"}' | smssend -q >sent.jsonl
  [ "$(jq -r .status sent.jsonl)" = accepted ]
  smsstats --store --vcon c-1 >call.vcon
  [ "$(jq -c '[.dialog[] | [.type, .body]]' call.vcon)" = \
    '[["text","Maple Street Dental: see you Tue 2:30 PM. Reply STOP to opt out."]]' ]
  [ "$(jq -c '[.attachments[] | select(.purpose == "consent") | .body.consent_id]' call.vcon)" = '["yes"]' ]
}
