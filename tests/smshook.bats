#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # bats sets stderr
load helper
load hooking

@test "a Vapi report becomes the call record, with the time it came" {
  serve
  [ "$(vapi @"$FIXTURES/vapi.json")" = 200 ]
  [ "$(cat answer)" = '{}' ]
  [ "$(jq -r .received_at records.jsonl)" = 2026-11-30T15:51:30.000Z ]
  sed 's/,"received_at":"[^"]*"//' records.jsonl >got
  diff <(head -n 1 "$FIXTURES/calls.jsonl") got
}

@test "both events of a Retell call become records" {
  serve
  [ "$(retell "$FIXTURES/retell-call_ended.json")" = 200 ]
  [ "$(retell "$FIXTURES/retell.json")" = 200 ]
  sed 's/,"received_at":"[^"]*"//' records.jsonl >got
  diff <(sed -n '2,3p' "$FIXTURES/calls.jsonl") got
}

@test "other events of a voice platform are answered and leave no record" {
  serve
  [ "$(vapi '{"message":{"type":"status-update","status":"ended"}}')" = 200 ]
  [ "$(cat answer)" = '{}' ]
  echo '{"event":"call_started","call":{"call_id":"c-1"}}' >started.json
  [ "$(retell started.json)" = 200 ]
  [ ! -s records.jsonl ]
}

@test "a receipt becomes a delivery with the reference of our callback URL" {
  serve
  [ "$(post '/hook/twilio?ref=r17' -d MessageSid=SM1 -d ErrorCode=30005 \
    -d MessageStatus=undelivered -H "X-Twilio-Signature: $(twilio_sign \
      "$BASE/hook/twilio?ref=r17" ErrorCode 30005 MessageSid SM1 \
      MessageStatus undelivered)")" = 200 ]
  [ ! -s answer ]
  [ "$(jq -r '[.record, .message_id, .provider, .provider_message_id,
    .reference, .status, .status_raw, .error_code, .error_class,
    .received_at] | join(" ")' records.jsonl)" = \
    'delivery  twilio SM1 r17 undelivered undelivered 30005 invalid_number 2026-11-30T15:51:30.000Z' ]
}

@test "an inbound text becomes a reply and is answered with empty TwiML" {
  serve
  [ "$(inbound SM2 '¿Sí? 50% + more & so on')" = 200 ]
  grep -q '<Response></Response>' answer
  [ "$(jq -r '[.record, .provider, .provider_message_id, .from, .to, .body]
    | join("|")' records.jsonl)" = \
    'reply|twilio|SM2|+12125550147|+12125550100|¿Sí? 50% + more & so on' ]
  [[ $(jq -r .reply_id records.jsonl) =~ ^r[0-9a-f]{32}$ ]]
}

@test "the record is in the pipe before the webhook is answered" {
  serve
  [ "$(receipt SM1 sent)" = 200 ]
  [ "$(wc -l <records.jsonl)" -eq 1 ]
}

@test "a webhook that comes again is answered and dropped" {
  serve
  for _ in 1 2 3; do
    [ "$(receipt SM1 sent)" = 200 ]
    [ "$(inbound SM2 C)" = 200 ]
    grep -q '<Response></Response>' answer
    [ "$(vapi @"$FIXTURES/vapi.json")" = 200 ]
  done
  [ "$(jq -r .record records.jsonl | paste -sd ' ')" = 'delivery reply call' ]
  [ "$(receipt SM1 delivered)" = 200 ]
  [ "$(receipt SM3 sent)" = 200 ]
  [ "$(wc -l <records.jsonl)" -eq 5 ]
}

@test "a wrong signature, key or time is 403, none is 401; neither leaves a record" {
  serve
  [ "$(post /hook/twilio -d MessageSid=SM1 -d MessageStatus=failed \
    -H "X-Twilio-Signature: $(twilio_sign "$BASE/hook/twilio" \
      MessageSid SM1 MessageStatus sent)")" = 403 ]
  [ "$(TWILIO_TOKEN=other receipt SM1 sent)" = 403 ]
  [ "$(post /hook/twilio -d MessageSid=SM1 -d MessageStatus=sent)" = 401 ]
  [ "$(VAPI_SECRET=other vapi "$REPORT")" = 403 ]
  [ "$(VAPI_SECRET='' vapi "$REPORT")" = 401 ]
  [ "$(retell "$FIXTURES/retell.json" $((NOW_MS - 300001)))" = 403 ]
  [ "$(retell "$FIXTURES/retell.json" $((NOW_MS + 300001)))" = 403 ]
  [ "$(RETELL_KEY=other retell "$FIXTURES/retell.json")" = 403 ]
  [ ! -s records.jsonl ]
}

@test "the signed URL is the configured one, whatever Host says" {
  serve
  [ "$(post /hook/twilio -H 'Host: hooks.other.example' -d MessageSid=SM1 \
    -d MessageStatus=sent -H "X-Twilio-Signature: $(twilio_sign \
      "$BASE/hook/twilio" MessageSid SM1 MessageStatus sent)")" = 200 ]
  [ "$(post /hook/twilio -H 'Host: hooks.other.example' -d MessageSid=SM1 \
    -d MessageStatus=sent -H "X-Twilio-Signature: $(twilio_sign \
      "https://hooks.other.example/hook/twilio" MessageSid SM1 \
      MessageStatus sent)")" = 403 ]
  serve_end
  sed -i 's#maple.example"#maple.example/sms/"#' "$SMSPIPE_CONFIG"
  serve
  BASE=$BASE/sms
  [ "$(receipt SM1 sent)" = 200 ]
}

@test "paths, methods and content types that no door has are refused" {
  serve
  [ "$(post / -d x=1)" = 404 ]
  [ "$(post /hook -d x=1)" = 404 ]
  [ "$(post /hook/twilio/ -d x=1)" = 404 ]
  [ "$(post /hook/%74wilio -d x=1)" = 404 ]
  [ "$(post /hook/vapi -X PUT -d x=1)" = 405 ]
  [ "$(post /hook/vapi)" = 405 ]
  [ "$(post /hook/vapi -D headers -X DELETE)" = 405 ]
  grep -qi '^Allow: POST' headers
  [ "$(vapi "$REPORT" 'text/plain')" = 415 ]
  [ "$(vapi "$REPORT" '')" = 415 ]
  [ "$(vapi "$REPORT" 'application/jsonx')" = 415 ]
  [ "$(vapi "$REPORT" 'Application/JSON; charset=utf-8')" = 200 ]
  [ "$(wc -l <records.jsonl)" -eq 1 ]
}

@test "a body over the door's cap is 413, one at the cap is read" {
  serve
  head -c 65537 /dev/zero | tr '\0' a >large
  [ "$(post /hook/twilio --data-binary @large)" = 413 ]
  head -c 65536 large >cap
  [ "$(post /hook/twilio --data-binary @cap)" = 401 ]
  { printf '%s' "$REPORT"; head -c 1048577 /dev/zero | tr '\0' ' '; } >large
  [ "$(vapi @large)" = 413 ]
  grep -q '^smshook: /hook/vapi: 413: ' log
  [ "$(vapi "$REPORT" "$(head -c 40000 large | tr '\0' a)")" = 431 ]
  grep -q '^smshook: /hook/vapi: 431: ' log
  head -c 1048576 large >cap
  [ "$(vapi @cap)" = 200 ]
  [ "$(wc -l <records.jsonl)" -eq 1 ]
}

@test "what cannot be read is 400" {
  serve
  [ "$(vapi '{"message":')" = 400 ]
  [ "$(vapi '[]')" = 400 ]
  [ "$(vapi '{"message":{"type":"end-of-call-report"}}')" = 400 ]
  [ "$(vapi "$REPORT$REPORT")" = 400 ]
  [ ! -s records.jsonl ]
}

@test "framing that two readers may understand differently is refused" {
  serve
  local rest="X-Vapi-Secret: vapi-key\r\nContent-Type: application/json\r\n"
  local head="Host: x\r\n$rest" n=${#REPORT} line='POST /hook/vapi HTTP/1.1\r\n'
  local length="Content-Length: $n\r\n" hex
  hex=$(printf '%x' "$n")
  local asked=0
  while IFS= read -r request; do
    asked=$((asked + 1))
    answer=$(raw "$request")
    case $answer in
    'HTTP/1.1 4'* | '') ;;
    *) echo "$request: '$answer'" >&2; return 1 ;;
    esac
  done <<CASES
$line$head${length}Transfer-Encoding: chunked\r\n\r\n$hex\r\n$REPORT\r\n0\r\n\r\n
$line${head}Transfer-Encoding: chunked\r\n\r\n$hex\r\n$REPORT\r\n0\r\n\r\n
$line${head}Transfer-Encoding: xchunked\r\n\r\n$REPORT
$line${head}Transfer-Encoding: chunked\r\n\r\n-1\r\n$REPORT\r\n0\r\n\r\n
$line$head${length}Content-Length: 2\r\n\r\n$REPORT
$line${head}Content-Length: +$n\r\n\r\n$REPORT
$line${head}Content-Length: $n, $n\r\n\r\n$REPORT
$line${head}Content-Length: 18446744073709551678\r\n\r\n$REPORT
$line${head}Content-Length : $n\r\n\r\n$REPORT
$line$rest$length\r\n$REPORT
$line${head}Host: y\r\n$length\r\n$REPORT
POST /hook/vapi%00 HTTP/1.1\r\n$head$length\r\n$REPORT
$line${head}Transfer-Encoding:\r\n chunked\r\n$length\r\n$REPORT
$line${head}Transfer-Encoding: chun\r\n\tked\r\n$length\r\n$REPORT
$line$head${length}Content-Length:\r\n 2\r\n\r\n$REPORT
$line${head}X-One: a\0000b\r\n$length\r\n$REPORT
$line${head}X-One: a\n$length\r\n$REPORT
POST /hook/vapi\0000 HTTP/1.1\r\n$head$length\r\n$REPORT
CASES
  [ ! -s records.jsonl ]
  [ "$(grep -c '^smshook: [^ ]*: 4[0-9][0-9]: ' log)" -eq "$asked" ]
  grep -q '^smshook: elsewhere: 400: NUL in the path$' log
  [ "$(raw "$line$head$length\r\n$REPORT")" = 'HTTP/1.1 200 OK' ]
  [ "$(wc -l <records.jsonl)" -eq 1 ]
}

@test "a reader that went away is 503, then the end with 74" {
  mkfifo pipe
  smshook --port 0 --port-file port >pipe 2>log 3>&- &
  exec 7<pipe
  serve_started $!
  exec 7<&-
  [ "$(receipt SM1 sent)" = 503 ]
  code=0
  wait "$HOOK" || code=$?
  [ "$code" -eq 74 ]
  grep -q '^smshook: stdout: Broken pipe$' log
}

@test "a full disk is 503, then the end with 74" {
  smshook -o /dev/full --port 0 --port-file port 2>log 3>&- &
  serve_started $!
  [ "$(receipt SM1 sent)" = 503 ]
  code=0
  wait "$HOOK" || code=$?
  [ "$code" -eq 74 ]
  grep -q '^smshook: /dev/full: No space left on device$' log
}

# report ID BYTES: a file ID.json, an end-of-call-report with so long a transcript.
report() {
  jq -cn --arg id "$1" --argjson bytes "$2" '{message:
    {type: "end-of-call-report", call: {id: $id},
      artifact: {transcript: ("x" * $bytes)}}}' >"$1.json"
}

@test "a reader that stands still is 503 until it reads on, and lines stay whole" {
  mkfifo pipe
  smshook --port 0 --port-file port >pipe 2>log 3>&- &
  exec 7<pipe
  serve_started $!
  for id in c-1 c-2 c-3; do
    report "$id" 50000
  done
  [ "$(vapi @c-1.json)" = 200 ]
  [ "$(vapi @c-2.json)" = 503 ]
  [ "$(vapi @c-3.json)" = 503 ]
  cat <&7 >got 3>&- &
  exec 7<&-
  wait_until holds got 60000
  [ "$(vapi @c-2.json)" = 200 ]
  serve_end
  wait_until holds got 150000
  [ "$(jq -r .call_id got | paste -sd ' ')" = 'c-1 c-2 c-2' ]
}

@test "a record refused with 503 before any of it got out does not come out" {
  mkfifo pipe
  smshook --port 0 --port-file port >pipe 2>log 3>&- &
  exec 7<pipe
  serve_started $!
  report c-1 62000 # every page of the pipe is in use
  report c-2 10
  report c-3 10
  [ "$(vapi @c-1.json)" = 200 ]
  [ "$(vapi @c-2.json)" = 503 ]
  # Nobody waits two seconds for what was in vain a moment ago.
  PATIENCE=1 vapi @c-3.json >status
  [ "$(cat status)" = 503 ]
  cat <&7 >got 3>&- &
  exec 7<&-
  wait_until holds got 62000
  [ "$(vapi @c-3.json)" = 200 ]
  serve_end
  wait_until grep -q c-3 got
  [ "$(jq -r .call_id got | paste -sd ' ')" = 'c-1 c-3' ]
}

@test "SIGTERM and SIGINT end it with 0" {
  serve
  [ "$(receipt SM1 sent)" = 200 ]
  serve_end
  serve
  serve_end INT
  grep -q "^smshook: listening on http://127.0.0.1:$PORT$" log
}

@test "--max-seconds ends it, -q keeps it silent" {
  smshook -q --port 0 --max-seconds 1 2>log
  [ ! -s log ]
}

@test "a port that is taken is 69" {
  serve
  run -69 --separate-stderr smshook --port "$PORT"
  [[ $stderr == *"127.0.0.1 port $PORT: Address already in use"* ]]
}

@test "without any secret it does not start; --insecure opens and warns" {
  echo 'tenant: maple-street' >"$SMSPIPE_CONFIG"
  run -78 --separate-stderr smshook --port 0
  [[ $stderr == *'no door has a secret'* ]]
  serve --insecure
  grep -q '^smshook: /hook/twilio: open to everybody' log
  [ "$(post /hook/twilio -d MessageSid=SM1 -d MessageStatus=sent)" = 200 ]
  [ "$(jq -r .record records.jsonl)" = delivery ]
}

@test "a door without its secret is closed while others are open" {
  echo 'hook: {secrets: {vapi: env:VAPI_SECRET}}' >"$SMSPIPE_CONFIG"
  serve
  [ "$(vapi "$REPORT")" = 200 ]
  [ "$(receipt SM1 sent)" = 404 ]
  [ "$(retell "$FIXTURES/retell.json")" = 404 ]
  [ "$(wc -l <records.jsonl)" -eq 1 ]
}

@test "without hook.base_url the URL on loopback is its own" {
  sed -i 's#base_url: "[^"]*", ##' "$SMSPIPE_CONFIG"
  serve
  BASE=http://127.0.0.1:$(cat port)
  [ "$(receipt SM1 sent)" = 200 ]
}

@test "without hook.base_url a provider's door is closed to the world, and says so" {
  sed -i 's#base_url: "[^"]*", ##' "$SMSPIPE_CONFIG"
  serve --address 0.0.0.0
  grep -q '^smshook: /hook/twilio: setting hook.base_url is missing' log
  BASE=
  [ "$(receipt SM1 sent)" = 404 ]
}

@test "a secret that cannot be had stops it" {
  unset VAPI_SECRET
  run -78 --separate-stderr smshook --port 0
  [[ $stderr == *VAPI_SECRET* ]]
}

@test "an address that is not loopback is served with a warning" {
  serve --address 0.0.0.0
  grep -q '^smshook: 0.0.0.0: no loopback address' log
  [ "$(receipt SM1 sent)" = 200 ]
}

@test "neither secrets nor what was sent get into the log" {
  serve
  [ "$(inbound SM2 sesame)" = 200 ]
  [ "$(VAPI_SECRET=guess vapi '{"message":"sesame"}')" = 403 ]
  [ "$(vapi '{"sesame":')" = 400 ]
  [ "$(post '/sesame?sesame' -d sesame=1)" = 404 ]
  [ "$(grep -vc "not confined" log)" -eq 5 ]
  run ! grep -E 'sesame|guess|-key|12125550147' log
}

@test "replay accepts every valid vector and refuses every forged one" {
  local vectors=$FIXTURES/webhook-vectors-twilio.jsonl
  run -1 --separate-stderr smshook -v --now "$NOW" --replay "$vectors"
  diff <(jq -r 'if .valid then "accepted" else "refused" end' "$vectors") \
    <(printf '%s\n' "$stderr" | sed 's/.*jsonl:[0-9]*: \([a-z]*\).*/\1/')
  [ "$(printf '%s\n' "$output" | jq -r .record | paste -sd ' ')" = \
    'delivery reply' ]
  jq -c 'select(.valid)' "$vectors" >valid.jsonl
  smshook -q --replay valid.jsonl >records.jsonl
  [ "$(wc -l <records.jsonl)" -eq 2 ]
}

@test "replay takes secret and time from the line, else from the configuration" {
  local body=$FIXTURES/retell.json digest
  digest=$({ cat "$body"; printf '%s' "$NOW_MS"; } |
    openssl dgst -sha256 -hmac "$RETELL_KEY" -r | cut -d' ' -f1)
  jq -cn --rawfile body "$body" --arg sig "v=$NOW_MS,d=$digest" \
    '{provider: "retell", url: "https://x.example/a", method: "POST",
      headers: {"content-TYPE": "application/json", "X-Retell-Signature": $sig},
      body: $body}' >line.jsonl
  [ "$(smshook --now "$NOW" --replay line.jsonl | jq -r .stage)" = analyzed ]
  run -1 smshook --replay line.jsonl
  jq -c ".now = $((NOW_MS / 1000))" line.jsonl >timed.jsonl
  [ "$(smshook --replay timed.jsonl | jq -r .received_at)" = \
    2026-11-30T15:51:30.000Z ]
  jq -c '.secret = "other"' timed.jsonl >other.jsonl
  run -1 --separate-stderr smshook --replay other.jsonl
  [[ $stderr == *'other.jsonl:1: refused with 403: signature is wrong' ]]
  [ -z "$output" ]
}

@test "replay reports lines that are no captured request and goes on" {
  echo '{"provider":"retel","url":"u","method":"POST"}' >lines.jsonl
  echo 'x' >>lines.jsonl
  head -n 1 "$FIXTURES/webhook-vectors-twilio.jsonl" >>lines.jsonl
  run -65 --separate-stderr smshook --replay lines.jsonl
  [[ $stderr == *'lines.jsonl:1: field provider: no door of that name'* ]]
  [[ $stderr == *'lines.jsonl:2: column 1: not a record'* ]]
  [ "$(jq -r .record <<<"$output")" = delivery ]
  run -66 smshook --replay nowhere.jsonl
  code=0
  smshook --replay lines.jsonl >/dev/full 2>/dev/null || code=$?
  [ "$code" -eq 74 ]
}

@test "numbers and operands that are none are usage errors" {
  run -64 smshook --port 70000
  run -64 smshook --port x
  run -64 smshook --max-seconds 0
  run -64 smshook operand
  run -64 smshook --now yesterday
}

@test "a socket that systemd hands over is served" {
  cat >activate.py <<'PY'
import os, socket, sys
s = socket.socket(socket.AF_UNIX)
s.bind("web")
s.listen(16)
os.dup2(s.fileno(), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execvp(sys.argv[1], sys.argv[1:])
PY
  python3 activate.py smshook --now "$NOW" >records.jsonl 2>log 3>&- &
  HOOK=$!
  wait_until test -S web
  [ "$(curl -s -o answer -w '%{http_code}' --max-time 10 --unix-socket web \
    -d MessageSid=SM1 -d MessageStatus=sent -H "X-Twilio-Signature: $(twilio_sign \
      "$BASE/hook/twilio" MessageSid SM1 MessageStatus sent)" \
    http://hooks.maple.example/hook/twilio)" = 200 ]
  serve_end
  [ "$(jq -r .provider_message_id records.jsonl)" = SM1 ]
}

@test "--capture keeps requests that --replay accepts, and no secret" {
  serve --capture captured.jsonl
  [ "$(inbound SM1 'Yes "please"')" = 200 ]
  [ "$(vapi "$REPORT")" = 200 ]
  [ "$(post '/hook/twilio?key=twilio-key' -d MessageSid=SM2)" = 401 ]
  serve_end
  [ "$(stat -c %a captured.jsonl)" = 600 ]
  [ "$(jq -r '[.provider, .method] | join(" ")' captured.jsonl | paste -sd,)" = \
    'twilio POST,vapi POST,twilio POST' ]
  run ! grep -E 'twilio-key|vapi-key' captured.jsonl
  sed -n 1p captured.jsonl >signed.jsonl
  smshook --now "$NOW" --replay signed.jsonl | diff <(sed -n 1p records.jsonl) -
}
