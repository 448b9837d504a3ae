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

@test "the mappings of sms-config(5) are read and do what they say" {
  sed -n '/^\.Sh MAPPINGS/,/^\.Sh/p' "$ROOT/man/sms-config.5" |
    sed -n '/^\.Bd -literal/,/^\.Ed/{/^\./!p;}' >mappings.yaml
  { printf 'timezone: America/New_York\n'; cat mappings.yaml; } >smspipe.yaml
  {
    echo '{"kind": "hangup", "call": {"uid": "u-1", "way": "in",
      "caller": "+12125550147", "callee": "+12125550100",
      "begin": 1796053682, "minutes": 1.5, "why": "hung up"},
      "parties": [{"role": "agent", "name": "Bot"},
        {"role": "customer", "name": "Dana"}],
      "result": {"code": "A1", "form": "{\"when\":\"2026-12-08T14:30\"}"},
      "notes": [{"text": "Booked."}]}' | jq -c .
    echo '{"type": "order.sent", "order": {"id": "o-1", "at": 1796053682118,
      "number": "A-1", "link": "https://maple.example/t/1"},
      "customer": {"phone": "+12125550147"}}' | jq -c .
  } | smsrender --call -c smspipe.yaml |
    jq -S 'with_entries(select(.value != null))' >got
  jq -S . >want <<'JSON'
{"record": "call", "record_version": 1, "source": "generic", "call_id": "u-1",
 "stage": "analyzed", "direction": "inbound", "from": "+12125550147",
 "to": "+12125550100", "customer_number": "+12125550147",
 "business_number": "+12125550100", "customer_name": "Dana",
 "started_at": "2026-11-30T15:48:02.000Z",
 "ended_at": "2026-11-30T15:49:32.000Z", "ended_at_basis": "computed",
 "duration_ms": 90000, "end_reason": "customer_hangup",
 "end_reason_raw": "hung up", "answered_by": "unknown", "success": true,
 "summary": "Booked.", "data": {"appointment_start": "2026-12-08T14:30"},
 "metadata": {"branch": "north"}, "consent": {"sms": "unknown", "evidence": null}}
{"record": "call", "record_version": 1, "source": "generic", "event_id": "o-1",
 "stage": "event", "direction": "none", "customer_number": "+12125550147",
 "occurred_at": "2026-11-30T15:48:02.118Z",
 "data": {"order_id": "A-1", "tracking_url": "https://maple.example/t/1"},
 "consent": {"sms": "unknown", "evidence": null}}
JSON
  diff want got
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

# The settings that smspipe-providers(7) shows, with references that resolve.
shown_providers() {
  local page=$ROOT/man/smspipe-providers.7 name
  while read -r name; do
    export "$name=us-east-1"
  done < <(grep -o 'env:[A-Z_]*' "$page" | cut -d: -f2 | sort -u)
  {
    printf 'senders: {"+12125550100": {kind: 10dlc}}\nstore: sqlite:store.db\nproviders:\n'
    awk '/^\.Ed/ { on = 0 } on; /^providers:/ { on = 1 }' "$page" |
      sed 's,file:/etc/smspipe/sns.pem,env:AWS_REGION,'
  } >smspipe.yaml
}

@test "smspipe-providers(7) shows each provider as it is" {
  shown_providers
  smssend --list-providers >shown
  [ "$(jq -r 'select(.configured).provider' shown | wc -l)" -eq \
    "$(wc -l <shown)" ]
  jq -r '[.provider, (.carries | join(", ")), (.sender_kinds | join(", ")),
    if .reconciles then "list" else "-" end] | join("|")' shown | sort >want
  awk '/^\.Bl -column/ { on = 1; next } /^\.El/ { exit }
    on && !/ Sy / { sub(/^\.It /, ""); split($0, cell, " Ta ")
      print cell[1] "|" cell[2] "|" cell[3] "|" cell[5] }' \
    "$ROOT/man/smspipe-providers.7" | sort | diff want -
}

@test "each address that smspipe-providers(7) shows is a door of smshook" {
  shown_providers
  smssend --list-providers | jq -r .provider | grep -v '^file$' | sort >want
  grep -o '/hook/[a-z-]*' "$ROOT/man/smspipe-providers.7" |
    sed -n 's,^/hook/\(.\)/*,\1,p' | sort -u | diff want -
  while read -r name; do
    grep -q "^\.It Pa /hook/$name Ta" "$ROOT/man/smshook.1"
  done <want
}
