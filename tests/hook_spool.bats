#!/usr/bin/env bats
# What smshook acknowledged outlasts it: the spool, and who reads it.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2016,SC2154 # bats sets stderr
load helper
load hooking

# How many files are in a folder of the spool.
files() {
  find "spool/$1" -type f | wc -l
}

@test "each request is a file in new/, private, before its 200" {
  serve --spool spool
  [ "$(receipt SM1 sent)" = 200 ]
  [ "$(files new)" -eq 1 ]
  [ "$(files tmp)" -eq 0 ]
  [ ! -s records.jsonl ]
  [ "$(inbound SM2 'Yes please')" = 200 ]
  [ "$(files new)" -eq 2 ]
  [ "$(stat -c %a spool spool/new spool/new/* | sort -u | paste -sd' ')" = '600 700' ]
  serve_end
}

@test "--read writes the records oldest first and moves them to done/" {
  serve --spool spool
  for n in 1 2 3 4 5; do
    [ "$(receipt "SM$n" sent)" = 200 ]
  done
  serve_end
  smshook --read spool >read.jsonl
  [ "$(jq -r .provider_message_id read.jsonl | paste -sd' ')" = 'SM1 SM2 SM3 SM4 SM5' ]
  [ "$(files new)" -eq 0 ]
  [ "$(files "done")" -eq 5 ]
  smshook --read spool >again.jsonl
  [ ! -s again.jsonl ]
}

@test "the spool gives what the pipe gives" {
  serve
  [ "$(inbound SM2 'Yes please')" = 200 ]
  serve_end
  serve --spool spool
  [ "$(inbound SM2 'Yes please')" = 200 ]
  serve_end
  cp records.jsonl piped.jsonl
  serve
  [ "$(inbound SM2 'Yes please')" = 200 ]
  serve_end
  smshook --read spool | diff records.jsonl -
}

@test "--follow hands on what comes in, until a signal" {
  serve --spool spool
  smshook --read spool --follow >read.jsonl 3>&- &
  reader=$!
  [ "$(receipt SM1 sent)" = 200 ]
  wait_until holds read.jsonl 10
  [ "$(receipt SM2 sent)" = 200 ]
  wait_until eval '[ "$(wc -l <read.jsonl)" -eq 2 ]'
  kill "$reader"
  wait "$reader"
  [ "$(files new)" -eq 0 ]
}

@test "kill -9 after the 200: the line is there" {
  for n in 1 2 3 4 5 6 7 8 9 10; do
    serve --spool spool
    [ "$(receipt "SM$n" sent)" = 200 ]
    kill -9 "$HOOK"
    wait "$HOOK" || :
  done
  [ "$(smshook --read spool | jq -r .provider_message_id | sort -u | wc -l)" -eq 10 ]
}

@test "files are synced, renamed and the folder synced before the answer" {
  command -v strace >/dev/null || skip 'no strace'
  [ "${KIND:-release}" != asan ] || return 0 # the leak checker cannot be traced
  rm -f port
  strace -f -o trace -e trace=fdatasync,fsync,renameat,renameat2,sendto,sendmsg,write,writev \
    smshook --now "$NOW" --port 0 --port-file port --spool spool 2>log 3>&- &
  serve_started $!
  [ "$(receipt SM1 sent)" = 200 ]
  pkill -P "$HOOK" || kill "$HOOK"
  wait "$HOOK" || :
  awk '/fdatasync\(/ { synced = NR } /renameat/ && /SM|jsonl/ { renamed = NR }
    /fsync\(/ && !/fdatasync/ { folder = NR }
    /HTTP\/1.1 200/ { answered = NR }
    END { exit !(synced && synced < renamed && renamed < folder && folder < answered) }' trace
}

@test "a repeated webhook is one file" {
  serve --spool spool
  [ "$(receipt SM1 sent)" = 200 ]
  [ "$(receipt SM1 sent)" = 200 ]
  [ "$(files new)" -eq 1 ]
}

@test "a spool that cannot be written is 503, and is tried again" {
  serve --spool spool
  [ "$(receipt SM1 sent)" = 200 ]
  rm -rf spool/tmp
  [ "$(receipt SM2 sent)" = 503 ]
  [ "$(receipt SM2 sent)" = 503 ]
  [ "$(files new)" -eq 1 ]
  [[ $(cat log) == *'records cannot be written'* ]]
}

@test "two readers of a spool: the second is told, with 75" {
  mkdir spool
  smshook --read spool --follow >read.jsonl 3>&- &
  wait_until test -d spool/done
  wait_until eval '! smshook --read spool 2>/dev/null'
  run -75 --separate-stderr smshook --read spool
  [[ $stderr == *'spool: another process reads it'* ]]
}

@test "a reader whose output is full keeps the files, with 74" {
  serve --spool spool
  [ "$(receipt SM1 sent)" = 200 ]
  serve_end
  run -74 --separate-stderr bash -c 'smshook --read spool >/dev/full'
  [ "$(files new)" -eq 1 ]
}

@test "what a crash left half written is neither read nor lost to others" {
  serve --spool spool
  [ "$(receipt SM1 sent)" = 200 ]
  serve_end
  printf '{"half' >spool/tmp/00000000000001.00000001.1.jsonl
  printf 'no' >spool/new/README
  smshook --read spool >read.jsonl
  [ "$(wc -l <read.jsonl)" -eq 1 ]
  [ -e spool/new/README ]
  touch -d '2 hours ago' spool/tmp/*
  smshook --read spool
  [ "$(files tmp)" -eq 0 ]
}

@test "options that make no sense together are usage errors" {
  for options in --follow '--read a --spool b' '--read a --replay b' '--spool a -o b'; do
    # shellcheck disable=SC2086
    run -64 --separate-stderr smshook $options
  done
}
