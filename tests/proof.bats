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
