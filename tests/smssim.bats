#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # each test is a subshell
load helper

US=+12125550100 PHONE=+12125550147

# start OPTION...: smssim with made-up credentials in URL, SID and TOKEN.
start() {
  smssim --max-seconds 60 "$@" >ready.json 2>sim.err 3>&- &
  SIM=$!
  wait_until test -s ready.json
  URL=$(jq -r .url ready.json)
  SID=$(jq -r .account_sid ready.json)
  TOKEN=$(jq -r .auth_token ready.json)
  API=$URL/2010-04-01/Accounts/$SID
}

# catch STATUS...: a receiver at CATCH that answers so; see tests/capture.
catch() {
  mkdir -p caught
  "$ROOT/tests/capture" caught "$@" 3>&- &
  wait_until test -s caught/port
  CATCH=http://127.0.0.1:$(cat caught/port)
}

# send NAME=VALUE...: posts a form; the answer's status is printed, its head is
# in head and its body in answer.
send() {
  local field fields=()
  for field; do fields+=(--data-urlencode "$field"); done
  curl -sS -u "$SID:$TOKEN" -D head -o answer -w '%{http_code}\n' \
    "${fields[@]}" "$API/Messages.json"
}

# text BODY [FIELD...]: an ordinary message.
text() {
  send "To=$PHONE" "From=$US" "Body=$1" "${@:2}"
}

# type_on PHONE TEXT: what a person types to us.
type_on() {
  jq -cn '{from: $ARGS.positional[0], to: $ARGS.positional[1],
    body: $ARGS.positional[2]}' --args "$1" "$US" "$2" |
    control reply
}

# control NAME: posts JSON from stdin.
control() {
  curl -sS -H 'Content-Type: application/json' --data-binary @- "$URL/sim/$1"
}

messages() {
  curl -sS "$URL/sim/messages" | jq -r "$1"
}

get() {
  curl -sS -u "$SID:$TOKEN" "$1"
}

# A field of the n-th captured form.
caught() {
  tr '&' '\n' <"caught/$1.body" | sed -n "s/^$2=//p"
}

all_delivered() {
  [ "$(messages '[.messages[] | select(.origin == "api" and
    .status != "delivered")] | length')" -eq 0 ]
}

# The signature that the n-th captured request should have for this URL,
# computed by other means than smssim's.
signature_of() {
  local name
  {
    printf '%s' "$2"
    tr '&' '\n' <"caught/$1.body" | LC_ALL=C sort -t= -k1,1 |
      while IFS= read -r pair; do
        name=${pair%%=*} pair=${pair#*=}
        printf '%s%b' "$name" "${pair//%/\\x}"
      done
  } | openssl dgst -sha1 -hmac "$TOKEN" -binary | openssl base64 -A
}

@test "it says where it listens and what the credentials are" {
  start --port-file port
  [ "$URL" = "http://127.0.0.1:$(cat port)" ]
  [ "$(jq -r .page ready.json)" = "$URL/" ]
  [[ $SID =~ ^AC[0-9a-f]{32}$ ]]
  [ "$(text hello)" = 201 ]
}

@test "an accepted message is answered with every field of the API" {
  start
  [ "$(text 'Hi ✓' "StatusCallback=$URL/x")" = 201 ]
  grep -qi '^content-type: application/json' head
  [ "$(jq -c 'keys' answer)" = '["account_sid","api_version","body","date_created","date_sent","date_updated","direction","error_code","error_message","from","messaging_service_sid","num_media","num_segments","price","price_unit","sid","status","subresource_uris","to","uri"]' ]
  [ "$(jq -r '.account_sid, .body, .from, .to, .status, .direction, .num_segments, .num_media' answer)" = \
    "$(printf '%s\n' "$SID" 'Hi ✓' "$US" "$PHONE" queued outbound-api 1 0)" ]
  [[ $(jq -r .sid answer) =~ ^SM[0-9a-f]{32}$ ]]
  [[ $(jq -r .date_created answer) =~ ^[A-Z][a-z]{2},\ [0-9]{2}\ [A-Z][a-z]{2}\ [0-9]{4}\ [0-9:]{8}\ \+0000$ ]]
  [ "$(get "$URL$(jq -r .uri answer)" | jq -r .sid)" = "$(jq -r .sid answer)" ]
}

@test "media make it an MMS, with or without a body" {
  start
  [ "$(send "To=$PHONE" "From=$US" MediaUrl=https://a.example/1 MediaUrl=https://a.example/2)" = 201 ]
  [[ $(jq -r .sid answer) == MM* ]]
  [ "$(jq -r .num_media answer)" = 2 ]
}

@test "wrong credentials are 401, another account or message 404" {
  start
  right=$TOKEN
  for TOKEN in wrong '' "$right "; do
    [ "$(text hello)" = 401 ]
    [ "$(jq -c '[.code, .status, .more_info]' answer)" = \
      '[20003,401,"https://www.twilio.com/docs/errors/20003"]' ]
    grep -qi '^www-authenticate: basic' head
  done
  TOKEN=$right
  [ "$(curl -s -o /dev/null -w '%{http_code}' -d To=x "$API/Messages.json")" = 401 ]
  [ "$(get "$API/Messages/SM00000000000000000000000000000000.json" | jq .code)" = 20404 ]
  API=$URL/2010-04-01/Accounts/AC00112233445566778899aabbccddeeff
  [ "$(text hello)" = 404 ]
  [ "$(jq .code answer)" = 20404 ]
  [ "$(messages .accepted)" = 0 ]
}

@test "a body that is no form is 415" {
  start
  [ "$(curl -sS -u "$SID:$TOKEN" -o answer -w '%{http_code}' -d '{"To":"x"}' \
    -H 'Content-Type: application/json' "$API/Messages.json")" = 415 ]
  [ "$(jq .status answer)" = 415 ]
}

@test "fields are refused with Twilio's codes" {
  start
  long=$(printf '%1600s' '' | sed 's/ /é/g')
  refused() {
    local code=$1
    shift
    [ "$(send "$@")" = 400 ] && [ "$(jq .code answer)" = "$code" ] ||
      { echo "want $code for $*:" && cat answer; return 1; }
  }
  refused 21604 "From=$US" Body=x
  refused 21603 "To=$PHONE" Body=x
  refused 21602 "To=$PHONE" "From=$US"
  refused 21602 "To=$PHONE" "From=$US" Body=
  refused 21211 To=12125550147 "From=$US" Body=x
  refused 21211 To=whatever "From=$US" Body=x
  refused 21265 To=12345 "From=$US" Body=x
  refused 21212 "To=$PHONE" From=+0 Body=x
  refused 21266 "To=$PHONE" "From=$PHONE" Body=x
  refused 21617 "To=$PHONE" "From=$US" "Body=${long}x"
  refused 21609 "To=$PHONE" "From=$US" Body=x StatusCallback=nowhere
  refused 21624 "To=$PHONE" "From=$US" Body=x ValidityPeriod=0
  refused 21703 "To=$PHONE" MessagingServiceSid=MG1 Body=x
  [ "$(curl -sS -u "$SID:$TOKEN" -o answer -w '%{http_code}' \
    -d "To=%2B12125550147&From=%2B12125550100&Body=%ff" "$API/Messages.json")" = 400 ]
  [ "$(messages .accepted)" = 0 ]
  [ "$(text "$long")" = 201 ]
  [ "$(send "To=$PHONE" From=12345 Body=x Unknown=1)" = 201 ]
}

@test "the list filters by number and day, newest first, page by page" {
  start --now 2026-12-08T19:30:00Z
  for n in 1 2 3 4 5; do text "text $n"; done
  send To=+12125550148 "From=$US" Body=other
  list() { curl -sS -G -u "$SID:$TOKEN" "$API/Messages.json" "$@"; }
  [ "$(list | jq '.messages | length')" = 6 ]
  [ "$(list --data-urlencode "To=$PHONE" | jq -r '.messages[].body')" = \
    "$(printf 'text %d\n' 5 4 3 2 1)" ]
  [ "$(list --data-urlencode From=+12125550199 | jq '.messages | length')" = 0 ]
  for day in 2026-12-08:6 2026-12-07:0; do
    [ "$(list -d "DateSent=${day%:*}" | jq '.messages | length')" = "${day#*:}" ]
  done
  [ "$(list --data-urlencode 'DateSent>=2026-12-08' --data-urlencode 'DateSent<=2026-12-08' |
    jq '.messages | length')" = 6 ]
  [ "$(list --data-urlencode 'DateSent>=2026-12-09' | jq '.messages | length')" = 0 ]
  list --data-urlencode "To=$PHONE" -d PageSize=2 >page
  pages=1
  while next=$(jq -er .next_page_uri page); do
    get "$URL$next" >page
    pages=$((pages + 1))
  done
  [ "$pages" = 3 ]
  [ "$(jq -c '[.messages[].body, .page, .start, .end]' page)" = '["text 1",2,4,4]' ]
  [ "$(list -d DateSent=yesterday | jq .code)" = 20422 ]
}

@test "STOP blocks the pair of numbers, and START opens it again" {
  start
  [ "$(text one)" = 201 ]
  type_on $PHONE 'Stop please'
  [ "$(text two)" = 201 ]
  type_on $PHONE ' stop '
  [ "$(text three)" = 400 ]
  [ "$(jq .code answer)" = 21610 ]
  [ "$(send "To=$PHONE" From=+12125550199 Body=x)" = 201 ]
  [ "$(send To=+12125550148 "From=$US" Body=x)" = 201 ]
  type_on $PHONE START
  [ "$(text four)" = 201 ]
  [ "$(messages '[.messages[] | select(.origin == "auto").body[0:30]] | join("/")')" = \
    'You have successfully been uns/You have successfully been re-' ]
}

@test "what is typed on a phone joins its conversation" {
  start
  text 'Reply C to confirm.'
  type_on $PHONE C
  [ "$(curl -sS "$URL/sim/phones" | jq -c '.phones[0] | [.number, .sender,
    (.messages[] | [.typed, .body, .status])]')" = \
    '["+12125550147","+12125550100",[false,"Reply C to confirm.","delivered"],[true,"C","received"]]' ]
  [ "$(jq -cn '{from: "nobody", to: "+12125550100", body: "x"}' | control reply | jq -r .error)" = \
    'from and to must be phone numbers' ]
}

@test "a receipt for each state is posted and signed, in order" {
  start
  catch
  [ "$(text 'Ready' "StatusCallback=$CATCH/hook?ref=a%20b&x=1")" = 201 ]
  wait_until test -e caught/3.body
  for n in 1 2 3; do
    [ "$(caught $n MessageSid)" = "$(jq -r .sid answer)" ]
    [ "$(head -n 1 caught/$n.head | tr -d '\r')" = 'POST /hook?ref=a%20b&x=1 HTTP/1.1' ]
    grep -qi '^content-type: application/x-www-form-urlencoded' caught/$n.head
    [ "$(sed -n 's/^X-Twilio-Signature: \(.*\)\r$/\1/p' caught/$n.head)" = \
      "$(signature_of $n "$CATCH/hook?ref=a%20b&x=1")" ]
  done
  [ "$(caught 1 MessageStatus) $(caught 2 MessageStatus) $(caught 3 MessageStatus)" = \
    'queued sent delivered' ]
  [ "$(messages '.messages[0] | "\(.status) \(.ref)"')" = 'delivered a b' ]
}

@test "an inbound text is posted and signed, whatever is in it" {
  catch
  start --inbound "$CATCH/in"
  type_on $PHONE 'Olá & 50% + ü=1'
  wait_until test -e caught/1.body
  [ "$(caught 1 Body)" = 'Ol%C3%A1%20%26%2050%25%20%2B%20%C3%BC%3D1' ]
  [ "$(caught 1 From) $(caught 1 To) $(caught 1 SmsStatus)" = \
    '%2B12125550147 %2B12125550100 received' ]
  [ "$(sed -n 's/^X-Twilio-Signature: \(.*\)\r$/\1/p' caught/1.head)" = \
    "$(signature_of 1 "$CATCH/in")" ]
}

@test "receipts come twice, out of order, with an error, or not at all" {
  start --receipt duplicate:1 --receipt reordered:1 --receipt filtered:1 --receipt lost:1
  catch
  text one "StatusCallback=$CATCH/1"
  wait_until test -e caught/5.body
  [ "$(for n in 1 2 3 4 5; do caught $n MessageStatus; done | xargs)" = \
    'queued sent sent delivered delivered' ]
  text two "StatusCallback=$CATCH/2"
  wait_until test -e caught/8.body
  [ "$(for n in 6 7 8; do caught $n MessageStatus; done | xargs)" = 'delivered sent queued' ]
  text three "StatusCallback=$CATCH/3"
  wait_until test -e caught/11.body
  [ "$(caught 11 MessageStatus) $(caught 11 ErrorCode)" = 'undelivered 30007' ]
  [ "$(get "$API/Messages/$(jq -r .sid answer).json" | jq -r '"\(.status) \(.error_code)"')" = \
    'undelivered 30007' ]
  text four "StatusCallback=$CATCH/4"
  wait_until eval '[ "$(messages .messages[3].status)" = delivered ]'
  [ "$(messages '[.messages[].status] | join(" ")')" = 'delivered delivered undelivered delivered' ]
  [ "$(messages '[.messages[].posted] | join(" ")')" = '5 3 3 0' ]
}

@test "a receipt that is not taken is posted again" {
  start
  catch 503
  text one "StatusCallback=$CATCH/"
  wait_until test -e caught/4.body
  [ "$(for n in 1 2 3 4; do caught $n MessageStatus; done | xargs)" = \
    'queued queued sent delivered' ]
}

@test "nothing is posted to other machines" {
  start
  [ "$(text one StatusCallback=https://hooks.example.test/x)" = 201 ]
  [ "$(text one StatusCallback=http://192.0.2.1/x)" = 201 ]
  wait_until all_delivered
  [ "$(messages '[.messages[] | .posted + .post_failed] | add')" = 0 ]
  run -64 --separate-stderr smssim --inbound https://hooks.example.test/x
  [[ $stderr == *'--inbound'*'loopback'* ]]
}

@test "requests that are refused on demand are not accepted" {
  start --fate 429:1 --fate 503:1 --fate 400-invalid:1 --fate 401:1
  [ "$(text x)" = 429 ]
  [ "$(jq .code answer)" = 20429 ]
  grep -qi '^retry-after: 1' head
  [ "$(text x)" = 503 ]
  [ "$(text x)" = 400 ]
  [ "$(jq .code answer)" = 21211 ]
  [ "$(text x)" = 401 ]
  [ "$(messages .accepted)" = 0 ]
  [ "$(text x)" = 201 ]
}

@test "answers are lost, late or broken on demand, and the message is accepted" {
  start --slow 30 --fate accept-then-close:1 --fate accept-then-500:1 --fate slow:1 \
    --fate truncated:1 --fate garbage:1 --fate huge:1
  run -52 text one
  [ "$(text two)" = 500 ]
  [ "$(text three)" = 201 ]
  run -18 text four
  [ "$(text five)" = 201 ]
  run ! jq . answer
  [ "$(text six)" = 201 ]
  [ "$(wc -c <answer)" -gt 1000000 ]
  [ "$(messages '.messages[] | "\(.body) \(.fate)"')" = \
    "$(printf '%s\n' 'one accept-then-close' 'two accept-then-500' 'three slow' \
      'four truncated' 'five garbage' 'six huge')" ]
}

@test "a connection closed before accepting leaves nothing behind" {
  start --fate close-before:1
  run -52 text one
  [ "$(messages .accepted)" = 0 ]
}

@test "a message accepted late is in no list before" {
  start --slow 60000 --fate late:1
  run -52 --separate-stderr text one
  [ "$(messages .accepted)" -eq 1 ]
  [ "$(get "$API/Messages.json" | jq '.messages | length')" -eq 0 ]
  rm ready.json
  start --slow 1 --fate late:1
  run -52 --separate-stderr text two
  listed() { get "$API/Messages.json" | jq -e '.messages[0].body == "two"'; }
  wait_until listed
}

@test "lists fail on demand, and are then as they were" {
  start --list 503:1 --list garbage:1
  text one
  get "$API/Messages.json" | jq -e '.code == 20503'
  run ! jq . <(get "$API/Messages.json")
  [ "$(jq -cn '{list: ["401:1"]}' | control fate)" = '{}' ]
  get "$API/Messages.json" | jq -e '.code == 20003'
  get "$API/Messages.json" | jq -e '.messages[0].body == "one"'
  [ "$(jq -cn '{list: "401"}' | control fate | jq -r .error)" = \
    'fate, list or receipt must be an array' ]
}

@test "what was sent twice shows in the counts" {
  start
  text one "StatusCallback=$URL/x?ref=r1"
  text one "StatusCallback=$URL/x?ref=r2"
  text two "StatusCallback=$URL/x?ref=r1"
  curl -sS -u "$SID:$TOKEN" -o answer -H 'X-Smssim-Reference: r3' \
    -d "To=%2B12125550147&From=%2B12125550100&Body=three" "$API/Messages.json"
  type_on $PHONE one
  [ "$(messages .accepted)" = 4 ]
  [ "$(messages '[.counts[] | "\(.body) \(.count)"] | join(",")')" = 'one 2,three 1,two 1' ]
  [ "$(messages '[.references[] | "\(.ref) \(.count)"] | join(",")')" = 'r1 2,r2 1,r3 1' ]
}

@test "the same seed draws the same fates" {
  draw() {
    start --seed "$1" --fate 503:40% --fate 429:10.5%
    for _ in {1..40}; do text x; done
    kill "$SIM" && wait "$SIM"
    rm ready.json
  }
  draw 7 >first
  draw 7 >again
  draw 8 >other
  cmp first again
  run ! cmp -s first other
  for code in 201 429 503; do grep -q $code first; done
}

@test "fates change while it runs" {
  start --fate 503
  [ "$(text x)" = 503 ]
  echo '{"fate": ["429:1"], "receipt": ["landline"]}' | control fate
  [ "$(text x)" = 429 ]
  [ "$(text x)" = 201 ]
  wait_until eval '[ "$(messages .messages[0].error_code)" = 30006 ]'
  [ "$(echo '{"fate": ["slwo"]}' | control fate | jq -r .error)" = \
    "no fate or receipt 'slwo', perhaps 'slow'" ]
  [ "$(text x)" = 201 ]
}

@test "connections are kept" {
  start
  curl -sS -v -u "$SID:$TOKEN" "$API/Messages.json" "$API/Messages.json" \
    >/dev/null 2>log
  grep -q 'Re-using existing connection' log
}

@test "the page loads nothing from elsewhere and runs only its own script" {
  start
  curl -sS -D head "$URL/" >page
  nonce=$(sed -n "s/^<script nonce='\([0-9a-f]*\)'>/\1/p" page)
  [ -n "$nonce" ]
  grep -qi "^content-security-policy: default-src 'none'; style-src 'nonce-$nonce'; script-src 'nonce-$nonce'; connect-src 'self'" head
  [ "$(grep -c '<script' page)" = 1 ]
  run ! grep -qE "(src|href)='(http|//)|innerHTML|@import|url\(" page
  [ "$(curl -sS "$URL/" | sed -n "s/^<script nonce='\(.*\)'>/\1/p")" != "$nonce" ]
}

@test "pages of other sites can neither look in nor type" {
  start
  text secret
  for path in / /sim/phones /sim/messages; do
    [ "$(curl -sS -o answer -w '%{http_code}' -H 'Host: evil.example' "$URL$path")" = 403 ]
    run ! grep -q secret answer
  done
  for type in text/plain application/x-www-form-urlencoded; do
    [ "$(curl -sS -o answer -w '%{http_code}' -H "Content-Type: $type" \
      -d '{}' "$URL/sim/quit")" = 415 ]
  done
  curl -sS -o answer "$URL/sim/phones"
}

@test "it ends cleanly on a signal, on request, and by itself" {
  for signal in TERM INT; do
    rm -f ready.json
    set -m # else a shell's background jobs ignore SIGINT
    start
    set +m
    kill -s $signal "$SIM"
    wait "$SIM"
  done
  rm ready.json
  start
  [ "$(echo '{}' | control quit)" = '{}' ]
  wait "$SIM"
  smssim --max-seconds 1 >/dev/null
}

@test "credentials come from a file, the environment or the configuration" {
  printf 'AC1\ntoken one\n' >secret
  run -77 --separate-stderr smssim --credentials secret
  [[ $stderr == *'others can read'* ]]
  chmod 600 secret
  good() {
    smssim --max-seconds 60 --port-file port "$@" >ready.json 3>&- &
    SIM=$!
    wait_until test -s ready.json
    [ "$(jq -c '[.account_sid, .accounts.twilio]' ready.json)" = '[null,null]' ]
    SID=AC1 TOKEN='token one' API=$(jq -r .url ready.json)/2010-04-01/Accounts/AC1
    [ "$(text hello)" = 201 ]
    kill "$SIM"
    wait "$SIM"
    rm ready.json
  }
  good --credentials secret
  TWILIO_ACCOUNT_SID=AC1 TWILIO_AUTH_TOKEN='token one' good
  sed 's/^providers:/&\n  twilio: {account_sid: AC1, auth_token: env:OTHER}/' \
    "$SMSPIPE_CONFIG" >other.yaml
  OTHER='token one' good -c other.yaml
  run -78 --separate-stderr env TWILIO_ACCOUNT_SID=AC1 smssim
}

@test "options that mean nothing are refused" {
  run -64 smssim --port 70000
  run -64 smssim --slow -1
  run -64 smssim --now yesterday
  run -64 smssim --fate 503:0
  run -64 smssim --fate 503:60% --fate 429:41%
  run -64 smssim operand
  run -64 --separate-stderr smssim --receipt fliterd
  [ "$stderr" = "smssim: no fate or receipt 'fliterd', perhaps 'filtered'" ]
}

@test "--list-fates names all that --fate and --receipt take" {
  start
  smssim --list-fates >list
  awk '/^Fates/ { kind = "fate" } /^Receipts/ { kind = "receipt" }
    /^  / { print kind, $1 }' list >names
  [ "$(wc -l <names)" -gt 20 ]
  while read -r kind name; do
    [ "$(jq -cn '{($ARGS.positional[0]): [$ARGS.positional[1]]}' \
      --args "$kind" "$name" | control fate)" = '{}' ]
  done <names
}

@test "a magic number has its fate and its receipt by its digits" {
  start --fate 503
  local page number name
  page=$(MANWIDTH=200 mandoc -T ascii "$ROOT/man/smssim.1" | col -b)
  while read -r name number; do
    PHONE=+1500555$number
    text "$name" >status || :
    echo "$name $(cat status) $(messages ".messages[] | select(.to == \"$PHONE\") | .fate")"
  done < <(grep -oE '^ +[a-z0-9-]+ \([0-9]{4}\)' <<<"$page" | tr -d '()') >got
  diff - got <<'GOT'
accept 201 accept
429 429 
503 503 
400-invalid 400 
401 401 
close-before 000 
accept-then-close 000 accept-then-close
accept-then-500 500 accept-then-500
late 000 late
slow 201 slow
truncated 201 truncated
garbage 201 garbage
huge 201 huge
duplicate 503 
reordered 503 
unconfirmed 503 
lost 503 
unreachable 503 
unknown-number 503 
landline 503 
filtered 503 
unregistered 503 
expired 503 
GOT
  echo '{"fate": ["accept"]}' | control fate
  for number in 0210 0211 0212 0213 0214 0215; do
    PHONE=+1500555$number
    text x
  done
  wait_until eval '[ "$(messages "[.messages[] | select(.error_code > 0)] | length")" -eq 6 ]'
  [ "$(messages '[.messages[] | select(.error_code > 0).error_code] | join(" ")')" = \
    '30003 30005 30006 30007 30034 30036' ]
}

# call FIELD...: as send, for a call by the account of calls.
call() {
  local field fields=()
  for field; do fields+=(--data-urlencode "$field"); done
  SID=$(jq -r '.accounts["twilio-voice"].account_sid' ready.json)
  TOKEN=$(jq -r '.accounts["twilio-voice"].auth_token' ready.json)
  curl -sS -u "$SID:$TOKEN" -o answer -w '%{http_code}\n' "${fields[@]}" \
    "$URL/2010-04-01/Accounts/$SID/Calls.json"
}

@test "a call rings and is answered, each step posted and signed" {
  start
  catch
  [ "$(call "To=$PHONE" "From=$US" 'Twiml=<Response><Say>Hello</Say></Response>' \
    "StatusCallback=$CATCH/voice?ref=abc")" = 201 ]
  SID=$(jq -r '.accounts["twilio-voice"].account_sid' ready.json)
  TOKEN=$(jq -r '.accounts["twilio-voice"].auth_token' ready.json)
  [ "$(jq -r '[.status, .to, (.sid | test("^CA[0-9a-f]{32}$"))] | join(" ")' answer)" = \
    "queued $PHONE true" ]
  wait_until test -e caught/3.body
  for n in 1 2 3; do
    [ "$(caught $n CallSid)" = "$(jq -r .sid answer)" ]
    [ "$(sed -n 's/^X-Twilio-Signature: \(.*\)\r$/\1/p' caught/$n.head)" = \
      "$(signature_of $n "$CATCH/voice?ref=abc")" ]
  done
  [ "$(caught 1 CallStatus) $(caught 2 CallStatus) $(caught 3 CallStatus)" = \
    'initiated ringing completed' ]
  [ "$(messages '.messages[] | [.body, .ref, .status] | join(" ")')" = \
    '<Response><Say>Hello</Say></Response> abc delivered' ]
}

@test "a call is refused with Twilio's codes" {
  start
  while read -r code fields; do
    # shellcheck disable=SC2086 # split into fields on purpose
    [ "$(call $fields)" = 400 ]
    [ "$(jq .code answer)" -eq "$code" ]
  done <<EOF
21201 From=$US Twiml=<Response/>
21213 To=$PHONE Twiml=<Response/>
21205 To=$PHONE From=$US
21211 To=12 From=$US Twiml=<Response/>
21212 To=$PHONE From=MAPLE Twiml=<Response/>
21205 To=$PHONE From=$US Url=ftp://maple.example/
21609 To=$PHONE From=$US Twiml=<Response/> StatusCallback=maple
EOF
  [ "$(messages '.messages | length')" -eq 0 ]
}

# signed SERVICE CURL-OPTION...: a POST to / as AWS wants it.
signed() {
  local key secret
  key=$(jq -r --arg name "$1" '.accounts[$name].access_key_id' ready.json)
  secret=$(jq -r --arg name "$1" '.accounts[$name].secret_access_key' ready.json)
  curl -sS -o answer -w '%{http_code}\n' -u "$key:$secret" \
    --aws-sigv4 "aws:amz:us-east-1:${1/aws-sms/sms-voice}" "${@:2}" "$URL/"
}

@test "SNS refuses with its codes what is not signed, not whole, or no number" {
  local form="Content-Type: application/x-www-form-urlencoded"
  local more=MessageAttributes.entry.1 hi='PhoneNumber=%2B12125550147&Message=hi'
  start
  [ "$(curl -sS -o answer -w '%{http_code}' -d Action=Publish "$URL/")" = 403 ]
  grep -q '<Code>MissingAuthenticationToken</Code>' answer
  while read -r code fields; do
    [ "$(signed sns -H "$form" -d "Action=Publish&$fields")" = 400 ]
    grep -q "<Type>Sender</Type><Code>$code</Code>" answer
  done <<EOF
InvalidAction Version=2009-01-01&$hi
InvalidParameter Version=2010-03-31&Message=hi
InvalidParameter Version=2010-03-31&PhoneNumber=12125550147&Message=hi
InvalidParameter Version=2010-03-31&PhoneNumber=%2B12125550147
ParameterValueInvalid Version=2010-03-31&$hi&$more.Name=AWS.SNS.SMS.SenderID
InvalidParameter Version=2010-03-31&$hi&$more.Name=AWS.SNS.SMS.SMSType&$more.Value.DataType=String&$more.Value.StringValue=Spam
InvalidParameter Version=2010-03-31&$hi&$more.Name=AWS.MM.SMS.OriginationNumber&$more.Value.DataType=String&$more.Value.StringValue=MAPLE
EOF
  [ "$(messages '.messages | length')" -eq 0 ]
  [ "$(signed sns -H "$form" -d "Action=Publish&Version=2010-03-31&$hi")" = 200 ]
  [ "$(messages '.messages | length')" -eq 1 ]
}

@test "End User Messaging refuses with types and reasons, all as 400" {
  local json='Content-Type: application/x-amz-json-1.0'
  local text='X-Amz-Target: PinpointSMSVoiceV2.SendTextMessage'
  start
  [ "$(curl -sS -o answer -w '%{http_code}' -H "$json" -H "$text" -d '{}' "$URL/")" = 400 ]
  [ "$(jq -r .__type answer)" = com.amazonaws.pinpointsmsvoicev2#MissingAuthenticationTokenException ]
  while read -r said body; do
    [ "$(signed aws-sms -H "$json" -H "$text" -d "$body")" = 400 ]
    [ "$(jq -r '[(.__type | sub(".*#"; "")), .Reason // "-", .Fields[0].Name // "-"] | join("/")' answer)" = "$said" ]
  done <<'EOF'
SerializationException/-/- {
ValidationException/MISSING_PARAMETER/DestinationPhoneNumber {"MessageBody":"hi"}
ValidationException/INVALID_PARAMETER/DestinationPhoneNumber {"DestinationPhoneNumber":"12","MessageBody":"hi"}
ValidationException/INVALID_PARAMETER/OriginationIdentity {"DestinationPhoneNumber":"+12125550147","OriginationIdentity":"a name","MessageBody":"hi"}
ValidationException/MISSING_PARAMETER/MessageBody {"DestinationPhoneNumber":"+12125550147"}
ValidationException/INVALID_PARAMETER/MessageType {"DestinationPhoneNumber":"+12125550147","MessageBody":"hi","MessageType":"SPAM"}
ValidationException/FIELD_VALIDATION_FAILED/TimeToLive {"DestinationPhoneNumber":"+12125550147","MessageBody":"hi","TimeToLive":1}
ValidationException/CANNOT_PARSE/Context {"DestinationPhoneNumber":"+12125550147","MessageBody":"hi","Context":{"ref":1}}
EOF
  [ "$(signed aws-sms -H "$json" -H 'X-Amz-Target: PinpointSMSVoiceV2.Delete' -d '{}')" = 400 ]
  [ "$(jq -r .__type answer)" = com.amazonaws.pinpointsmsvoicev2#UnknownOperationException ]
  [ "$(messages '.messages | length')" -eq 0 ]
}
