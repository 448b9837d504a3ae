#!/usr/bin/env bats
# The templates shipped as examples: each is rendered in each of its languages,
# with its samples and with the longest values that it allows, and linted.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # jq's variables stay as they are
load helper

NOW=2026-11-30T15:51:25Z
TEMPLATES=$BATS_TEST_DIRNAME/../templates

languages_of() {
  sed -n 's/^  \([a-z][a-z]\): ".*/\1/p' "$1"
}

# "PATH MAX LINK SAMPLE" for each variable.
variables_of() {
  sed -n '/^variables:/,$ s/^  \([a-z_.]*\): {\(.*\)}$/\1 \2/p' "$1" |
    while read -r path rest; do
      max=$(sed -n 's/.*max: \([0-9]*\).*/\1/p' <<<"$rest")
      link=$(grep -o 'link: true' <<<"$rest" | tr -d ' ')
      sample=$(sed 's/.*sample: //; s/^"//; s/"$//' <<<"$rest")
      printf '%s %s %s %s\n' "$path" "${max:-0}" "${link:-no}" "$sample"
    done
}

# A call record that has all the variables; "longest" fills them up.
call_for() {
  variables_of "$1" | jq -cRn --arg how "${2:-}" '
    def filled($sample; $max):
      if $how != "longest" or $max == 0 then $sample
      else ($sample + "m" * $max)[:$max] end;
    reduce (inputs | capture("^(?<path>\\S+) (?<max>\\d+) \\S+ (?<sample>.*)$"))
      as $v ({record: "call", record_version: 1, source: "vapi",
        call_id: "c1", stage: "analyzed", direction: "inbound",
        ended_at: "2026-11-30T15:51:20.904Z",
        customer_number: "+12125550147", business_number: "+12125550100",
        data: {intent: "book"}};
        setpath($v.path | split("."); filled($v.sample; $v.max | tonumber)))'
}

# render TEMPLATE LANGUAGE [longest]
render() {
  call_for "$1" "${3:-}" | smsrender --now "$NOW" --language "$2" -t "$1" |
    smslint
}

@test "all templates that the product needs are there" {
  for id in account-link appointment-confirmation call-summary \
    callback-scheduled payment-received reminder-24h reminder-morning \
    tracking-link; do
    grep -qx "id: $id" "$TEMPLATES/$id.yaml"
    [ "$(languages_of "$TEMPLATES/$id.yaml" | xargs)" = 'en es' ]
  done
}

@test "each template renders its samples in each language, without a finding" {
  for template in "$TEMPLATES"/*.yaml; do
    for language in $(languages_of "$template"); do
      render "$template" "$language" >got
      [ "$(jq -r '.status, .language' got | xargs)" = "rendered $language" ]
      variables_of "$template" | while read -r path _ _ sample; do
        case $path in
        *_at) ;;
        *) grep -qF "$sample" got ;;
        esac
      done
      jq -e '.lint.findings | length == 0' got >/dev/null || {
        jq . got >&2
        return 1
      }
    done
  done
}

@test "each text names the brand first and the way out last" {
  for template in "$TEMPLATES"/*.yaml; do
    for language in $(languages_of "$template"); do
      body=$(render "$template" "$language" | jq -r .body)
      [[ "$body" == 'Maple Street Dental: '* ]]
      [[ "$body" == *' Reply STOP to opt out.' ||
        "$body" == *' Responda STOP para darse de baja.' ]]
    done
  done
}

@test "each text is one segment with the longest values it allows" {
  for template in "$TEMPLATES"/*.yaml; do
    for language in $(languages_of "$template"); do
      render "$template" "$language" longest >got
      [ "$(jq -r '"\(.encoding) \(.segments)"' got)" = 'gsm7 1' ] || {
        jq -r '"\(.template_id) \(.body) \(.body | length)"' got >&2
        return 1
      }
    done
  done
}

@test "a Saturday does not cost a Spanish text its alphabet" {
  for id in appointment-confirmation reminder-24h; do
    call_for "$TEMPLATES/$id.yaml" |
      jq -c '.appointment.starts_at = "2026-12-12T14:30:00-05:00"' |
      smsrender --now "$NOW" --language es -t "$TEMPLATES/$id.yaml" |
      smslint >got
    grep -q 'sab 12/12' got
    [ "$(jq -r .encoding got)" = gsm7 ]
  done
}

@test "a call that ends at 14:23 on a Tuesday has its texts on the right days" {
  # The flow of the whole product: booked for Thursday 18 April at 10 AM.
  jq -c '.message.endedAt = "2024-04-16T18:23:00Z"
    | .message.analysis.structuredData.appointment_start =
      "2024-04-18T10:00:00-04:00"
    | .message.analysis.structuredData.with = "Sarah"
    | .message.analysis.structuredData.location = "123 Main St"' \
    "$FIXTURES/vapi.json" >call.jsonl
  sed -i 's/appointment: {/&location: data.location, /' "$SMSPIPE_CONFIG"
  smsrender --now 2024-04-16T18:23:05Z -t "$TEMPLATES" call.jsonl |
    jq -r '"\(.send_at // .deadline_at) \(.body)"' >got
  diff - got <<'EOT'
2024-04-16T18:23:30.000Z Maple Street Dental: your cleaning is Thu Apr 18, 10:00 AM with Sarah. Reply C to confirm, R to reschedule. Reply STOP to opt out.
2024-04-17T14:00:00.000Z Maple Street Dental: reminder, your cleaning is Thu Apr 18, 10:00 AM. Reply C to confirm, R to reschedule. Reply STOP to opt out.
2024-04-18T12:00:00.000Z Maple Street Dental: today, 10:00 AM, your cleaning at 123 Main St. Reply R to reschedule. Reply STOP to opt out.
EOT
}

@test "a cancelled appointment is not confirmed and not reminded of" {
  jq -c '.message.analysis.structuredData.intent = "cancel"' \
    "$FIXTURES/vapi.json" >call.jsonl
  [ "$(smsrender --now "$NOW" -t "$TEMPLATES" call.jsonl)" = '' ]
}

@test "an order that was shipped and a payment become their texts" {
  sed -i 's/^calls:/&\n  mappings: {shop: {recognise: type=order.shipped, event_id: order.id, occurred_at: {path: at, unit: s}, customer_number: order.phone, data.order_id: order.number, data.tracking_url: order.link}, till: {recognise: type=payment.received, event_id: id, occurred_at: time, customer_number: from.phone, language: from.language, data.amount: paid, data.confirmation_number: receipt}}/' \
    "$SMSPIPE_CONFIG"
  {
    echo '{"type":"order.shipped","at":1796053880,"order":{"id":"o7","number":"A-10442","phone":"+12125550147","link":"https://maple.example/t/A-10442"}}'
    echo '{"specversion":"1.0","type":"payment.received","id":"pay-1","source":"/till","time":"2026-11-30T15:51:20Z","data":{"id":"p9","paid":"$120.00","receipt":"PX-48213","from":{"phone":"+12125550147","language":"es"}}}'
  } | smsrender --now "$NOW" -t "$TEMPLATES" >got
  jq -r '[.template_id, .event_id, .source, .to, .status, .body] | join("|")' \
    got | diff - <(cat <<'EOT'
tracking-link|o7|generic|+12125550147|rendered|Maple Street Dental: order A-10442 is on its way. Track it: https://maple.example/t/A-10442 Reply STOP to opt out.
payment-received|p9|generic|+12125550147|rendered|Maple Street Dental: recibimos su pago de $120.00. Comprobante: PX-48213. Gracias. Responda STOP para darse de baja.
EOT
)
}

@test "nobody who was not reached gets one of the shipped confirmations" {
  jq -c '.message.endedReason = "customer-did-not-answer"' \
    "$FIXTURES/vapi.json" >call.jsonl
  smsrender --now "$NOW" -t "$TEMPLATES" call.jsonl >got
  [ -z "$(jq -r 'select(.purpose == "confirmation")' got)" ]
}

@test "no template renders a recording, a summary or a transcript" {
  for template in "$TEMPLATES"/*.yaml; do
    call_for "$template" | jq -c '.recording_url = "https://rec.example/x"
      | .summary = "SUMMED-UP" | .transcript = "SAID"' |
      smsrender --now "$NOW" -t "$template" >got
    [ "$(wc -l <got)" -eq 1 ]
    run -1 grep -E 'rec\.example|SUMMED-UP|SAID' got
  done
}

@test "no shipped template can need a second segment, whoever calls" {
  write_config smspipe.yaml
  smsrender -c smspipe.yaml --preview --samples -t "$ROOT/templates" >got
  languages=$(cat "$ROOT"/templates/*.yaml | grep -cE '^  (en|es): ')
  [ "$languages" -gt 15 ]
  [ "$(grep -c '^at most   1 segment, GSM-7, ' got)" -eq "$languages" ]
}

@test "a value without a limit is named as such" {
  write_config smspipe.yaml
  mkdir t
  printf '%s\n' 'id: a' 'purpose: summary' 'category: transactional' \
    'body: {en: "Hi {{ data.note }}"}' \
    'variables: {data.note: {sample: words}}' >t/a.yaml
  smsrender -c smspipe.yaml --preview --samples -t t >got
  grep -qF "at most   no limit: 'data.note' has none (t/a.yaml:4:7)" got
}
