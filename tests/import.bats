#!/usr/bin/env bats
# smsconsent import and export.
# SPDX-License-Identifier: ISC
# bats file_tags=store
# shellcheck disable=SC2154 # bats sets stderr
load helper

NOW=2026-12-07T20:00:00Z

setup() {
  smspipe_setup
  sed -i 's/^numbers: .*/numbers: ["+12125550199"]/' "$SMSPIPE_CONFIG"
}

import() {
  smsconsent import --now "$NOW" "$@"
}

# entries: what the ledger has, a line each.
entries() {
  smsconsent export | jq -r '[.number, .action, .method, .effective_at, .name // "-"] | join(" ")'
}

# refused LINE WORDS: that line of rows.csv was refused for that.
refused() {
  grep -q "^smsconsent: rows.csv:$1: .*$2" err || { cat err >&2; return 1; }
}

@test "a table goes in, numbers as people write them" {
  printf '\xef\xbb\xbfPhone,Opt-In,Date,Full Name\r\n(212) 555-0147,yes,2026-11-01,"Dana ""D""\n Whitlock"\r\n212.555.0148,No,2026-11-02T10:00:00-05:00,Luis\r\n+44 20 7946 0018,TRUE,2026-11-03 09:30,Ann\r\n\r\ndana@Example.com,subscribed,,\r\n' >rows.csv
  run -0 --separate-stderr import rows.csv
  [ "$stderr" = 'smsconsent: 3 granted, 1 revoked, 0 known already, 0 refused' ]
  run -0 entries
  [ "$output" = '+12125550147 imported import 2026-11-01T04:00:00.000Z Dana "D"
 Whitlock
+12125550148 revoked import 2026-11-02T15:00:00.000Z Luis
+442079460018 imported import 2026-11-03T14:30:00.000Z Ann
dana@example.com imported import 2026-12-07T20:00:00.000Z -' ]
  run -0 smsconsent status +12125550147 --now "$NOW"
  run -1 smsconsent status +12125550148 --now "$NOW"
}

# said NUMBER: what the ledger has of it, the action alone.
said() {
  smsconsent history "$1" | jq -r .action | paste -sd ' '
}

@test "a no in any column is a no, whatever the others say" {
  printf 'number,Opt Out,Status\n2125550153,STOP,active\n2125550154,no,unsubscribed\n2125550155,opted out,yes\n2125550156,2026-11-01,active\n2125550157,no,active\n' >rows.csv
  run -0 --separate-stderr import rows.csv
  [ "$stderr" = 'smsconsent: 1 granted, 4 revoked, 0 known already, 0 refused' ]
  printf 'number,Status,Opt In\n2125550158,active,no\n2125550159,unsubscribed,yes\n' >rows.csv
  run -0 --separate-stderr import rows.csv
  [ "$stderr" = 'smsconsent: 0 granted, 2 revoked, 0 known already, 0 refused' ]
  printf 'Number,Opted Out,Opted In\n2125550160,false,false\n' >rows.csv
  import rows.csv
  [ "$(said +12125550160)" = revoked ]
  for n in 53 54 55 56 58 59; do [ "$(said "+121255501$n")" = revoked ]; done
  [ "$(said +12125550157)" = imported ]
}

@test "not to have opted out is no yes" {
  printf 'number,opted_out\n2125550150,no\n2125550151,maybe\n2125550152,yes\n' >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  refused 2 'it does not say whether it is a yes'
  refused 3 "'maybe' is neither a yes nor a no"
  [ "$(entries | wc -l)" -eq 1 ]
  import --status granted rows.csv || true
  [ "$(said +12125550150)" = imported ]
  [ "$(said +12125550151)" = '' ]
}

@test "seconds and milliseconds since 1970, and what databases write, are times" {
  printf '%s\n' number,status,at 2125550150,yes,1.763640000123E9 \
    2125550151,yes,1763640000123 2125550152,yes,1763640000.5 \
    2125550153,yes,1763640000 '2125550154,no,2025-11-20 12:00:00+00' \
    '2125550155,no,2025-11-20 12:00:00.25 UTC' \
    '2125550156,yes,2025-11-20 07:00:00.1234-0500' \
    '2125550157,yes,2025-11-20T12:00:00 +00:00' 2125550158,yes,1.763640000123e+12 >rows.csv
  run -0 --separate-stderr import rows.csv
  [ "$(entries | cut -d ' ' -f 4 | cut -c 1-23 | paste -sd ' ')" = "$(printf '2025-11-20T12:00:00.%s ' 123 123 500 000 000 250 123 000 123 | sed 's/ $//')" ]
}

@test "a time that cannot be is refused, but no withdrawal is lost for it" {
  printf '%s\n' number,status,at 2125550150,yes,0001-01-01 2125550151,yes,20261101 \
    2125550152,yes,2027-01-01 2125550153,yes,1e99 2125550154,yes,-1763640000 \
    2125550155,yes,1763640000123456 2125550156,no,11/01/2026 2125550157,no,2027-01-01 >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  for line in 2 3 4 5 6 7; do refused "$line" 'is no time'; done
  refused 8 'the withdrawal counts from now'
  refused 9 'it lies in the future: the withdrawal counts from now'
  [ "$(entries | cut -d ' ' -f 1,2,4 | paste -sd ' ')" = '+12125550156 revoked 2026-12-07T20:00:00.000Z +12125550157 revoked 2026-12-07T20:00:00.000Z' ]
}

@test "a withdrawal covers all channels, unless the file names one" {
  printf 'number,status,channel\n2125550150,no,\n2125550151,no,SMS\n2125550152,no,voice\n2125550153,no,pigeon\n2125550154,yes,\n2125550155,yes,voice\n2125550156,yes,pigeon\n' >rows.csv
  run -65 --separate-stderr import rows.csv
  [[ $stderr = *"rows.csv:8: 'pigeon' is no channel"* ]]
  [ "$(smsconsent export | jq -r .channel | paste -sd ' ')" = 'any sms voice any sms voice' ]
}

@test "a table of an export says whose consent it is, on which channel and how long" {
  smsconsent grant +12125550147 --tenant harbor-vet --now 2026-12-01T00:00:00Z
  smsconsent grant +12125550148 --channel voice --now 2026-12-01T00:00:00Z
  smsconsent grant +12125550149 --now 2026-12-01T00:00:00Z | jq -c '.expires_at = "2027-01-01T00:00:00.000Z" | .consent_id = "x-1" | .number = "+12125550150"' | smsconsent ingest --now 2026-12-01T00:00:00Z
  smsconsent export --format csv >one.csv
  run -0 --separate-stderr import one.csv
  [ "$stderr" = 'smsconsent: 0 granted, 0 revoked, 4 known already, 0 refused' ]
  store_anew
  run -0 --separate-stderr import one.csv
  [ "$(smsconsent export | jq -r '[.number, .tenant, .channel, .expires_at // "-"] | join(" ")')" = '+12125550147 harbor-vet sms -
+12125550148 maple-street voice -
+12125550149 maple-street sms -
+12125550150 maple-street sms 2027-01-01T00:00:00.000Z' ]
  run -0 smsconsent status +12125550150 --now "$NOW"
  run -1 smsconsent status +12125550150 --now 2027-01-02T00:00:00Z
  run -1 smsconsent status +12125550147 --now "$NOW"
}

@test "a date of opting out is a no, at that time" {
  for column in unsubscribed_at 'Opt-Out Date' OptedOutAt opted_out_timestamp 'Date Unsubscribed' 'SMS Unsub Date' 'Opted Out On'; do
    store_anew
    printf 'number,created_at,%s\n2125550155,2026-01-01,2026-11-01\n2125550156,2026-01-01,\n2125550157,2026-01-01,never\n' "$column" >rows.csv
    run -0 --separate-stderr import --status granted rows.csv
    [ "$(entries | cut -d ' ' -f 1,2,4 | paste -sd ' ')" = '+12125550155 revoked 2026-11-01T04:00:00.000Z +12125550156 imported 2026-01-01T05:00:00.000Z +12125550157 imported 2026-01-01T05:00:00.000Z' ]
  done
}

@test "the time of anything else is none of opting out" {
  printf 'number,opt_out_link_updated_at,unsubscribe_format,status\n2125550155,2026-11-01,html,yes\n' >rows.csv
  import rows.csv
  [ "$(said +12125550155)" = imported ]
}

@test "a withdrawal does not count from when the person opted in" {
  printf 'number,optin_date,status\n2125550155,2026-01-01,unsubscribed\n' >rows.csv
  import rows.csv
  [ "$(entries | cut -d ' ' -f 2,4)" = 'revoked 2026-12-07T20:00:00.000Z' ]
}

@test "a state of the United States is neither a yes nor a no" {
  printf 'number,state\n2125550155,IN\n2125550156,unsubscribed\n2125550157,NY\n' >rows.csv
  run -65 --separate-stderr import rows.csv
  [ "$(entries | cut -d ' ' -f 1,2)" = '+12125550156 revoked' ]
}

@test "a column that --map names and the file has not is an error" {
  printf 'number,UnsubDate\n2125550155,2026-11-01\n' >rows.csv
  run -65 --separate-stderr import --map out=UnsubDat --status granted rows.csv
  [[ $stderr = *"rows.csv: 1: no column is called 'UnsubDat'"* ]]
  [ -z "$(entries)" ]
  echo '{"number": "2125550155", "gone": "weg"}' >rows.jsonl
  run -65 --separate-stderr import --map out=weg --status granted rows.jsonl
  [[ $stderr = *"rows.jsonl: no member is called 'weg'"* ]]
  [ -z "$(entries)" ]
  import --map out=UnsubDate rows.csv
  [ "$(said +12125550155)" = revoked ]
}

@test "the same file again adds nothing" {
  printf 'number;status\n2125550147;yes\n2125550148;no\n' >rows.csv
  import rows.csv
  run -0 --separate-stderr import rows.csv
  [ "$stderr" = 'smsconsent: 0 granted, 0 revoked, 2 known already, 0 refused' ]
  [ "$(entries | wc -l)" -eq 2 ]
}

@test "a list without dates withdraws again who came back in between" {
  echo '{"phoneNumbers": ["+12125550147"]}' >sns.json
  import --now 2026-12-01T00:00:00Z sns.json
  jq -cn '{record: "reply", record_version: 1, reply_id: "r-2", provider: "twilio",
    from: "+12125550147", to: "+12125550199", body: "START", intent: "start",
    received_at: "2026-12-10T16:00:00.000Z"}' | smsconsent ingest --now 2026-12-10T16:00:01Z >/dev/null
  run -0 smsconsent status +12125550147 --now 2026-12-11T00:00:00Z
  run -0 --separate-stderr import --now 2026-12-30T00:00:00Z sns.json
  [ "$stderr" = 'smsconsent: 0 granted, 1 revoked, 0 known already, 0 refused' ]
  run -1 smsconsent status +12125550147 --now 2026-12-30T00:00:00Z
  run -0 --separate-stderr import --now 2026-12-31T00:00:00Z sns.json
  [ "$stderr" = 'smsconsent: 0 granted, 0 revoked, 1 known already, 0 refused' ]
}

@test "a bad consent_id is told with its line, what is behind it goes in" {
  smsconsent grant +12125550147 --now 2026-12-01T00:00:00Z >one.jsonl
  { jq -c '.number = "+12125550148" | .action = "revoked"' one.jsonl
    jq -c '.number = "+12125550149" | .action = "revoked" | .consent_id = "x-9"' one.jsonl; } >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  refused 1 'consent_id is that of another entry'
  grep -q '0 granted, 1 revoked, 0 known already, 1 refused' err
  [ "$(said +12125550149)" = revoked ]
}

@test "what is not certain is refused with its line, the rest goes in" {
  printf '%s\n' number,status,at 555-0149,yes, '212-555-0150 x12,yes,' \
    1-800-FLOWERS,yes, 2125550151,maybe, +12125550199,yes, ,yes, \
    2125550152,yes,yesterday 2125550153,, 2125550154,yes,2026-11-01 \
    '"2125550155,yes,' 2125550156,no, >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  refused 2 'no number that is certain'
  refused 3 'no number that is certain'
  refused 4 'no number that is certain'
  refused 5 "'maybe' is neither a yes nor a no"
  refused 6 own_number
  refused 7 'there is no number'
  refused 8 "'yesterday' is no time"
  refused 9 'it does not say whether it is a yes'
  refused 11 'a quote is never closed'
  [ "$(entries | cut -d ' ' -f 1,2 | paste -sd ' ')" = '+12125550154 imported +12125550156 revoked' ]
}

@test "a number that is certainly wrong is refused, a trunk zero is none of it" {
  printf '%s\n' number,status '+1 212 555 014,no' '+1 212 555 0147 89,no' \
    '+1 012 555 0147,no' 212-911-0147,no 'tel:+12125550147;ext=5,no' \
    '+44 (0)20 7946 0018,no' $'(212)\u00a0555\u20110147,no' >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  for line in 2 3 4 5 6; do refused "$line" 'no number that is certain'; done
  [ "$(entries | cut -d ' ' -f 1 | paste -sd ' ')" = '+442079460018 +12125550147' ]
}

@test "a time without an offset needs the business's clock" {
  sed -i '/^timezone/d' "$SMSPIPE_CONFIG"
  printf 'number,status,at\n2125550147,yes,2026-11-01 10:00\n2125550148,yes,2026-11-01T10:00:00Z\n' >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  refused 2 'the time has no offset'
}

@test "no import overrides a withdrawal" {
  smsconsent revoke +12125550147 --text 'no more' --now 2026-12-01T00:00:00Z
  printf 'number,status,at\n2125550147,yes,2026-12-05T00:00:00Z\n2125550148,yes,\n' >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  refused 2 'opted out'
  jq -cn '{record: "consent", record_version: 1, consent_id: "x-1",
    number: "+12125550147", channel: "sms", category: "transactional",
    action: "granted", basis: "express_written", kind: "pec", method: "keyword",
    evidence: {text: "START"}, effective_at: "2026-12-06T00:00:00Z",
    recorded_at: "2026-12-06T00:00:00Z", scope: "tenant"}' >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  refused 1 'opted out'
  run -1 smsconsent status +12125550147 --now "$NOW"
  run -0 smsconsent status +12125550148 --now "$NOW"
}

@test "of a yes and a no for one number in one file the no wins, in any order" {
  printf 'number,status\n2125550147,yes\n2125550147,no\n2125550148,no\n2125550148,yes\n' >rows.csv
  import rows.csv
  run -1 smsconsent status +12125550147 --now "$NOW"
  run -1 smsconsent status +12125550148 --now "$NOW"
}

@test "the lists of providers are known by their look" {
  cat >telnyx.json <<'JSON'
{"data": [{"from": "+12125550199", "to": "+12125550147", "messaging_profile_id": "p",
  "keyword": "STOP", "created_at": "2026-11-20 12:00:38.631252+00:00"}],
 "meta": {"total_pages": 1}}
JSON
  echo '{"OptOutListName": "Default", "OptedOutNumbers": [{"OptedOutNumber": "+12125550160", "OptedOutTimestamp": 1763640000.123, "EndUserOptedOut": true}]}' >aws.json
  echo '{"phoneNumbers": ["+12125550161", "+1212"]}' >sns.json
  echo '{"items": [{"contact_id": "+12125550162", "status": "opt-out", "date_of_consent": "2026-11-20T12:00:00Z", "sender_id": "MG1", "source": "website"}, {"contact_id": "+12125550163", "status": "opt-in", "date_of_consent": ""}]}' >twilio.json
  run -65 --separate-stderr import telnyx.json aws.json sns.json twilio.json
  [[ $stderr = *"sns.json:2: '+1212' is no number that is certain"*'1 granted, 4 revoked, 0 known already, 1 refused' ]]
  run -0 entries
  [ "$output" = '+12125550147 revoked provider 2026-11-20T12:00:38.631Z -
+12125550160 revoked provider 2025-11-20T12:00:00.123Z -
+12125550161 revoked provider 2026-12-07T20:00:00.000Z -
+12125550162 revoked provider 2026-11-20T12:00:00.000Z -
+12125550163 imported import 2026-12-07T20:00:00.000Z -' ]
}

@test "a list that goes on elsewhere is said to" {
  echo '{"OptedOutNumbers": [{"OptedOutNumber": "+12125550160"}], "NextToken": "abc"}' >aws.json
  echo '{"phoneNumbers": ["+12125550161"], "nextToken": "abc"}' >sns.json
  echo '{"data": [{"to": "+12125550162"}], "meta": {"total_pages": 3, "page_number": 1}}' >telnyx.json
  echo '{"items": [{"contact_id": "+12125550163", "status": "opt-out"}], "meta": {"next_page_url": "https://x"}}' >twilio.json
  run -0 --separate-stderr import aws.json sns.json telnyx.json twilio.json
  for file in aws.json sns.json telnyx.json twilio.json; do
    [[ $stderr = *"smsconsent: $file: "*'the list has more than this page'* ]]
  done
  [[ $stderr = *'0 granted, 4 revoked, '* ]]
  echo '{"phoneNumbers": ["+12125550161"], "nextToken": null}' >sns.json
  run -0 --separate-stderr import sns.json
  [ "$stderr" = 'smsconsent: 0 granted, 0 revoked, 1 known already, 0 refused' ]
}

@test "an array of objects or of numbers is a list" {
  printf '[\n {"phone": "212-555-0147",\n "status": "no"},\n {"phone": "212-555-0148", "status": "yes"}, {"phone": "212-555-0149"}\n]\n' >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  refused 3 'it does not say whether it is a yes'
  echo '["+12125550150", 2125550151, null]' >rows.csv
  run -65 --separate-stderr import --status revoked rows.csv
  printf '%s\n' "$stderr" >err
  refused 3 'there is no number'
  smsconsent export | jq -s . >all.json
  run -0 --separate-stderr import all.json
  [ "$stderr" = 'smsconsent: 0 granted, 0 revoked, 4 known already, 0 refused' ]
  [ "$(entries | cut -d ' ' -f 1,2 | paste -sd ' ')" = '+12125550147 revoked +12125550148 imported +12125550150 revoked +12125550151 revoked' ]
}

@test "a table with the line ends of old Macs is read, one in UTF-16 refused" {
  printf 'number,status\r2125550147,no\r2125550148,"yes"\r2125550149,what\r"2125550156","n\no"' >rows.csv
  run -65 --separate-stderr import rows.csv
  printf '%s\n' "$stderr" >err
  refused 4 "'what' is neither"
  [ "$(entries | cut -d ' ' -f 1,2 | paste -sd ' ')" = '+12125550147 revoked +12125550148 imported' ]
  printf 'number,status\n2125550150,no\n' | iconv -t UTF-16 >rows.csv
  run -65 --separate-stderr import rows.csv
  [[ $stderr = *'rows.csv: this is UTF-16: save it as UTF-8'* ]]
  printf 'number,status\n2125550150,no\n' | iconv -t UTF-16BE >rows.csv
  run -65 import rows.csv
  printf '\xef\xbb\xbf{"number": "2125550151", "status": "no"}\n' >rows.jsonl
  run -0 import rows.jsonl
}

@test "of two numbers --map says which is meant" {
  printf 'Phone,Mobile,status\n2125550147,2125550148,no\n' >rows.csv
  run -65 --separate-stderr import rows.csv
  [[ $stderr = *"rows.csv: 1: 'Phone' and 'Mobile' are both numbers: name one by --map number=COLUMN"* ]]
  [ -z "$(entries)" ]
  echo '{"phone": "2125550147", "mobile": "2125550148", "status": "no"}' >rows.jsonl
  run -65 --separate-stderr import rows.jsonl
  [[ $stderr = *'rows.jsonl:1: it has several numbers'* ]]
  import --map number=Mobile rows.csv
  import --map number=phone rows.jsonl
  [ "$(entries | cut -d ' ' -f 1 | paste -sd ' ')" = '+12125550148 +12125550147' ]
}

@test "columns of any name by --map, one answer for all by --status" {
  printf 'wer,ja?\n2125550147,x\n' >rows.csv
  run -65 --separate-stderr import rows.csv
  [[ $stderr = *'rows.csv: 1: no column is a number: name it by --map number=COLUMN'* ]]
  import --map number=wer --status revoked rows.csv
  [ "$(entries | cut -d ' ' -f 2)" = revoked ]
  for map in number =wer wer=x number=; do
    run -64 import --map "$map" rows.csv
  done
}

@test "JSON lines are rows too, from stdin" {
  printf '%s\n' '{"phone": "212-555-0147", "opted_out": true}' 'x' '{"phone": 2125550148, "opted_in": true}' >in.jsonl
  run -65 --separate-stderr import <in.jsonl
  [[ $stderr = *'stdin:2: no JSON object'* ]]
  [ "$(entries | cut -d ' ' -f 1,2 | paste -sd ' ')" = '+12125550147 revoked +12125550148 imported' ]
}

@test "--dry-run says and does nothing" {
  printf 'number,status\n2125550147,yes\n2125550148,no\n' >rows.csv
  run -0 --separate-stderr import --dry-run rows.csv
  [ "$stderr" = 'smsconsent: would be: 1 granted, 1 revoked, 0 known already, 0 refused' ]
  [ -z "$(entries)" ]
}

@test "one's own export is known already, withdrawals and all" {
  smsconsent grant +12125550147 --now 2026-12-01T00:00:00Z
  smsconsent revoke +12125550147 --now 2026-12-02T00:00:00Z
  smsconsent grant +12125550148 --now 2026-12-01T00:00:00Z
  smsconsent export >one.jsonl
  run -0 --separate-stderr import one.jsonl
  [ "$stderr" = 'smsconsent: 0 granted, 0 revoked, 3 known already, 0 refused' ]
  smsconsent export | cmp one.jsonl
  jq -c 'select(.action == "granted") | .consent_id += "x"' one.jsonl >other.jsonl
  run -65 --separate-stderr import other.jsonl
  [[ $stderr = *'other.jsonl:1: opted out: '*'1 granted, 0 revoked, 0 known already, 1 refused' ]]
}

@test "an export has consent records alone, also once somebody was erased" {
  smsconsent grant +12125550147 --now 2026-12-01T00:00:00Z
  smsconsent revoke +12125550147 --now 2026-12-02T00:00:00Z
  smsconsent erase +12125550147 --now 2026-12-03T00:00:00Z
  smsconsent export >out.jsonl
  [ "$(jq -r .action out.jsonl | paste -sd ' ')" = 'granted revoked revoked' ]
  [ "$(jq -r '.number_hmac | if . then length else "none" end' out.jsonl | paste -sd ' ')" = 'none none 64' ]
  [ "$(smsconsent export --format csv | cut -d , -f 2 | paste -sd ' ')" = 'action granted revoked revoked' ]
}

@test "an export makes the same ledger elsewhere, withdrawals and START included" {
  smsconsent grant +12125550147 --name 'Dana "D", Whitlock' --text 'Yes, text is fine.' --now "$NOW"
  smsconsent revoke +12125550147 --text 'no more' --now 2026-12-08T00:00:00Z
  jq -cn '{record: "reply", record_version: 1, reply_id: "r-2", provider: "twilio",
    from: "+12125550147", to: "+12125550199", body: "START", intent: "start",
    received_at: "2026-12-09T16:00:00.000Z"}' | smsconsent ingest --now 2026-12-09T16:00:01Z
  smsconsent grant +12125550148 --channel any --now "$NOW"
  smsconsent erase +12125550148 --now "$NOW"
  smsconsent export >one.jsonl
  smsconsent export --format csv >one.csv
  [ "$(head -n 1 one.csv | tr ',' '\n' | wc -l)" -eq 18 ]
  grep -qF '"Dana ""D"", Whitlock","Yes, text is fine."' one.csv
  store_anew
  run --separate-stderr smsconsent import --now 2026-12-09T20:00:00Z one.jsonl
  smsconsent export >two.jsonl
  diff <(jq -cS 'select(.number) | del(.recorded_at)' one.jsonl) <(jq -cS 'del(.recorded_at)' two.jsonl)
  run -0 smsconsent status +12125550147 --now 2026-12-10T00:00:00Z
  smsconsent verify
}
