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
  local intent=book
  [[ $1 != */appointment-cancelled.yaml ]] || intent=cancel
  variables_of "$1" | jq -cRn --arg how "${2:-}" --arg intent $intent '
    def filled($sample; $max):
      if $how != "longest" or $max == 0 then $sample
      else ($sample + "m" * $max)[:$max] end;
    reduce (inputs | capture("^(?<path>\\S+) (?<max>\\d+) \\S+ (?<sample>.*)$"))
      as $v ({record: "call", record_version: 1, source: "vapi",
        call_id: "c1", stage: "analyzed", direction: "inbound",
        ended_at: "2026-11-30T15:51:20.904Z",
        customer_number: "+12125550147", business_number: "+12125550100",
        data: {intent: $intent}};
        setpath($v.path | split("."); filled($v.sample; $v.max | tonumber)))'
}

# render TEMPLATE LANGUAGE [longest]
render() {
  call_for "$1" "${3:-}" | smsrender --now "$NOW" --language "$2" -t "$1" |
    smslint
}

@test "all templates that the product needs are there" {
  for id in account-link appointment-cancelled appointment-confirmation \
    call-summary callback-scheduled payment-received reminder-24h reminder-morning \
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

# What the shipped templates make of the fixture's call, changed by a jq filter.
all_of() {
  jq -c ".message.analysis.structuredData |= ($1)" "$FIXTURES/vapi.json" |
    smsrender --now "$NOW" -t "$TEMPLATES"
}

ids() {
  jq -r .message_id | sort
}

@test "a changed appointment replaces what waits for its earlier versions" {
  sed -i 's/appointment: {/&version: data.version, /' "$SMSPIPE_CONFIG"
  all_of '. + {appointment_id: "A-1", version: 1}' >first
  all_of '. + {appointment_id: "A-1", version: 2, intent: "reschedule"}' >second
  all_of '. + {appointment_id: "A-1", version: 3, intent: "reschedule"}' >third
  jq -e 'has("supersedes") | not' first
  [ "$(jq -r .template_id second | xargs)" = \
    'appointment-confirmation reminder-24h reminder-morning' ]
  # The confirmation: its own of version 1, and both reminders of version 1.
  diff <(jq -r 'select(.purpose == "confirmation").supersedes[]' second | sort) \
    <(ids <first)
  diff <(jq -r 'select(.purpose == "confirmation").supersedes[]' third | sort) \
    <(cat first second | ids)
  for id in reminder-24h reminder-morning; do
    diff <(jq -r "select(.template_id == \"$id\").supersedes[]" second | sort) \
      <(jq 'select(.purpose == "reminder")' first | ids)
  done
}

@test "a cancelled appointment yields the cancellation, which replaces the rest" {
  all_of '. + {appointment_id: "A-1"}' >booked
  [ "$(jq -r .template_id booked | xargs)" = \
    'appointment-confirmation reminder-24h reminder-morning' ]
  all_of '. + {appointment_id: "A-1", intent: "cancel"}' >cancelled
  [ "$(jq -r .template_id cancelled)" = appointment-cancelled ]
  diff <(jq -r '.supersedes[]' cancelled | sort) <(ids <booked)
  jq -e '.body | startswith("Maple Street Dental: your cleaning on Tue Dec 8, 2:30 PM is cancelled.")' cancelled
  # With versions: this one, and those before.
  sed -i 's/appointment: {/&version: data.version, /' "$SMSPIPE_CONFIG"
  for version in 1 2; do
    all_of ". + {appointment_id: \"A-1\", version: $version}"
  done >booked
  all_of '. + {appointment_id: "A-1", version: 2, intent: "cancel"}' >cancelled
  [ -z "$(comm -13 <(jq -r '.supersedes[]' cancelled | sort) <(ids <booked))" ]
  run ! grep -q "$(jq -r .message_id cancelled)" <(jq -c .supersedes cancelled)
}

@test "a cancellation of an appointment that nothing is known of is one all the same" {
  all_of '{intent: "cancel"}' >got
  [ "$(jq -r .body got)" = 'Maple Street Dental: your appointment is cancelled. To book again, call +12125550100. Reply STOP to opt out.' ]
  jq -e 'has("supersedes") | not' got
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
