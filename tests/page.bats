#!/usr/bin/env bats
# The page of smsrender --html as a browser shows it.  A second page frames it,
# as wide as a phone, and tells what a reader sees.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016 # Liquid's braces stay as they are
load helper

NOW=2026-11-30T15:51:25Z

setup() {
  command -v chromium >/dev/null || skip 'no chromium'
  smspipe_setup
  echo 'prices: {file: {10dlc: 0.0083}}' >>"$SMSPIPE_CONFIG"
  mkdir t
}

# template ID LANGUAGE=TEXT ... -- LINE ...
template() {
  local id=$1
  shift
  {
    printf 'id: %s\npurpose: reminder\ncategory: transactional\nbody:\n' "$id"
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
      printf "  %s: '%s'\n" "${1%%=*}" "${1#*=}"
      shift
    done
    [ $# -eq 0 ] || printf '%s\n' "${@:2}"
  } >"t/$id.yaml"
}

# All that can make a page go wrong: long words, every kind of script, pictures.
hard_templates() {
  local long
  long=$(printf 'x%.0s' {1..90})
  template plain 'en={{ brand.name }}: your {{ data.service }} is today.' \
    'es={{ brand.name }}: su {{ data.service }} es hoy. ¿Dudas? ¡Llámenos!' -- \
    'send: {anchor: appointment.starts_at, offset: -P1D}' \
    'when: data.intent == "book" and appointment.a_field_with_a_very_long_name_that_nobody_would_read_aloud != "another"' \
    'variables: {data.service: {max: 30, sample: <b>cleaning</b> & "more"}}'
  template wide "en=https://maple.example/$long {{ data.text }} $long$long" \
    "ar=$(printf 'مرحبا بكم في العيادة %.0s' {1..9})" \
    "ja=$(printf '予約は十二月八日の午後です%.0s' {1..8})" \
    "emoji=$(printf '👨‍👩‍👧‍👦🇺🇸👍🏽%.0s' {1..20})" -- \
    "media: [\"https://maple.example/$long.png\"]" \
    'variables: {data.text: {sample: fine}}'
  sed '/^media/d; s/^id: wide/id: wider/' t/wide.yaml >t/wider.yaml
}

# chrome URL [FLAG ...]: the DOM once all has loaded.  Names resolve to nothing,
# so that whatever it asks for stays in the machine; it is in net.json.
chrome() {
  timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic \
    --disable-dev-shm-usage --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync \
    --user-data-dir="$BATS_TEST_TMPDIR/profile" \
    --host-resolver-rules='MAP * ~NOTFOUND' --log-net-log=net.json \
    --allow-file-access-from-files --dump-dom "${@:2}" "$1" 2>chrome.err
}

# look WIDTH PAGE [FLAG ...]: what a reader of the page sees at that width, as
# JSON in `seen`.
look() {
  cat >look.html <<HTML
<!doctype html><meta charset=utf-8>
<iframe id=frame src="$2" style="width: ${1}px; height: 800px; border: 0"></iframe>
<pre id=seen></pre>
<script>
const linear = c => c <= 10.31 ? c / 3294.6 : ((c / 255 + .055) / 1.055) ** 2.4;
const light = ([r, g, b]) =>
  .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
const numbers = color => color.match(/[\d.]+/g).map(Number);
const see = page => {
  const style = element => page.defaultView.getComputedStyle(element);
  const all = selector => [...page.querySelectorAll(selector)];
  const ground = element => {
    const color = numbers(style(element).backgroundColor);
    return color[3] === 0 ? ground(element.parentElement) : color;
  };
  const contrast = element => {
    const [dark, bright] = [numbers(style(element).color), ground(element)]
      .map(light).sort((a, b) => a - b);
    return (bright + .05) / (dark + .05);
  };
  const words = all('body *').filter(element =>
    [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const width = page.documentElement.clientWidth;
  const name = element => element.localName + '.' + element.className;
  return {
    width,
    scrolls: page.documentElement.scrollWidth > width,
    outside: all('body *').filter(element => {
      const box = element.getBoundingClientRect();
      return box.left < -.5 || box.right > width + .5;
    }).map(name),
    cut_off: all('.screen').filter(e => e.scrollWidth > e.clientWidth).length,
    bubbles: all('.bubble').map(element => element.textContent),
    shown: all('.bubble').every(element => element.innerText.trim() !== '' &&
      element.offsetHeight > 0 && style(element).visibility === 'visible'),
    marks: all('.bubble mark').map(element => [element.textContent, element.title]),
    cuts: all('.bubble .cut').map(element =>
      numbers(page.defaultView.getComputedStyle(element, '::after').content)[0]),
    titles: all('h2').map(element => element.textContent),
    links: all('[href], [src]').map(e => e.getAttribute('href') ?? e.src),
    scripts: page.scripts.length,
    bold: all('.bubble *').filter(e => !['mark', 'span'].includes(e.localName)).length,
    styled: all('.bubble').every(e => style(e).whiteSpace.startsWith('pre')),
    ground: style(page.body).backgroundColor,
    pale: words.filter(element => contrast(element) < 4.5).map(name),
    words: words.length,
    ran: page.defaultView.ran === true,
  };
};
onload = () => {
  const bytes = new TextEncoder().encode(
    JSON.stringify(see(document.getElementById('frame').contentDocument)));
  document.getElementById('seen').textContent =
    btoa(String.fromCharCode(...bytes));
};
</script>
HTML
  chrome "file://$PWD/look.html" "${@:3}" >dom
  sed -n 's/.*<pre id="seen">\([^<]*\)<.*/\1/p' dom | base64 -d >seen
  [ -s seen ] || { cat dom chrome.err >&2; return 1; }
}

# holds FILTER ...: each is true of what was seen.
holds() {
  local filter
  for filter; do
    jq -e "$filter" seen >/dev/null || {
      echo "does not hold: $filter" >&2
      jq -c . seen >&2
      return 1
    }
  done
}

# The addresses that pages, and not the browser by itself, asked the net for.
asked_for() {
  jq -r '.events[].params | select(.url? and .initiator? and
    .initiator != "not an origin") | .url' net.json
}

samples() {
  smsrender --html page.html --samples --now "$NOW" -t t
}

@test "a reader sees one bubble a template and language, with the whole text" {
  hard_templates
  samples
  look 390 page.html
  smsrender --preview --samples --now "$NOW" -t t | grep -c '^length' >count
  [ "$(jq '.bubbles | length' seen)" -eq "$(cat count)" ]
  holds '.titles == ["plain", "wide", "wider"]' .shown .styled \
    '.bubbles[0] == "Maple Street Dental: your <b>cleaning</b> & \"more\" is today."' \
    '.bubbles[5] | test("^(👨‍👩‍👧‍👦🇺🇸👍🏽){20}$")'
}

@test "nothing is wider than the screen, on a phone and on a small one" {
  hard_templates
  samples
  for width in 390 320 768 1280; do
    look "$width" page.html
    holds ".width > $width - 20" '.scrolls | not' '.outside == []' \
      '.cut_off == 0'
  done
}

@test "a page that is too wide would be seen" {
  hard_templates
  samples
  sed 's/<main>/<main><p><svg width="500"><\/svg><\/p>/' page.html >wide.html
  look 390 wide.html
  holds .scrolls '.outside | index("svg.[object SVGAnimatedString]")'
}

@test "values are marked with their names, borders bear the segment's number" {
  template long "en={{ brand.name }}: {{ data.service | upcase }} $(printf 'word %.0s' {1..70}) {{ \"end\" }}" \
    -- 'variables: {data.service: {sample: cleaning}}'
  samples
  look 390 page.html
  holds '.marks == [["Maple Street Dental", "brand.name"],
    ["CLEANING", "data.service"], ["end", ""]]' '.cuts == [2, 3]'
}

@test "words are readable in light and in dark" {
  hard_templates
  template broken 'en={{ data.nothing }}'
  run -78 samples
  look 390 page.html
  holds '.pale == []' '.words > 40'
  light=$(jq -r .ground seen)
  look 390 page.html --force-dark-mode --blink-settings=preferredColorScheme=0
  holds '.pale == []' '.words > 40'
  [ "$(jq -r .ground seen)" != "$light" ]
}

@test "what a caller says is text: no element, no script, no link comes of it" {
  template one 'en=You said {{ data.said }}.' -- 'variables: {data.said: {max: 200}}'
  jq -cn '{record: "call", record_version: 1, source: "vapi", call_id: "c1",
    stage: "analyzed", direction: "inbound", business_number: "+12125550100",
    ended_at: "2026-11-30T15:51:20.904Z", customer_number: "+12125550147",
    data: {said: "</p><script>window.ran = true</script><img src=x onerror=\"ran = true\"> \u0027\" &lt;b>"}}' |
    smsrender --html page.html --now "$NOW" -t t
  look 390 page.html
  holds '.bubbles == ["You said </p><script>window.ran = true</script><img src=x onerror=\"ran = true\"> \u0027\" &lt;b>."]' \
    '.scripts == 0' '.bold == 0' '.links == []' '.ran | not'
}

@test "the page asks the net for nothing" {
  hard_templates
  samples
  look 390 page.html
  [ "$(asked_for)" = '' ]
}

@test "a page that asked the net would be seen, and the policy does not let it" {
  hard_templates
  samples
  sed 's|<main>|<main><img src="http://trap.example/x.png"><script>ran = true</script><p style="color: red">|' \
    page.html >trap.html
  look 390 trap.html
  [ "$(asked_for)" = '' ]
  holds '.ran | not' '.scripts == 1'
  sed 's/<meta http-equiv[^>]*>//' trap.html >open.html
  look 390 open.html
  [ "$(asked_for)" = http://trap.example/x.png ]
  holds .ran
}
