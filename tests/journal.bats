#!/usr/bin/env bats
# Nothing lost, nothing doubled: smssend is killed at each point where it could
# hurt, run again, and what the simulated provider saw is counted.  Each safety
# test has a broken variant that it must notice.
# SPDX-License-Identifier: ISC
# bats file_tags=store
load helper
load sending

MESSAGES=12

setup() {
  smspipe_setup
  FAULTY=$ROOT/build/faults/bin/smssend
  [ -x "$FAULTY" ] || skip 'no build with faults (make KIND=faults)'
}

# Twelve people with consent, a message each in in.jsonl.
twelve() {
  local n numbers=()
  for ((n = 101; n <= 100 + MESSAGES; n++)); do
    numbers+=("+12125550$n")
    message ".message_id = \"m-$n\" | .to = \"+12125550$n\""
  done >in.jsonl
  grant "${numbers[@]}"
}

# faulty FAULT CODE [ARGUMENT…]: a run with the fault armed ends with CODE.
faulty() {
  local fault=$1 want=$2 code=0
  shift 2
  SMSPIPE_FAULT=$fault "$FAULTY" "$@" >>out 2>>err || code=$?
  [ "$code" -eq "$want" ] || {
    echo "$fault: exit $code, want $want" >&2
    cat err >&2
    return 1
  }
}

# Runs to the end, as a supervisor would.
rerun() {
  local code=0
  owners_gone
  smssend in.jsonl >last 2>>err || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 75 ]
}

nothing_doubled() {
  [ "$(sim_messages | jq '[.counts[] | select(.count > 1)] | length')" -eq 0 ]
}

# Every message was told of, as accepted and received, or as ambiguous; and
# what the provider never saw is not said to be accepted.
nothing_lost() {
  sim_messages | jq -r '.counts[].to' | sort >received
  jq -r 'select(.status == "accepted").to' last | sort -u >accepted
  jq -r 'select(.status == "ambiguous").to' last | sort -u >ambiguous
  [ "$(sort -u accepted ambiguous | wc -l)" -eq "$MESSAGES" ]
  [ -z "$(comm -12 accepted ambiguous)" ]
  [ -z "$(comm -23 accepted received)" ]
  [ -z "$(comm -13 accepted received | comm -23 - ambiguous)" ]
}

# killed_at POINT [N [OPTION…]]: killed there, with smssim started so.
killed_at() {
  start_sim "${@:3}"
  twelve
  faulty "$1:kill${2:+:$2}" 137 in.jsonl
  rerun
  nothing_lost
  nothing_doubled
  # The rerun said it all, another one has nothing to add.
  cp last before
  rerun
  nothing_doubled
  diff <(jq -r '"\(.message_id) \(.status)"' before | sort -u) \
    <(jq -r '"\(.message_id) \(.status)"' last | sort -u)
}

@test "killed before the claim is committed: nothing went, all goes" {
  killed_at claim-before-commit
  [ ! -s ambiguous ]
}

@test "killed after the claim is committed: all is ambiguous, nothing went" {
  killed_at claim-after-commit
  [ "$(wc -l <ambiguous)" -eq "$MESSAGES" ]
  [ ! -s received ]
}

@test "killed with answers that are not written down: those are ambiguous" {
  killed_at sent-before-settle
  [ -s ambiguous ]
}

@test "killed after some answers: the same" {
  killed_at sent-before-settle 7
}

@test "killed before the outcome is committed: it is ambiguous" {
  killed_at settle-before-commit
  [ -s ambiguous ]
}

@test "killed after the outcome is committed: it is known" {
  killed_at settle-after-commit
  [ -s accepted ]
}

@test "killed later in the run: the same" {
  # One answer comes after the others, so there is a second commit.
  killed_at settle-after-commit 2 --fate slow:1 --slow 300
}

@test "this would notice a rerun that sends again what is ambiguous" {
  start_sim
  twelve
  faulty sent-before-settle:kill:7 137 in.jsonl
  owners_gone
  faulty broken:resend-ambiguous 0 in.jsonl
  run ! nothing_doubled
}

@test "this would notice a request that leaves before its claim is committed" {
  start_sim
  twelve
  faulty broken:send-before-commit,claim-before-commit:kill 137 in.jsonl
  rerun
  run ! nothing_doubled
}

# Two texts to one person, so on one connection; the second is accepted, and
# the connection closes without an answer: libcurl would send it once more.
lost_on_reuse() {
  start_sim --fate accept:1 --fate accept-then-close:1
  grant +12125550101
  message '.to = "+12125550101"' >in.jsonl
  message '.to = "+12125550101" | .message_id = "m-2" | .dedupe_key = "k-2"
    | .body = "Maple Street Dental: one more. Reply STOP to opt out."' >>in.jsonl
}

@test "an answer lost on a connection in use is ambiguous, and sent once" {
  lost_on_reuse
  run -75 smssend -o out in.jsonl
  [ "$(jq -r 'select(.message_id == "m-2").status' out)" = ambiguous ]
  [ "$(sim_count)" -eq 2 ]
}

@test "this would notice libcurl sending it once more by itself" {
  lost_on_reuse
  faulty broken:resend 0 in.jsonl
  run ! nothing_doubled
}

@test "a STOP between the queue and the sending is obeyed" {
  grant +12125550147
  message '.send_at = "2030-01-01T12:00:00Z"' | smssend >out
  smsconsent revoke +12125550147 --method operator >revoked.jsonl
  smssend --due --now 2030-01-01T12:00:00Z >out
  [ "$(jq -r '"\(.status) \(.reason)"' out)" = 'suppressed consent_revoked' ]
  [ ! -e outbox.jsonl ]
}

@test "this would notice consent that is asked for before the claim" {
  grant +12125550147
  message '.send_at = "2030-01-01T12:00:00Z"' >in.jsonl
  faulty broken:check-outside 0 in.jsonl
  smsconsent revoke +12125550147 --method operator >revoked.jsonl
  faulty broken:check-outside 0 --due --now 2030-01-01T12:00:00Z
  [ -e outbox.jsonl ]
}

@test "a commit that fails takes nothing in and sends nothing" {
  start_sim
  twelve
  faulty commit:error 74 in.jsonl
  [ "$(sim_count)" -eq 0 ]
  [ ! -s out ]
  [ -z "$(smssend --list)" ]
}

@test "an outcome that cannot be written is told on stderr at least" {
  start_sim
  twelve
  faulty commit:error:2 74 in.jsonl
  grep -q "message 'm-101': its outcome is not in the journal: accepted SM" err
  rerun
  nothing_lost
  nothing_doubled
}

# bats test_tags=file
@test "a disk that is nearly full stops the claims and keeps the input" {
  start_sim
  twelve
  faulty space:error 75 in.jsonl
  grep -q 'less than 16 MB left' err
  [ "$(sim_count)" -eq 0 ]
  [ "$(smssend --list --status queued | wc -l)" -eq "$MESSAGES" ]
  rerun
  [ "$(sim_count)" -eq "$MESSAGES" ]
}

@test "a claim that waited too long is judged anew, and goes" {
  start_sim
  twelve
  faulty stale-claim:error 75 --now 2030-01-01T12:00:00Z in.jsonl
  [ "$(sim_count)" -eq 0 ]
  [ "$(smssend --list --status queued | wc -l)" -eq "$MESSAGES" ]
  smssend --due --now 2030-01-01T12:00:01Z >out
  [ "$(sim_count)" -eq "$MESSAGES" ]
}

@test "two runs at once share the work and double nothing" {
  start_sim
  twelve
  smssend in.jsonl >one 2>err &
  smssend in.jsonl >two 2>err
  wait $!
  rerun
  nothing_lost
  nothing_doubled
}

@test "a point that is armed and never reached fails the test" {
  code=0
  SMSPIPE_FAULT=nowhere:kill "$FAULTY" --due 2>err || code=$?
  [ "$code" -eq 70 ]
  grep -q "'nowhere' never reached" err
}
