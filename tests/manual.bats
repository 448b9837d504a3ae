#!/usr/bin/env bats
# The manuals say what the programs do: their examples are run, their tables
# compared with the code's.
# SPDX-License-Identifier: ISC
load helper

# The commands of a page's EXAMPLES, each in a file N.cmd with what it is said
# to print in N.want.
extract() {
  sed -e 's/\\(aq/'"'"'/g' -e 's/\\(dq/"/g' -e 's/\\(ti/~/g' -e 's/\\-/-/g' \
    -e 's/\\&//g' -e 's/\\e/\\/g' "$1" |
    awk '
      /^\.Sh / { on = $2 == "EXAMPLES" }
      /^\.Bd -literal/ { literal = 1; next }
      /^\.Ed/ { literal = 0; file = "" }
      on && literal && /^\$ / {
        n++; file = n ".want"; print substr($0, 3) > (n ".cmd"); printf "" > file; next
      }
      on && literal && file != "" { print > file }'
}

@test "every page has a date, a name and is found by its program" {
  for program in "$ROOT"/cmd/*/; do
    grep -q "^\.Nm $(basename "$program")$" "$ROOT/man/$(basename "$program").1"
  done
}

@test "the examples of the manuals run and print what they say" {
  for page in "$ROOT"/man/*; do
    work=$BATS_TEST_TMPDIR/${page##*/}
    mkdir "$work" && cp -r "$FIXTURES/manual/." "$work" && cd "$work"
    ln -sfn "$ROOT/templates" "$work/templates"
    write_config "$work/smspipe.yaml"
    export SMSPIPE_CONFIG=$work/smspipe.yaml XDG_STATE_HOME=$work/state
    extract "$page"
    for ((n = 1; n <= $(find . -name '*.cmd' | wc -l); n++)); do
      code=0
      bash -o pipefail "$n.cmd" >got 2>err </dev/null || code=$?
      if [ "$code" -ge 64 ] || { [ -s "$n.want" ] &&
        ! diff "$n.want" got >difference; }; then
        echo "${page##*/}: $(cat "$n.cmd")" >&2
        echo "exit $code" >&2
        cat err >&2
        cat difference >&2 || :
        return 1
      fi
    done
  done
}

@test "sms-record(5) lists the fields of the table, and no others" {
  awk '/^\.Ss /{ kind = $2 } /^\.Sh STATES/{ exit } /^\.It Cm /{ print kind, $3 }' \
    "$ROOT/man/sms-record.5" | sort >page
  "$ROOT/build/${KIND:-release}/tests/field_test" --list | sort >table
  diff table page
}

@test "sms-record(5) publishes our answers to JSONTestSuite" {
  cd "$ROOT"
  "build/${KIND:-release}/tests/jsonsuite_test" --table >"$BATS_TEST_TMPDIR/table"
  grep -q '^i_' "$BATS_TEST_TMPDIR/table" || skip 'no JSONTestSuite'
  sed -n 's/^\.It \(i_.*\) Ta \(.*\)$/\1\t\2/p' man/sms-record.5 |
    diff "$BATS_TEST_TMPDIR/table" -
}
