# For suites of smshook: its configuration, a server on a port of its own, and
# webhooks as the platforms send them.
# SPDX-License-Identifier: ISC

NOW=2026-11-30T15:51:30Z NOW_MS=1796053890000
BASE=https://hooks.maple.example
REPORT='{"message":{"type":"end-of-call-report","call":{"id":"c-1"}}}'

setup() {
  smspipe_setup
  export TWILIO_TOKEN=twilio-key VAPI_SECRET=vapi-key RETELL_KEY=retell-key
  cat >"$SMSPIPE_CONFIG" <<'YAML'
tenant: maple-street
numbers: ["+12125550100", "+14155550100"]
providers: {twilio: {account_sid: AC1, auth_token: env:TWILIO_TOKEN}}
hook: {base_url: "https://hooks.maple.example", secrets: {vapi: env:VAPI_SECRET, retell: env:RETELL_KEY}}
YAML
}

# serve [OPTION…]: smshook on a port of its own, records in records.jsonl, what
# it says in log.
serve() {
  rm -f port
  smshook --now "$NOW" --port 0 --port-file port -v "$@" \
    >records.jsonl 2>log 3>&- &
  serve_started $!
}

# Waits until the process that was just started listens.
serve_started() {
  HOOK=$1
  wait_until test -s port
  PORT=$(cat port)
}

# Ends the server by a signal; its exit code.
serve_end() {
  kill -s "${1:-TERM}" "$HOOK"
  wait "$HOOK"
}

# post PATH CURL-ARGUMENT…: the status; the answer's body is in answer.
post() {
  local path=$1
  shift
  curl -s -o answer -w '%{http_code}' --max-time "${PATIENCE:-20}" "$@" \
    "http://127.0.0.1:$PORT$path"
}

# twilio_sign URL NAME VALUE…: the names in the order of their bytes.
twilio_sign() {
  printf '%s' "$@" | openssl dgst -sha1 -hmac "$TWILIO_TOKEN" -binary | base64
}

# receipt SID STATUS: a signed status callback.
receipt() {
  post /hook/twilio -d "MessageSid=$1" -d "MessageStatus=$2" \
    -H "X-Twilio-Signature: $(twilio_sign "$BASE/hook/twilio" \
      MessageSid "$1" MessageStatus "$2")"
}

# inbound SID TEXT: a signed inbound text.
inbound() {
  post /hook/twilio --data-urlencode "Body=$2" --data-urlencode 'From=+12125550147' \
    -d "MessageSid=$1" -d SmsStatus=received --data-urlencode 'To=+12125550100' \
    -H "X-Twilio-Signature: $(twilio_sign "$BASE/hook/twilio" Body "$2" \
      From +12125550147 MessageSid "$1" SmsStatus received To +12125550100)"
}

# vapi DATA [TYPE]: DATA as for curl.
vapi() {
  post /hook/vapi -H "Content-Type: ${2-application/json}" \
    -H "X-Vapi-Secret: $VAPI_SECRET" --data-binary "$1"
}

# retell FILE [MS]: signed at that time.
retell() {
  local ms=${2:-$NOW_MS} digest
  digest=$({ cat "$1"; printf '%s' "$ms"; } |
    openssl dgst -sha256 -hmac "$RETELL_KEY" -r | cut -d' ' -f1)
  post /hook/retell -H 'Content-Type: application/json' \
    -H "X-Retell-Signature: v=$ms,d=$digest" --data-binary "@$1"
}

# holds FILE BYTES: are there as many by now?
holds() {
  [ "$(wc -c <"$1")" -ge "$2" ]
}

# raw TEXT: sent as it stands; the first line of the answer, if there is one.
raw() {
  local line=
  trap '' PIPE
  exec 9<>"/dev/tcp/127.0.0.1/$PORT"
  printf '%b' "$1" >&9 2>/dev/null || :
  IFS= read -r -t 20 -u 9 line || :
  exec 9>&-
  printf '%s' "${line%$'\r'}"
}
