#!/usr/bin/env bats
# What goes wrong outside of us: each has a clear message and its exit code, the
# rest goes on, nothing is lost, and a rerun is safe.  contract.bats and the
# suite of each program have more of it.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # jq's variables stay as they are
load helper
load sending

NOW=2026-11-30T15:51:25Z
ANN=+12125550147 BOB=+12125550148
OTHER='{"record":"weather","n":1}'

# What reads records, each with what it makes of a foreign one.
FILTERS=("smsrender --now $NOW -t $ROOT/templates" smslint 'smsconsent ingest'
  'smsconsent check' smssend smsreply)

# expect CODE COMMAND…: runs it into out and err, complains with its name.
expect() {
  local want=$1 code=0
  shift
  "$@" >out 2>err </dev/null || code=$?
  if [ "$code" -ne "$want" ]; then
    echo "$*: exit $code, want $want" >&2
    sed 's/^/  err: /' err >&2
    return 1
  fi
}

# says TEXT: the only line on stderr, but for the last one of smssend.
says() {
  [ "$(complaints)" = "$1" ] || {
    printf 'want: %s\n got: %s\n' "$1" "$(cat err)" >&2
    return 1
  }
}

# A call record that books a cleaning and allows texts.
call() {
  jq -cn --arg ann $ANN '{record: "call", record_version: 1, source: "vapi",
    call_id: "c1", stage: "analyzed", direction: "inbound",
    ended_at: "2026-11-30T15:51:20.904Z", customer_number: $ann,
    business_number: "+12125550100", data: {intent: "book"},
    consent: {sms: "granted"}, appointment: {appointment_id: "A-1",
      starts_at: "2026-12-08T19:30:00Z", service: "cleaning"}} | '"${*:-.}"
}

# An inbound text.
reply() {
  jq -cn --arg ann $ANN '{record: "reply", record_version: 1, reply_id: "r-1",
    provider: "bandwidth", from: $ann, to: "+12125550100", body: "STOP",
    received_at: "2026-12-07T19:41:10.000Z"} | '"${*:-.}"
}

# render [ARGUMENT…]: the shipped confirmation.
render() {
  smsrender --now $NOW -t "$ROOT/templates/appointment-confirmation.yaml" "$@"
}

# From call to delivery, as on a business's machine.
pipeline() {
  smsconsent ingest --now $NOW "$@" | render | smslint |
    smsconsent check --now $NOW | smssend --now $NOW
}

# The ledger's entries of a number, and what they add up to.
entries() {
  smsconsent history "$1" | wc -l
}

allowed() {
  smsconsent status "$1" >/dev/null
}

outbox() {
  [ ! -f outbox.jsonl ] || jq -r .message_id outbox.jsonl
}

listed() {
  smssend --list "$@" | jq -r '"\(.message_id) \(.status) \(.reason // "-")"'
}

# closed_pipe COMMAND…: its stdout is a pipe that nobody reads any more.
closed_pipe() {
  local fd
  rm -f pipe
  mkfifo pipe
  exec {fd}<>pipe
  exec 5>pipe
  exec {fd}<&-
  "$@" >&5 2>err </dev/null
}

# Root may do all but this: be stopped by the mode of a file.
unprivileged() {
  if [ "$(id -u)" -eq 0 ]; then
    setpriv --bounding-set -dac_override,-dac_read_search "$@"
  else
    "$@"
  fi
}

# ---- lines ------------------------------------------------------------------

# What is not JSON, and the message for it.
NOT_JSON=(
  'not JSON' 'column 1: not a record: a record is a JSON object'
  '{"a":1' 'column 7: not a record: unexpected end'
  "{'a':1}" 'column 2: not a record: expected a key in double quotes'
  '{"a":NaN}' 'column 6: not a record: '
  '{"a":1,}' 'column 8: not a record: '
  '{"a":01}' 'column 7: not a record: '
  '{} {}' 'column 4: not a record: text after the value'
  '{"a":1,"a":2}' 'column 9: not a record: duplicate_key: this key came before'
  $'{"a":"\x01"}' 'column 7: not a record: '
  $'{"a":"\xff"}' 'column 7: not a record: '
)

NOT_AN_OBJECT=('[{"record":"call"}]' '"text"' null 42 true $'\xef\xbb\xbf{}')

# goes_on PROGRAM: the lines of in.jsonl are refused but for OTHER at its end.
goes_on() {
  expect 65 "$@" --rejects rejects in.jsonl
  [ "$(cat out)" = "$OTHER" ]
  [ "$(wc -l <rejects)" -eq "$(($(wc -l <in.jsonl) - 1))" ]
  [ "$(jq -r .line rejects | tail -n 1)" -eq "$(wc -l <rejects)" ]
}

@test "not JSON: told with file, line, column and why; kept in the rejects" {
  for ((i = 0; i < ${#NOT_JSON[@]}; i += 2)); do
    printf '%s\n' "${NOT_JSON[i]}"
  done >in.jsonl
  echo "$OTHER" >>in.jsonl
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    goes_on $program
    line=0
    while IFS= read -r said; do
      [[ $said == "${program%% *}: in.jsonl:$((line + 1)): ${NOT_JSON[2 * line + 1]}"* ]]
      line=$((line + 1))
    done <err
    [ $((2 * line)) -eq ${#NOT_JSON[@]} ]
  done
}

@test "not an object: told, and the next line is read" {
  printf '%s\n' "${NOT_AN_OBJECT[@]}" "$OTHER" >in.jsonl
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    goes_on $program
    [ "$(grep -c 'column 1: not a record: a record is a JSON object$' err)" -eq ${#NOT_AN_OBJECT[@]} ]
  done
  expect 65 smsstats in.jsonl
  expect 65 smshook --replay in.jsonl
  [ "$(wc -l <err)" -eq $((${#NOT_AN_OBJECT[@]} + 1)) ]
}

@test "a line over 1 MiB: refused by all, one of just 1 MiB is taken" {
  { printf '{"record":"weather","x":"'; head -c 1048549 /dev/zero | tr '\0' x; printf '"}\n'; } >max.jsonl
  [ "$(head -n 1 max.jsonl | tr -d '\n' | wc -c)" -eq 1048576 ]
  { sed 's/x/xx/' max.jsonl; cat max.jsonl; } >in.jsonl
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 65 $program --rejects rejects in.jsonl
    cmp max.jsonl out
    says "${program%% *}: in.jsonl:1: longer than 1048576 bytes"
    jq -e '.line == 1 and .truncated and (.input | length) == 65536' rejects
  done
  expect 65 smsstats in.jsonl
  says 'smsstats: in.jsonl:1: longer than 1048576 bytes'
  expect 65 smshook --replay in.jsonl
  grep -q '^smshook: in.jsonl:1: longer than 1048576 bytes$' err
}

# ---- numbers ----------------------------------------------------------------

@test "no number: the message says so from end to end, and nobody consents" {
  for change in '.customer_number = null' 'del(.customer_number)'; do
    call "$change" >in.jsonl
    pipeline in.jsonl >out
    jq -se 'length == 1 and .[0].record == "delivery" and
      .[0].status == "suppressed" and .[0].reason == "no_number"' out
  done
  [ "$(smsconsent history $ANN | wc -l)" -eq 0 ]
  [ -z "$(smssend --list)" ]
  reply 'del(.from)' >in.jsonl
  reply >>in.jsonl
  expect 65 smsreply --rejects rejects in.jsonl
  says 'smsreply: in.jsonl:1: from: required field is missing'
  [ "$(head -n 1 out | jq -r .action)" = record_revocation ]
  jq -e '.line == 1' rejects
}

NOT_E164='["", "2125550147", "+1 212 555 0147", "anonymous", "+0123456",
  "+1234567890123456", "tel:+12125550147", 12125550147]'

@test "a number that is not E.164: each record is refused, the next one goes on" {
  call "${NOT_E164}[] as \$n | .customer_number = \$n" >calls.jsonl
  message "${NOT_E164}[] as \$n | .to = \$n" >in.jsonl
  call >>calls.jsonl
  message '.to = null | .message_id = "m-2"' >>in.jsonl
  refused() {
    local program=${1%% *} field=$2 i
    shift 2
    expect 65 "$@"
    for ((i = 1; i < 8; i++)); do
      echo "$program: ${*: -1}:$i: $field: must be an E.164 number"
    done | diff - <(head -n 7 err)
    [ "$(complaints | tail -n 1)" = "$program: ${*: -1}:8: $field: must be a string" ]
    [ "$(wc -l <out)" -eq 1 ]
    [ "$(jq .line rejects | xargs)" = '1 2 3 4 5 6 7 8' ]
  }
  refused smsrender customer_number render --rejects rejects calls.jsonl
  refused smsconsent customer_number smsconsent ingest --rejects rejects calls.jsonl
  refused smslint to smslint --rejects rejects in.jsonl
  refused smsconsent to smsconsent check --rejects rejects in.jsonl
  refused smssend to smssend --rejects rejects in.jsonl
  [ "$(entries $ANN)" -eq 1 ]
}

@test "a number to call back that is none: suppressed as invalid_number" {
  grant $ANN
  for number in '"12"' '"(212) 555-0148"' 5; do
    call ".data.callback_number = $number" | render | smssend >out
    [ "$(jq -r '"\(.status) \(.reason)"' out)" = 'suppressed invalid_number' ]
  done
}

@test "a number that is none on the command line is usage" {
  for number in 2125550147 '' anonymous; do
    expect 64 smssend --to "$number" -y
    grep -q "^smssend: --to: not an E.164 number '$number'$" err
    expect 64 smssend --list --to "$number"
  done
  for number in 555-0147 '' anonymous '+1 212 555 014'; do
    for verb in grant revoke status history; do
      expect 64 smsconsent $verb "$number"
      grep -qF "no number as in +12125550147: '$number'" err
    done
  done
  [ ! -e smspipe.db ]
}

@test "a STOP from what is no number does not end the pipe" {
  { reply '.from = "anonymous"'; reply '.from = "" | .reply_id = "r-2"'
    reply '.reply_id = "r-3"'; } >in.jsonl
  expect 65 smsreply --rejects rejects in.jsonl
  [ "$(cat err)" = "smsreply: in.jsonl:1: from: no person's number: 'anonymous'
smsreply: in.jsonl:2: from: no person's number: ''" ]
  [ "$(jq -r .line rejects | xargs)" = '1 2' ]
  [ "$(jq -r 'select(.record == "reply").reply_id' out)" = r-3 ]
  run ! allowed $ANN
}

@test "nobody answers a name, a short code or ourselves" {
  for from in anonymous 22000 +12125550100 +12125550199; do
    reply ".from = \"$from\" | .body = \"HELP\"" | smsreply --acks always >out
    [ "$(jq -r .record out)" = reply ]
  done
}

@test "customer equal to business: own_number, and nobody consented" {
  grant +12125550100 +12125550199 $ANN
  before=$(entries +12125550100)
  for number in +12125550100 +12125550199; do
    call ".customer_number = \"$number\" | .call_id = \"$number\"" >in.jsonl
    expect 0 smsconsent ingest in.jsonl
    says 'smsconsent: in.jsonl:1: own_number: the caller is ourselves, so nobody consented'
    cmp in.jsonl out
    render in.jsonl | smssend >out
    [ "$(jq -r '"\(.to) \(.status) \(.reason)"' out)" = 'null suppressed own_number' ]
  done
  [ "$(entries +12125550100)" -eq "$before" ]
  jq '.message.customer.number = .message.phoneNumber.number' "$FIXTURES/vapi.json" >own.json
  expect 0 smsconsent ingest own.json
  says 'smsconsent: own.json:1: own_number: the caller is ourselves, so nobody consented'
}

@test "a text to its own sender is not sent, by a pipe or an operator" {
  grant +12125550100 $ANN
  { message '.to = "+12125550100"'; message ".message_id = \"m-2\" | .from = \"$ANN\""; } >in.jsonl
  for option in -n -q; do
    smssend $option in.jsonl | jq -se 'map(.reason) == ["own_number", "own_number"]'
  done
  echo hello >body
  for option in '--to +12125550100' "--to $ANN --from $ANN"; do
    code=0
    # shellcheck disable=SC2086
    smssend $option -y <body >out 2>err || code=$?
    [ "$code" -eq 1 ]
    says 'smssend: refused: own_number'
    [ "$(jq -r .reason out)" = own_number ]
  done
  [ -z "$(outbox)$(smssend --list)" ]
}

@test "a web call: no number, no consent, and the delivery says why" {
  jq '.message.call.type = "webCall" | del(.message.customer,
    .message.phoneNumber)' "$FIXTURES/vapi.json" >web.json
  smsrender --call --now $NOW web.json |
    jq -e '.direction == "web" and .customer_number == null'
  pipeline web.json >out 2>err
  jq -e '.status == "suppressed" and .reason == "no_number"' out
  [ -z "$(complaints)" ]
  [ "$(sql 'SELECT count(*) FROM person')" -eq 0 ]
}

# ---- templates --------------------------------------------------------------

# The template of the name $1 with the body $2.
template() {
  mkdir -p t
  printf "id: %s\npurpose: confirmation\ncategory: transactional\nbody: {en: '%s'}\n" \
    "$1" "$2" >"t/$1.yaml"
}

# What a template's file may be spoilt by, and the message for it.
BAD_YAML=(
  'when: [1' "6:1: did not find expected ',' or ']'"
  'id: again' "5:1: the key stands here twice 'id'"
  'when: *there' "5:7: aliases are not allowed '*there'"
  'when: &here x' "5:7: anchors are not allowed '&here'"
  'when: !ruby/object x' "5:7: tags are not allowed '!ruby/object'"
  '<<: {id: x}' '5:1: merge keys are not allowed'
  $'\twhen: x' '5:1: found character that cannot start any token'
  $'when: "\xff"' '5:8: invalid leading UTF-8 octet'
  'when: "\0"' '5:7: a NUL character is not allowed'
  $'when: \x01' '5:7: control characters are not allowed'
  $'---\nid: b' '5:1: a second document is not allowed'
  '[a]: b' '5:1: a key must be a text'
  'when: {a: b}' "5: not a text 'when'"
  'when: ""' "5: not a text 'when'"
  'when: a ==' '5:5: expected a value'
  'expires: {offset: P1X}' "5: not an ISO 8601 duration 'offset'"
  'variables: [a]' "5: not a map 'variables'"
)

@test "a template that is no good: told with file and line, the other texts go" {
  template good 'Maple: see you. Reply STOP to opt out.'
  call >in.jsonl
  for ((i = 0; i < ${#BAD_YAML[@]}; i += 2)); do
    template bad hi
    printf '%s\n' "${BAD_YAML[i]}" >>t/bad.yaml
    expect 78 smsrender --now $NOW -t t in.jsonl
    says "smsrender: t/bad.yaml:${BAD_YAML[i + 1]}"
    [ "$(jq -r .template_id out)" = good ]
  done
}

@test "a template that is no text at all, or endless" {
  template good 'Maple: see you. Reply STOP to opt out.'
  call >in.jsonl
  bad() {
    expect 78 smsrender --now $NOW -t t in.jsonl
    says "smsrender: t/bad.yaml:$1"
    [ "$(jq -r .template_id out)" = good ]
  }
  head -c 300000 /dev/zero >t/bad.yaml
  bad ' larger than 262144 bytes'
  head -c 1000 /dev/zero >t/bad.yaml
  bad '1:1: control characters are not allowed'
  head -c 100000 /dev/zero | tr '\0' '[' >t/bad.yaml
  bad '1:17: nested deeper than 16'
  yes '? - {a: ' | head -c 200000 | tr -d '\n' >t/bad.yaml
  bad '1:3: a key must be a text'
  : >t/bad.yaml
  bad "1: missing key 'id'"
  ln -sf /dev/zero t/bad.yaml
  bad ' larger than 262144 bytes'
}

@test "what nests 100,000 deep is refused at the first limit, in no time" {
  # libyaml by itself would take 20 s for each of these.
  for open in '[' '{a: ' '- ' '{[' '[{'; do
    yes -- "$open" | tr -d '\n' | head -c 200000 >deep.yaml
    SECONDS=0
    expect 78 smsrender -t deep.yaml
    expect 78 smsrender -c deep.yaml
    [ $SECONDS -lt 5 ]
  done
}

@test "a template of another kind of machine is a template" {
  template a 'Maple: see you. Reply STOP to opt out.'
  { printf '\xef\xbb\xbf'; sed 's/$/\r/' t/a.yaml; } >t/b.yaml
  sed -i 's/id: a/id: b/' t/b.yaml
  call | smsrender --now $NOW -t t | jq -r .body | uniq -c >got
  [ "$(sed 's/^ *//' got)" = '2 Maple: see you. Reply STOP to opt out.' ]
}

@test "an endless variable: the line is refused, the next goes on" {
  template a 'Hi {{ data.x }}. Reply STOP to opt out.'
  big() {
    head -c "$1" /dev/zero | tr '\0' x
  }
  { call '.data.x = "HERE"' | sed "s/HERE/$(big 5000)/"
    call '.data.x = "HERE"' | sed 's/HERE/\n/' | { IFS= read -r a; IFS= read -r b; printf '%s' "$a"; big 1000000; printf '%s\n' "$b"; }
    call '.data.x = "HERE"' | sed 's/HERE/\n/' | { IFS= read -r a; IFS= read -r b; printf '%s' "$a"; big 10000000; printf '%s\n' "$b"; }
    call '.data.x = "y"'; } >in.jsonl
  expect 65 smsrender -r --now $NOW -t t in.jsonl
  [ "$(cat err)" = 'smsrender: in.jsonl:2: t/a.yaml:4:7: renders to more than 65536 bytes
smsrender: in.jsonl:3: longer than 1048576 bytes' ]
  [ "$(wc -l <out)" -eq 2 ]
  [ "$(tail -n 1 out)" = 'Hi y. Reply STOP to opt out.' ]
  # Where it has a limit, it is cut.
  echo 'variables: {data.x: {max: 5}}' >>t/a.yaml
  sed 2!d in.jsonl | smsrender -r --now $NOW -t t >out
  [ "$(cat out)" = 'Hi xxxxx. Reply STOP to opt out.' ]
}

@test "loops, output and nesting of a template have an end" {
  template a '{% for i in (1..200000) %}{% endfor %}x'
  template b '{% for i in (1..90000) %}xx{% endfor %}'
  template c "$(printf '{%% if data %%}%.0s' {1..70})"
  template d '{{ data.x | default: "ok" }}'
  call >in.jsonl
  expect 78 smsrender -r --now $NOW -t t in.jsonl
  [[ "$(sed 1!d err)" == 'smsrender: t/c.yaml:4:'*'nested deeper than 64' ]]
  [[ "$(sed 2!d err)" == 'smsrender: in.jsonl:1: t/a.yaml:4:'*'100000'* ]]
  [[ "$(sed 3!d err)" == 'smsrender: in.jsonl:1: t/b.yaml:4:'*'renders to more than 65536 bytes' ]]
  [ "$(cat out)" = ok ]
}

@test "a missing variable: no text with a hole, the other texts go" {
  template a 'Hi {{ customer_name }}. Reply STOP to opt out.'
  template b 'Maple: see you. Reply STOP to opt out.'
  { call; call '.call_id = "c2" | .appointment.appointment_id = "A-2" |
    .customer_name = "Ann"'; } >in.jsonl
  expect 65 smsrender --now $NOW -t t --rejects rejects in.jsonl
  says "smsrender: in.jsonl:1: t/a.yaml:4:7: 'customer_name' is not defined"
  [ "$(jq -r .template_id out | xargs)" = 'b a b' ]
  jq -e '.line == 1 and (.input | fromjson.call_id) == "c1"' rejects
  # The call is in the rejects: put right, it gives what was missing.
  jq -c '.input | fromjson | .customer_name = "Dana"' rejects |
    smsrender --now $NOW -t t >again
  [ "$(jq -r .template_id again | xargs)" = 'a b' ]
  [ "$(jq -r .message_id again | tail -n 1)" = "$(jq -r .message_id out | head -n 1)" ]
}

@test "a variable that says nothing is missing too" {
  template a 'Hi {{ customer_name }}. Reply STOP to opt out.'
  for said in '' ' ' $'\t\n'; do
    call ".customer_name = $(jq -n --arg s "$said" '$s')" >in.jsonl
    expect 65 smsrender --now $NOW -t t in.jsonl
    says "smsrender: in.jsonl:1: t/a.yaml:4:7: 'customer_name' is empty"
  done
  for said in $'\u200b' $'\u00a0' $'\u202e'; do
    call ".customer_name = $(jq -n --arg s "$said" '$s')" >in.jsonl
    expect 65 smsrender --now $NOW -t t in.jsonl
    says 'smsrender: in.jsonl:1: t/a.yaml:4:7: customer_name: nothing in it is seen'
  done
  # Where it may be missing, it is.
  template a '{% if data.with %}with {{ data.with }}{% else %}no{% endif %}{{ data.x | default: "!" }}{% if data.with == "" %}?{% endif %}'
  call '.data.with = " " | .data.x = " "' | smsrender -r --now $NOW -t t >out
  [ "$(cat out)" = 'no!?' ]
  echo 'when: data.with' >>t/a.yaml
  [ -z "$(call '.data.with = ""' | smsrender --now $NOW -t t)" ]
}

@test "names with quotes, markup and emoji stay what they are" {
  template a 'Hi {{ customer_name }}. Reply STOP to opt out.'
  printf '%s\n' "O'Brien" '"Bob"' '<b>&amp;</b>' '{{ brand }}' '{% raw %}' \
    '{%- assign x = 1 -%}' '😀 Zoë' '\u0000 $(id) `id` %s %n' >names
  jq -R . names | jq -c --argjson call "$(call)" '. as $name | $call |
    .customer_name = $name' | smsrender --now $NOW -t t | jq -r .body |
    diff - <(sed 's/.*/Hi &. Reply STOP to opt out./' names)
}

@test "no message steers the terminal, whatever it quotes" {
  for esc in '\u001b[2J' '\u009b2J' '\r' '\n' '\u007f'; do
    call ".customer_timezone = \"x${esc}y\"" >in.jsonl
    expect 65 render in.jsonl
    [ "$(wc -l <err)" -eq 1 ]
    grep -aq "no time zone 'x?" err
  done
}

@test "an unknown time zone: an error, not another zone, and no other file" {
  zones=(Mars/Olympus ../../etc/passwd /etc/passwd /usr/share/zoneinfo/UTC
    ../zoneinfo/UTC America/../UTC America/New_York/ UTC+5 . ' ' america/new_york)
  for field in appointment.timezone customer_timezone; do
    { call "$(printf '%s\n' "${zones[@]}" | jq -R . | jq -cs .)[] as \$zone |
      .$field = \$zone"; call; } >in.jsonl
    expect 65 render --rejects rejects in.jsonl
    for ((i = 0; i < ${#zones[@]}; i++)); do
      echo "smsrender: in.jsonl:$((i + 1)): $field: no time zone '${zones[i]}'"
    done | diff - err
    [ "$(wc -l <out)" -eq 1 ]
    [ "$(wc -l <rejects)" -eq ${#zones[@]} ]
  done
  sed -i 's,^timezone:.*,timezone: ../../etc/passwd,' smspipe.yaml
  expect 78 render in.jsonl
  says "smsrender: $PWD/smspipe.yaml: timezone: no time zone '../../etc/passwd'"
}

# ---- output -----------------------------------------------------------------

@test "a closed pipe ends a filter quietly" {
  for program in "${FILTERS[@]}" smsstats 'smsconsent history'; do
    case $program in
    smssend* | smsreply*) continue ;;
    smsconsent\ history) grant $ANN; file=$ANN ;;
    *) echo "$OTHER" >in.jsonl; file=in.jsonl ;;
    esac
    code=0
    # shellcheck disable=SC2086
    closed_pipe $program $file || code=$?
    [ "$code" -eq 141 ]
    [ ! -s err ]
  done
}

@test "a closed pipe: smssend settles what it sent, and a rerun sends the rest" {
  grant $ANN $BOB
  { message; message ".message_id = \"m-2\" | .to = \"$BOB\""; } >in.jsonl
  code=0
  closed_pipe smssend in.jsonl || code=$?
  [ "$code" -eq 74 ]
  says 'smssend: stdout: Broken pipe'
  run ! grep -v -e accepted -e queued <(listed)
  [ "$(outbox | wc -l)" -eq "$(listed --status accepted | wc -l)" ]
  smssend in.jsonl | jq -se 'map(.status) == ["accepted", "accepted"]'
  [ "$(outbox | sort | xargs)" = 'm-1 m-2' ]
  for arguments in --due "--to $ANN -y"; do
    message '.message_id = "m-3" | .send_at = "2030-01-01T00:00:00Z"' | smssend >out
    code=0
    echo hello >body
    # shellcheck disable=SC2086
    closed_pipe sh -c "smssend $arguments --now 2030-01-02T00:00:00Z <body" || code=$?
    [ "$code" -eq 74 ]
    [ "$(listed --status sending)$(listed --status ambiguous)" = '' ]
  done
  [ "$(outbox | wc -l)" -eq 4 ]
}

@test "a closed pipe: smsreply has written the STOP down" {
  { reply; reply ".reply_id = \"r-2\" | .from = \"$BOB\""; } >in.jsonl
  grant $ANN $BOB
  code=0
  closed_pipe smsreply in.jsonl || code=$?
  [ "$code" -eq 74 ]
  says 'smsreply: stdout: Broken pipe'
  run ! allowed $ANN
  smsreply in.jsonl >out
  run ! allowed $BOB
  [ "$(entries $ANN)$(entries $BOB)" = 22 ]
}

@test "a full disk: reports, lists and rejects are told of too" {
  grant $ANN
  message | smssend >out
  for program in smsstats 'smssend --list' 'smssend --show-config' 'smslint --rules' \
    "smsconsent history $ANN" "smsconsent status $ANN" "smsconsent grant $ANN"; do
    code=0
    # shellcheck disable=SC2086
    $program >/dev/full 2>err </dev/null || code=$?
    [ "$code" -eq 74 ]
  done
  printf '[1]\n%s\n' "$OTHER" >in.jsonl
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 74 $program --rejects /dev/full in.jsonl
    grep -q "^${program%% *}: in.jsonl:1: .*a JSON object$" err
    grep -q "^${program%% *}: /dev/full: No space left on device$" err
  done
}

# limited KIB COMMAND…: no file may grow beyond that, as on a full disk.
limited() {
  (
    trap '' XFSZ
    ulimit -f "$1"
    shift
    "$@"
  )
}

# Two hundred people: their consent in the store, a message each in in.jsonl.
two_hundred() {
  grant $ANN
  jq -c 'range(200; 400) as $n | .number = "+12125550\($n)" |
    .consent_id = "yes-\($n)"' granted.jsonl | smsconsent ingest >consents.jsonl
  message 'range(200; 400) as $n | .to = "+12125550\($n)" |
    .message_id = "m-\($n)"' >in.jsonl
}

@test "a full disk under the store: smssend stops, and every text has one fate" {
  two_hundred
  cp smspipe.db full.db
  # At the intake, at a claim, and when outcomes are written down.
  for room in 200 300 420; do
    cp full.db smspipe.db
    rm -f outbox.jsonl
    code=0
    limited "$room" smssend in.jsonl >out 2>err || code=$?
    [ "$code" -eq 74 ]
    grep -q "^smssend: $PWD/smspipe.db: reading or writing failed$" err
    diff <(outbox | sort) <({
      jq -r 'select(.status == "accepted").message_id' out
      sed -n "s/.*message '\(.*\)': its outcome is not in the journal: accepted .*/\1/p" err
    } | sort)
    outbox >"sent-$room"
    smssend in.jsonl >again 2>err || [ $? -eq 75 ]
    [ "$(jq -r .message_id again | sort -u | wc -l)" -eq 200 ]
    [ "$(outbox | sort -u | wc -l)" -eq 200 ]
    [ "$(outbox | wc -l)" -eq 200 ]
    listed >fates
    [ "$(grep -vc -e ' accepted -$' -e ' ambiguous owner_died$' fates)" -eq 0 ]
  done
  [ ! -s sent-200 ]
  [ -s sent-420 ]
}

@test "a full disk under the store: smsreply writes no reply that is not in it" {
  reply 'range(200; 600) as $n | .reply_id = "r-\($n)" |
    .from = "+12125550\($n)"' >in.jsonl
  smsreply /dev/null
  code=0
  limited 200 smsreply --acks never --rejects rejects in.jsonl >out 2>err || code=$?
  [ "$code" -eq 74 ]
  read -r line < <(jq .line rejects)
  says "smsreply: in.jsonl:$line: $PWD/smspipe.db: $(sed 's/.*: //' err)"
  [ "$(wc -l <out)" -eq $((line - 1)) ]
  jq -r .from out | sort -u >told
  diff told <(sql 'SELECT number FROM person ORDER BY number')
  smsreply in.jsonl >out
  [ "$(sql 'SELECT count(*) FROM person')" -eq 400 ]
}

@test "a full disk under the outbox: the text is ambiguous, not lost and not doubled" {
  sed -i 's,outbox.jsonl,/dev/full,' smspipe.yaml
  grant $ANN
  message >in.jsonl
  expect 74 smssend in.jsonl
  says 'smssend: /dev/full: No space left on device'
  [ "$(jq -r .status out)" = ambiguous ]
  expect 75 smssend in.jsonl
  [ "$(jq -r .status out)" = ambiguous ]
  sed -i 's,path: /dev/full,path: nowhere/outbox,' smspipe.yaml
  message '.message_id = "m-2"' >in.jsonl
  expect 73 smssend --now 2035-01-01T00:00:00Z in.jsonl
  [ "$(listed --status queued)" = 'm-2 queued provider_fault' ]
  mkdir nowhere
  expect 0 smssend --due --now 2035-01-01T01:00:00Z
  [ "$(jq -r .message_id nowhere/outbox)" = m-2 ]
}

# ---- the store --------------------------------------------------------------

# What needs a store; in.jsonl has a call, a message and a reply.
STORE=('smsconsent ingest in.jsonl' 'smsconsent check in.jsonl'
  "smsconsent grant $ANN" "smsconsent revoke $ANN" "smsconsent status $ANN"
  "smsconsent history $ANN" 'smssend in.jsonl' 'smssend -n in.jsonl'
  'smssend --due' 'smssend --list' "smssend --to $ANN -y" 'smsreply in.jsonl')

# no_store CODE TEXT [COMMAND]: none of them does anything with such a store.
no_store() {
  for program in "${STORE[@]}"; do
    # shellcheck disable=SC2086
    expect "$1" ${3:-} $program
    says "${program%% *}: store: $2"
    [ ! -s out ]
  done
}

@test "a store that cannot be: 69, nothing comes out, and a rerun has it all" {
  { call; message; reply; } >in.jsonl
  sed -i 's,sqlite:smspipe.db,sqlite:place/smspipe.db,' smspipe.yaml
  echo 'not a folder' >place
  for program in "${STORE[@]}"; do
    # shellcheck disable=SC2086
    expect 69 $program
    grep -Eq "^${program%% *}: store: $PWD/place/smspipe.db: (cannot be opened|there is no store)$" err
    [ ! -s out ]
  done
  rm place
  mkdir place
  echo 'this is a text and no database, however long it may be' >place/smspipe.db
  no_store 69 "$PWD/place/smspipe.db: is no SQLite database"
  rm place/smspipe.db
  pipeline in.jsonl >out
  jq -se 'map(select(.record == "delivery").status) == ["accepted", "accepted"]' out
}

@test "a store that may not be read or written: 77, and nothing comes out" {
  { call; message; reply; } >in.jsonl
  sed -i 's,sqlite:smspipe.db,sqlite:place/smspipe.db,' smspipe.yaml
  grant $ANN
  chmod 0 place/smspipe.db
  no_store 77 "$PWD/place/smspipe.db: no permission" unprivileged
  chmod 600 place/smspipe.db
  chmod 0 place
  no_store 77 "$PWD/place/smspipe.db: no permission" unprivileged
  chmod 500 place
  no_store 77 "$PWD/place/smspipe.db: may only be read" unprivileged
  chmod 700 place
  rm place/*.db
  chmod 500 place
  expect 77 unprivileged smssend in.jsonl
  says "smssend: store: $PWD/place/smspipe.db: no permission"
  chmod 700 place
}

@test "a store that turns out to be read-only: the record at hand is not lost" {
  grant $ANN
  chmod 400 smspipe.db
  { reply; echo "$OTHER"; } >in.jsonl
  expect 77 unprivileged smsreply --rejects rejects in.jsonl
  says "smsreply: in.jsonl:1: $PWD/smspipe.db: may only be read"
  [ ! -s out ]
  [ "$(jq -r '.input | fromjson.reply_id' rejects)" = r-1 ]
  message >message.jsonl
  expect 77 unprivileged smssend message.jsonl
  [ ! -s out ]
  [ -z "$(outbox)" ]
  chmod 600 smspipe.db
  smssend message.jsonl | jq -e '.status == "accepted"'
  smsreply in.jsonl >out
  run ! allowed $ANN
}

@test "without a store a dry run knows of no consent, and makes none" {
  message >in.jsonl
  expect 0 smssend -n in.jsonl
  [ "$(jq -r .reason out)" = no_consent ]
  [ ! -e smspipe.db ]
}

@test "a configuration or input that may not be read is told of by its name" {
  echo "$OTHER" >in.jsonl
  chmod 0 smspipe.yaml in.jsonl
  for program in "${FILTERS[@]}" 'smssend --list' 'smssend --show-config' \
    "smsconsent status $ANN" 'smshook --port 0' smssim; do
    # shellcheck disable=SC2086
    expect 77 unprivileged $program
    says "${program%% *}: $PWD/smspipe.yaml: Permission denied"
  done
  chmod 600 smspipe.yaml
  for program in "${FILTERS[@]}" smsstats 'smshook --replay'; do
    # shellcheck disable=SC2086
    expect 66 unprivileged $program in.jsonl
    says "${program%% *}: in.jsonl: Permission denied"
  done
}

@test "one id for two people hides neither STOP, nor an entry" {
  grant $ANN $BOB
  { reply; reply ".from = \"$BOB\""; } | smsreply >out
  run ! allowed $ANN
  run ! allowed $BOB
  for number in +12125550160 +12125550161; do
    jq -c ".number = \"$number\" | .consent_id = \"1\"" granted.jsonl | head -n 1
  done >in.jsonl
  expect 65 smsconsent ingest --rejects rejects in.jsonl
  says "smsconsent: in.jsonl:2: consent_id is that of another entry '1'"
  [ "$(jq .line rejects)" -eq 2 ]
  head -n 1 in.jsonl | smsconsent ingest >out
  [ "$(entries +12125550160)$(entries +12125550161)" = 10 ]
}

# ---- the provider -----------------------------------------------------------

@test "wrong credentials: 77 as often as it takes, and then each text goes once" {
  start_sim
  grant $ANN $BOB
  printf '%s\n' "${TOKEN//0/1}" >token
  { message; message ".message_id = \"m-2\" | .to = \"$BOB\""; } >in.jsonl
  expect 77 smssend in.jsonl
  grep -q '^smssend: twilio: refused us: 20003 Authenticate$' err
  for ((i = 0; i < 25; i++)); do
    expect 77 smssend --due
  done
  echo hello >body
  code=0
  smssend --to $ANN -y --key k <body >out 2>err || code=$?
  [ "$code" -eq 77 ]
  [ "$(smssend --list --status queued | wc -l)" -eq 3 ]
  run ! grep -q "${TOKEN//0/1}" err out
  printf '%s\n' "$TOKEN" >token
  expect 0 smssend --due
  expect 0 smssend in.jsonl
  [ "$(sim_count)" -eq 3 ]
  [ "$(smssend --list --status accepted | wc -l)" -eq 3 ]
}

@test "credentials that cannot be had: told, and the journal stays as it was" {
  use_twilio http://127.0.0.1:9
  grant $ANN
  message >in.jsonl
  chmod 644 token
  for arguments in in.jsonl '-n in.jsonl' --due "--to $ANN -y"; do
    # shellcheck disable=SC2086
    expect 77 smssend $arguments
    says "smssend: $PWD/smspipe.yaml:14: $PWD/token: others can read this secret; chmod 600 it"
  done
  chmod 600 token
  : >token
  expect 78 smssend in.jsonl
  says "smssend: $PWD/smspipe.yaml:14: the secret is empty 'file:token'"
  rm token
  expect 78 smssend in.jsonl
  says "smssend: $PWD/smspipe.yaml:14: $PWD/token: No such file or directory"
  [ -z "$(smssend --list)" ]
}

@test "provider down: 75 for however long, then each text goes once" {
  use_twilio http://127.0.0.1:9
  grant $ANN $BOB
  { message; message ".message_id = \"m-2\" | .to = \"$BOB\" |
    .expires_at = \"2030-01-02T00:00:00Z\""; } >in.jsonl
  expect 75 smssend --now 2030-01-01T00:00:00Z in.jsonl
  grep -q '^smssend: 2 queued in the journal, for smssend --due$' err
  # After a day of it there is no end of tries.
  sql 'UPDATE message SET attempts = 100'
  expect 75 smssend --due --now 2030-01-01T12:00:00Z
  [ "$(jq -r '"\(.status) \(.reason) \(.attempt)"' out | sort -u)" = 'queued provider_fault 101' ]
  code=0
  echo hello >body
  smssend --to $ANN -y --key k --now 2030-01-01T20:00:00Z <body >out 2>err || code=$?
  [ "$code" -eq 75 ]
  start_sim
  smssend --due --now 2030-01-02T00:00:00Z >out
  jq -se 'map("\(.message_id[:3]) \(.status)") | sort == ["m-1 accepted", "m-2 expired"]' \
    <(grep '"m-[12]"' out)
  smssend --due --now 2030-01-02T01:00:00Z >out
  smssend --now 2030-01-02T02:00:00Z in.jsonl >out
  [ "$(sim_count)" -eq 2 ]
}

@test "provider slow or talking nonsense: an operator's text is ambiguous, once" {
  start_sim --slow 60000
  sed -i 's/timeout_ms: [0-9]*/timeout_ms: 300/' "$SMSPIPE_CONFIG"
  echo hello >body
  n=100
  for fate in slow garbage truncated huge close-before; do
    n=$((n + 1))
    grant "+12125550$n"
    sim_fate "$fate:1"
    for ((i = 0; i < 2; i++)); do
      code=0
      smssend --to "+12125550$n" -y --key $fate <body >out 2>err || code=$?
      [ "$code" -eq 75 ]
      [ "$(jq -r .status out)" = ambiguous ]
    done
    expect 0 smssend --due
  done
  [ "$(sim_count)" -eq 4 ]
}

@test "--due beside the live sender leaves its text alone" {
  start_sim --slow 60000 --fate slow:1
  grant $ANN
  message >in.jsonl
  smssend --grace 0 in.jsonl >live 2>live.err &
  pid=$!
  wait_until sim_has 1
  expect 0 smssend --due
  [ ! -s out ]
  expect 0 smssend in.jsonl
  [ "$(jq -r .status out)" = sending ]
  kill -TERM $pid
  wait $pid || [ $? -eq 75 ]
  [ "$(jq -r .status live)" = ambiguous ]
  [ "$(sim_count)" -eq 1 ]
}

# ---- the command line -------------------------------------------------------

@test "a body that says nothing is refused, whoever sends it" {
  grant $ANN
  for body in '' ' ' $'\n \t\r\n'; do
    message ".body = $(jq -n --arg s "$body" '$s')" >in.jsonl
    expect 65 smssend in.jsonl
    says 'smssend: in.jsonl:1: field body: empty'
    code=0
    printf '%s' "$body" | smssend --to $ANN -y >out 2>err || code=$?
    [ "$code" -eq 65 ]
    says 'smssend: field body: empty'
  done
  code=0
  head -c 70000 /dev/zero | tr '\0' x | smssend --to $ANN -y 2>err || code=$?
  [ "$code" -eq 65 ]
  says 'smssend: stdin: larger than 65536 bytes'
  [ -z "$(outbox)" ]
}

@test "--now in odd forms is refused before anything else is done" {
  for now in 2026-11-30 2026-11-30T15:51:25 2026-11-30T15:51:25+0500 1796758200 \
    now '' 2026-02-30T00:00:00Z 2026-11-30T24:00:00Z 99999-01-01T00:00:00Z; do
    for program in smssend 'smssend --list' 'smssend --show-config' \
      "smsconsent status $ANN" smsstats 'smshook --replay /dev/null'; do
      # shellcheck disable=SC2086
      expect 64 $program --now "$now"
      grep -q -e "with an offset: '$now'" err
    done
  done
  [ ! -e smspipe.db ]
}
