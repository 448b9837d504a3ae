#!/usr/bin/env bats
# Each voice platform's door: what it signs comes in as the call it tells of,
# what is forged, stale or unsigned does not.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # bats sets stderr
load helper
load hooking

SECONDS_NOW=${NOW_MS%000}
KEY=bWFwbGUtc3RyZWV0LWtleQ== # in base64, as Standard Webhooks have it

setup() {
  smspipe_setup
  openssl genpkey -algorithm ed25519 -out ed25519.pem 2>/dev/null
  TELNYX_KEY=$(openssl pkey -in ed25519.pem -pubout -outform DER | tail -c 32 | base64)
  export TELNYX_KEY PLAIN=plain-key WHSEC=whsec_$KEY
  {
    cat <<'YAML'
tenant: maple-street
numbers: ["+12125550100", "+14155550100"]
hook:
  secrets:
    openai: env:WHSEC
    telnyx-voice: env:TELNYX_KEY
YAML
    for name in bland elevenlabs generic livekit pipecat synthflow vcon; do
      echo "    $name: env:PLAIN"
    done
  } >"$SMSPIPE_CONFIG"
}

hex_hmac() {
  openssl dgst -sha256 -hmac "$PLAIN" -r | cut -d' ' -f1
}

# proof PLATFORM FILE SECONDS: the headers that make it genuine, as curl's -H.
proof() {
  case $1 in
  bland) printf 'X-Webhook-Signature: %s\n' "$(hex_hmac <"$2")" ;;
  elevenlabs)
    printf 'ElevenLabs-Signature: t=%s,v0=%s\n' "$3" \
      "$({ printf '%s.' "$3"; cat "$2"; } | hex_hmac)"
    ;;
  openai)
    printf 'webhook-id: wh_1\nwebhook-timestamp: %s\nwebhook-signature: v0,AAAA v1,%s\n' "$3" \
      "$({ printf 'wh_1.%s.' "$3"; cat "$2"; } | openssl dgst -sha256 -mac HMAC \
        -macopt "hexkey:$(base64 -d <<<"$KEY" | od -An -tx1 | tr -d ' \n')" -binary | base64)"
    ;;
  telnyx-voice)
    { printf '%s|' "$3"; cat "$2"; } >signed
    openssl pkeyutl -sign -inkey ed25519.pem -rawin -in signed -out signature
    printf 'telnyx-timestamp: %s\ntelnyx-signature-ed25519: %s\n' "$3" "$(base64 -w0 signature)"
    ;;
  *) printf 'Authorization: Bearer %s\n' "$PLAIN" ;;
  esac
}

# event PLATFORM FILE [SECONDS]: posted with its proof.
event() {
  local headers=()
  readarray -t headers < <(proof "$1" "$2" "${3:-$SECONDS_NOW}")
  post "/hook/$1" -H 'Content-Type: application/json' --data-binary "@$2" "${headers[@]/#/-H}"
}

PLATFORMS='bland:bland elevenlabs:elevenlabs livekit:livekit openai:openai-realtime
  pipecat:pipecat synthflow:synthflow telnyx-voice:telnyx-insights vcon:vcon generic:bland'

@test "what each platform signs is answered with 200 and {}" {
  serve
  for pair in $PLATFORMS; do
    sent=$FIXTURES/${pair#*:}.json
    got=$(event "${pair%:*}" "$sent")
    [ "$got" = 200 ] || { echo "$pair: $got $(cat answer log)" >&2; return 1; }
    [ "$(cat answer)" = '{}' ]
  done
}

@test "each record is of the call that the golden file has" {
  serve
  for pair in $PLATFORMS; do
    [ "$(event "${pair%:*}" "$FIXTURES/${pair#*:}.json")" = 200 ]
  done
  jq -r '[.source, .call_id] | join(" ")' "$FIXTURES/calls.jsonl" | sort -u >golden
  jq -r '[.source, .call_id] | join(" ")' records.jsonl | sort -u >got
  [ "$(wc -l <got)" -eq 8 ]
  [ -z "$(comm -13 golden got)" ]
}

@test "a changed body and another key are 403, no proof at all is 401" {
  serve
  for pair in $PLATFORMS; do
    name=${pair%:*} sent=$FIXTURES/${pair#*:}.json
    readarray -t headers < <(proof "$name" "$sent" "$SECONDS_NOW")
    [ "$(post "/hook/$name" -H 'Content-Type: application/json' --data-binary "@$sent")" = 401 ] ||
      { echo "$name: unsigned" >&2; return 1; }
    readarray -t forged < <(PLAIN=other-key KEY=AAAA proof "$name" "$sent" "$SECONDS_NOW" |
      sed -e 's/\(ed25519: \)A/\1B/' -e t -e 's/\(ed25519: \)./\1A/')
    [ "$(post "/hook/$name" -H 'Content-Type: application/json' --data-binary "@$sent" \
      "${forged[@]/#/-H}")" = 403 ] || { echo "$name: forged" >&2; return 1; }
    case $name in generic | livekit | pipecat | synthflow | vcon) continue ;; esac
    { cat "$sent"; printf ' '; } >changed
    [ "$(post "/hook/$name" -H 'Content-Type: application/json' --data-binary @changed \
      "${headers[@]/#/-H}")" = 403 ] || { echo "$name: changed" >&2; return 1; }
  done
  [ ! -s records.jsonl ]
}

@test "what was signed long ago, or will be, is 403" {
  serve
  for name in openai telnyx-voice; do
    sent=$FIXTURES/${name/telnyx-voice/telnyx-insights}.json
    sent=${sent/openai.json/openai-realtime.json}
    [ "$(event $name "$sent" $((SECONDS_NOW - 301)))" = 403 ]
    [ "$(event $name "$sent" $((SECONDS_NOW + 301)))" = 403 ]
    [ "$(event $name "$sent" $((SECONDS_NOW - 299)))" = 200 ]
  done
  [ "$(event elevenlabs "$FIXTURES/elevenlabs.json" $((SECONDS_NOW - 1801)))" = 403 ]
  [ "$(event elevenlabs "$FIXTURES/elevenlabs.json" $((SECONDS_NOW - 1799)))" = 200 ]
}

@test "Twilio's callbacks of calls, which are forms, come in as calls" {
  export TWILIO_TOKEN=twilio-key
  sed -i -e 's|^hook:|hook: {base_url: "https://hooks.maple.example", secrets: {twilio-call: env:TWILIO_TOKEN}}|' \
    -e '/^  secrets:/,$d' smspipe.yaml
  serve
  for name in twilio twilio-conversationrelay; do
    readarray -t fields < <(jq -r 'to_entries | sort_by(.key)[] | "\(.key)=\(.value)"' "$FIXTURES/$name.json")
    local posted=() signed=()
    for field in "${fields[@]}"; do
      posted+=(--data-urlencode "$field")
      signed+=("${field%%=*}" "${field#*=}")
    done
    [ "$(post /hook/twilio-call "${posted[@]}" -H \
      "X-Twilio-Signature: $(twilio_sign "$BASE/hook/twilio-call" "${signed[@]}")")" = 200 ]
    [ "$(cat answer)" = '<Response/>' ]
    [ "$(post /hook/twilio-call "${posted[@]}" -d More=1 -H \
      "X-Twilio-Signature: $(twilio_sign "$BASE/hook/twilio-call" "${signed[@]}")")" = 403 ]
  done
  [ "$(jq -r '[.record, .source, .call_id] | join(" ")' records.jsonl | sort -u)" = \
    'call twilio CA00000000000000000000000000000d04' ]
  [ "$(post /hook/twilio-call -d 'a=%ff' -H \
    "X-Twilio-Signature: $(twilio_sign "$BASE/hook/twilio-call" a $'\xff')")" = 400 ]
}

@test "a door without a secret is closed, however the request is signed" {
  sed -i '/bland/d' smspipe.yaml
  serve
  [ "$(event bland "$FIXTURES/bland.json")" != 200 ]
}
