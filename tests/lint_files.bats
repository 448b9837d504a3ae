#!/usr/bin/env bats
# smslint over template files and the configuration.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr and stderr_lines
# shellcheck disable=SC1111,SC1112 # typographic quotes are what is tested
load helper

STOP='Reply STOP to opt out.'

setup() {
  smspipe_setup
  cat >"$SMSPIPE_CONFIG" <<'YAML'
tenant: maple-street
brand: {name: "Maple Street Dental, LLC", domains: [maple.example]}
YAML
}

# template BODY [LINE…]: a sound template with that body, in t.yaml.
template() {
  printf '%s\n' 'id: visit' 'purpose: confirmation' 'category: transactional' \
    "$@" >t.yaml
}

# found: "LINE:COLUMN RULE" of each finding in t.yaml.
found() {
  smslint --fail-on never --format jsonl t.yaml 2>/dev/null |
    jq -r 'select(.file == "t.yaml") | "\(.line):\(.column) \(.rule)"'
}

@test "the templates that are shipped have no finding" {
  run --separate-stderr smslint --fail-on warning "$ROOT/templates"
  [ "$status" -eq 0 ]
  [ "$output" = '' ]
  [[ $stderr = *'0 errors, 0 warnings in 1'?' files' ]]
}

@test "a finding stands at its line and column, in every kind of scalar" {
  template "body: '{{ brand.name }}: see you!! $STOP'"
  [ "$(found)" = '4:33 punctuation' ]
  template "body: \"{{ brand.name }}: \\u00e9t\\xe9 see you!! $STOP\""
  [ "$(found)" = '4:45 punctuation' ]
  template 'body:' '  en: |' '    {{ brand.name }}:' "    see you!! $STOP"
  [ "$(found)" = '7:12 punctuation' ]
  template 'body:' '  en: >-' '    {{ brand.name }}:' '' "    see you!! $STOP"
  [ "$(found)" = '8:12 punctuation' ]
  template "body: {en: \"{{ brand.name }}: hi. $STOP\", es: \"{{ brand.name }}: ¡sí, sí!! Responda STOP para salir.\"}"
  [ "$(found)" = '4:90 punctuation' ]
}

@test "every branch is looked at, each fault told once" {
  template 'body: |' '  {{ brand.name }}: {% if data.a %}see you!!{% else %}act now{% endif %}' \
    "  {% if data.b %}$STOP{% endif %}"
  [ "$(found | paste -sd ' ')" = '4:1 optout-missing 5:43 punctuation 5:55 urgency' ]
  smslint --fail-on never t.yaml 2>/dev/null >out
  grep -q "t.yaml:4:1: warning: no opt-out wording .* (without 'if data.b') \[optout-missing\]" out
}

@test "what samples and the brand say is nobody's fault, but what the author wrote is" {
  sed -i 's/"Maple Street Dental, LLC"/"FREE STUFF!! ACT NOW"/' "$SMSPIPE_CONFIG"
  template "body: \"{{ brand.name }}: see {{ data.with }}. $STOP\"" \
    'variables: {data.with: {max: 20, sample: "you!!"}}'
  [ "$(found)" = '' ]
  template "body: \"{{ brand.name }}: see {{ data.with | default: 'you there right now, friend!!' }}. $STOP\"" \
    'variables: {data.with: {max: 20, sample: you}}'
  [ "$(found)" = '4:32 punctuation' ]
}

@test "a value without a limit is named, and one that no text looks at" {
  template "body: \"{{ brand.name }}: {{ data.note | upcase }} {{ data.with }}. $STOP\"" \
    'variables: {data.with: {max: 20}, data.wiht: {max: 20}}'
  [ "$(found | paste -sd ' ')" = '4:29 variable-unbounded 5:35 variable-unused' ]
}

@test "the longest text is what counts" {
  template "body: \"{{ brand.name }}: {{ data.note }} $STOP\"" 'variables: {data.note: {max: 430}}'
  [ "$(found)" = '4:1 segments-many' ]
  template "body: \"{{ brand.name }}: {{ data.note }} $STOP\"" 'variables: {data.note: {max: 300}}'
  [ "$(found)" = '' ]
}

@test "a partial's fault stands in the partial" {
  mkdir parts
  printf 'see\nyou!!' >parts/see.liquid
  template "body: \"{{ brand.name }}: {% include 'see' %} $STOP\""
  [ "$(smslint --fail-on never --format jsonl --partials parts t.yaml 2>/dev/null |
    jq -r '"\(.file):\(.line):\(.column) \(.rule)"')" = 'parts/see.liquid:2:4 punctuation' ]
}

@test "a send in the quiet hours will be held" {
  template "body: \"{{ brand.name }}: see you. $STOP\"" 'send: {anchor: appointment.starts_at, time: "07:30"}'
  [ "$(found)" = '5:1 quiet-hours' ]
  printf 'quiet_hours: off\n' >>t.yaml
  [ "$(found)" = '' ]
}

@test "advertising in a transactional template is told" {
  template "body: \"{{ brand.name }}: see you at 2. 20% off whitening this month. $STOP\""
  [ "$(found)" = '4:40 use-case-mismatch' ]
  sed -i 's/^category: .*/category: promotional/' t.yaml
  [ "$(found)" = '' ]
}

@test "a comment ignores a rule for the entry behind it, whole" {
  template 'body:' '  # smslint: ignore punctuation, urgency: a birthday' '  en: |' \
    '    {{ brand.name }}: act now!!' "    see you!! $STOP" \
    '  es: "{{ brand.name }}: hola!! Responda STOP para salir."'
  [ "$(found)" = '9:30 punctuation' ]
  template 'body: # smslint: ignore punctuation (a birthday)' "  en: \"{{ brand.name }}: see you!! $STOP\""
  [ "$(found)" = '' ]
  template 'body: |' '  # smslint: ignore punctuation' "  {{ brand.name }}: see you!! $STOP"
  [[ $(found) = *punctuation* ]]
}

@test "a comment without effect, without reason, or for no rule is told" {
  template '# smslint: ignore url-http: no TLS' "body: \"{{ brand.name }}: see you!! $STOP\" # smslint: ignore punctuation" \
    '# smslint: ignore punctation: typo' 'priority: 3'
  [ "$(found | paste -sd ' ')" = '4:19 ignore-comment 5:78 ignore-comment 6:19 ignore-comment' ]
}

@test "what is no template is a finding, and the others go on" {
  mkdir -p all/below
  template "body: \"{{ brand.name }}: see you!! $STOP\""
  mv t.yaml all/below/good.yaml
  printf 'id: [\n' >all/broken.yaml
  printf 'id: a\npurpose: confirmation\ncategory: transactional\nbody: "{{ brand.name"\n' >all/liquid.yml
  printf 'id: a\nbody: "\xff\xfe"\n' >all/bytes.yaml
  printf 'notes\n' >all/readme.txt
  run --separate-stderr smslint --format jsonl all
  [ "$status" -eq 1 ]
  [ "$(jq -r '"\(.file) \(.rule)"' <<<"$output" | paste -sd ' ')" = \
    'all/below/good.yaml punctuation all/broken.yaml template-broken all/bytes.yaml template-broken all/liquid.yml template-broken' ]
  [[ $stderr = *'3 errors, 1 warning in 5 files' ]]
}

@test "a character that does not belong into a tag is told whole" {
  template 'body: "{{ brand.name ’ }}"'
  smslint --fail-on never --format github t.yaml 2>/dev/null >out
  grep -q "title=smslint template-broken::expected the end of the tag instead of '’'$" out
}

@test "what is not there is 66, and the others are linted" {
  template "body: \"{{ brand.name }}: see you!! $STOP\""
  run --separate-stderr smslint --format jsonl gone.yaml t.yaml
  [ "$status" -eq 66 ]
  [[ $stderr = *'gone.yaml: No such file'* ]]
  [ "$(jq -r .rule <<<"$output")" = punctuation ]
}

@test "usage that makes no sense is refused" {
  template "body: \"{{ brand.name }}: see you. $STOP\""
  message >in.jsonl
  for line in 't.yaml in.jsonl' '--drop t.yaml' '--fix in.jsonl' '--dry-run t.yaml' \
    '--format sarif in.jsonl' '--baseline b in.jsonl' '--severity x t.yaml' \
    '--severity urgency=loud t.yaml' '--severity urgncy=info t.yaml'; do
    # shellcheck disable=SC2086
    run --separate-stderr smslint $line
    [ "$status" -eq 64 ] || { echo "$line: $status" >&2; return 1; }
  done
}

@test "--severity sets a rule's level, of files and of records" {
  template "body: \"{{ brand.name }}: see you!! $STOP\""
  run smslint --severity punctuation=error t.yaml
  [ "$status" -eq 1 ]
  [[ $output = *'error: '* ]]
  run smslint --severity punctuation=info --fail-on warning t.yaml
  [ "$status" -eq 0 ]
  message '.body += "!!"' | { run ! smslint --severity punctuation=error; }
}

@test "text shows the line and a caret under the spot, wide characters too" {
  template "body: \"{{ brand.name }}: 東京 see you!! $STOP\""
  smslint --fail-on never --select punctuation t.yaml 2>/dev/null >out
  diff - out <<'TEXT'
t.yaml:4:36: warning: '!' 2 times in a row [punctuation]
    body: "{{ brand.name }}: 東京 see you!! Reply STOP to opt out."
                                         ^~
    instead: !
TEXT
}

@test "colour is for terminals, or on demand" {
  template "body: \"{{ brand.name }}: see you!! $STOP\""
  run ! grep -q $'\033' < <(smslint --fail-on never t.yaml 2>&1)
  grep -q $'\033' < <(smslint --fail-on never --color always t.yaml 2>&1)
}

@test "github: the summary first, errors before the rest, data escaped" {
  template "body: \"{{ brand.name }}: 100% free: see you!! bit.ly/a $STOP\""
  mv t.yaml 'a,b:c.yaml'
  smslint --fail-on never --format github --select url-shortener --select punctuation a,b:c.yaml 2>/dev/null >out
  diff - out <<'TEXT'
::notice title=smslint::1 error, 1 warning in 2 files
::error file=a%2Cb%3Ac.yaml,line=4,endLine=4,col=47,endColumn=55,title=smslint url-shortener::'bit.ly' is a public shortener: link to a domain of the brand
::warning file=a%2Cb%3Ac.yaml,line=4,endLine=4,col=44,endColumn=46,title=smslint punctuation::'!' 2 times in a row
TEXT
  template "body: \"{{ brand.name }}: a [100%] b $STOP\""
  [ "$(smslint --fail-on never --format github t.yaml 2>/dev/null | grep -c '100%[^2]')" -eq 0 ]
}

@test "sarif: one run, the rules, results in order, fixes" {
  template "body: \"{{ brand.name }}: see you soon at our place downtown, it’s great!! Bring everything you have in case. $STOP\""
  smslint --fail-on never --format sarif t.yaml 2>/dev/null >out
  jq -e '.version == "2.1.0" and (.runs | length) == 1' out
  jq -e '.runs[0] | .tool.driver.name == "smslint" and .columnKind == "unicodeCodePoints"
    and ([.tool.driver.rules[].id] | length == (unique | length))' out
  jq -e '.runs[0] as $run | all($run.results[]; . as $r |
    $run.tool.driver.rules[$r.ruleIndex].id == $r.ruleId)' out
  [ "$(jq -c '.runs[0].results[] | [.ruleId, .level, .locations[0].physicalLocation.region]' out)" = \
    '["ucs2-cost","note",{"startLine":4,"startColumn":64,"endLine":4,"endColumn":65}]
["punctuation","warning",{"startLine":4,"startColumn":72,"endLine":4,"endColumn":74}]' ]
  [ "$(jq -r '.runs[0].results[0].fixes[0].artifactChanges[0].replacements[0].insertedContent.text' out)" = "'" ]
}

@test "junit is XML with a suite for each file and a failure for each finding" {
  template "body: \"{{ brand.name }}: <see> & you!! $STOP\""
  smslint --fail-on never --format junit t.yaml 2>/dev/null >out
  python3 - out <<'PYTHON'
import sys, xml.etree.ElementTree as tree
suites = tree.parse(sys.argv[1]).getroot()
assert suites.tag == 'testsuites'
mine = [s for s in suites if s.get('name') == 't.yaml'][0]
assert (mine.get('tests'), mine.get('failures')) == ('1', '1'), mine.attrib
case = mine[0]
assert case.get('name') == 'punctuation:4:37', case.attrib
assert case[0].tag == 'failure' and case[0].get('type') == 'warning'
PYTHON
}

@test "rdjsonl counts bytes and carries what to write instead" {
  template "body: \"{{ brand.name }}: ¡sí, sí!! $STOP\""
  [ "$(smslint --fail-on never --format rdjsonl t.yaml 2>/dev/null |
    jq -c '[.severity, .code.value, .location.path, .location.range, .suggestions[0].text]')" = \
    '["WARNING","punctuation","t.yaml",{"start":{"line":4,"column":36},"end":{"line":4,"column":38}},"!"]' ]
}

@test "--fix puts typographic characters right, in every kind of scalar" {
  long='see you soon at our place downtown where it is always nice and warm'
  template 'body:' "  en: \"{{ brand.name }}: it’s “$long” … $STOP\"" \
    "  es: '{{ brand.name }}: l’amigo “$long” Responda STOP para salir.'" \
    '  fr: |' "    {{ brand.name }}: l’ami — $long $STOP"
  cp t.yaml before.yaml
  smslint --fix --dry-run t.yaml 2>err >changes
  cmp t.yaml before.yaml
  chmod 640 t.yaml
  run smslint --fix --fail-on warning t.yaml
  [ "$status" -eq 0 ]
  [ "$(stat -c %a t.yaml)" = 640 ]
  diff - t.yaml <<YAML
id: visit
purpose: confirmation
category: transactional
body:
  en: "{{ brand.name }}: it's \\"$long\\" ... $STOP"
  es: '{{ brand.name }}: l''amigo "$long" Responda STOP para salir.'
  fr: |
    {{ brand.name }}: l'ami - $long $STOP
YAML
  cp before.yaml again.yaml
  sed -i 's/t\.yaml/again.yaml/' changes
  patch -s -p1 <changes
  cmp again.yaml t.yaml
}

@test "--fix leaves alone what only looks alike" {
  template "body: \"{{ brand.name }}: {{ data.x | default: 'it’s a long long story that we are going to tell you one day' }} it is. $STOP\"" \
    'variables: {data.x: {max: 10}}'
  cp t.yaml before.yaml
  smslint --fail-on never --fix t.yaml 2>/dev/null >/dev/null
  cmp t.yaml before.yaml
}

@test "a baseline hides what was there before, and nothing else" {
  template "body: \"{{ brand.name }}: see you!! $STOP\""
  smslint --fail-on never --format jsonl t.yaml 2>/dev/null >base.jsonl
  [ "$(wc -l <base.jsonl)" -eq 1 ]
  run smslint --fail-on warning --baseline base.jsonl t.yaml
  [ "$status" -eq 0 ]
  sed -i '1i # moved\n\n' t.yaml
  run smslint --fail-on warning --baseline base.jsonl t.yaml
  [ "$status" -eq 0 ]
  sed -i 's/see you!!/see you!! and you!!/' t.yaml
  run --separate-stderr smslint --fail-on warning --format jsonl --baseline base.jsonl t.yaml
  [ "$status" -eq 1 ]
  [ "$(jq -r .column <<<"$output")" = 43 ]
}

@test "a baseline that is stale, broken or not there is told with its line" {
  template "body: \"{{ brand.name }}: see you!! $STOP\""
  smslint --fail-on never --format jsonl t.yaml 2>/dev/null >base.jsonl
  template "body: \"{{ brand.name }}: see you. $STOP\""
  run --separate-stderr smslint --baseline base.jsonl t.yaml
  [ "$status" -eq 0 ]
  [[ $stderr = *'base.jsonl:1: not found any more: take it out'* ]]
  printf '\n{"print":7}\nx\n' >>base.jsonl
  run --separate-stderr smslint --baseline base.jsonl t.yaml
  [ "$status" -eq 65 ]
  [[ $stderr = *'base.jsonl:3: no finding'*'base.jsonl:4: no finding'* ]]
  run --separate-stderr smslint --baseline gone.jsonl t.yaml
  [ "$status" -eq 66 ]
}

@test "the configuration's senders and campaigns are linted, samples as texts" {
  cat >"$SMSPIPE_CONFIG" <<'YAML'
tenant: maple-street
brand: {name: Maple Street Dental}
policy: {countries: [US, GB]}
senders:
  "+12125550100": {kind: 10dlc}
  "+12125550101": {kind: 10dlc, registered: true, campaign: small, mps: 10}
  MapleDent: {kind: alphanumeric, registered: true}
campaigns:
  small: {use_case: LOW_VOLUME, category: transactional, sub_use_cases: [MIXED]}
  news:
    use_case: MARKETNG
    category: promotional
    samples:
      - "Maple Street Dental: win now at bit.ly/x Reply STOP to opt out."
      - >-
        See you
        on [day]!!
YAML
  template "body: \"{{ brand.name }}: see you. $STOP\""
  smslint --fail-on never --format jsonl t.yaml 2>/dev/null |
    jq -r 'select(.file | endswith("smspipe.yaml")) | "\(.line):\(.column) \(.rule)"' >got
  diff - got <<'TEXT'
5:3 sender-unregistered
6:3 sender-rate
7:3 sender-alpha
9:58 campaign-use-case
11:5 campaign-use-case
13:5 campaign-samples
14:42 url-shortener
14:42 url-bare
17:17 punctuation
TEXT
}

@test "--campaign writes the registration and says what it lacks" {
  cat >"$SMSPIPE_CONFIG" <<'YAML'
tenant: maple-street
brand: {name: Maple Street Dental}
senders: {"+12125550100": {kind: 10dlc, registered: true, campaign: visits}}
campaigns:
  visits:
    use_case: CUSTOMER_CARE
    category: transactional
    description: "Maple Street Dental confirms and reminds patients of appointments."
    message_flow: "Callers of Maple Street Dental say yes to texts; msg frequency varies, msg & data rates may apply; HELP, STOP; privacy and terms at maple.example."
    opt_in_message: "Maple Street Dental: welcome. Msg frequency varies. Msg & data rates may apply. Text HELP for help, STOP to cancel."
    opt_out_message: "Maple Street Dental: no more messages will be sent."
    help_message: "Maple Street Dental: call (212) 555-0100."
    samples:
      - "Maple Street Dental: your [service] is [day]. Reply STOP to opt out."
      - "Maple Street Dental: see you [day]. Reply STOP to opt out."
YAML
  run --separate-stderr smslint --campaign visits
  [ "$status" -eq 0 ]
  [ "$(jq -c '[.usecase, .sample2, .embeddedLink, .numberPool, .affiliateMarketing]' <<<"$output")" = \
    '["CUSTOMER_CARE","Maple Street Dental: see you [day]. Reply STOP to opt out.",false,false,false]' ]
  sed -i -e 's/ Text HELP for help,/ Text/' -e 's/Msg & data rates may apply. Text/Text/' \
    -e 's/; privacy and terms at maple.example//' -e '/description/d' "$SMSPIPE_CONFIG"
  run --separate-stderr smslint --campaign visits
  [ "$status" -eq 1 ]
  for rule in packet-fields packet-flow rates-missing help-missing; do
    [[ $stderr = *"[$rule]"* ]] || { echo "$rule" >&2; return 1; }
  done
  run --separate-stderr smslint --campaign other
  [ "$status" -eq 78 ]
}
