# For suites that send: consent at hand, a simulated Twilio and its webhooks.
# SPDX-License-Identifier: ISC

SID=AC00112233445566778899aabbccddeeff
TOKEN=0f1e2d3c4b5a69788796a5b4c3d2e1f0

# These people have said yes on a call.
grant() {
  local number
  for number in "$@"; do
    jq -cn --arg number "$number" '{record: "consent", record_version: 1,
      consent_id: "yes-\($number)", tenant: "maple-street", program: null,
      number: $number, channel: "sms", category: "transactional",
      action: "granted", basis: "express_oral", kind: "pec",
      method: "voice_call", evidence: {call_id: "c-0", excerpt: "Yes."},
      effective_at: "2026-01-01T12:00:00Z",
      recorded_at: "2026-01-01T12:00:00Z", scope: "program"}'
  done | smsconsent ingest >granted.jsonl
}

# use_twilio URL: the configuration sends through the server there.
use_twilio() {
  printf '%s\n' "$TOKEN" >token
  chmod 600 token
  write_config smspipe.yaml
  sed -i -e 's/provider: file/provider: twilio/' -e 's/^route:.*/route: [twilio]/' \
    -e "s|^  file: .*|  twilio: {account_sid: $SID, auth_token: \"file:token\", base_url: \"$1\", timeout_ms: 5000${HOOK:+, status_callback: \"$HOOK\"}}|" \
    smspipe.yaml
}

# start_sim [OPTION…]: smssim in the background, and the configuration for it.
start_sim() {
  printf '%s\n%s\n' "$SID" "$TOKEN" >credentials
  chmod 600 credentials
  smssim --credentials credentials --max-seconds 120 "$@" >sim.json 3>&- &
  wait_until grep -q url sim.json
  SIM=$(jq -r .url sim.json)
  use_twilio "$SIM"
}

# start_hook: smshook in the background, its records in receipts.jsonl.  It takes
# what is not signed: its URL is known only after its start.
start_hook() {
  smshook --insecure --port 0 --port-file hook.port -o receipts.jsonl 3>&- &
  wait_until test -s hook.port
  HOOK=http://127.0.0.1:$(cat hook.port)/hook/twilio
}

sim_fate() {
  curl -fsS -H 'Content-Type: application/json' -d "{\"fate\": [\"$1\"]}" \
    "$SIM/sim/fate" >/dev/null
}

# Everything that the simulated provider accepted.
sim_messages() {
  curl -fsS "$SIM/sim/messages"
}

sim_count() {
  sim_messages | jq '[.counts[].count] | add // 0'
}

sim_has() {
  [ "$(sim_count)" -ge "$1" ]
}

# What the store holds, whatever its files look like.
sqlite_sum() {
  { smssend --list; smsconsent history +12125550147; } | sha256sum
}
