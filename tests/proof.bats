#!/usr/bin/env bats
# smsconsent proof: one document about one person.
# SPDX-License-Identifier: ISC
# bats file_tags=store
# shellcheck disable=SC2154 # bats sets stderr
load helper

DANA=+12125550147
NOW=2026-11-30T18:00:00Z

# Dana says yes, gets a text, says stop; the next text is not sent.
setup() {
  smspipe_setup
  sed -i '/^policy:/d' "$SMSPIPE_CONFIG"
  printf 'policy: {quiet_hours: off, cadence: []}\n' >>"$SMSPIPE_CONFIG"
  smsconsent grant "$DANA" --name 'Dana <W>' --disclosure 'May we text you?' \
    --text 'Yes, text is fine.' --now 2026-11-30T15:00:00Z
  message '.to = "+12125550147" | .message_id = "m-1"' >one.jsonl
  smssend --now 2026-11-30T16:00:00Z one.jsonl
  smsconsent revoke "$DANA" --text 'no more' --now 2026-11-30T17:00:00Z
  message '.to = "+12125550147" | .message_id = "m-2" | .body += " Again."' >two.jsonl
  smssend --now 2026-11-30T17:30:00Z two.jsonl
}

@test "entries, texts, and why each was allowed when it went" {
  run -0 --separate-stderr smsconsent proof "$DANA" --now "$NOW"
  jq -e '.number == "+12125550147" and .tenant == "maple-street" and .ledger.intact' <<<"$output"
  [ "$(jq -c '[.transactional.allowed, .transactional.reason, .promotional.allowed]' <<<"$output")" = \
    '[false,"consent_revoked",false]' ]
  [ "$(jq -c '[.entries[] | [.seq, .record.action, (.hash | length)]]' <<<"$output")" = \
    '[[2,"granted",64],[3,"revoked",64]]' ]
  [ "$(jq -r '.entries[0].record.evidence | .disclosure_text + " " + .consent_text' <<<"$output")" = \
    'May we text you? Yes, text is fine.' ]
  [ "$(jq -c '[.messages[] | [.message_id, .status, .consent_check.allowed]] | sort' <<<"$output")" = \
    '[["m-1","accepted",true],["m-2","suppressed",null]]' ]
  [ "$(jq -r '.messages[] | select(.message_id == "m-1") | .consent_check.consent_id' <<<"$output")" = \
    "$(jq -r '.entries[0].record.consent_id' <<<"$output")" ]
  [ "$(smsconsent checkpoint | jq -r .head)" = "$(jq -r .ledger.head <<<"$output")" ]
}

@test "it says how long what it holds is to be kept" {
  [ "$(smsconsent proof "$DANA" --now "$NOW" | jq -c '[.retention[] | [.what, .until]]')" = \
    '[["evidence","2031-11-30T17:00:00.000Z"],["withdrawal",null]]' ]
  [ "$(smsconsent proof +12125550100 | jq -c .retention)" = '[]' ]
  smsconsent proof --html "$DANA" --now "$NOW" | grep -F 'evidence 2031-11-30 (16 CFR 310.5; 89 FR 26760)'
  run -0 --separate-stderr smsconsent erase "$DANA" --now "$NOW"
  [ "$stderr" = 'smsconsent: what proves this consent was to be kept until 2031-11-30 (16 CFR 310.5; 89 FR 26760)' ]
}

@test "each program that was agreed to has its answer" {
  smsconsent grant +12125550148 --kind pewc --program offers --method web_form \
    --text yes --disclosure 'Offers by text.' --now 2026-11-30T15:00:00Z
  smsconsent proof +12125550148 --now "$NOW" >proof.json
  [ "$(jq -c '[.promotional.allowed, .promotional.reason]' proof.json)" = '[false,"out_of_program"]' ]
  [ "$(jq -c '[.programs[] | [.program, .transactional.allowed, .promotional.allowed]]' proof.json)" = \
    '[["offers",true,true]]' ]
  smsconsent proof --html +12125550148 --now "$NOW" | grep -qF '<dt>Program</dt><dd>offers'
}

@test "of somebody unknown there is nothing, and the ledger is whole" {
  run -0 smsconsent proof +12125550100
  jq -e '.entries == [] and .messages == [] and .ledger.entries == 3' <<<"$output"
}

# bats test_tags=file
@test "a broken ledger is said, with exit 1" {
  sqlite3 smspipe.db "DROP TRIGGER ledger_update; UPDATE ledger SET action = 'granted' WHERE seq = 3"
  run -1 --separate-stderr smsconsent proof "$DANA"
  jq -e '.ledger | (.intact | not) and .first_bad == 3 and .fault == "was changed"' <<<"$output"
  run -1 smsconsent proof --html "$DANA"
  [[ $output = *'entry 3: was changed'* ]]
}

@test "the page shows the same, and what people said stays text" {
  smsconsent proof --html "$DANA" --now "$NOW" >page.html
  for words in 'Dana &lt;W&gt;' 'May we text you?' 'Yes, text is fine.' 'no more' \
    m-1 m-2 'Entry 2: granted' 'Entry 3: revoked' "$(smsconsent checkpoint | jq -r .head)"; do
    grep -qF -- "$words" page.html || { echo "$words" >&2; return 1; }
  done
  run ! grep -F 'Dana <W>' page.html
}

@test "after an erasure it does not say that a text was not allowed" {
  smsconsent erase "$DANA" --now "$NOW" 2>/dev/null
  [ "$(smsconsent proof "$DANA" --now "$NOW" |
    jq -c '.messages[] | select(.message_id == "m-1") | [.consent_check, .consent_erased]')" = '[null,true]' ]
  smsconsent proof --html "$DANA" --now "$NOW" | grep -F 'not known: what it rested on was erased'
}

@test "the page shows all of the evidence, and names are no HTML" {
  jq -cn '{record: "consent", record_version: 1, consent_id: "web-1",
    tenant: "maple-street", number: "+12125550149", channel: "sms",
    category: "transactional", action: "granted", basis: "express_written",
    kind: "pec", method: "web_form", scope: "tenant", expires_at: "2027-11-30T00:00:00Z",
    effective_at: "2026-11-01T12:00:00Z", recorded_at: "2026-11-01T12:00:00Z",
    evidence: {form_url: "https://maple.example/f", ip: "192.0.2.7",
      user_agent: "Mozilla/5.0", disclosure_version: "7",
      not_condition_of_purchase: true, "<i>odd</i>": "x"}}' |
    smsconsent ingest --now 2026-11-01T12:00:01Z
  smsconsent proof --html +12125550149 --now "$NOW" >page.html
  for shown in '<dt>IP address</dt><dd>192.0.2.7' '<dt>Browser</dt><dd>Mozilla/5.0' \
    '<dt>Version of what was shown</dt><dd>7' '<dt>not_condition_of_purchase</dt><dd>true' \
    '<dt>Until</dt><dd>2027-11-30' '<dt>Scope</dt><dd>tenant' '<dt>&lt;i&gt;odd&lt;/i&gt;</dt><dd>x'; do
    grep -qF "$shown" page.html
  done
}
