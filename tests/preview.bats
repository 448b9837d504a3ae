#!/usr/bin/env bats
# smsrender for people: --preview on a terminal, --html for those who approve
# texts, --samples for those who have no call.  page.bats looks at the page in
# a browser.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # jq's variables and Liquid's braces stay as they are
# shellcheck disable=SC2154 # bats sets stderr
load helper

NOW=2026-11-30T15:51:25Z

setup() {
  smspipe_setup
  echo 'prices: {file: {10dlc: 0.0083}}' >>"$SMSPIPE_CONFIG"
}

# template ID BODY [LINE ...]: a template t/ID.yaml; body is YAML.
template() {
  local id=$1 body=$2
  shift 2
  mkdir -p t
  {
    printf 'id: %s\npurpose: reminder\ncategory: transactional\n' "$id"
    printf 'body: %s\n' "$body"
    [ $# -eq 0 ] || printf '%s\n' "$@"
  } >"t/$id.yaml"
}

# A call record; the argument is a jq filter that changes it.
call() {
  jq -cn '{record: "call", record_version: 1, source: "vapi", call_id: "c1",
    stage: "analyzed", direction: "inbound",
    ended_at: "2026-11-30T15:51:20.904Z", customer_number: "+12125550147",
    business_number: "+12125550100", data: {intent: "book"},
    appointment: {starts_at: "2026-12-08T19:30:00Z", service: "cleaning"}} |
    '"${1:-.}"
}

preview() {
  smsrender --preview --now "$NOW" "$@"
}

repeat() {
  local i
  for ((i = 0; i < $2; i++)); do printf %s "$1"; done
}

# ---- the terminal -----------------------------------------------------------

@test "a message is shown with who, when, what and how much" {
  template before '{en: "{{ brand.name }}: see you {{ appointment.starts_at | date: "%a %-I:%M %p" }}, Dana."}' \
    'send: {anchor: appointment.starts_at, offset: -P1D}' \
    'expires: appointment.starts_at'
  sed -i "s/\"%a %-I:%M %p\"/'%a %-I:%M %p'/" t/before.yaml
  call | preview -t t >got
  diff - got <<'EOT'
before, en
to        +12125550147
from      +12125550100
sent      Mon Dec 7 2026, 2:30 PM EST (America/New_York)
expires   Tue Dec 8 2026, 2:30 PM EST (America/New_York)
╭────────────────────────────────────╮
│ Maple Street Dental: see you Tue   │
│ 2:30 PM, Dana.                     │
╰────────────────────────────────────╯
length    1 segment, GSM-7, 47 of 160 septets
at most   1 segment, GSM-7, 47 of 160 septets
cost      0.0125 USD
EOT
}

@test "an empty line parts one message from the next" {
  template a '"one"'
  template b '"two"'
  [ "$(call | preview -t t | grep -c '^$')" -eq 1 ]
  [ "$(call | preview -t t | head -n 1)" = a ]
}

@test "a message that is due at once is sent now, in its own zone otherwise" {
  template a '"one"'
  [ "$(call | preview -t t | grep ^sent)" = 'sent      now' ]
  template a '"one"' 'send: {offset: PT2H}'
  [ "$(call '.customer_timezone = "America/Denver"' | preview -t t |
    grep ^sent)" = 'sent      Mon Nov 30 2026, 10:51 AM MST (America/Denver)' ]
}

@test "a border stands where each further segment begins" {
  template long "\"$(repeat 'abcdefghi ' 33)\""
  call | preview -t t >got
  grep -q '^length    3 segments, GSM-7, 329 of 459 septets$' got
  [ "$(grep -o '[0-9] of 3 ┄┤' got | xargs)" = '2 of 3 ┄┤ 3 of 3 ┄┤' ]
  # What stands in front of the first border is 153 septets long.
  sed '/2 of 3/,$d' got | sed -n 's/^│ \(.*\)│$/\1/p' | tr -s ' ' | tr -d '\n' |
    wc -c >n
  [ "$(($(cat n) - 1))" -eq 153 ]
  # The cost is that of three.
  grep -q '^cost      0.0374 USD$' got
}

@test "the character that forces UCS-2 is named" {
  template a '"Nos vemos el sábado, no “mañana”"'
  call | preview -t t |
    grep -qx "length    1 segment, UCS-2, 32 of 70 units, because of 'á' (U+00E1)"
}

@test "wide characters keep the bubble in shape" {
  template a '"予約は十二月八日の午後です。👨‍👩‍👧‍👦 né ok"'
  call | preview -t t | sed -n '/^╭/,/^╰/p' >got
  diff - got <<'EOT'
╭────────────────────────────────────╮
│ 予約は十二月八日の午後です。👨‍👩‍👧‍👦 né  │
│ ok                                 │
╰────────────────────────────────────╯
EOT
}

@test "what may not go says why, in words" {
  template a '"one"' 'expires: {anchor: appointment.starts_at, offset: -P30D}'
  call | preview -t t | grep '^not sent  expired: '
  template a '"one"'
  call '.customer_number = null' | preview -t t >got
  grep -qx 'not sent  no_number: the call had no number' got
  run ! grep '^to ' got
  [ "$(call '.customer_number = null' | preview --drop -t t)" = '' ]
}

@test "an MMS has its media, and no segments" {
  template a "\"$(repeat x 200)é\"" \
    'media: ["https://maple.example/{{ data.intent }}.png"]'
  call | preview -t t >got
  grep -qx 'media     https://maple.example/book.png' got
  grep -qx 'length    MMS, 201 characters' got
  run ! grep -e '┄' -e '^cost' got
}

@test "messages that come in are shown, other records told of with -v" {
  {
    message '.send_at = "2026-12-07T19:30:00Z" | .timezone = "Europe/Madrid" |
      .template_id = "t-1" | .language = "es"'
    echo '{"record":"reply","record_version":1}'
    echo '{"any":"thing"}'
  } >in.jsonl
  run -0 --separate-stderr preview -v in.jsonl
  [ "${lines[0]}" = 't-1, es' ]
  [[ "$output" == *$'\nsent      Mon Dec 7 2026, 8:30 PM CET (Europe/Madrid)\n'* ]]
  [[ "$output" == *$'\ncost      0.0125 USD' ]]
  [ "$stderr" = 'smsrender: in.jsonl:2: not shown: neither a call nor a message
smsrender: in.jsonl:3: not shown: neither a call nor a message' ]
  run -0 --separate-stderr preview in.jsonl
  [ "$stderr" = '' ]
}

@test "a message's own cost is shown where we know no price" {
  sed -i '/^prices/d' "$SMSPIPE_CONFIG"
  message '.cost_estimate = "0.0200" | .currency = "EUR"' | preview |
    grep -qx 'cost      0.0200 EUR'
  run ! grep ^cost <<<"$(message | preview)"
}

@test "a message's status is shown once it is more than rendered" {
  message '.status = "held" | .reason = "quiet_hours"' | preview >got
  grep -qx 'status    held' got
  grep -qx 'reason    quiet_hours' got
  message '.status = "suppressed" | .reason = "no_consent"' | preview |
    grep -qx 'not sent  no_consent'
}

@test "a broken message is told of, and the next is shown" {
  {
    message 'del(.to) | .body = 5'
    message '.timezone = "Mars/Phobos"'
    message '.template_id = "good"'
  } >in.jsonl
  run -65 --separate-stderr preview in.jsonl
  [ "${lines[0]}" = good ]
  [[ "$stderr" == 'smsrender: in.jsonl:1: '*$'\n''smsrender: in.jsonl:2: timezone: '* ]]
}

@test "the text of -e is shown in its bubble" {
  echo '{"name":"Dana"}' | preview -e 'Hi {{ name }}!' >got
  diff - got <<'EOT'
╭────────────────────────────────────╮
│ Hi Dana!                           │
╰────────────────────────────────────╯
length    1 segment, GSM-7, 8 of 160 septets
EOT
}

@test "no text steers the terminal" {
  message '.body = "a\u001b[2Jb\u0007\u009bc\u202ed" | .template_id = "\u001b]0;x" |
    .reason = "\u001bc" | .status = "held" |
    .media_urls = ["\u001b[31m"]' >in.jsonl
  preview in.jsonl >got
  [ "$(LC_ALL=C tr -d '\n' <got | LC_ALL=C grep -c '[[:cntrl:]]')" -eq 0 ]
  run ! grep -e $'\u202e' -e $'\u009b' got
  grep -qF '│ a\u{1b}[2Jb\u{7}\u{9b}c\u{202e}d' got
  grep -qF 'media     \u{1b}[31m' got
}

@test "no value adds a row of its own" {
  message '.template_id = "a\nnot sent  x" | .reason = "b\nc" | .status = "held"' |
    preview >got
  [ "$(head -n 1 got)" = 'a\u{a}not sent  x' ]
  grep -qxF 'reason    b\u{a}c' got
}

@test "colour is for terminals, --color and NO_COLOR decide" {
  message >in.jsonl
  coloured() {
    grep -q $'\033\\[' "$1"
  }
  preview in.jsonl >got
  run ! coloured got
  preview --color always in.jsonl >got
  coloured got
  script -qec 'smsrender --preview in.jsonl' got >/dev/null
  coloured got
  NO_COLOR=1 script -qec 'smsrender --preview in.jsonl' got >/dev/null
  run ! coloured got
  script -qec 'smsrender --preview -o file in.jsonl' got >/dev/null
  run ! coloured file
  script -qec 'smsrender --preview --color never in.jsonl' got >/dev/null
  run ! coloured got
}

@test "colour changes nothing but the colour" {
  template long "\"$(repeat 'abcdefghi ' 33)\"" \
    'send: {anchor: appointment.starts_at, offset: -P30D}'
  call >in.jsonl
  preview -t t in.jsonl >plain
  preview -t t --color always in.jsonl | sed 's/\x1b\[[0-9]*m//g' | diff plain -
}

@test "options that contradict each other are refused" {
  refused() {
    run -64 --separate-stderr smsrender "${@:2}"
    [[ "$stderr" == "smsrender: $1"$'\n'* ]]
  }
  refused '--preview and --html exclude each other' --preview --html x
  refused '--call makes no messages that people could read' --preview --call
  refused '--keep writes records, and people read messages' --html x --keep
  refused '-r writes bare texts: it excludes --preview and --html' --preview -r
  refused '--samples needs --preview or --html' --samples
  refused '-e and --samples exclude each other' --preview --samples -e x
  refused '--samples reads nothing: no file can go with it' \
    --preview --samples in.jsonl
  [ ! -e x ]
}

# ---- samples ----------------------------------------------------------------

@test "--samples shows each template in each language, without a call" {
  template one '{en: "Your {{ appointment.service }}.", es: "Su {{ appointment.service }}."}' \
    'when: data.intent == "never"' \
    'send: {anchor: appointment.starts_at, offset: -P1D, time: "18:30"}' \
    'expires: appointment.starts_at' \
    'variables: {appointment.service: {max: 8, sample: "cleaning and more"}}'
  template two '"Two"'
  preview --samples -t t >got
  diff - got <<'EOT'
one, en
from      +12125550100
sent      1 day before appointment.starts_at, at 6:30 PM
expires   at appointment.starts_at
╭────────────────────────────────────╮
│ Your cleaning.                     │
╰────────────────────────────────────╯
length    1 segment, GSM-7, 14 of 160 septets
at most   1 segment, GSM-7, 14 of 160 septets
cost      0.0125 USD

one, es
from      +12125550100
sent      1 day before appointment.starts_at, at 6:30 PM
expires   at appointment.starts_at
╭────────────────────────────────────╮
│ Su cleaning.                       │
╰────────────────────────────────────╯
length    1 segment, GSM-7, 12 of 160 septets
at most   1 segment, GSM-7, 12 of 160 septets
cost      0.0125 USD

two
from      +12125550100
sent      at once
╭────────────────────────────────────╮
│ Two                                │
╰────────────────────────────────────╯
length    1 segment, GSM-7, 3 of 160 septets
at most   1 segment, GSM-7, 3 of 160 septets
cost      0.0125 USD
EOT
}

@test "--language leaves the other languages out" {
  template one '{en: "Yes", es: "Sí"}'
  [ "$(preview --samples --language es -t t | head -n 1)" = 'one, es' ]
  [ "$(preview --samples --language es -t t | grep -c ^one)" -eq 1 ]
}

@test "samples are numbers, truth values, lists and maps as they are written" {
  template one '"{{ data.n | plus: 1 }} {% if data.yes %}yes{% endif %}{% if data.no %}no{% endif %} {{ data.list | join: %+% }} {{ data.map.k }} {{ data.quoted }}"' \
    'variables:' '  data.n: {sample: 41}' '  data.yes: {sample: true}' \
    '  data.no: {sample: false}' '  data.list: {sample: [a, 2]}' \
    '  data.map: {sample: {k: v}}' '  data.quoted: {sample: "041"}'
  sed -i "s/%+%/'+'/" t/one.yaml
  preview --samples -t t | grep -q '^│ 42 yes a+2 v 041 '
}

@test "a sample that is missing is told of with file and line, others go on" {
  template a '"{{ data.pet }}"'
  template b '"{{ data.pet }}"' 'variables:' '  data.pet: {max: 9}'
  template c '"{{ data.a }}"' 'variables:' '  data.a: {sample: x}' \
    '  data.a.b: {sample: x}'
  template d '"fine"'
  run -78 --separate-stderr preview --samples -t t
  [ "${lines[0]}" = d ]
  [ "$stderr" = "smsrender: t/a.yaml:4:4: 'data.pet' is not defined
smsrender: t/b.yaml:6: no sample for 'data.pet'
smsrender: t/c.yaml:7: in the way of another sample 'data.a.b'" ]
  run -78 --separate-stderr preview --strict --samples -t t
  [ "$output" = '' ]
  [ "${#stderr_lines[@]}" -eq 1 ]
}

@test "samples obey what the template declares" {
  template a '"{{ data.url }}"' 'variables:' \
    '  data.url: {sample: "https://evil.example/x"}'
  run -78 --separate-stderr preview --samples -t t
  [[ "$stderr" == *"a link is not allowed here 'https://evil.example/x'" ]]
}

@test "--samples takes the templates of the configuration, and needs some" {
  template one '"Yes"'
  run -78 --separate-stderr preview --samples
  [ "$stderr" = "smsrender: no templates: name one with -t, or set 'templates'" ]
  echo 'templates: t' >>"$SMSPIPE_CONFIG"
  [ "$(preview --samples | head -n 1)" = one ]
}

@test "each shipped template can be shown with its samples" {
  preview --samples -t "$ROOT/templates" >got
  [ "$(grep -c '^length    1 segment, GSM-7, ' got)" -eq \
    "$((2 * $(find "$ROOT/templates" -name '*.yaml' | wc -l)))" ]
}

# ---- the page ---------------------------------------------------------------

page() {
  smsrender --html page.html --now "$NOW" "$@"
}

# How often a text stands in the page.
in_page() {
  grep -oF -- "$1" page.html | wc -l
}

@test "a page has each template that holds, in each of its languages" {
  template one '{en: "Yes", es: "Si", fr: "Oui"}'
  template two '"Two"'
  template three '"Three"' 'when: data.intent == "cancel"'
  call | page -t t >out
  [ ! -s out ]
  [ "$(in_page '<figure>')" -eq 4 ]
  [ "$(in_page '<section ')" -eq 2 ]
  [ "$(grep -o '<h2>[^<]*' page.html | xargs)" = '<h2>one <h2>two' ]
  [ "$(grep -o 'lang="[a-z]*">[A-Z][a-z]*<' page.html | xargs)" = \
    'lang=en>Yes< lang=es>Si< lang=fr>Oui<' ]
  call | page -t t --language es
  [ "$(in_page '<figure>')" -eq 2 ]
}

@test "a page says when, for whom and why, and what it costs" {
  template one '"Your {{ appointment.service }} at {{ brand.name }}, {{ %now% | date: %%Y% }}."' \
    'when: data.intent == "book" and 1 < 2' \
    'send: {anchor: appointment.starts_at, offset: -P1D}' \
    'variables: {appointment.service: {max: 20, link: true}}'
  sed -i "s/%now%/'now'/; s/%%Y%/'%Y'/" t/one.yaml
  call | page -t t
  for text in '<span>reminder</span> <span>transactional</span>' \
    '<dt>Sent</dt><dd>1 day before appointment.starts_at, same time of day</dd>' \
    '<dt>Goes out</dt><dd>Mon Dec 7 2026, 2:30 PM EST (America/New_York)</dd>' \
    '<code>data.intent == &quot;book&quot; and 1 &lt; 2</code>' \
    '<dd>+12125550147</dd>' \
    '<dt>Length</dt><dd>1 segment, GSM-7, 43 of 160 septets<' \
    '<dd>0.0125 USD a message, 12.47 USD per 1,000</dd>' \
    '<code>appointment.service</code> at most 20 characters, may be a link</li>' \
    '>Your <mark title="appointment.service">cleaning</mark> at <mark title="brand.name">Maple Street Dental</mark>, <mark>2026</mark>.</p>'; do
    [ "$(in_page "$text")" -eq 1 ] || {
      echo "not there: $text" >&2
      return 1
    }
  done
}

@test "a page of messages that come in has a section for each" {
  { message; message '.status = "suppressed" | .reason = "expired"'; } | page
  [ "$(in_page '<section ')" -eq 2 ]
  [ "$(in_page '<b>Not sent</b> expired: it would go out after it expires')" -eq 1 ]
  run ! grep '<mark title' page.html
}

@test "an amount of a record may be as large as it likes" {
  message '.from = null | .cost_estimate = "9000000000000" | .currency = "USD"' |
    page
  [ "$(in_page '<dd>9000000000000.0000 USD a message</dd>')" -eq 1 ]
}

@test "a page of samples says what it could not show" {
  template a '"{{ data.pet }}"'
  template b '"fine"'
  run -78 page --samples -t t
  [ "$(in_page '<section class="problem" id="a">')" -eq 1 ]
  [ "$(in_page '<h2>a: not shown</h2>')" -eq 1 ]
  [ "$(in_page "<p>t/a.yaml:4:4: &#39;data.pet&#39; is not defined</p>")" -eq 1 ]
  [ "$(in_page '<figure>')" -eq 1 ]
  [ "$(in_page '<section class="text" id="b">')" -eq 1 ]
  [ "$(in_page '<a href="#b">b</a>')" -eq 1 ]
}

@test "what a caller or a template says stays text on the page" {
  template one '"<b>{{ data.said }}</b> & {{ brand.name }}"'
  sed -i "s/name: Maple Street Dental/name: \"M<i>'s\"/" "$SMSPIPE_CONFIG"
  call '.data.said = "<script>alert(\"x\")</script>"' | page -t t
  [ "$(in_page '>&lt;b&gt;<mark title="data.said">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</mark>&lt;/b&gt; &amp; <mark title="brand.name">M&lt;i&gt;&#39;s</mark></p>')" -eq 1 ]
  run ! grep -e '<script' -e '<b><' -e 'M<i' page.html
}

@test "a page that cannot be written leaves what was there" {
  echo old >page.html
  template one '"One"'
  run -73 --separate-stderr smsrender --html nowhere/page.html -t t /dev/null
  [ "$stderr" = 'smsrender: nowhere/page.html: No such file or directory' ]
  run -73 --separate-stderr smsrender --html /dev/null -t t /dev/null
  [ "$stderr" = 'smsrender: /dev/null: is no regular file' ]
  for _ in {1..400}; do call; done >in.jsonl
  code=0
  (
    trap '' XFSZ
    ulimit -f 64
    page -t t in.jsonl 2>err
  ) || code=$?
  [ "$code" -eq 74 ]
  [ "$(cat err)" = 'smsrender: page.html: File too large' ]
  [ "$(cat page.html)" = old ]
  [ "$(find . -name 'page.html*' | wc -l)" -eq 1 ]
}

@test "a page is for those who may read files of ours" {
  (umask 027 && message | page)
  [ "$(stat -c %a page.html)" = 640 ]
}

@test "a page appears only when it is whole" {
  template one '"One"'
  mkfifo calls
  page -t t calls 9>&- &
  exec 9>calls
  call >&9
  wait_until sh -c 'ls page.html.* >/dev/null'
  [ ! -e page.html ]
  exec 9>&-
  wait $!
  [ "$(tail -n 1 page.html)" = '</html>' ]
}
