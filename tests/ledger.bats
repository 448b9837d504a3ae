#!/usr/bin/env bats
# The ledger as evidence: the chain, checkpoints, and people who are erased.
# SPDX-License-Identifier: ISC
# bats file_tags=store
# shellcheck disable=SC2154 # bats sets stderr
load helper

DANA=+12125550147
LUIS=+12125550148
NOW=2026-12-07T20:00:00Z

consent() {
  smsconsent "$1" --now "$NOW" "${@:2}"
}

# Dana said yes and stop, Luis yes: entries 2 to 4, behind the ledger's name.
ledger() {
  consent grant "$DANA" --name 'Dana Whitlock' --text 'Yes, text is fine.' >/dev/null
  consent revoke "$DANA" --text 'no more' >/dev/null
  consent grant "$LUIS" >/dev/null
}

# tamper SQL: as somebody who has the file and knows of the triggers.
tamper() {
  if [ -n "${SMSPIPE_TEST_STORE:-}" ]; then
    sql "ALTER TABLE ledger DISABLE TRIGGER USER;
      ALTER TABLE person DISABLE TRIGGER USER; $1"
    return
  fi
  sqlite3 smspipe.db "DROP TRIGGER IF EXISTS ledger_update;
    DROP TRIGGER IF EXISTS ledger_delete; DROP TRIGGER IF EXISTS person_update;
    DROP TRIGGER IF EXISTS person_delete; $1"
}

# What the store notes as the highest entry there ever was.
last_is() {
  [ -n "${SMSPIPE_TEST_STORE:-}" ] &&
    echo "UPDATE ledger_last SET last = $1" ||
    echo "UPDATE sqlite_sequence SET seq = $1 WHERE name = 'ledger'"
}

# Sixteen bytes of nothing, in SQL.
zeroes() {
  [ -n "${SMSPIPE_TEST_STORE:-}" ] &&
    echo "decode(repeat('00', 16), 'hex')" || echo 'zeroblob(16)'
}

# verdict_is WORDS [OPTION…]: exit 1 and these words.
verdict_is() {
  run -1 --separate-stderr smsconsent verify "${@:2}"
  [ "$output" = "$1" ] || { echo "$output" >&2; return 1; }
  [ -z "$stderr" ]
}

# ---- the chain ------------------------------------------------------------

@test "a ledger that nobody touched is intact" {
  smsconsent ingest /dev/null
  run -0 --separate-stderr smsconsent verify
  [ "$output" = 'ledger : 0 entries, 0 with a person, 0 erased; head 0000000000000000000000000000000000000000000000000000000000000000' ]
  ledger
  run -0 --separate-stderr smsconsent verify
  [[ $output =~ ^ledger\ [0-9a-f-]{36}:\ 4\ entries,\ 3\ with\ a\ person,\ 0\ erased\;\ head\ [0-9a-f]{64}$ ]]
  [ "$(consent verify --json)" = "$(consent checkpoint |
    jq -c '. + {people: 3, erased: 0, intact: true}')" ]
}

# bats test_tags=file
@test "the hashes can be computed by anybody" {
  local before hash rest
  ledger
  before=$(printf '%064d' 0)
  sqlite3 -separator ' ' smspipe.db "SELECT lower(hex(hash)), '00' || '@' ||
    (SELECT group_concat(CASE typeof(v)
      WHEN 'null' THEN 'FFFFFFFFFFFFFFFF'
      WHEN 'integer' THEN printf('0000000000000008%016X', v)
      ELSE printf('%016X', length(CAST(v AS BLOB))) || hex(v) END, '')
      FROM (SELECT 1 AS n, seq AS v UNION ALL SELECT 2, tenant
        UNION ALL SELECT 3, program UNION ALL SELECT 4, channel
        UNION ALL SELECT 5, category UNION ALL SELECT 6, action
        UNION ALL SELECT 7, basis UNION ALL SELECT 8, kind
        UNION ALL SELECT 9, method UNION ALL SELECT 10, scope
        UNION ALL SELECT 11, sender UNION ALL SELECT 12, effective_ms
        UNION ALL SELECT 13, recorded_ms UNION ALL SELECT 14, expires_ms
        UNION ALL SELECT 15, person UNION ALL SELECT 16, about
        UNION ALL SELECT 17, secret)) FROM ledger ORDER BY seq" >rows
  while read -r hash rest; do
    rest=${rest/@/$before}
    [ "$(printf %b "$(fold -w 2 <<<"$rest" | sed 's/^/\\x/' | tr -d '\n')" | sha256sum)" = "$hash  -" ]
    before=$hash
  done <rows
  [ "$(wc -l <rows)" -eq 4 ]
}

@test "the first entry that was changed is named" {
  ledger
  tamper "UPDATE ledger SET action = 'granted' WHERE seq = 3;
    UPDATE ledger SET effective_ms = 0 WHERE seq = 4"
  verdict_is 'entry 3: was changed'
  [ "$(smsconsent verify --json | jq -c '[.intact, .first_bad, .last_bad, .fault]')" = \
    '[false,3,3,"was changed"]' ]
}

@test "what was said of a person cannot be changed" {
  ledger
  tamper "UPDATE person SET number = '+12125550149' WHERE seq = 4"
  verdict_is 'entry 4: what it says of the person was changed'
  tamper "UPDATE person SET record = replace(record, 'fine', 'bad') WHERE seq = 2"
  verdict_is 'entry 2: what it says of the person was changed'
}

@test "an entry that was taken out is missed, with its person or without" {
  ledger
  tamper 'DELETE FROM ledger WHERE seq = 3'
  verdict_is 'entry 3: is missing'
  tamper 'DELETE FROM person WHERE seq = 3'
  verdict_is 'entry 3: is missing'
}

@test "a person who is gone was erased, or the ledger is broken" {
  ledger
  tamper 'DELETE FROM person WHERE seq = 4'
  verdict_is 'entry 4: what it says of the person is missing'
}

@test "entries that changed places, and entries put in, are found" {
  ledger
  tamper 'UPDATE ledger SET seq = 99 WHERE seq = 3; UPDATE ledger SET seq = 3
    WHERE seq = 4; UPDATE ledger SET seq = 4 WHERE seq = 99'
  verdict_is 'entry 3: was changed'
  store_anew
  ledger
  tamper 'INSERT INTO ledger SELECT 0, tenant, program, channel, category,
    action, basis, kind, method, scope, sender, effective_ms, recorded_ms,
    expires_ms, person, about, secret, hash FROM ledger WHERE seq = 2'
  verdict_is 'entry 0: was put in'
  tamper "DELETE FROM ledger WHERE seq = 0;
    INSERT INTO person VALUES (9, 'x', '+12125550147', '{}', $(zeroes))"
  verdict_is 'entry 9: belongs to no entry'
}

@test "an end that was cut off is missed, and nothing is written over it" {
  ledger
  tamper 'DELETE FROM ledger WHERE seq > 2; DELETE FROM person WHERE seq > 2'
  verdict_is 'entry 3 to 4: is missing'
  run -74 --separate-stderr consent revoke "$LUIS"
  [ "$stderr" = 'smsconsent: the ledger ends at entry 2 and had 4: run smsconsent verify' ]
}

@test "nothing is sent by a ledger whose end was cut off" {
  ledger
  message '.to = "+12125550148"' >in.jsonl
  tamper 'DELETE FROM ledger WHERE seq > 3; DELETE FROM person WHERE seq > 3'
  run -74 --separate-stderr smssend --now "$NOW" in.jsonl
  [[ $stderr == *'the ledger ends at entry 3 and had 4'* ]]
  [ ! -s outbox.jsonl ]
}

# bats test_tags=file
@test "an entry that a foreign trigger swallows is no entry" {
  ledger
  sqlite3 smspipe.db "CREATE TRIGGER odd BEFORE INSERT ON ledger
    BEGIN SELECT RAISE(IGNORE); END"
  run -74 --separate-stderr consent revoke "$LUIS"
  [[ $stderr == *'the ledger does not take the entry' ]]
}

@test "whoever was erased is not what is wrong with a ledger that was cut off" {
  ledger
  consent erase "$LUIS" 2>/dev/null
  last=$(consent checkpoint | jq .entries)
  tamper "DELETE FROM ledger WHERE seq = $last"
  verdict_is "entry $last: is missing"
}

@test "nor is it where the entry that says so was changed; a moved half is" {
  ledger
  consent erase "$LUIS" 2>/dev/null
  last=$(consent checkpoint | jq .entries)
  tamper "UPDATE ledger SET about = '' WHERE seq = $last"
  verdict_is "entry $last: was changed"
  store_anew
  ledger
  tamper 'UPDATE person SET seq = 5 WHERE seq = 3; UPDATE ledger SET seq = 5 WHERE seq = 4;
    INSERT INTO ledger SELECT 4, tenant, program, channel, category,
      action, basis, kind, method, scope, sender, effective_ms, recorded_ms,
      expires_ms, person, about, secret, hash FROM ledger WHERE seq = 3'
  verdict_is 'entry 3: what it says of the person is missing'
}

# bats test_tags=file
@test "a copy that nobody may write to is checked as it lies" {
  ledger
  mkdir copy
  sqlite3 smspipe.db "VACUUM INTO 'copy/a b?c%.db'"
  sed -i 's,sqlite:smspipe.db,"sqlite:copy/a b?c%.db",' smspipe.yaml
  chmod 400 copy/*
  chmod 500 copy
  run -0 smsconsent verify
  [[ $output == *': 4 entries, 3 with a person'* ]]
  [ "$(smsconsent proof "$DANA" | jq -c '[.entries[].record.action]')" = '["granted","revoked"]' ]
  [ "$(smsconsent export | wc -l)" -eq 3 ]
  [ "$(ls copy)" = 'a b?c%.db' ]
  chmod 700 copy
}

# ---- checkpoints ----------------------------------------------------------

@test "a checkpoint shows that the end was cut off, however well" {
  ledger
  consent checkpoint >points
  tamper "DELETE FROM ledger WHERE seq > 3; DELETE FROM person WHERE seq > 3;
    $(last_is 3)"
  run -0 smsconsent verify
  verdict_is 'entry 4: is missing' --against points
}

@test "a checkpoint shows that the past was written anew" {
  consent grant "$LUIS" >/dev/null
  consent checkpoint >points
  consent grant "$DANA" >/dev/null
  consent checkpoint >>points
  run -0 smsconsent verify --against points
  store_anew
  ledger
  run -0 smsconsent verify
  verdict_is 'entry 1 to 2: is not what the checkpoint saw' --against points
}

@test "what was added since a checkpoint is no fault" {
  smsconsent ingest /dev/null
  consent checkpoint >points
  ledger
  consent checkpoint >>points
  consent grant "$LUIS" >/dev/null
  run -0 smsconsent verify --against points
}

@test "a file that is no list of checkpoints is refused" {
  ledger
  { consent checkpoint; echo '{"ledger":"x"}'; } >points
  run -65 --separate-stderr smsconsent verify --against points
  [ "$stderr" = 'smsconsent: points:2: is no checkpoint' ]
  : >points
  run -65 --separate-stderr smsconsent verify --against points
  [ "$stderr" = 'smsconsent: points: holds no checkpoint' ]
  run -66 smsconsent verify --against nowhere
}

# ---- erase ----------------------------------------------------------------

@test "erase takes the person out, keeps the stop and the chain" {
  ledger
  [ "$(consent erase "$DANA")" = '2 entries erased, 1 withdrawal kept' ]
  run -0 smsconsent verify
  [[ $output = *': 7 entries, 1 with a person, 2 erased; head '* ]]
  run -1 consent status "$DANA"
  [ "$output" = "$DANA: transactional: no, consent_revoked: revoked by operator on 2026-12-07T20:00:00.000Z (of a person who was erased since); holds at once, the law gives until 2026-12-21 (10 business days)" ]
  [ "$(consent history "$DANA" | jq -r .action | tr '\n' ' ')" = 'revoked erased ' ]
  run -0 consent status "$LUIS"
}

# bats test_tags=file
@test "nothing that names an erased person is left in the files" {
  local word
  ledger
  consent erase "$DANA" >/dev/null
  for word in "$DANA" Whitlock 'text is fine' 'no more'; do
    cat smspipe.db* >all
    run -1 grep -aq -- "$word" all
  done
  [ "$(stat -c '%a %s' smspipe.db.key)" = '600 64' ]
}

@test "an erased person who never said stop has no consent any more" {
  ledger
  [ "$(consent erase "$LUIS")" = '1 entry erased, 0 withdrawals kept' ]
  run -1 consent status "$LUIS"
  [ "$output" = "$LUIS: transactional: no, no_consent: no entry of the ledger allows it" ]
  [ "$(consent erase +12125550999)" = '0 entries erased, 0 withdrawals kept' ]
}

@test "what an old record claims of an erased person counts no more" {
  jq -cn '{record: "call", source: "vapi", call_id: "c-1", stage: "ended",
    direction: "inbound", customer_number: "+12125550148", ended_at: "2026-11-30T15:51:20.904Z",
    consent: {sms: "granted"}}' >call
  consent ingest call >/dev/null
  consent erase "$LUIS" >/dev/null
  consent ingest call | cmp call -
  run -1 consent status "$LUIS"
  [ "$(sql 'SELECT count(*) FROM person')" -eq 0 ]
  smsconsent grant "$LUIS" --now 2026-12-08T10:00:00Z >/dev/null
  run -0 smsconsent status "$LUIS" --now 2026-12-08T10:00:01Z
}

@test "an erased person's stop is undone by that person alone" {
  ledger
  consent erase "$DANA" >/dev/null
  smsconsent grant "$DANA" --now 2026-12-08T10:00:00Z >/dev/null
  run -1 smsconsent status "$DANA" --now 2026-12-08T10:00:01Z
  smsconsent grant "$DANA" --method web_form --text yes --now 2026-12-08T11:00:00Z >/dev/null
  run -0 smsconsent status "$DANA" --now 2026-12-08T11:00:01Z
}

@test "without its key, or with another, the ledger does not guess" {
  ledger
  consent erase "$DANA" >/dev/null
  mv smspipe.db.key key
  run -78 --separate-stderr consent status "$LUIS"
  [ "$stderr" = "smsconsent: $PWD/smspipe.db.key: the key of this ledger is needed here: without it the opt-outs of people who were erased are not known again" ]
  message >in
  run -78 smsconsent check in
  tr 0-9a-f 1-9a-f0 <key >smspipe.db.key
  chmod 600 smspipe.db.key
  run -78 consent status "$LUIS"
  chmod 644 smspipe.db.key
  run -77 consent status "$LUIS"
  mv key smspipe.db.key
  run -0 consent status "$LUIS"
}

@test "nobody erases a person by hand" {
  ledger
  run ! sql 'DELETE FROM person'
  [ "$output" = 'Runtime error near line 1: people are forgotten by smsconsent erase alone (19)' ] ||
    [[ $output = *'people are forgotten by smsconsent erase alone'* ]]
  run -0 smsconsent verify
}

@test "who only texted is forgotten too" {
  jq -cn '{record: "reply", record_version: 1, reply_id: "r-1", provider: "twilio",
    from: "+12125550149", to: "+12125550100", body: "I am Dana Whitlock.",
    received_at: "2026-12-07T19:00:00Z"}' | smsreply --now "$NOW" >/dev/null
  [ "$(sql "SELECT COUNT(*) FROM reply WHERE number = '+12125550149'")" -eq 1 ]
  consent erase +12125550149
  [ "$(sql "SELECT (SELECT COUNT(*) FROM reply WHERE number = '+12125550149')
    + (SELECT COUNT(*) FROM inbound WHERE number = '+12125550149')")" -eq 0 ]
}
