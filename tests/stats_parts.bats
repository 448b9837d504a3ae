#!/usr/bin/env bats
# smsstats --partial and --merge: parts add up to the whole, byte for byte.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr
load helper

# records SEED COUNT: calls, messages, receipts (some with the provider's id
# alone, some twice, some of messages that were never seen), replies and acts.
records() {
  awk -v seed="$1" -v count="$2" '
    function pick(list, a, n) { n = split(list, a, " "); return a[int(rand() * n) + 1] }
    function at(s) { return sprintf("2026-12-%02dT%02d:%02d:%02d.%03dZ", 1 + int(s / 86400), int(s / 3600) % 24, int(s / 60) % 60, s % 60, int(rand() * 1000)) }
    function text(name, value) { return value == "" ? "" : ",\"" name "\":\"" value "\"" }
    BEGIN {
      srand(seed)
      for (i = 0; i < count; i++) {
        s = 100 + int(rand() * 200000); to = 1000 + int(rand() * count / 2)
        id = "m" seed "-" i; template = pick("reminder-24h confirmation booked \\u00e9t\\u00e9")
        carrier = pick("Verizon AT&T T-Mobile Bell"); currency = pick("USD USD USD EUR")
        common = text("template_id", template) text("carrier", carrier) text("from", "+1212555010" int(rand() * 3)) text("purpose", pick("reminder confirmation other")) ",\"to\":\"+1212555" to "\",\"segments\":" pick("1 1 2") text("cost_estimate", pick("0.0083 0.0166 0.1")) text("currency", currency)
        if (rand() < .3) printf "{\"record\":\"call\",\"record_version\":1,\"source\":\"vapi\",\"call_id\":\"c%d\",\"received_at\":\"%s\"}\n", i, at(s)
        if (rand() < .9) printf "{\"record\":\"message\",\"record_version\":1,\"message_id\":\"%s\",\"dedupe_key\":\"k\",\"category\":\"transactional\",\"body\":\"b\",\"created_at\":\"%s\"%s%s}\n", id, at(s), common, pick(",\"replies\":{\"C\":\"confirm\"} ,\"replies\":{} ,\"lint\":{\"errors\":1}")
        for (n = int(rand() * 4); n >= 0; n--) {
          state = pick("accepted accepted sent delivered delivered undelivered failed suppressed held expired")
          own = rand() < .7 ? text("message_id", id) : ""
          printf "{\"record\":\"delivery\",\"record_version\":1%s,\"provider\":\"twilio\",\"provider_message_id\":\"SM%s-%d\",\"status\":\"%s\",\"received_at\":\"%s\",\"call_ended_at\":\"%s\"%s%s}\n", own, id, int(rand() * 1.2), state, at(s + rand() * 90000), at(s - 20 + rand() * 30), common, (state ~ /failed|undelivered/ ? text("error_code", pick("30003 30006 30007")) text("error_class", pick("unreachable landline carrier_filtered")) : state ~ /suppressed|held/ ? text("reason", pick("no_consent quiet_hours cadence_limit")) : "")
        }
        if (rand() < .3) printf "{\"record\":\"reply\",\"record_version\":1,\"reply_id\":\"r%s\",\"provider\":\"twilio\",\"from\":\"+1212555%d\",\"to\":\"+12125550100\",\"body\":\"C\",\"match\":\"single\",\"message_id\":\"%s\",\"intent\":\"%s\",\"received_at\":\"%s\"}\n", id, to, id, pick("confirm reschedule stop other"), at(s + 900)
        if (rand() < .1) printf "{\"record\":\"consent\",\"record_version\":1,\"consent_id\":\"o%d\",\"number\":\"+1212555%d\",\"action\":\"revoked\",\"method\":\"%s\",\"effective_at\":\"%s\",\"recorded_at\":\"%s\"}\n", i, to, pick("carrier sms"), at(s), at(s)
        if (rand() < .02) print "{\"record\":\"weather\"}"
      }
    }'
}

# deal SEED PARTS: stdin into 1.jsonl … by message_id, what has none anywhere.
deal() {
  rm -f shard-*.jsonl
  awk -v seed="$1" -v parts="$2" 'BEGIN { srand(seed) }
    { id = match($0, /"message_id":"[^"]*"/) ? substr($0, RSTART, RLENGTH) : ""
      if (id == "" || !(id in to)) part = int(rand() * parts); else part = to[id]
      if (id != "") to[id] = part
      print > ("shard-" part ".jsonl") }'
}

@test "parts of any split by message_id add up to the whole, byte for byte" {
  for seed in 1 2 3 4 5 6; do
    records "$seed" 600 | shuf --random-source=<(yes "$seed") >all.jsonl
    smsstats --format json all.jsonl >whole
    for parts in 1 2 7 40; do
      deal "$seed" "$parts" <all.jsonl
      for shard in shard-*.jsonl; do
        smsstats --partial "$shard" >"${shard%.jsonl}.part"
      done
      smsstats --merge --format json shard-*.part | cmp whole -
      cat shard-*.part | shuf | smsstats --merge --format json | cmp whole -
      rm shard-*
    done
  done
}

@test "so do parts of lines dealt like cards" {
  records 9 800 | shuf >all.jsonl
  smsstats --format json all.jsonl >whole
  split -n r/9 all.jsonl card-
  for card in card-*; do smsstats --partial "$card"; done >parts
  smsstats --merge --format json parts | cmp whole -
}

@test "groups, conditions, periods and comparisons are asked of the merged" {
  records 4 700 >all.jsonl
  deal 4 5 <all.jsonl
  for shard in shard-*.jsonl; do
    smsstats --partial --by campaign,purpose "$shard"
  done >parts
  for ask in '--by template,carrier' '--by country,day --top 3' \
    '--by purpose --where carrier!=campaign' '--since P1D --compare' \
    '--by error_code,hour --until 2026-12-02' '--now 2027-01-01T00:00:00Z' \
    '--by reason,fate,week'; do
    # shellcheck disable=SC2086 # several words
    smsstats --format json $ask all.jsonl >whole
    # shellcheck disable=SC2086
    smsstats --format json --merge $ask parts | cmp whole -
  done
  smsstats --by template all.jsonl >whole
  smsstats --merge --by template parts | cmp whole -
}

@test "parts of parts add up too" {
  records 5 500 >all.jsonl
  smsstats --format json all.jsonl >whole
  deal 5 6 <all.jsonl
  for shard in shard-*.jsonl; do smsstats --partial "$shard" >"$shard.part"; done
  smsstats --merge --partial shard-[0-2]*.part >left
  smsstats --merge --partial shard-[3-5]*.part >right
  smsstats --merge --format json left right | cmp whole -
}

@test "parts that do not fit in memory add up" {
  records 6 9000 >all.jsonl
  smsstats --format json all.jsonl >whole
  deal 6 3 <all.jsonl
  for shard in shard-*.jsonl; do
    smsstats --partial --memory 1 "$shard" | zstd -q >"$shard.part.zst"
  done
  smsstats --merge --memory 1 --format json shard-*.part.zst | cmp whole -
}

@test "GNU parallel makes the parts" {
  command -v parallel >/dev/null || skip 'no GNU parallel'
  records 7 3000 >all.jsonl
  smsstats --format json all.jsonl >whole
  parallel --will-cite -j 4 --pipe --block 100k smsstats --partial <all.jsonl |
    smsstats --merge --format json | cmp whole -
  deal 7 9 <all.jsonl
  parallel --will-cite -j 4 smsstats --partial ::: shard-*.jsonl |
    smsstats --merge --format json | cmp whole -
}

@test "what was refused, cut and of other kinds is in the merged footer" {
  { records 8 50; echo '[]'; printf '{"record":"deliv'; } >bad.jsonl
  records 3 50 >good.jsonl
  cat good.jsonl bad.jsonl >all.jsonl
  run --separate-stderr smsstats --format json all.jsonl
  [ "$status" -eq 65 ]
  whole=$output
  run --separate-stderr smsstats --partial bad.jsonl
  [ "$status" -eq 65 ]
  echo "$output" >parts
  smsstats --partial good.jsonl >>parts
  smsstats --merge --format json parts >merged
  [ "$(cat merged)" = "$whole" ]
  [ "$(jq -c '[.notes.refused, .notes.cut]' merged)" = '[2,1]' ]
}

@test "what is no part gives no report" {
  records 1 3 >sms.jsonl
  run --separate-stderr smsstats --merge sms.jsonl
  [ "$status" -eq 65 ]
  [ -z "$output" ]
  [[ $stderr == *' lines are of no part, no report'* ]]
}

@test "nothing has a part too" {
  smsstats --format json </dev/null >whole
  smsstats --partial </dev/null | smsstats --merge --format json | cmp whole -
}

@test "parts with a line too few or too many give no report" {
  records 2 100 | smsstats --partial >parts
  sed 1d parts >broken.1
  sed '$d' parts >broken.2
  sed 1p parts >broken.3
  head -c -30 parts >broken.4
  for broken in broken.*; do
    run --separate-stderr smsstats --merge "$broken"
    [ "$status" -eq 65 ]
    [ -z "$output" ]
    [[ $stderr == *'the parts are not whole: '*' lines of '*', no report' ]]
  done
}

@test "lines that --partial did not write are refused with their place" {
  key=0123456789abcdef01234567
  good='"key":"'$key'","bits":0,"times":[null,null,null,null,null]'
  for line in '{"record":"delivery"}' '{"record":"stats"}' \
    '{"record":"stats","key":"xyz","bits":0,"times":[null,null,null,null,null]}' \
    '{"record":"stats",'"$good"',"state":[99,1,0,null]}' \
    '{"record":"stats",'"$good"',"state":[1,1,0]}' \
    '{"record":"stats",'"$good"',"error":[1,1,99,null]}' \
    '{"record":"stats",'"$good"',"error":[1,1,1,"no label"]}' \
    '{"record":"stats",'"$good"',"to":-1}' \
    '{"record":"stats",'"$good"',"traits":[["template_id",1]]}' \
    '{"record":"stats",'"$good"',"traits":[["template_id",1,"no JSON"]]}' \
    '{"record":"stats",'"$good"',"traits":[["template_id",1,"\""]]}' \
    '{"record":"stats",'"$good"',"state":[8,9223372036854775807,0,null]}' \
    '{"record":"stats",'"$good"',"cost":[9,1,null]}' \
    '{"record":"stats","person":"'$key'","known":4}' \
    '{"record":"stats","lines":0,"version":2,"fields":[],"counts":[0,0,0,0,0]}' \
    '{"record":"stats","lines":0,"version":1,"fields":[],"counts":[0]}'; do
    echo "$line" >parts
    run --separate-stderr smsstats --merge parts
    echo "$line: $status $stderr"
    [ "$status" -eq 65 ]
    [[ $stderr == 'smsstats: parts:1: not a line that --partial of this version wrote'* ]]
  done
}

@test "a field that the parts did not keep is named" {
  records 2 20 | smsstats --partial --by campaign >parts
  smsstats --merge --by campaign parts >/dev/null
  run --separate-stderr smsstats --merge --by campaign,lint.errors parts
  [ "$status" -eq 65 ]
  [ -z "$output" ]
  [[ $stderr == "smsstats: parts:"*": this part was made without --by or --where 'lint.errors'"* ]]
}

@test "--partial asks for no report" {
  for option in '--format json' '--since P1D' '--until P1D' '--top 3' --check; do
    # shellcheck disable=SC2086 # several words
    run smsstats --partial $option </dev/null
    [ "$status" -eq 64 ]
  done
}
