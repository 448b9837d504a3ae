#!/usr/bin/env bats
# The pieces for others' continuous integration, each run as its host would.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr
load helper

setup() {
  smspipe_setup
  rm "$SMSPIPE_CONFIG"
  unset SMSPIPE_CONFIG
  mkdir templates
  printf '%s\n' 'id: visit' 'purpose: confirmation' 'category: transactional' \
    'body: "{{ brand.name }}: see you!! bit.ly/a Reply STOP to opt out."' >templates/visit.yaml
}

# action NAME=VALUE…: the step of action.yml, its inputs in the environment.
action() {
  sed -n '/^      run: |$/,$s/^        //p' "$ROOT/action.yml" >step
  [ -s step ]
  env FILES=templates/ CONFIG= FAIL_ON=error BASELINE= SARIF= \
    GITHUB_ACTION_PATH="$ROOT" "$@" bash -e -o pipefail step
}

@test "every input of the action has a default and reaches the step" {
  sed -n '/^inputs:/,/^runs:/s/^  \([a-z-]*\):$/\1/p' "$ROOT/action.yml" >inputs
  [ "$(wc -l <inputs)" -eq "$(grep -c '^    default: ' "$ROOT/action.yml")" ]
  while read -r input; do
    grep -q "^        [A-Z_]*: \${{ inputs.$input }}$" "$ROOT/action.yml"
  done <inputs
}

@test "the action annotates and fails" {
  run --separate-stderr action
  [ "$status" -eq 1 ]
  [ "${lines[0]}" = '::notice title=smslint::1 error, 1 warning, 1 for information in 1 file' ]
  [[ ${lines[1]} = '::error file=templates/visit.yaml,line=4,'*'title=smslint url-shortener::'* ]]
  run action FAIL_ON=never
  [ "$status" -eq 0 ]
}

@test "the action takes a configuration, a baseline, several files, and writes SARIF" {
  cp templates/visit.yaml other.yaml
  printf 'brand: {name: Maple Street Dental, domains: [bit.ly]}\n' >my.yaml
  run action CONFIG=my.yaml SARIF=out.sarif FILES=$'templates\nother.yaml'
  [ "$status" -eq 1 ]
  [[ ${lines[0]} = *' in 3 files' ]]
  jq -e '[.runs[0].results[].locations[0].physicalLocation.artifactLocation.uri] | unique
    == ["other.yaml", "templates/visit.yaml"]' out.sarif
  smslint --fail-on never --format jsonl templates 2>/dev/null >base
  run action BASELINE=base FAIL_ON=warning
  [ "$status" -eq 0 ]
}

@test "the hook of pre-commit runs over the files it is given" {
  entry=$(sed -n 's/^  entry: //p' "$ROOT/.pre-commit-hooks.yaml")
  files=$(sed -n 's/^  files: //p' "$ROOT/.pre-commit-hooks.yaml")
  grep -qE "$files" <<<templates/visit.yaml
  grep -qE "$files" <<<clinic/templates/visit.yaml
  run ! grep -qE "$files" <<<values/visit.yaml
  run "$ROOT/$entry" templates/visit.yaml
  [ "$status" -eq 1 ]
  [[ $output = *'templates/visit.yaml:4:36: error: '* ]]
}

@test "where smslint is not installed it is built" {
  mkdir -p clone/.github clone/build/release/bin bin
  cp "$ROOT/.github/smslint" clone/.github
  # shellcheck disable=SC2016 # it is the script's
  printf '#!/bin/sh\n[ "$*" = build ] && cp "%s" "%s"\n' "$BIN/smslint" \
    "$PWD/clone/build/release/bin" >clone/bootstrap
  chmod +x clone/bootstrap
  for tool in dirname cp sh; do ln -s "$(command -v "$tool")" bin; done
  run env PATH="$PWD/bin" clone/.github/smslint -V
  [ "$status" -eq 0 ]
  [[ $output = smslint* ]]
  [ -x clone/build/release/bin/smslint ]
}

@test "the problem matcher takes a finding apart" {
  smslint --fail-on never templates >findings 2>/dev/null
  python3 - "$ROOT/.github/problem-matcher.json" findings >got <<'PYTHON'
import json, re, sys
pattern, = json.load(open(sys.argv[1]))['problemMatcher'][0]['pattern']
for line in open(sys.argv[2]):
    found = re.match(pattern['regexp'], line.rstrip('\n'))
    if found:
        print(*(found.group(pattern[name]) for name in ('file', 'line', 'column', 'severity', 'code')))
PYTHON
  diff - got <<'TEXT'
templates/visit.yaml 4 33 warning punctuation
templates/visit.yaml 4 36 error url-shortener
templates/visit.yaml 4 36 info url-bare
TEXT
}
