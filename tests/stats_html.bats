#!/usr/bin/env bats
# smsstats --format html: the numbers of the page, and the page in a browser.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # run sets stderr
load helper

SMS=$FIXTURES/manual/sms.jsonl

# events COUNT: messages of two weeks with all that a report can show.
events() {
  awk -v count="$1" 'BEGIN {
    srand(7)
    split("delivered delivered delivered delivered undelivered failed accepted suppressed held", states, " ")
    split("Verizon AT&T T-Mobile", carriers, " ")
    for (i = 0; i < count; i++) {
      day = 1 + int(rand() * 14); late = int(rand() * rand() * 90)
      state = states[int(rand() * 9) + 1]
      common = sprintf("\"record_version\":1,\"message_id\":\"m%d\",\"to\":\"+1212555%04d\",\"from\":\"+12125550100\",\"carrier\":\"%s\",\"template_id\":\"t<%d>\",\"purpose\":\"reminder\",\"segments\":%d,\"cost_estimate\":\"%s\",\"currency\":\"%s\",\"call_ended_at\":\"2026-11-%02dT09:59:%02dZ\"", i, rand() * 3000, carriers[int(rand() * 3) + 1], rand() * 4, 1 + (rand() < .2), i % 9 ? "0.0083" : "0.1", i % 50 ? "USD" : "EUR", day, rand() * 60)
      if (state !~ /suppressed|held/) printf "{\"record\":\"delivery\",%s,\"provider\":\"twilio\",\"provider_message_id\":\"SM%d\",\"status\":\"accepted\",\"received_at\":\"2026-11-%02dT10:00:00Z\"}\n", common, i, day
      extra = state ~ /failed/ ? ",\"error_code\":\"30007\",\"error_class\":\"carrier_filtered\"" : state ~ /suppressed|held/ ? ",\"reason\":\"quiet_hours\"" : ""
      printf "{\"record\":\"delivery\",%s%s,\"provider\":\"twilio\",\"status\":\"%s\",\"received_at\":\"2026-11-%02dT10:%02d:%02dZ\"}\n", common, extra, state, day, late / 60, late % 60
      if (rand() < .2) printf "{\"record\":\"reply\",\"record_version\":1,\"reply_id\":\"r%d\",\"provider\":\"twilio\",\"from\":\"+12125550147\",\"to\":\"+12125550100\",\"body\":\"C\",\"match\":\"single\",\"message_id\":\"m%d\",\"intent\":\"confirm\",\"received_at\":\"2026-11-%02dT11:00:00Z\"}\n", i, i, day
    }
  }'
}

# numbers PAGE: what each <data> element says, a JSON object a line.
numbers() {
  grep -oE '<data data-of="[^"]*" value="[^"]*">[^<]*</data>' "$1" |
    jq -Rc 'capture("data-of=\"(?<of>[^\"]*)\" value=\"(?<value>[^\"]*)\">(?<text>[^<]*)<")'
}

# Each number of the page is that of the JSON, as it stands and in its text.
equal() {
  numbers "$1" | jq -n --slurpfile report "$2" '
    def span: if test(" ms$") then .[:-3] | tonumber
      elif test(" s$") then .[:-2] | tonumber * 1000
      elif test(" min$") then .[:-4] | tonumber * 60000
      else .[:-2] | tonumber * 3600000 end;
    [inputs | . + {want: (. as $n | $report[0] |
        getpath($n.of | split(".") | map(if test("^[0-9]+$") then tonumber else . end)))} |
      select(((.value == (.want | tostring)) or
        ((.value | tonumber) == (.want | tonumber? // "none")) | not) or
        (if .of | test("_ms$") then ((.text | span) - (.value | tonumber) | fabs) > .06 * (.value | tonumber) + 1
         elif .of | test("rate$|low$|high$|moved$") then
           (.text | sub("\u00a0?%$"; "") | tonumber) * 100 - (.value | tonumber) * 10000 | fabs > .50001
         else (.text | gsub(","; "") | tonumber) - (.value | tonumber) | fabs > .0051 end))]'
}

@test "every number of the page is that of the JSON" {
  events 3000 >sms.jsonl
  cat "$SMS" >>sms.jsonl
  for ask in '' '--by carrier' '--by template,day --top 5' \
    '--since 2026-11-08 --compare --by sender' '--now 2027-01-01T00:00:00Z'; do
    # shellcheck disable=SC2086 # several words
    smsstats --format json $ask sms.jsonl >report.json
    # shellcheck disable=SC2086
    smsstats --format html $ask sms.jsonl >page.html
    equal page.html report.json >wrong
    [ "$(cat wrong)" = '[]' ] || { head -c 2000 wrong; return 1; }
    [ "$(numbers page.html | wc -l)" -gt 200 ]
  done
}

@test "a number that is not that of the JSON would be seen" {
  smsstats --format json "$SMS" >report.json
  smsstats --format html "$SMS" >page.html
  sed 's|\(counts.delivered" value="8">\)8<|\19<|' page.html >wrong.html
  [ "$(equal wrong.html report.json | jq length)" -eq 1 ]
  sed 's|counts.delivered" value="8"|counts.delivered" value="9"|' page.html >wrong.html
  [ "$(equal wrong.html report.json | jq length)" -eq 1 ]
}

@test "all counts, rates, steps, classes and notes of the JSON are on the page" {
  events 500 >sms.jsonl
  smsstats --format json sms.jsonl >report.json
  smsstats --format html sms.jsonl >page.html
  numbers page.html | jq -r .of | sort -u >shown
  jq -r 'paths(scalars) as $p | select(getpath($p) | type == "number" and . != 0) |
    [$p[] | tostring] | join(".") | select(test(
      "^(counts|rates|latencies|funnel|error_classes|error_codes|over_time|distributions|notes)")) |
    select(test("from_ms$|latencies.*messages$") | not)' report.json | sort -u >wanted
  comm -13 shown wanted >missing
  [ ! -s missing ] || { cat missing; return 1; }
}

@test "no number stands outside of a data element but names and times" {
  smsstats --format html "$SMS" >page.html
  sed -e '1,/<main>/d' -e 's/<data [^>]*>[^<]*<\/data>//g' -e 's/<title>[^<]*<\/title>//g' \
    -e 's/<desc[^<]*<\/desc>//g' -e 's/<th scope="row"[^>]*>[^/]*<\/th>//g' \
    -e 's/<[^>]*>//g' page.html >rest
  # What a figure is called, a time, an escape, and the version stay.
  sed -E 's/p(50|95|99)\>|within 30 s|95 %|24 h|&#39;|smsstats.*//g
    s/2026-[0-9-]+( [0-9:]+)?//g' rest >numbers
  run ! grep '[0-9]' numbers
}

@test "no data is a page that says so" {
  smsstats --format html </dev/null >page.html
  grep -q 'No data yet: no message was read.' page.html
  smsstats --format html --where 'to == "x"' "$SMS" >page.html
  grep -q 'No data: no message was asked for.' page.html
}

@test "what came from outside stays text" {
  jq -cn '{record: "delivery", record_version: 1, message_id: "m", provider: "twilio",
    provider_message_id: "p", to: "+12125550147", status: "failed",
    template_id: "</th><script>x()</script>", carrier: "\"><img src=x>",
    error_code: "<b>", error_class: "unreachable", currency: "<i>U", price: "1",
    received_at: "2026-12-01T10:00:00Z"}' | smsstats --format html --by template >page.html
  run ! grep -E '<script|<img|<b>|<i>U' page.html
  [ "$(grep -c '&lt;script&gt;x()&lt;/script&gt;' page.html)" -ge 2 ]
}

# ---- in a browser -----------------------------------------------------------

# chrome URL [FLAG …]: the DOM; what the console says is in chrome.err.
chrome() {
  timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic \
    --disable-dev-shm-usage --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --enable-logging=stderr --v=0 \
    --user-data-dir="$BATS_TEST_TMPDIR/profile" \
    --host-resolver-rules='MAP * ~NOTFOUND' --log-net-log=net.json \
    --allow-file-access-from-files --virtual-time-budget=3000 "${@:2}" "$1" 2>chrome.err
}

# look WIDTH PAGE [FLAG …]: what a reader of the page sees, as JSON in `seen`.
look() {
  cat >look.html <<HTML
<!doctype html><meta charset=utf-8>
<iframe id=frame src="$2" style="width: ${1}px; height: 800px; border: 0"></iframe>
<pre id=seen></pre>
<script>
const linear = c => c <= 10.31 ? c / 3294.6 : ((c / 255 + .055) / 1.055) ** 2.4;
const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
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
  const words = all('body *').filter(element => !element.closest('svg') &&
    [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  const width = page.documentElement.clientWidth;
  return {
    width,
    scrolls: page.documentElement.scrollWidth > width,
    outside: all('body *').filter(element => !element.closest('.scroll') &&
      element.getBoundingClientRect().right > width + .5).map(e => e.outerHTML.slice(0, 80)),
    pale: words.filter(e => contrast(e) < 4.5).map(e => e.outerHTML.slice(0, 80)),
    words: words.length,
    clipped: all('.scroll').filter(e => e.scrollHeight > e.clientHeight + 1).length,
    ground: style(page.body).backgroundColor,
    pictures: all('svg[role=img]').map(svg => ({
      titled: svg.getAttribute('aria-labelledby').split(' ')
        .every(id => page.getElementById(id)?.textContent.trim() !== ''),
      columns: svg.querySelectorAll('rect').length,
      high: Math.max(...[...svg.querySelectorAll('rect')].map(r => r.getBoundingClientRect().height)),
      table: svg.closest('section').querySelectorAll('table').length})),
    unnamed: all('svg:not([role=img])').filter(e => e.getAttribute('aria-hidden') !== 'true').length,
    sections: all('section').filter(e => !page.getElementById(e.getAttribute('aria-labelledby'))).length,
    heads: all('thead th:not([scope=col]), tbody th:not([scope=row])').length,
    ids: new Set(all('[id]').map(e => e.id)).size === all('[id]').length,
    fetched: all('[src], link, script, [href]').length,
    shown: all('data').filter(e => e.getClientRects().length === 0).length,
  };
};
onload = () => {
  document.getElementById('seen').textContent = btoa(String.fromCharCode(
    ...new TextEncoder().encode(JSON.stringify(see(document.getElementById('frame').contentDocument)))));
};
</script>
HTML
  chrome "file://$PWD/look.html" --dump-dom "${@:3}" >dom
  sed -n 's/.*<pre id="seen">\([^<]*\)<.*/\1/p' dom | base64 -d >seen
  [ -s seen ] || { cat dom chrome.err >&2; return 1; }
}

# holds FILTER …: each is true of what was seen.
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

browser_page() {
  command -v chromium >/dev/null || skip 'no chromium'
  events 2000 >sms.jsonl
  smsstats --format html --by template,carrier --since 2026-11-07 --compare sms.jsonl >page.html
}

@test "the page fits a phone, a small one and a desk" {
  browser_page
  for width in 320 390 768 1280; do
    look "$width" page.html
    holds '.scrolls | not' '.outside == []' '.shown == 0' '.words > 300'
  done
}

@test "words are readable in light and in dark" {
  browser_page
  look 390 page.html
  holds '.pale == []'
  light=$(jq -r .ground seen)
  look 390 page.html --force-dark-mode --blink-settings=preferredColorScheme=0
  holds '.pale == []'
  [ "$(jq -r .ground seen)" != "$light" ]
}

@test "pictures have a title, a description and a table, tables have heads" {
  browser_page
  look 1280 page.html
  holds '.pictures | length >= 3' '.pictures | all(.titled and .table > 0 and .columns > 4 and .high > 90)' \
    '.unnamed == 0' '.sections == 0' '.heads == 0' .ids
}

@test "the console is silent, and the net is asked for nothing" {
  browser_page
  look 390 page.html
  holds '.fetched == 0'
  run ! grep CONSOLE chrome.err
  [ "$(jq -r '.events[].params | select(.url? and .initiator? and
    .initiator != "not an origin") | .url' net.json)" = '' ]
  # An error would be seen.
  sed 's|<main>|<main><script>x()</script>|' page.html >wrong.html
  look 390 wrong.html
  grep -q CONSOLE chrome.err
}

@test "on paper no table is cut, and it prints" {
  browser_page
  chrome "file://$PWD/page.html" --no-pdf-header-footer --print-to-pdf=page.pdf
  [ "$(head -c 5 page.pdf)" = '%PDF-' ]
  [ "$(grep -ac '/Type */Page\b' page.pdf)" -ge 3 ]
  look 700 page.html
  holds '.clipped > 0'
  sed -e 's/@media print/@media all/' -e 's/<meta http-equiv[^>]*>//' page.html >paper.html
  look 700 paper.html --blink-settings=preferredColorScheme=0
  holds '.clipped == 0' '.outside == []' '.ground == "rgb(255, 255, 255)"'
}
