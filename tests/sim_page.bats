#!/usr/bin/env bats
# smssim's page in a real browser, driven by WebDriver (W3C) through curl.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # bats sets stderr
load helper

setup() {
  command -v chromedriver >/dev/null || skip 'no chromedriver'
  smspipe_setup
  smssim --port 0 --max-seconds 120 >sim.json 2>sim.log 3>&- &
  SIM_PID=$!
  wait_until test -s sim.json
  SIM=$(jq -r .url sim.json)
  chromedriver --port=0 >driver.log 2>&1 3>&- &
  DRIVER_PID=$!
  wait_until grep -q 'started successfully on port' driver.log
  DRIVER=http://127.0.0.1:$(sed -n 's/.*started successfully on port \([0-9]*\).*/\1/p' driver.log)
  SESSION=$(driver POST /session '{"capabilities": {"alwaysMatch": {"browserName": "chrome",
    "goog:loggingPrefs": {"browser": "ALL"},
    "goog:chromeOptions": {"args": ["--headless=new", "--no-sandbox", "--disable-gpu",
      "--disable-quic", "--window-size=390,844"]}}}}' | jq -r .sessionId)
  driver POST "/session/$SESSION/url" "{\"url\": \"$SIM/\"}" >/dev/null
}

teardown() {
  [ -z "${SESSION:-}" ] || driver DELETE "/session/$SESSION" >/dev/null || :
  kill "$DRIVER_PID" "$SIM_PID" 2>/dev/null || :
}

# driver METHOD PATH [JSON]: the value of the answer.
driver() {
  curl -s --max-time 40 -X "$1" -H 'Content-Type: application/json' ${3:+-d "$3"} \
    "$DRIVER$2" | jq '.value'
}

# page SCRIPT: what the function's body returns in the page.
page() {
  driver POST "/session/$SESSION/execute/sync" \
    "$(jq -cn --arg script "$1" '{script: $script, args: []}')" | jq -r .
}

# shows SCRIPT WANTED: waits until it is so.
shows() {
  local tries
  for ((tries = 0; tries < 100; tries++)); do
    [ "$(page "$1")" != "$2" ] || return 0
    sleep 0.1
  done
  echo "got '$(page "$1")', not '$2'" >&2
  return 1
}

# type_into SELECTOR TEXT: keys, as a person would; \n is the return key.
type_into() {
  local element
  element=$(driver POST "/session/$SESSION/element" \
    "$(jq -cn --arg css "$1" '{using: "css selector", value: $css}')" | jq -r '.[]')
  driver POST "/session/$SESSION/element/$element/value" \
    "$(jq -cn --arg text "$2" '{text: $text}')" >/dev/null
}

# text BODY: from the business to Dana, as Twilio's API takes it.
text() {
  curl -s -u "$(jq -r '"\(.account_sid):\(.auth_token)"' sim.json)" -o answer -w '%{http_code}' \
    --data-urlencode 'To=+12125550147' --data-urlencode 'From=+12125550100' \
    --data-urlencode "Body=$1" \
    "$SIM/2010-04-01/Accounts/$(jq -r .account_sid sim.json)/Messages.json"
}

errors() {
  driver POST "/session/$SESSION/se/log" '{"type": "browser"}' | jq -r '.[] | select(.level == "SEVERE").message'
}

@test "a text appears as it arrives, a reply is typed and answered" {
  shows 'return document.getElementById("empty").hidden' false
  [ "$(text 'Maple: see you <b>Tue</b>. Reply C.')" = 201 ]
  shows 'return document.querySelector(".phone h2").textContent' '+1 212 555-0147'
  shows 'return document.querySelector(".phone .text").textContent' 'Maple: see you <b>Tue</b>. Reply C.'
  shows 'return /delivered/.test(document.querySelector(".phone .note").textContent)' true
  type_into '.phone input' $'C\n'
  shows 'return document.querySelector(".phone li.mine .text").textContent' C
  curl -s "$SIM/sim/messages" | jq -e '[.messages[] | select(.origin != "api").body] == ["C"]'
  type_into '.phone input' $'STOP\n'
  shows 'return document.querySelector(".phone .blocked").hidden' false
  [ -z "$(errors)" ]
}

@test "what goes wrong is set from the page, and what is no rule is told" {
  type_into '#fate' $'503:1\n'
  shows 'return document.getElementById("set").textContent' 'set: 503:1'
  [ "$(text first)" = 503 ]
  [ "$(text second)" = 201 ]
  page 'document.getElementById("fate").value = ""' >/dev/null
  type_into '#fate' $'nonsense\n'
  shows 'return document.getElementById("set").classList.contains("trouble")' true
  page 'document.getElementById("fate").value = ""' >/dev/null
  type_into '#fate' $'\n'
  shows 'return document.getElementById("set").textContent' 'all goes well'
}

@test "nothing is wider than a phone" {
  text 'Maple: a long one that goes on and on. https://maple.example/averylongpathwithoutanyblankinitatallsothatitmustbreaksomewhere' >answered
  shows 'return document.querySelectorAll(".phone").length' 1
  [ "$(page 'return document.documentElement.scrollWidth <= window.innerWidth')" = true ]
  [ -z "$(errors)" ]
}
