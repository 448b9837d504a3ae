#!/usr/bin/env bats
# What a reply asks for is done by the commands that smspipe(7) shows.
# SPDX-License-Identifier: ISC
load helper

# example N: the Nth block of commands in smspipe(7), "Actions".
example() {
  sed -n '/^\.Ss Actions/,/^\.Ss When/p' "$ROOT/man/smspipe.7" |
    awk -v n="$1" '/^\.Bd/ { block++; on = 1; next } /^\.Ed/ { on = 0 }
      on && block == n' >example.sh
  sed -i 's/\\e/\\/g' example.sh
  [ -s example.sh ]
  bash -euo pipefail example.sh
}

# ask ID NUMBER APPOINTMENT: a text that asks for a C or an R was sent there.
ask() {
  smsconsent grant "$2" --kind pec --method web_form --text yes \
    --disclosure 'Texts about your visits.' --at 2026-11-01T00:00:00Z \
    --now 2026-11-01T00:00:01Z >/dev/null
  message ".message_id = \"$1\" | .dedupe_key = \"$1\" | .to = \"$2\" |
    .appointment_id = \"$3\" | .expires_at = \"2026-12-08T19:30:00Z\" |
    .replies = {\"C\": \"confirm\", \"R\": \"reschedule\", \"X\": \"cancel\"}" |
    smssend --now 2026-11-30T15:51:40Z >/dev/null 2>&1
}

# answer ID NUMBER BODY: what the person wrote, as smshook tells it.
answer() {
  jq -cn --arg id "$1" --arg from "$2" --arg body "$3" '{record: "reply",
    record_version: 1, reply_id: $id, provider: "bandwidth",
    provider_message_id: $id, from: $from, to: "+12125550100", body: $body,
    received_at: "2026-12-07T19:41:10.000Z"}'
}

@test "a calendar in CSV says who confirmed and who cancelled" {
  ask m-1 +12125550147 A-1
  ask m-2 +12125550148 A-2
  ask m-3 +12125550149 A-3
  {
    answer r-1 +12125550147 C
    answer r-2 +12125550148 X
    answer r-3 +12125550149 'what is the wifi there'
  } | smsreply --now 2026-12-07T19:41:11Z >replies.jsonl
  printf 'A-1,2026-12-08T14:30,booked\nA-2,2026-12-08T15:30,booked\nA-3,2026-12-08T16:30,booked\n' >calendar.csv
  example 1
  diff calendar.csv - <<'CSV'
A-1,2026-12-08T14:30,confirmed
A-2,2026-12-08T15:30,cancelled
A-3,2026-12-08T16:30,booked
CSV
}

@test "what needs a human reaches the desk's webhook, word for word" {
  cat >desk.py <<'PY'
import http.server, sys
class Desk(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open("desk.jsonl", "ab") as out:
            out.write(body + b"\n")
        self.send_response(204)
        self.end_headers()
    def log_message(self, *args):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Desk)
with open("port.new", "w") as out:
    out.write(str(server.server_port))
import os
os.rename("port.new", "port")
server.serve_forever()
PY
  python3 desk.py &
  wait_until test -s port
  {
    answer r-1 +12125550147 STOP
    answer r-2 +12125550148 "is the door at the back? it's \"dark\" there"
  } | smsreply --now 2026-12-07T19:41:11Z >replies.jsonl
  DESK_URL=http://127.0.0.1:$(cat port)/replies
  export DESK_URL
  example 2
  [ "$(wc -l <desk.jsonl)" -eq 1 ]
  jq -c 'select(.action == "route_to_human")' replies.jsonl | diff - desk.jsonl
}

@test "who asks to be called is on the list of calls" {
  ask m-1 +12125550147 A-1
  { answer r-1 +12125550147 R; answer r-2 +12125550147 thanks; } |
    smsreply --now 2026-12-07T19:41:11Z >replies.jsonl
  example 3
  [ "$(cat to-call.jsonl)" = '{"to":"+12125550147","reply":"r-1"}' ]
}
