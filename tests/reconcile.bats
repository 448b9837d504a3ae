#!/usr/bin/env bats
# What became of messages whose answer was lost: smssend asks smssim for its
# list (J10, J11), and nobody gets a text twice.
# SPDX-License-Identifier: ISC
# bats file_tags=store
# shellcheck disable=SC2016 # jq's variables
load helper
load sending

# at HH:MM[:SS] [ARGUMENT…]: smssend at that time of one day, its exit code in
# code, its output in out and err.
at() {
  local time=$1
  shift
  code=0
  [ "${#time}" -gt 5 ] || time=$time:00
  "${SMSSEND:-smssend}" --now "2030-01-01T${time}Z" "$@" >out 2>err || code=$?
}

# sim [OPTION…]: smssim, on the same day.
sim() {
  start_sim --now 2030-01-01T12:00:00Z "$@"
}

told() {
  jq -r '"\(.message_id) \(.status) \(.reason // "-")"' out
}

# What the journal says.
listed() {
  smssend --list | jq -r '"\(.message_id) \(.status) \(.reason // "-")"'
}

sim_list() {
  curl -fsS -H 'Content-Type: application/json' -d "{\"list\": [$1]}" \
    "$SIM/sim/fate" >/dev/null
}

# The provider's id of the message with that text.
sid_of() {
  sim_messages | jq -r --arg body "$1" '.messages[] | select(.body == $body).sid'
}

nothing_doubled() {
  [ "$(sim_messages | jq '[.counts[] | select(.count > 1)] | length')" -eq 0 ]
}

# lost FATE: m-1 is sent at 12:00, and its answer does not come.
lost() {
  sim_fate "$1:1"
  grant +12125550147
  message >in.jsonl
  at 12:00 in.jsonl
  [ "$code" -eq 75 ]
  [ "$(jq -r .status out)" = ambiguous ]
}

@test "a message that was accepted is found by its text (J10)" {
  sim
  for fate in accept-then-close accept-then-500 truncated garbage huge; do
    n=$((${n:-100} + 1))
    grant "+12125550$n"
    sim_fate "$fate:1"
    message ".message_id = \"$fate\" | .to = \"+12125550$n\" | .template_id = \"t\"" >in.jsonl
    at 12:00 in.jsonl
    [ "$code" -eq 75 ]
    at 12:10 --reconcile
    [ "$code" -eq 0 ]
    [ -z "$(complaints)" ]
    [ "$(sed -nE 's/^smssend: .* in ([0-9]+)\.[0-9] s$/\1/p' err)" -lt 30 ]
    [ "$(told)" = "$fate accepted -
$fate delivered -" ]
    jq -se --arg id "$(sim_messages | jq -r '.messages[-1].sid')" '
      all(.[]; .provider_message_id == $id and .to == "+12125550'"$n"'" and
        .from == "+12125550100" and .template_id == "t" and
        .received_at == "2030-01-01T12:10:00.000Z") and
      .[1].terminal and .[0].status_raw == "delivered"' out
  done
  [ "$(sim_count)" -eq 5 ]
  [ "$(smssend --list --status delivered | wc -l)" -eq 5 ]
  at 12:20 --reconcile
  [ "$code" -eq 0 ]
  [ ! -s out ]
}

@test "nothing is asked before the settle time is over" {
  sim
  lost accept-then-close
  at 12:09:59 --reconcile
  [ "$code" -eq 75 ]
  [ ! -s out ]
  [ "$(cat err)" = 'smssend: 1 ambiguous are too new to ask about
smssend: 1 ambiguous in the journal' ]
}

@test "what two looks do not find is held, and never due by itself (J11)" {
  sim
  lost close-before
  at 12:10 --reconcile
  [ "$code" -eq 75 ]
  [ ! -s out ]
  at 12:20 --reconcile --ambiguous hold
  [ "$code" -eq 0 ]
  [ "$(told)" = 'm-1 held not_found' ]
  [ "$(sql 'SELECT looked_ms, CAST(found AS INTEGER) FROM look')" = \
    $'1893499800000|0\n1893500400000|0' ]
  run ! sql 'DELETE FROM look'
  run ! sql 'UPDATE look SET found = 1'
  at 23:59 --due
  [ "$code" -eq 0 ]
  [ ! -s out ]
  timeout 5 smssend --due >out
  [ ! -s out ]
  at 23:59 --reconcile
  [ "$code" -eq 0 ]
  [ ! -s out ]
  at 23:59 in.jsonl
  [ "$(told)" = 'm-1 held not_found' ]
  at 23:59 -n in.jsonl
  [ "$(told)" = 'm-1 held not_found' ]
  smssend --list | jq -e '.send_at == null'
  [ "$(sim_count)" -eq 0 ]
}

@test "a second look that comes too early decides nothing" {
  sim
  lost close-before
  at 12:10 --reconcile
  at 12:19:59 --reconcile --ambiguous resend
  [ "$code" -eq 75 ]
  [ ! -s out ]
  [ "$(listed)" = 'm-1 ambiguous connection_reset' ]
  at 12:20 --reconcile
  [ "$(told)" = 'm-1 held not_found' ]
}

@test "resend: what two looks do not find goes once more (J11)" {
  sim
  lost close-before
  at 12:10 --reconcile --ambiguous resend
  at 12:20 --reconcile --ambiguous resend
  [ "$code" -eq 0 ]
  [ "$(told)" = 'm-1 queued not_found' ]
  [ "$(sim_count)" -eq 0 ]
  at 12:21 --due
  [ "$(told)" = 'm-1 accepted -' ]
  jq -e '.attempt == 2' out
  [ "$(sim_count)" -eq 1 ]
}

@test "looks for one attempt say nothing about the next" {
  sim
  lost close-before
  at 12:10 --reconcile --ambiguous resend
  at 12:20 --reconcile --ambiguous resend
  sim_fate close-before:1
  at 12:21 --due
  [ "$(told)" = 'm-1 ambiguous connection_reset' ]
  at 12:31 --reconcile --ambiguous resend
  [ "$code" -eq 75 ]
  [ ! -s out ]
  at 12:41 --reconcile --ambiguous resend
  [ "$(told)" = 'm-1 queued not_found' ]
}

@test "resend: what is held since it was not found goes too" {
  sim
  lost close-before
  at 12:10 --reconcile
  at 12:20 --reconcile
  sim_list '"503:1"'
  at 12:30 --reconcile --ambiguous resend
  [ "$code" -eq 75 ]
  [ "$(listed)" = 'm-1 held not_found' ]
  at 12:30 --reconcile --ambiguous resend
  [ "$code" -eq 0 ]
  [ "$(told)" = 'm-1 queued not_found' ]
  at 12:31 --due
  [ "$(sim_count)" -eq 1 ]
}

@test "a newer text takes not the place of one that may have been received" {
  sim
  lost close-before
  id=$(printf %s t/A1@1/confirm/+12125550148 | sha256sum | cut -c 1-32)
  grant +12125550148
  sim_fate close-before:1
  derived() {
    message ".message_id = \"m$id\" | .dedupe_key = \"t/A1@1/confirm/+12125550148\" |
      .to = \"+12125550148\" | .body = \"$1\""
  }
  derived one >in.jsonl
  at 12:00 in.jsonl
  at 12:10 --reconcile
  at 12:20 --reconcile
  derived two >in.jsonl
  at 12:30 in.jsonl
  [ "$code" -eq 0 ]
  [ "$(told)" = "m$id held duplicate" ]
  [ "$(sim_count)" -eq 0 ]
}

@test "two messages with one text to one person get an id each" {
  sim
  lost accept-then-close
  sim_fate accept-then-close:1
  message '.message_id = "m-2" | .dedupe_key = "k-2"' >in.jsonl
  at 12:10 in.jsonl
  [ "$code" -eq 75 ]
  at 12:20 --reconcile
  [ "$code" -eq 0 ]
  [ "$(jq -r 'select(.status == "accepted").message_id' out | sort | xargs)" = 'm-1 m-2' ]
  [ "$(jq -r .provider_message_id out | sort -u)" = \
    "$(sim_messages | jq -r '.messages[].sid' | sort)" ]
}

@test "of two messages with one text, the one that was received is found" {
  start_sim --now 2030-01-01T12:10:00Z
  lost close-before
  sim_fate accept-then-close:1
  message '.message_id = "m-2" | .dedupe_key = "k-2"' >in.jsonl
  at 12:10 in.jsonl
  at 12:20 --reconcile
  [ "$code" -eq 75 ]
  [ "$(told)" = 'm-2 accepted -
m-2 delivered -' ]
  at 12:30 --reconcile
  [ "$(told)" = 'm-1 held not_found' ]
}

@test "an id that is another message's is not taken twice" {
  sim
  grant +12125550147
  message '.message_id = "m-0" | .dedupe_key = "k-0"' >in.jsonl
  at 11:40 in.jsonl
  [ "$(told)" = 'm-0 accepted -' ]
  lost close-before
  at 12:10 --reconcile
  [ "$code" -eq 75 ]
  [ ! -s out ]
  at 12:20 --reconcile
  [ "$(told)" = 'm-1 held not_found' ]
}

@test "a text that the provider changed is found where it stands alone" {
  sim
  lost accept-then-close
  # As if it had gone out with other words than it came back with.
  sql "UPDATE message SET record =
    replace(record, 'see you', 'we see you')"
  at 12:10 --reconcile
  [ "$code" -eq 0 ]
  [ "$(told)" = 'm-1 accepted -
m-1 delivered -' ]
}

@test "of two texts that may be it, neither is" {
  sim
  lost accept-then-close
  curl -fsS -u "$SID:$TOKEN" -d To=%2B12125550147 -d From=%2B12125550100 \
    -d Body=other "$SIM/2010-04-01/Accounts/$SID/Messages.json" >sent
  sql "UPDATE message SET record =
    replace(record, 'see you', 'we see you')"
  at 12:10 --reconcile
  [ "$code" -eq 75 ]
  [ ! -s out ]
}

@test "other senders and other times are not it" {
  sim
  lost close-before
  for body in 'see you' 'Maple Street Dental: see you Tue 2:30 PM. Reply STOP to opt out.'; do
    curl -fsS -u "$SID:$TOKEN" -d To=%2B12125550147 -d From=%2B12125550199 \
      --data-urlencode "Body=$body" \
      "$SIM/2010-04-01/Accounts/$SID/Messages.json" >sent
  done
  at 12:10 --reconcile
  [ "$code" -eq 75 ]
  [ ! -s out ]
  # One of ours, of an hour before, and with another text.
  sql 'UPDATE message SET attempted_ms = attempted_ms + 3600000'
  curl -fsS -u "$SID:$TOKEN" -d To=%2B12125550147 -d From=%2B12125550100 \
    -d Body=other "$SIM/2010-04-01/Accounts/$SID/Messages.json" >sent
  at 13:10 --reconcile
  [ "$(told)" = 'm-1 held not_found' ]
}

@test "all pages are read" {
  sim
  lost accept-then-close
  for n in {1..45}; do
    [ "$n" -eq 1 ] || echo next
    printf 'url = "%s/2010-04-01/Accounts/%s/Messages.json"\nuser = "%s:%s"\n' \
      "$SIM" "$SID" "$SID" "$TOKEN"
    printf 'data = "To=%%2B12125550147&From=%%2B12125550100&Body=%s"\n' "$n"
    printf 'output = "sent"\n'
  done >curlrc
  curl -fsS -K curlrc
  [ "$(sim_count)" -eq 46 ]
  at 12:10 --reconcile
  [ "$code" -eq 0 ]
  [ "$(jq -r .provider_message_id out | sort -u)" = \
    "$(sim_messages | jq -r '.messages[0].sid')" ]
  # A page that fails is a list that fails.
  sql "UPDATE message SET state = 'ambiguous', provider_id = NULL"
  sim_list '"accept:2", "503:1"'
  at 12:20 --reconcile
  [ "$code" -eq 75 ]
  [ ! -s out ]
}

@test "a list that fails is no look" {
  sim --slow 60000
  sed -i 's/timeout_ms: [0-9]*/timeout_ms: 300/' "$SMSPIPE_CONFIG"
  lost close-before
  at 12:10 --reconcile
  minute=20
  for fate in 503 429 close-before slow truncated garbage huge; do
    sim_list "\"$fate:1\""
    at "12:$minute" --reconcile --ambiguous resend
    [ "$code" -eq 75 ]
    [ ! -s out ]
    grep -q "^smssend: message 'm-1': twilio: no list: " err
    minute=$((minute + 1))
  done
  [ "$(sql 'SELECT count(*) FROM look')" -eq 1 ]
  sed -i 's|base_url: "[^"]*"|base_url: "http://127.0.0.1:9"|' "$SMSPIPE_CONFIG"
  at 12:40 --reconcile --ambiguous resend
  [ "$code" -eq 75 ]
  [ ! -s out ]
}

@test "refused credentials end it with 77" {
  sim
  lost accept-then-close
  sim_list '"401:1"'
  at 12:10 --reconcile
  [ "$code" -eq 77 ]
  [ ! -s out ]
  [ "$(head -n 1 err)" = 'smssend: twilio: refused us: answered with status 401' ]
  at 12:10 --reconcile
  [ "$code" -eq 0 ]
}

@test "many are asked about side by side, and each gets its own" {
  sim
  numbers=()
  for n in {101..160}; do
    numbers+=("+12125550$n")
    message ".message_id = \"m-$n\" | .to = \"+12125550$n\""
  done >in.jsonl
  grant "${numbers[@]}"
  sim_fate accept-then-close:50%
  at 12:00 in.jsonl
  left=$(grep -c '"ambiguous"' out)
  [ "$left" -gt 9 ]
  at 12:10 --reconcile
  [ "$code" -eq 0 ]
  [ "$(grep -c '"accepted"' out)" -eq "$left" ]
  diff <(smssend --list | jq -r '"\(.to) \(.provider_message_id)"' | sort) \
    <(sim_messages | jq -r '.messages[] | "\(.to) \(.sid)"' | sort)
}

@test "a report that bears our reference settles it, and nobody is asked" {
  sim
  lost accept-then-close
  sql "INSERT INTO event (provider, provider_id, state, error_code,
      record, received_ms, reference) SELECT 'twilio', 'SM7', 'delivered', '',
      replace('{~record~:~delivery~,~message_id~:null,~provider~:~twilio~,' ||
      '~provider_message_id~:~SM7~,~reference~:~' || reference ||
      '~,~status~:~delivered~,~received_at~:~2030-01-01T12:00:01Z~}',
      '~', '\"'),
      7, reference
    FROM message"
  sim_list '"401:1"'
  at 12:01 --reconcile
  [ "$code" -eq 0 ]
  [ "$(told)" = 'm-1 delivered -' ]
  [ "$(listed)" = 'm-1 delivered -' ]
}

@test "a report about what was taken back meanwhile changes nothing, and passes on" {
  sim
  lost accept-then-close
  reference=$(sql 'SELECT reference FROM message')
  sql "UPDATE message SET state = 'held', reason = 'not_found',
    not_before_ms = 253402300799999"
  at 12:30 --cancel message_id=m-1
  jq -cn --arg reference "$reference" '{record: "delivery", message_id: null, provider: "twilio",
    provider_message_id: "SM7", status: "delivered", received_at: "2030-01-01T12:00:01Z",
    reference: $reference}' >receipt.jsonl
  at 12:31 receipt.jsonl
  [ "$(told)" = 'm-1 delivered -' ]
  [ "$(listed)" = 'm-1 cancelled operator' ]
}

@test "reports that came under the id before it was known count then" {
  sim --receipt lost:1
  lost accept-then-close
  jq -cn --arg id "$(sim_messages | jq -r '.messages[0].sid')" '{record: "delivery",
    record_version: 1, message_id: null, provider: "twilio",
    provider_message_id: $id, status: "undelivered", error_class: "landline",
    received_at: "2030-01-01T12:00:09Z"}' | smssend >out
  at 12:10 --reconcile
  [ "$(told)" = 'm-1 accepted -
m-1 undelivered -' ]
  [ "$(listed)" = 'm-1 undelivered landline' ]
}

@test "a message whose delivery failed says why" {
  sim --receipt landline:1
  lost accept-then-close
  at 12:10 --reconcile
  [ "$(told)" = 'm-1 accepted -
m-1 undelivered -' ]
  tail -n 1 out | jq -e '.error_code == "30006" and .error_class == "landline" and
    .terminal and (.retryable | not)'
}

@test "a provider that has no list is said once" {
  grant +12125550147 +12125550148
  sed -i 's|path: .*}|path: /dev/full}|' "$SMSPIPE_CONFIG"
  { message; message '.message_id = "m-2" | .to = "+12125550148"'; } >in.jsonl
  at 12:00 in.jsonl
  [ "$(smssend --list --status ambiguous | wc -l)" -eq 2 ]
  at 12:10 --reconcile
  [ "$code" -eq 75 ]
  [ ! -s out ]
  [ "$(head -n 1 err)" = 'smssend: file has no list to ask for: 2 ambiguous stay so' ]
}

@test "options of it that contradict others are refused" {
  run -64 smssend --reconcile --due
  run -64 smssend --reconcile file.jsonl
  run -64 smssend --reconcile -n
  run -64 smssend --ambiguous hold
  run -64 smssend --reconcile --ambiguous maybe
}

@test "with answers lost and lists failing all arrive, and each once" {
  sim --fate accept-then-close:20% --fate close-before:20% --fate accept-then-500:10% \
    --fate 503:10% --list 503:10% --list truncated:10%
  numbers=()
  for n in {101..150}; do
    numbers+=("+12125550$n")
    message ".message_id = \"m-$n\" | .to = \"+12125550$n\""
  done >in.jsonl
  grant "${numbers[@]}"
  at 12:00 in.jsonl
  for minute in {1..60}; do
    time=$((12 + minute / 6)):$((minute % 6))0
    at "$time" --reconcile --ambiguous resend
    [ "$code" -eq 0 ] || [ "$code" -eq 75 ]
    at "$time" --due
    [ -n "$(smssend --list --status ambiguous)$(smssend --list --status queued)" ] || break
  done
  [ "$(sim_count)" -eq 50 ]
  nothing_doubled
  diff <(smssend --list | jq -r '"\(.to) \(.provider_message_id)"' | sort) \
    <(sim_messages | jq -r '.messages[] | "\(.to) \(.sid)"' | sort)
}

# ---- with the builds that can be broken --------------------------------------

faulty() {
  SMSSEND=$ROOT/build/faults/bin/smssend
  [ -x "$SMSSEND" ] || skip 'no build with faults (make KIND=faults)'
}

# accepted_late: m-1 is accepted long after the connection closed, and in no
# list before; it is looked for twice and sent again where that says so.
accepted_late() {
  sim --slow 4000
  SMSPIPE_FAULT='' lost late
  at 12:10 --reconcile --ambiguous resend
  [ "$(sql 'SELECT CAST(found AS INTEGER) FROM look')" = 0 ]
  there() {
    curl -fsS -u "$SID:$TOKEN" "$SIM/2010-04-01/Accounts/$SID/Messages.json" |
      jq -e '.messages[0]'
  }
  wait_until there
  SMSPIPE_FAULT='' at 12:20 --reconcile --ambiguous resend
  SMSPIPE_FAULT='' at 12:21 --due
}

@test "a message that is accepted late is found by the second look" {
  accepted_late
  nothing_doubled
  [ "$(smssend --list | jq -r .status)" = delivered ]
}

@test "this would notice a message sent again after one look" {
  faulty
  export SMSPIPE_FAULT=broken:one-look
  accepted_late
  run ! nothing_doubled
}

# list_fails: two looks see nothing, since the list fails.
list_fails() {
  sim
  SMSPIPE_FAULT='' lost accept-then-500
  sim_list '"503:2"'
  at 12:10 --reconcile --ambiguous resend
  at 12:20 --reconcile --ambiguous resend
  SMSPIPE_FAULT='' at 12:21 --due
}

@test "a message is not sent again since its list failed twice" {
  list_fails
  nothing_doubled
}

@test "this would notice a list that fails and counts as a look" {
  faulty
  export SMSPIPE_FAULT=broken:blind-look
  list_fails
  run ! nothing_doubled
}

@test "killed before a decision is committed: it is made again" {
  faulty
  sim
  lost accept-then-close
  SMSPIPE_FAULT=look-before-commit:kill at 12:10 --reconcile
  [ "$code" -eq 137 ]
  [ "$(listed)" = 'm-1 ambiguous connection_reset' ]
  at 12:10 --reconcile
  [ "$code" -eq 0 ]
  [ "$(told)" = 'm-1 accepted -
m-1 delivered -' ]
}
