#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# bats file_tags=store
# shellcheck disable=SC2154 # bats sets stderr
load helper

DANA=+12125550147
NOW=2026-12-07T20:00:00Z

# A call record; arguments are jq assignments to change it.
call() {
  jq -cn '{record: "call", record_version: 1, source: "vapi", call_id: "c-1",
    stage: "ended", direction: "inbound", customer_number: "+12125550147",
    customer_name: "Dana Whitlock", ended_at: "2026-11-30T15:51:20.904Z",
    consent: {sms: "granted", evidence: "Yes, text is fine."}} | '"${*:-.}"
}

reply() {
  jq -cn '{record: "reply", record_version: 1, reply_id: "r-1",
    provider: "twilio", from: "+12125550147", to: "+12125550100",
    body: "STOP", received_at: "2026-12-01T16:00:00.000Z", intent: "stop"}
    | '"${*:-.}"
}

consent() {
  jq -cn '{record: "consent", record_version: 1, consent_id: "x-1",
    number: "+12125550147", channel: "sms", category: "transactional",
    action: "granted", basis: "express_oral", kind: "pec",
    method: "voice_call", effective_at: "2026-11-30T15:50:58.000Z",
    recorded_at: "2026-11-30T15:51:29.000Z", scope: "program",
    program: "appointments", "x-note": 1.10} | '"${*:-.}"
}

# Calls of N people.
many_calls() {
  local n
  for ((n = 1; n <= $1; n++)); do
    printf '{"record":"call","source":"vapi","call_id":"c-%d","stage":"ended","direction":"inbound","customer_number":"+1917555%04d","ended_at":"2026-11-30T15:51:20Z","consent":{"sms":"granted"}}\n' "$n" "$n"
  done
}

ingest() {
  smsconsent ingest --now "$NOW" "$@"
}

status_of() {
  smsconsent status --now "$NOW" "$@"
}

entries() {
  smsconsent history "$DANA" | jq -c "$1"
}

# check REASON [jq assignments]: the verdict on a message, or null.
check_is() {
  local want=$1 got
  shift
  got=$(message "$@" | smsconsent check --now "$NOW" |
    jq -r .consent_check.reason)
  [ "$got" = "$want" ] || { echo "got $got, want $want" >&2; return 1; }
}

# ---- ingest ---------------------------------------------------------------

@test "a yes on a call becomes an entry, and the call passes as it came" {
  call '.["x-new"] = 1' | sed 's/{/{ /; s/1}$/1.10}/' >in
  ingest in >out
  cmp in out
  [ "$(entries '[.tenant, .action, .kind, .basis, .method, .category, .scope,
    .effective_at, .name, .evidence.call_id, .evidence.excerpt]')" = \
    '["maple-street","granted","pec","express_oral","voice_call","transactional","tenant","2026-11-30T15:51:20.904Z","Dana Whitlock","c-1","Yes, text is fine."]' ]
  [ "$(entries '.program')" = null ]
  status_of "$DANA"
  call '.call_id = "c-2" | .agent_id = "agent-7" | .language = "es"' | ingest >/dev/null
  [ "$(entries 'select(.evidence.call_id == "c-2").evidence | [.agent_id, .language]')" = '["agent-7","es"]' ]
}

@test "one call makes one entry, however often it is told" {
  { call '.consent.sms = "unknown"'; call '.stage = "analyzed"'; call; } |
    ingest >/dev/null
  call | ingest >/dev/null
  [ "$(entries .consent_id | wc -l)" -eq 1 ]
}

@test "an entry's id follows from the call, on any machine" {
  call | ingest >/dev/null
  [ "$(entries .consent_id)" = \
    "\"c$(printf 'call:vapi/c-1/granted' | sha256sum | cut -c 1-32)\"" ]
}

@test "a yes is for the number that the person asked us to text" {
  call '.data.callback_number = "+1 (212) 555-0177"' | ingest >/dev/null
  [ -z "$(smsconsent history "$DANA")" ]
  [ "$(smsconsent history +12125550177 | jq -r .action)" = granted ]
  call '.data.callback_number = "+12125550178" | .call_id = "c-2"
    | .consent.sms = "denied"' | ingest >/dev/null
  [ "$(entries .action)" = '"denied"' ]
}

@test "a yes to a named program is for that program" {
  call '.program = "reminders"' | ingest >/dev/null
  [ "$(entries '[.program, .scope]')" = '["reminders","program"]' ]
  check_is out_of_program
  check_is null '.program = "reminders"'
}

@test "a no on a call is an entry, and a withdrawal after a yes" {
  call '.consent.sms = "denied"' | ingest >/dev/null
  [ "$(entries '[.action, .kind, .category, .channel]')" = '["denied",null,"any","any"]' ]
  check_is consent_denied
  { call '.call_id = "c-0" | .ended_at = "2026-11-01T10:00:00Z"'; } |
    ingest >/dev/null
  check_is consent_revoked
}

@test "nobody says yes on a call that was not connected, nor does a voicemail" {
  { call '.stage = "not_connected"'
    call '.answered_by = "voicemail"'
    call '.consent.sms = "unknown"'
    call 'del(.consent)'
    call '.customer_number = null'; } | ingest >out
  [ "$(wc -l <out)" -eq 5 ]
  [ -z "$(entries .)" ]
}

@test "a voice platform's payload is understood and passes as it came" {
  jq -c . "$FIXTURES/vapi.json" >in
  ingest in >out
  cmp in out
  [ "$(entries '[.action, .method]')" = '["granted","voice_call"]' ]
  ingest "$FIXTURES/vapi.json" | jq -S . >got
  jq -S . "$FIXTURES/vapi.json" >want
  cmp want got
  [ "$(entries .consent_id | wc -l)" -eq 1 ]
}

@test "a platform's clock that runs ahead does not delay a yes" {
  call '.ended_at = "2026-12-07T20:00:03Z"' | ingest >/dev/null
  check_is null
}

@test "an annotated stop ends texts, once" {
  { call; reply; reply '.body = "again"'; } | ingest >out
  [ "$(wc -l <out)" -eq 3 ]
  [ "$(entries 'select(.action == "revoked") |
    [.method, .scope, .category, .evidence.reply_id, .evidence.excerpt]')" = \
    '["keyword","tenant","any","r-1","STOP"]' ]
  check_is consent_revoked
  check_is null '.purpose = "opt_out_ack"'
}

@test "a reply that nobody has read yet says nothing about consent" {
  { call; reply 'del(.intent)'; reply '.intent = "other"'; } | ingest >/dev/null
  [ "$(entries .action)" = '"granted"' ]
}

@test "START from the person brings back what there was" {
  { call; reply
    reply '.reply_id = "r-2" | .intent = "start" | .body = "START"
      | .received_at = "2026-12-02T16:00:00Z"'; } | ingest >/dev/null
  check_is null
  check_is consent_insufficient '.category = "promotional"'
}

@test "a stop that cannot be written down is an error" {
  reply '.from = "anonymous"' >in
  run -65 --separate-stderr ingest in
  [ -z "$output" ]
  [ "$stderr" = "smsconsent: in:1: from: no person's number: 'anonymous'" ]
}

@test "an answer may go for a day after the person's text" {
  local hour
  reply '.intent = "other" | .received_at = "2026-12-07T12:00:00Z"' |
    ingest >/dev/null
  for hour in 07T23:59:59Z:null 08T11:59:59Z:null 08T12:00:00Z:no_consent; do
    [ "$(message '.category = "conversational"' |
      smsconsent check --now "2026-12-${hour%:*}" |
      jq -r .consent_check.reason)" = "${hour##*:}" ]
  done
  check_is no_consent '.category = "conversational" | .from = "+12125550199"'
}

@test "a consent record is kept as it stands, but for when we learned it" {
  consent >in
  ingest in | cmp in -
  [ "$(entries .)" = "$(consent '.recorded_at = "2026-12-07T20:00:00.000Z"
    | .tenant = "maple-street"' )" ]
  entries . | ingest >/dev/null
  [ "$(entries . | wc -l)" -eq 1 ]
  check_is null
  check_is out_of_program '.program = "offers"'
}

@test "a bad record is refused with its place, the others are taken" {
  { call '.customer_number = "12125550147"'; call; } >in
  run -65 --separate-stderr ingest in
  [ "$output" = "$(call)" ]
  [ "$stderr" = 'smsconsent: in:1: customer_number: must be an E.164 number' ]
  [ "$(entries . | wc -l)" -eq 1 ]
}

@test "in a live pipe the entry is on the disk when the record comes out" {
  coproc LIVE { ingest; }
  exec 8<&"${LIVE[0]}" 9>&"${LIVE[1]}"
  call >&9
  read -r -t 10 -u 8 line
  [ "$line" = "$(call)" ]
  [ "$(sql 'SELECT count(*) FROM person')" -eq 1 ]
  exec 9>&- 8<&-
}

# bats test_tags=file
@test "a record whose entry cannot be written does not come out" {
  call '.call_id = "c-0"' | ingest >/dev/null
  sqlite3 smspipe.db "CREATE TRIGGER broken BEFORE INSERT ON person
    WHEN NEW.consent_id LIKE 'c%' BEGIN SELECT RAISE(ABORT, 'broken'); END"
  { message; call; } >in
  run -70 --separate-stderr ingest in
  [ -z "$output" ]
  [[ $stderr = *'broken'* ]]
}

@test "a commit that fails keeps its records back, and a rerun is harmless" {
  local faulty=$ROOT/build/faults/bin/smsconsent
  [ -x "$faulty" ] || skip 'no build with faults (make KIND=faults)'
  call >in
  SMSPIPE_FAULT=commit:error run -74 --separate-stderr \
    "$faulty" ingest --now "$NOW" in
  [ -z "$output" ]
  ingest in | cmp in -
  [ "$(entries . | wc -l)" -eq 1 ]
}

@test "a thousand records take a few commits, not one each" {
  command -v strace >/dev/null || skip 'no strace'
  many_calls 1000 >in
  ingest /dev/null
  strace -f -o trace -e trace=fdatasync smsconsent ingest --now "$NOW" in |
    cmp in -
  [ "$(sql 'SELECT count(*) FROM person')" -eq 1000 ]
  [ "$(grep -c fdatasync trace)" -lt 50 ]
}

# ---- check ----------------------------------------------------------------

@test "a message gets its verdict, and goes no further without consent" {
  message '.["x-new"] = 1' | smsconsent check --now "$NOW" >out
  [ "$(jq -c '[.status, .reason, ."x-new", .consent_check]' out)" = \
    '["suppressed","no_consent",1,{"allowed":false,"reason":"no_consent","kind":null,"basis":null,"consent_id":null,"checked_at":"2026-12-07T20:00:00.000Z"}]' ]
  call | ingest >/dev/null
  message | smsconsent check --now "$NOW" >out
  [ "$(jq -c '[.status, .reason, (.consent_check |
    .allowed, .reason, .kind, .basis)]' out)" = \
    '["rendered",null,true,null,"pec","express_oral"]' ]
  [ "$(jq .consent_check.consent_id out)" = "$(entries .consent_id)" ]
}

@test "what was decided before stays decided" {
  message '.status = "scheduled"' | smsconsent check >out
  [ "$(jq -c '[.status, .consent_check.allowed]' out)" = '["scheduled",false]' ]
  message '.status = "suppressed" | .reason = "lint_failed"' |
    smsconsent check >out
  [ "$(jq -r .reason out)" = lint_failed ]
}

@test "a message without a recipient cannot have consent" {
  check_is no_number '.to = null'
}

@test "e-mail and calls are not judged by consent to texts" {
  call | ingest >/dev/null
  check_is no_consent '.channel = "email" | .email = "dana@example.test"'
  { message '.channel = "email"'; message '.channel = "voice"'; } >in
  smsconsent check in | cmp in -
}

@test "--drop leaves out what may not go" {
  call | ingest >/dev/null
  { message; message '.to = "+12125550148"'; call; } |
    smsconsent check --now "$NOW" --drop >out
  [ "$(jq -r '.to // "call"' out | tr '\n' ' ')" = "$DANA call " ]
}

@test "--explain names the entry that decided" {
  { call; reply; } | ingest >/dev/null
  message | smsconsent check --now "$NOW" --explain >out
  [ "$(jq -r .consent_check.explain out)" = \
    "no, consent_revoked: revoked by keyword on 2026-12-01T16:00:00.000Z ($(jq -r .consent_check.consent_id out))" ]
}

@test "another business of the same store needs its own consent" {
  call | ingest >/dev/null
  check_is no_consent '.tenant = "harbor-vet" | .from = "+14155550100"'
  check_is null 'del(.tenant)'
}

@test "a stop to a number that two businesses share stops both" {
  { call; call '.tenant = "harbor-vet"'; reply '.tenant = "harbor-vet"'; } |
    ingest >/dev/null
  check_is consent_revoked
  check_is null '.from = "+12125550199"'
}

# ---- grant, revoke, status, history ----------------------------------------

@test "status answers by exit code and in words" {
  smsconsent ingest /dev/null
  run -1 --separate-stderr status_of "$DANA"
  [ "$output" = "$DANA: transactional: no, no_consent: no entry of the ledger allows it" ]
  call | ingest >/dev/null
  run -0 --separate-stderr status_of "+1 (212) 555-0147"
  [[ $output = "$DANA: transactional: yes, pec: granted by voice_call on 2026-11-30T15:51:20.904Z (c"* ]]
  [ "$(status_of --json "$DANA" | jq -c '[.number, .category, .allowed, .kind]')" = \
    "[\"$DANA\",\"transactional\",true,\"pec\"]" ]
}

@test "the number of a command line is written as people do" {
  for number in '(212) 555-0147' 2125550147 '1 212 555 0147' $'212\u2011555\u20110147' ' +1\t212 555 0147'; do
    [ "$(smsconsent revoke "$(printf '%b' "$number")" --now "$NOW" | jq -r .number)" = "$DANA" ]
  done
  for number in 555-0147 '+1 212 555 014' '212 911 0147' 'tel:+12125550147;ext=5' '212 555 0147 x5'; do
    run -64 smsconsent revoke "$number" --now "$NOW"
  done
  call '.customer_number = "+1012555014"' | ingest >/dev/null
  [ "$(smsconsent revoke +1012555014 --now "$NOW" | jq -r .number)" = +1012555014 ]
}

@test "an empty name of a business or program is a mistake" {
  for verb in grant revoke status; do
    run -64 --separate-stderr smsconsent "$verb" "$DANA" --tenant ''
    [[ $stderr = *'option --tenant takes a name, not an empty text'* ]]
  done
  for verb in grant status; do
    run -64 smsconsent "$verb" "$DANA" --program=
  done
  run -64 smsconsent import --tenant '' /dev/null
  run -64 smsconsent import --program '' /dev/null
  [ -z "$(smsconsent export)" ]
}

@test "a signed form allows the advertising of its program" {
  printf 'a scan' >form.pdf
  smsconsent grant "$DANA" --kind pewc --program offers --method paper \
    --name 'Dana Whitlock' --text 'signed' --disclosure 'I agree to ads ...' \
    --evidence ./form.pdf --at 2026-12-01T10:00:00+01:00 --now "$NOW" >out
  [ "$(jq -c '[.record, .tenant, .program, .name, .action, .kind, .basis,
    .method, .scope, .effective_at, .recorded_at, .evidence]' out)" = \
    "[\"consent\",\"maple-street\",\"offers\",\"Dana Whitlock\",\"granted\",\"pewc\",\"express_written\",\"paper\",\"program\",\"2026-12-01T09:00:00.000Z\",\"2026-12-07T20:00:00.000Z\",{\"disclosure_text\":\"I agree to ads ...\",\"consent_text\":\"signed\",\"scan_id\":\"sha256:$(sha256sum form.pdf | cut -c 1-64)\",\"file\":\"form.pdf\"}]" ]
  [ "$(entries .)" = "$(cat out)" ]
  check_is null '.category = "promotional" | .program = "offers"'
  check_is null '.program = "offers"'
  check_is out_of_program '.category = "promotional"'
}

@test "written consent without the text that was shown is incomplete" {
  run -0 --separate-stderr smsconsent grant "$DANA" --kind pewc --now "$NOW"
  [[ $stderr = *evidence_incomplete* ]]
  check_is evidence_incomplete '.category = "promotional"'
  check_is null
}

@test "a revocation ends everything; an operator and an import cannot undo it" {
  call | ingest >/dev/null
  smsconsent revoke "$DANA" --method voice_call --text 'no more' \
    --at 2026-12-03T10:00:00Z --now "$NOW" >out
  [ "$(jq -c '[.action, .method, .scope, .channel, .evidence.excerpt]' out)" = \
    '["revoked","voice_call","tenant","any","no more"]' ]
  check_is consent_revoked
  smsconsent grant "$DANA" --now "$NOW" >/dev/null
  smsconsent grant "$DANA" --method import --now "$NOW" >/dev/null
  check_is consent_revoked
  [ "$(entries .action | tr '\n' ' ')" = \
    '"granted" "revoked" "granted" "imported" ' ]
  smsconsent grant "$DANA" --method web_form --text yes --now "$NOW" >/dev/null
  check_is null
}

@test "a grant of the future counts from then on" {
  smsconsent grant "$DANA" --at 2027-01-01T00:00:00Z --now "$NOW" >/dev/null
  check_is no_consent
  smsconsent status --now 2027-01-01T00:00:00Z "$DANA"
}

@test "command lines that make no sense are refused" {
  local words
  while read -r words; do
    # shellcheck disable=SC2086
    run -64 smsconsent $words
  done <<'LINES'
grant
grant 12
grant +12125550147 +12125550148
grant +12125550147 --kind maybe
grant +12125550147 --at yesterday
revoke +12125550147 --at yesterday
revoke +12125550147 --at 2027-01-01T00:00:00Z --now 2026-12-07T20:00:00Z
status
status +12125550147 --now yesterday
verify +12125550147
checkpoint now
erase
history someone
grnat +12125550147
LINES
  run -64 --separate-stderr smsconsent grnat
  [[ $stderr = *"did you mean 'grant'?"* ]]
  run -64 --separate-stderr smsconsent -c smspipe.yaml check
  [[ $stderr = *"options go behind the verb 'check'"* ]]
  run -66 smsconsent grant "$DANA" --evidence nowhere.pdf
  [ ! -e smspipe.db ] || [ -z "$(entries .)" ]
}

@test "each verb has its help" {
  for verb in ingest check grant revoke status history erase checkpoint verify; do
    run -0 smsconsent "$verb" --help
    [[ ${lines[0]} = "usage: smsconsent $verb [-hqVv]"* ]]
    [ "$(smsconsent "$verb" -V)" = 'smsconsent (smspipe) 0.1.0' ]
  done
}

# ---- the store --------------------------------------------------------------

@test "ledger entries, attempts and history cannot be changed or deleted" {
  call | ingest >/dev/null
  run ! sql "UPDATE ledger SET action = 'granted'"
  [[ $output = *'ledger entries do not change'* ]]
  run ! sql 'DELETE FROM ledger'
  [[ $output = *'ledger entries are kept'* ]]
  run ! sql "UPDATE person SET number = '+12125550148'"
  [[ $output = *'ledger entries do not change'* ]]
  run ! sql 'DELETE FROM person'
  [[ $output = *'people are forgotten by smsconsent erase alone'* ]]
  message | smssend --now "$NOW" >/dev/null
  run ! sql 'DELETE FROM attempt'
  [[ $output = *'attempts are kept'* ]]
  run ! sql 'UPDATE attempt SET outcome = NULL'
  [[ $output = *'an attempt that ended does not change'* ]]
  [ "$(entries .action)" = '"granted"' ]
}

# bats test_tags=file
@test "a store is private, and reading it needs one" {
  run -69 --separate-stderr status_of "$DANA"
  [ "$stderr" = "smsconsent: store: $PWD/smspipe.db: there is no store" ]
  [ ! -e smspipe.db ]
  smsconsent ingest /dev/null
  [ "$(stat -c %a smspipe.db)" = 600 ]
}

# bats test_tags=file
@test "another program's database, text and newer stores are refused" {
  sqlite3 smspipe.db 'CREATE TABLE t (x)'
  run -69 --separate-stderr smsconsent ingest /dev/null
  [[ $stderr = *'belongs to another program' ]]
  [ "$(sqlite3 smspipe.db .tables)" = t ]
  echo 'this is a text and no database, however long it may be' >smspipe.db
  run -69 --separate-stderr smsconsent ingest /dev/null
  [[ $stderr = *'is no SQLite database' ]]
  rm smspipe.db
  smsconsent ingest /dev/null
  sqlite3 smspipe.db 'PRAGMA user_version = 99'
  run -69 --separate-stderr smsconsent ingest /dev/null
  [[ $stderr = *'was written by a newer smspipe' ]]
}

# bats test_tags=file
@test "a store of an older version is brought up to date, and keeps its rows" {
  sqlite3 smspipe.db <"$FIXTURES/store-2.sql"
  run -69 --separate-stderr status_of "$DANA"
  [[ $stderr = *'was written by an older smspipe; a program that writes brings it up to date' ]]
  smsconsent ingest /dev/null
  [ "$(sqlite3 smspipe.db 'SELECT amount FROM meter; PRAGMA user_version;
    SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema
      WHERE type = "table" AND name IN ("ledger", "person", "plain_ledger")
      ORDER BY name)')" = $'7\n4\nledger,person' ]
  [ "$(entries '[.consent_id, .action, .evidence.excerpt]')" = \
    $'["c5d4","granted","Yes, text is fine."]\n["c9e1","revoked","STOP"]' ]
  run -1 status_of "$DANA"
  [[ $output = *consent_revoked*c9e1* ]]
}

# bats test_tags=file
@test "a store that cannot grow is told, and only what it holds comes out" {
  many_calls 6000 >in
  ingest /dev/null
  limited() {
    trap '' XFSZ
    ulimit -f 2000
    ingest in
  }
  run -74 --separate-stderr limited
  [[ $stderr = *"$PWD/smspipe.db: reading or writing failed" ]]
  [ "${#lines[@]}" -gt 0 ]
  [ "${#lines[@]}" -lt 6000 ]
  [ "${#lines[@]}" -eq "$(sql 'SELECT count(*) FROM person')" ]
}

@test "who asks for e-mail has said yes to it, for that address alone" {
  call '.channel_preferred = "email" | .customer_email = "Dana@Example.TEST" | .consent.sms = "denied"' |
    ingest >out
  [ "$(smsconsent history dana@example.test | jq -c '[.number, .action, .channel, .method, .evidence.call_id]')" = \
    '["dana@example.test","granted","email","voice_call","c-1"]' ]
  [ "$(entries '[.number, .action, .channel]')" = '["+12125550147","denied","any"]' ]
  status_of DANA@example.test
  run -1 status_of "$DANA"
  [ "$(message '.channel = "email" | .to = null | .email = "dana@example.test" | .subject = "s"' |
    smsconsent check --now "$NOW" | jq -c '.consent_check | [.allowed, .reason]')" = '[true,null]' ]
  check_is consent_denied
}

@test "a call says yes or no to e-mail beside texts, once" {
  for _ in 1 2; do
    call '.customer_email = "dana@example.test" | .consent.email = "granted"'
    call '.call_id = "c-2" | .data = {customer_email: "lee@example.test"} | .consent.email = "denied"'
    call '.call_id = "c-3" | .customer_email = "no address" | .consent.email = "granted"'
    call '.call_id = "c-4" | .customer_email = "desk@maple.example" | .consent.email = "granted"'
  done | ingest >out
  [ "$(smsconsent history dana@example.test | jq -c '[.action, .channel, .category]')" = \
    '["granted","email","transactional"]' ]
  [ "$(smsconsent history lee@example.test | jq -c '[.action, .channel, .category]')" = \
    '["denied","email","any"]' ]
  [ -z "$(smsconsent history desk@maple.example)" ]
  status_of "$DANA"
}

@test "an address is granted and revoked as a number is" {
  smsconsent grant Pat@example.test --method operator --text 'by mail' >out
  [ "$(jq -c '[.number, .channel, .action]' out)" = '["pat@example.test","email","granted"]' ]
  status_of pat@example.test
  smsconsent revoke pat@example.test --method operator --text 'no more' >out
  run -1 status_of pat@example.test
  consent '.number = "Pat@example.test" | .channel = "email"' >in
  run -65 --separate-stderr ingest in
  [ "$stderr" = 'smsconsent: in:1: number: must be an E.164 number, or an e-mail address in small letters' ]
}

@test "the path of consent to e-mail is ours to name" {
  sed -i 's/^  consent: data.sms_consent/&\n  consent_email: data.mail.ok/' smspipe.yaml
  jq '.message.analysis.structuredData += {mail: {ok: "yes"}} | .message.customer.email = "dana@example.test"' \
    "$FIXTURES/vapi.json" | ingest >out
  [ "$(smsconsent history dana@example.test | jq -c '[.action, .channel]')" = '["granted","email"]' ]
}

@test "consent to advertising holds as long as the business says" {
  smsconsent grant "$DANA" --kind pewc --disclosure 'Agree to offers?' --method web_form \
    --text Yes --at 2026-01-01T00:00:00Z --now 2026-01-01T00:00:00Z
  run -0 smsconsent status --category promotional --now 2026-12-31T23:59:59Z "$DANA"
  sed -i '/^policy:/d' "$SMSPIPE_CONFIG"
  printf 'policy: {promotional_days: 365}\n' >>"$SMSPIPE_CONFIG"
  run -0 smsconsent status --category promotional --now 2026-12-31T23:59:59Z "$DANA"
  run -1 smsconsent status --category promotional --now 2027-01-01T00:00:00Z "$DANA"
  [[ $output = *'no, consent_expired: '* ]]
  run -0 smsconsent status --category transactional --now 2027-01-01T00:00:00Z "$DANA"
  message '.to = "+12125550147" | .category = "promotional"' |
    smsconsent check --now 2027-01-01T00:00:00Z | jq -e '.consent_check.reason == "consent_expired"'
}

@test "a grant that does not undo a withdrawal is said not to count" {
  smsconsent grant "$DANA" --text yes --now 2026-11-01T00:00:00Z >/dev/null
  smsconsent revoke "$DANA" --now 2026-11-02T00:00:00Z >/dev/null
  run -0 --separate-stderr smsconsent grant "$DANA" --text yes --now 2026-11-03T00:00:00Z
  [[ $stderr == *'it does not count: consent_revoked'* ]]
  run -0 --separate-stderr smsconsent grant "$DANA" --method voice_call --text yes --now 2026-11-04T00:00:00Z
  [[ $stderr == *'it does not count: consent_revoked'* ]]
  run -0 --separate-stderr smsconsent grant "$DANA" --method voice_call --call-id c-7 \
    --text 'Yes, text me.' --now 2026-11-05T00:00:00Z
  [ -z "$stderr" ]
  [ "$(jq -r '.evidence | [.call_id, .excerpt] | join(" ")' <<<"$output")" = 'c-7 Yes, text me.' ]
  smsconsent status "$DANA" --now 2026-11-05T00:00:01Z
  run -64 --separate-stderr smsconsent grant "$DANA" --method voice_call --kind pewc --text yes
  [[ $stderr == *'what is said on a call is no writing'* ]]
}

@test "stop texting me, said on a call, ends texts; what is unclear is told" {
  smsconsent grant "$DANA" --text yes --now 2026-11-01T00:00:00Z >/dev/null
  jq -c '.message.call.customer.number = "'"$DANA"'" |
    .message.analysis.structuredData.sms_consent = "Please stop texting me."' \
    "$FIXTURES/vapi.json" | smsconsent ingest --now 2026-12-01T00:00:00Z >/dev/null
  [ "$(smsconsent history "$DANA" | jq -r '[.action, .channel, .evidence.excerpt] | join(" ")' | tail -n 1)" = \
    'denied any Please stop texting me.' ]
  run -1 smsconsent status "$DANA" --now 2026-12-01T00:00:01Z
  jq -c '.message.call.id = "c-8" | .message.analysis.structuredData.sms_consent = "perhaps"' \
    "$FIXTURES/vapi.json" >unclear.json
  run -0 --separate-stderr smsconsent ingest unclear.json --now 2026-12-01T00:00:00Z
  [[ $stderr == *'neither a yes nor a no'* ]]
}
