#!/usr/bin/env bats
# What every program promises, whatever it does.  A new program is in here by
# existing; one that reads and writes records is named in FILTERS too.
# SPDX-License-Identifier: ISC
load helper

PROGRAMS=$(cd "$BATS_TEST_DIRNAME/../cmd" && for p in *; do [ -f "$p/main.c" ] && echo "$p"; done)
SERVERS='smshook smssim'

# Command lines that pass records of other kinds through.
FILTERS=(
  smsrender
  smslint
  'smsconsent ingest'
  'smsconsent check'
  'smssend'
  'smsreply'
)
READERS=("${FILTERS[@]}" smsstats)

FOREIGN='{"record":"weather",  "t\u0061":1.10,"big":123456789012345678901234567890,"e":1e400,"u":"\u00e9\/","n":null}'

# expect CODE COMMAND…: runs it, complains with its name.
expect() {
  local want=$1 code=0
  shift
  "$@" >out 2>err || code=$?
  if [ "$code" -ne "$want" ]; then
    echo "$*: exit $code, want $want" >&2
    sed 's/^/  err: /' err >&2
    return 1
  fi
}

fold() {
  tr -s ' \n' ' ' | sed 's/^ //; s/ $//'
}

synopsis_of_page() {
  mandoc -T ascii -O width=78 "$ROOT/man/$1.1" | col -bx |
    awk '/^SYNOPSIS/ { on = 1; next } /^[A-Z]/ { on = 0 } on' |
    sed 's/\([a-z]\)-$/\1-/' | fold
}

synopsis_of_help() {
  "$1" -h | awk '/^$/ { exit } { print }' | sed 's/^usage: //' | fold
}

@test "-h is the SYNOPSIS of the manual page" {
  for program in $PROGRAMS; do
    page=$(synopsis_of_page "$program") help=$(synopsis_of_help "$program")
    if [ "$page" != "$help" ]; then
      printf '%s\n  page: %s\n  help: %s\n' "$program" "$page" "$help" >&2
      return 1
    fi
  done
}

@test "-V names the program and the version" {
  for program in $PROGRAMS; do
    [ "$($program -V)" = "$program (smspipe) 0.1.0" ]
    [ "$($program --version)" = "$program (smspipe) 0.1.0" ]
  done
}

@test "an unknown option is a usage error with the synopsis on stderr" {
  for program in $PROGRAMS; do
    expect 64 "$program" --nonsense
    grep -q "^$program: option '--nonsense' is not known" err
    grep -q "^usage: $program" err
    [ ! -s out ]
  done
}

@test "help into a full disk is an error, not success" {
  for program in $PROGRAMS; do
    code=0
    "$program" -h >/dev/full 2>/dev/null || code=$?
    [ "$code" -eq 74 ]
  done
}

@test "an unknown setting is refused with file, line and the nearest name" {
  sed 's/^tenant:/tennant:/' "$SMSPIPE_CONFIG" >bad.yaml
  for program in "${READERS[@]}" $SERVERS; do
    # shellcheck disable=SC2086
    expect 78 $program -c bad.yaml </dev/null
    grep -q "bad.yaml:1: .*'tennant'.*'tenant'" err
  done
}

@test "a missing configuration file is an error" {
  for program in "${READERS[@]}"; do
    # shellcheck disable=SC2086
    expect 78 $program -c nowhere.yaml /dev/null
    grep -q 'nowhere.yaml' err
  done
}

@test "a missing operand is 66, and the next operand is read" {
  echo "$FOREIGN" >good.jsonl
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 66 $program nowhere.jsonl good.jsonl
    grep -q 'nowhere.jsonl: No such file' err
    [ "$(cat out)" = "$FOREIGN" ]
  done
}

@test "records of other kinds pass byte for byte" {
  printf '%s\r\n\n%s' "$FOREIGN" "$FOREIGN" >in.jsonl
  printf '%s\r\n%s\n' "$FOREIGN" "$FOREIGN" >want
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 0 $program in.jsonl
    cmp want out
  done
}

@test "empty input is no error" {
  for program in "${READERS[@]}"; do
    # shellcheck disable=SC2086
    expect 0 $program /dev/null
  done
}

@test "a broken line is told with file and line, and the rest goes on" {
  printf '%s\n{"record":\n%s\n' "$FOREIGN" "$FOREIGN" >in.jsonl
  printf '%s\n%s\n' "$FOREIGN" "$FOREIGN" >want
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 65 $program in.jsonl
    grep -q '^[a-z]*: in.jsonl:2: column 11: not a record: unexpected end$' err
    cmp want out
  done
}

@test "a broken line goes to --rejects with its number" {
  printf '%s\n[1]\n\200\n' "$FOREIGN" >in.jsonl
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 65 $program --rejects rejects.jsonl in.jsonl
    [ "$(jq -r '"\(.line) \(.input)"' rejects.jsonl | head -n 1)" = '2 [1]' ]
    [ "$(jq -r 'select(.line == 3).input_hex' rejects.jsonl)" = 80 ]
  done
}

@test "--strict stops at the first broken line" {
  printf '[1]\n%s\n' "$FOREIGN" >in.jsonl
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 65 $program --strict in.jsonl
    [ ! -s out ]
  done
}

@test "a line over 1 MiB is refused, and the rest goes on" {
  { head -c 1100000 /dev/zero | tr '\0' x; printf '\n%s\n' "$FOREIGN"; } >in.jsonl
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 65 $program in.jsonl
    grep -q 'in.jsonl:1: longer than 1048576 bytes' err
    [ "$(cat out)" = "$FOREIGN" ]
  done
}

@test "what is read is not written too, and stays as it was" {
  echo "$FOREIGN" >in.jsonl
  for program in "${READERS[@]}"; do
    for option in --output --rejects; do
      # shellcheck disable=SC2086
      expect 73 $program "$option" ./in.jsonl in.jsonl
      grep -q ': ./in.jsonl: is read, and cannot be written too$' err
      # shellcheck disable=SC2086,SC2094
      expect 73 $program "$option" in.jsonl <in.jsonl
      [ "$(cat in.jsonl)" = "$FOREIGN" ]
    done
  done
}

@test "a full disk is 74" {
  echo "$FOREIGN" >in.jsonl
  for program in "${FILTERS[@]}"; do
    code=0
    # shellcheck disable=SC2086
    $program in.jsonl >/dev/full 2>err || code=$?
    [ "$code" -eq 74 ]
    grep -q 'No space left on device' err
    code=0
    # shellcheck disable=SC2086
    $program -o /dev/full in.jsonl 2>err || code=$?
    [ "$code" -eq 74 ]
  done
}

@test "an output file that cannot be made is 73" {
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 73 $program -o /nonexistent/out /dev/null
  done
}

@test "each record goes on at once in a live pipe" {
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    coproc LIVE { $program 2>err; }
    exec 8<&"${LIVE[0]}" 9>&"${LIVE[1]}"
    eval "exec ${LIVE[1]}>&-"
    echo "$FOREIGN" >&9
    line=
    read -r -t 5 -u 8 line || true
    exec 9>&- 8<&-
    wait "$LIVE_PID" || true
    if [ "$line" != "$FOREIGN" ]; then
      echo "$program kept its record" >&2
      return 1
    fi
  done
}

@test "--now must be a time" {
  for program in "${FILTERS[@]}"; do
    # shellcheck disable=SC2086
    expect 64 $program --now yesterday /dev/null
    grep -q "yesterday" err
  done
}

@test "every program passes on what its configuration warns of" {
  export T=secret
  cat >open.yaml <<'YAML'
providers:
  twilio: {account_sid: AC1, auth_token: env:T, base_url: "http://192.0.2.1", insecure: true}
YAML
  for program in "${READERS[@]}"; do
    # shellcheck disable=SC2086
    expect 0 $program -c open.yaml /dev/null
    grep -q 'open.yaml:2: .* unencrypted' err
  done
  expect 0 smshook -c open.yaml --replay /dev/null
  grep -q 'open.yaml:2: .* unencrypted' err
  expect 73 smssim -c open.yaml --port-file /nonexistent/port
  grep -q 'open.yaml:2: .* unencrypted' err
}

@test "a port that is taken is 69" {
  smssim --max-seconds 20 >ready.json 3>&- &
  wait_until test -s ready.json
  port=$(jq -r .url ready.json | sed 's/.*://')
  expect 69 smssim --port "$port"
  expect 69 smshook --port "$port" --insecure
  kill %1
}

# A file of 2 MiB and more is read ahead by a thread; a pipe never is.
@test "a large file gives what a pipe gives: records, faults, places" {
  {
    printf '{"first":\n1}\n'
    awk 'BEGIN {
      for (i = 0; i < 40000; i++) {
        printf "{\"n\":%d,\"note\":\"\303\251\303\251 \\\"line\\\"\",\"data\":{\"a\":[1,2,{}]}}\n", i
        if (i % 1000 == 0) printf "\n  \n{\"broken\": %d\n{\"a\":1,\"a\":2}\n[]\n\r\n", i
      }
    }'
    head -c 1200000 /dev/zero | tr '\0' a
    printf '\n{"behind":1}\n{"x":"'
    head -c 1000000 /dev/zero | tr '\0' b
    printf '"}\n{"last":"no newline"}'
  } >large
  [ "$(stat -c %s large)" -gt 4000000 ]
  for program in smslint 'smsconsent check'; do
    # shellcheck disable=SC2086,SC2002
    cat large | expect 65 $program --rejects piped.bad
    mv out piped
    mv err piped.err
    # shellcheck disable=SC2086
    expect 65 $program --rejects read.bad - <large
    mv out whole
    cmp piped whole
    cmp piped.bad read.bad
    cmp piped.err err
    [ "$(wc -l <read.bad)" -gt 120 ]
    # shellcheck disable=SC2086
    expect 65 $program large large
    [ "$(wc -l <out)" -eq $((2 * $(wc -l <whole))) ]
  done
}
