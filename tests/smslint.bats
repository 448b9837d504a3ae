#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr and stderr_lines
# shellcheck disable=SC1112 # typographic quotes are what is tested
load helper

MAPLE='Maple Street Dental: '
STOP=' Reply STOP to opt out.'

# lint OPTION…: messages from stdin, with the configuration of the fixtures.
lint() {
  smslint -c "$FIXTURES/lint.yaml" --fail-on never "$@"
}

# finding RULE BODY [JQ]: the one finding of that rule, as JSON.
finding() {
  message ".body = $(jq -n --arg body "$2" '$body')${3:+ | $3}" |
    lint --select "$1" | jq -c '.lint.findings[0]'
}

# severity RULE BODY [JQ]
severity() {
  finding "$@" | jq -r '.severity // "none"'
}

@test "each rule fires where it should and nowhere else" {
  message >base.json
  jq -c --slurpfile base base.json '$base[0] + .' "$FIXTURES/lint.jsonl" |
    lint --ignore snowshoe --ignore url-cycling --ignore duplicate-body |
    jq -c 'select((.expect | sort) != ([.lint.findings[].rule] | unique))
      | {case, expect, got: [.lint.findings[] | .rule + ": " + .message]}' >wrong
  cat wrong >&2
  [ ! -s wrong ]
}

@test "every case is named once" {
  [ -z "$(jq -r .case "$FIXTURES/lint.jsonl" | sort | uniq -d)" ]
}

@test "a message without a fault gets size, cost and an empty report" {
  message '.from = "+12125550100"' >in.jsonl
  run --separate-stderr lint in.jsonl
  [ "$status" -eq 0 ]
  [ "$stderr" = '' ]
  [ "$(jq -c '[.encoding, .segments, .cost_estimate, .currency, .lint, .status]' <<<"$output")" = \
    '["gsm7",1,"0.0125","USD",{"errors":0,"warnings":0,"findings":[]},"rendered"]' ]
}

@test "everything else in the record stays byte for byte" {
  message |
    sed 's/"record":"message",/"record":"message",  "x":1.10, "\\u0079":"\\u00e9\\\/",/' >in.jsonl
  sed 's/}$/,"encoding":"gsm7","segments":1,"lint":{"errors":0,"warnings":0,"findings":[]}}/' in.jsonl >want
  smslint in.jsonl >out
  cmp want out
}

@test "fields that are there already are replaced in their place" {
  message '{lint: {old: true}, segments: 9} + .' | lint >out
  [ "$(jq -c 'keys_unsorted[0:2]' out)" = '["lint","segments"]' ]
  [ "$(jq -c '[.lint.errors, .segments]' out)" = '[0,1]' ]
}

@test "linting twice changes nothing" {
  message '.body = "hi [Name]!!"' | lint >once
  lint once >twice
  cmp once twice
}

@test "without a price there is no estimate" {
  message | smslint --fail-on never | jq -e 'has("cost_estimate") or has("currency") | not'
  message '.from = "+12125550103"' | lint | jq -e 'has("cost_estimate") | not'
  message '.media_urls = ["https://maple.example/map.png"]' | lint |
    jq -e 'has("cost_estimate") | not'
}

@test "--reference-16 counts parts of 152 septets and 66 units" {
  message '.body = ("a" * 306)' | lint | jq -e '.segments == 2'
  message '.body = ("a" * 306)' | lint --reference-16 | jq -e '.segments == 3'
  message '.body = ("а" * 134)' | lint --reference-16 | jq -e '.segments == 3'
  message '.body = ("a" * 160)' | lint --reference-16 | jq -e '.segments == 1'
}

@test "the estimate counts each segment" {
  message '.body = .body + " " + ("a" * 200)' | lint |
    jq -e '.segments == 2 and .cost_estimate == "0.0249"'
}

@test "e-mail and calls are not ours to judge" {
  message '.channel = "email" | .body = "[Name]!!"' >in.jsonl
  lint in.jsonl >out
  cmp in.jsonl out
}

@test "a message with errors is suppressed and keeps flowing" {
  message '.body = "hi [Name]"' >in.jsonl
  run --separate-stderr smslint in.jsonl
  [ "$status" -eq 1 ]
  [ "$(jq -c '[.status, .reason, .lint.errors]' <<<"$output")" = '["suppressed","lint_failed",1]' ]
}

@test "a message without status is suppressed too" {
  message 'del(.status) | .body = "hi [Name]"' | lint | jq -e '.status == "suppressed"'
}

@test "what another program decided stays" {
  message '.status = "held" | .reason = "quiet_hours" | .body = "hi [Name]"' | lint |
    jq -e '.status == "held" and .reason == "quiet_hours" and [.lint.findings[].rule] == ["brand-missing", "optout-missing", "placeholder-unfilled", "quiet-hours"]'
}

@test "warnings suppress nothing" {
  message '.body += "!!"' | lint | jq -e '.status == "rendered" and .lint.warnings == 1'
}

@test "--drop leaves messages with errors out, and only those" {
  { message '.body = "hi [Name]" | .message_id = "bad"'; message '.body += "!!"'; } >in.jsonl
  run --separate-stderr smslint --drop in.jsonl
  [ "$status" -eq 1 ]
  [ "$(jq -r .message_id <<<"$output")" = m-1 ]
}

@test "--fail-on says what makes the exit code 1" {
  message '.body += "!!"' >warning.jsonl
  message '.body = "hi [Name]"' >error.jsonl
  smslint warning.jsonl
  smslint --fail-on error warning.jsonl
  run smslint --fail-on warning warning.jsonl
  [ "$status" -eq 1 ]
  run smslint --fail-on warning error.jsonl
  [ "$status" -eq 1 ]
  smslint --fail-on never error.jsonl
}

@test "information fails nothing" {
  message '.body = "Maple Street Dental: we’re glad to see you Tue Dec 8 at 2:30 PM. Reply STOP to opt out."' |
    smslint --fail-on warning | jq -e '.lint == (.lint | .errors = 0 | .warnings = 0) and (.lint.findings | length == 1)'
}

@test "findings go to stderr as text with -v or --format text" {
  message '.body += "!!"' >in.jsonl
  want="in.jsonl:1: warning: '!' 2 times in a row [punctuation]"
  run --separate-stderr smslint -v in.jsonl
  [ "$stderr" = "$want" ]
  jq -e .lint <<<"$output"
  run --separate-stderr smslint --format text in.jsonl
  [ "$stderr" = "$want" ]
  run --separate-stderr smslint --format jsonl -v in.jsonl
  [ "$stderr" = '' ]
  run --separate-stderr smslint in.jsonl
  [ "$stderr" = '' ]
}

@test "stdin and later lines have their place" {
  { message; echo; message '.body += "!!"'; } | smslint -v 2>err >out
  grep -q '^stdin:3: warning' err
}

@test "colour is for terminals, or on demand" {
  message '.body += "!!"' >in.jsonl
  run --separate-stderr smslint -v --color always in.jsonl
  [ "$stderr" = $'in.jsonl:1: \e[33mwarning\e[0m: \'!\' 2 times in a row [punctuation]' ]
  run --separate-stderr smslint -v --color never in.jsonl
  [[ $stderr != *$'\e'* ]]
}

@test "a body cannot steer the terminal" {
  message '.body = "hi {{\u001b[2J}} " + .body' | lint --format text 2>err >out
  run ! grep -q $'\e' err
  grep -q "'{{?\[2J}}' was not filled in" err
}

@test "--select and --ignore choose rules, more than once" {
  message '.body = "hi [Name]!!"' >in.jsonl
  [ "$(lint --select punctuation in.jsonl | jq -c '[.lint.findings[].rule]')" = '["punctuation"]' ]
  [ "$(lint --select punctuation --select optout-missing in.jsonl | jq -c '[.lint.findings[].rule]')" = '["optout-missing","punctuation"]' ]
  [ "$(lint --ignore punctuation --ignore brand-missing in.jsonl | jq -c '[.lint.findings[].rule]')" = '["optout-missing","placeholder-unfilled"]' ]
  [ "$(lint --select punctuation --ignore punctuation in.jsonl | jq -c '.lint.findings')" = '[]' ]
}

@test "an unknown rule is refused with the nearest one" {
  for option in --select --ignore --explain; do
    run --separate-stderr smslint $option pii-cart
    [ "$status" -eq 64 ]
    [ "${stderr_lines[0]}" = "smslint: rule 'pii-cart' is not known, did you mean 'pii-card'?" ]
  done
}

@test "--rules lists what the manual lists" {
  smslint --rules | awk '{ print $1 }' | sort >rules
  sed -n 's/^\.It \([a-z0-9-]*\) Ta .*/\1/p' "$ROOT/man/smslint.1" | sort >page
  cmp rules page
}

@test "--explain gives reason and source of each rule" {
  for rule in $(smslint --rules | cut -d ' ' -f 1); do
    smslint --explain "$rule" >out
    grep -q "^$rule (" out
    grep -q '^Source: [A-Za-z0-9]' out
    [ "$(awk 'length > 78 && !/^    /' out)" = '' ]
    [ "$(grep -A 1 -E '^(It speaks up here|Not here):$' out | wc -l)" -eq 5 ]
  done
}

@test "a message that is no good record is rejected with its place" {
  { message '.to = 5'; message 'del(.body)'; message; } >in.jsonl
  run --separate-stderr smslint --rejects rejects.jsonl in.jsonl
  [ "$status" -eq 65 ]
  [ "${stderr_lines[0]}" = 'smslint: in.jsonl:1: to: must be a string' ]
  [ "${stderr_lines[1]}" = 'smslint: in.jsonl:2: body: required field is missing' ]
  [ "$(jq -c .line rejects.jsonl | tr '\n' ' ')" = '1 2 ' ]
  [ "$(wc -l <<<"$output")" -eq 1 ]
}

@test "a finding says where it is, in bytes of the body" {
  finding punctuation 'é "ok"!!' |
    jq -e '[.offset, .length, .text, .suggestion] == [7, 2, "!!", "!"]'
}

@test "a finding about the whole message has no place" {
  finding optout-missing 'hello' |
    jq -e '[.offset, .length, .text] == [null, null, null] and .suggestion == "Reply STOP to opt out."'
}

@test "a missing brand is an error in the first text, later a warning" {
  [ "$(severity brand-missing "see you Tue.$STOP" '.first_message = true')" = error ]
  [ "$(severity brand-missing "see you Tue.$STOP" '.first_message = false')" = warning ]
  [ "$(severity brand-missing "see you Tue.$STOP")" = warning ]
}

@test "a brand that is not configured cannot be missed" {
  message '.body = "see you Tue. Reply STOP to opt out."' >in.jsonl
  SMSPIPE_CONFIG='' smslint -c /dev/null in.jsonl | jq -e '.lint.findings == []'
}

@test "no opt-out is an error where the law asks for it, else a warning" {
  [ "$(severity optout-missing "$MAPLE 20% off.")" = warning ]
  [ "$(severity optout-missing "$MAPLE 20% off." '.category = "promotional"')" = error ]
  [ "$(severity optout-missing "$MAPLE you are in." '.purpose = "opt_in_ack"')" = error ]
  [ "$(severity optout-missing "$MAPLE hello." '.first_message = true')" = error ]
  [ "$(severity optout-missing "$MAPLE hello." '.category = "conversational"')" = warning ]
  [ "$(severity optout-missing "$MAPLE bye." '.purpose = "opt_out_ack"')" = none ]
}

@test "segments are many above the configured number, and too many above 10" {
  body=$(head -c 460 /dev/zero | tr '\0' a)
  [ "$(severity segments-many "$body")" = warning ]
  [ "$(severity segments-many "${body:0:459}")" = none ]
  body=$(head -c 1531 /dev/zero | tr '\0' a)
  [ "$(severity segments-many "$body")" = error ]
  [ "$(severity segments-many "${body:0:1530}")" = warning ]
  finding segments-many "$body" |
    jq -e '.message == "11 segments, more than 10: 1531 GSM septets, cut 1 to save one"'
  { cat "$FIXTURES/lint.yaml"; echo 'policy: {max_segments: 1}'; } >one.yaml
  message '.body += ("a" * 160)' | smslint -c one.yaml --fail-on never |
    jq -e '.lint.findings[0].message | startswith("2 segments, more than 1: ")'
}

@test "what is a warning elsewhere is an error in a text that a model wrote" {
  dynamic() {
    severity optout-missing "$MAPLE hello." ".dynamic = $1"
  }
  [ "$(dynamic true)" = error ]
  [ "$(dynamic false)" = warning ]
  [ "$(severity ucs2-cost "$MAPLE 🎉 happy birthday from all of us at the office, Dana.$STOP" '.dynamic = true')" = info ]
}

@test "a costly character is named with its substitute" {
  body="$MAPLE see you Tue Dec 8 – 2:30 PM. It’s on 5th street.$STOP"
  message ".body = \"$body\"" | lint | jq -e '[.lint.findings[] | [.rule, .severity, .text, .suggestion]] ==
    [["ucs2-cost", "info", "–", "-"], ["ucs2-cost", "info", "’", "\u0027"]]'
  finding ucs2-cost "$body" | jq -e '.message == "\u0027–\u0027 (U+2013) makes it UCS-2: 2 segments, 1 without such characters"'
}

@test "a character without substitute is named all the same" {
  finding ucs2-cost "$MAPLE 🎉 happy birthday from all of us at the office, Dana.$STOP" |
    jq -e '.text == "🎉" and .suggestion == null and .length == 4'
}

@test "an http link is suggested as https" {
  finding url-http "see http://maple.example/a?b=1." |
    jq -e '.text == "http://maple.example/a?b=1" and .suggestion == "https://maple.example/a?b=1"'
}

@test "the report does not repeat a card number" {
  finding pii-card 'paid with 4111 1111-1111 1111 today' >out
  jq -e '.text == "**** ****-**** 1111" and .length == 19' out
  run ! grep -q 4111 out
  jq -e '.message | startswith("a card number (Visa)")' out
}

@test "a sender that is not registered is named" {
  finding sender-unregistered hello '.from = "+12125550101"' |
    jq -e '.message | startswith("sender \u0027+12125550101\u0027 is not marked registered")'
}

@test "more than a hundred findings are counted, not listed" {
  message '.body = "a!! " * 500' | lint --select punctuation |
    jq -e '.lint.warnings == 500 and (.lint.findings | length) == 100'
}

@test "a body of a megabyte is linted and stays a record" {
  message '.body = "[Name] é" * 100000' | lint | smslint --fail-on never |
    jq -e '.lint.findings | length == 100'
}

# What tests/bench/score says of all rules together: precision and recall.
score() {
  "$ROOT/tests/bench/score" "$FIXTURES/$1" | awk '$1 == "all" { print $5, $6 }'
}

@test "precision is 0.98 and recall 0.95 at least on the labelled texts" {
  [ "$(wc -l <"$FIXTURES/lint-corpus.jsonl")" -ge 400 ]
  [ "$(jq -s 'map(select(.expect == [])) | length' "$FIXTURES/lint-corpus.jsonl")" -ge 200 ]
  score lint-corpus.jsonl >figures
  cat figures
  awk '{ exit !($1 >= 0.98 && $2 >= 0.95) }' figures
}
