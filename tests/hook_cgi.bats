#!/usr/bin/env bats
# smshook as a CGI program: by hand, and behind a real nginx with fcgiwrap.
# SPDX-License-Identifier: ISC
# shellcheck disable=SC2154 # bats sets stderr
load helper
load hooking

# request METHOD TARGET BODY [VARIABLE=VALUE…]: one request; its reply in reply.
request() {
  local method=$1 target=$2 body=$3
  shift 3
  printf '%s' "$body" | env REQUEST_METHOD="$method" REQUEST_URI="$target" \
    CONTENT_LENGTH="${#body}" CONTENT_TYPE=application/x-www-form-urlencoded \
    "$@" smshook --now "$NOW" --cgi --spool spool >reply 2>log
}

status() {
  sed -n '1s/^Status: \([0-9]*\)\r$/\1/p' reply
}

FORM='MessageSid=SM1&MessageStatus=sent'

signed() {
  twilio_sign "$BASE/hook/twilio" MessageSid SM1 MessageStatus sent
}

@test "a signed request is in the spool and answered with 200" {
  request POST /hook/twilio "$FORM" HTTP_X_TWILIO_SIGNATURE="$(signed)"
  [ "$(status)" = 200 ]
  [ "$(smshook --read spool | jq -r '[.provider_message_id, .status] | join(" ")')" = 'SM1 sent' ]
}

@test "what is refused says why and leaves nothing" {
  request POST /hook/twilio "$FORM" HTTP_X_TWILIO_SIGNATURE=AAAA
  [ "$(status)" = 403 ]
  request POST /hook/nobody "$FORM"
  [ "$(status)" = 404 ]
  request DELETE /hook/twilio "$FORM"
  [ "$(status)" = 405 ]
  grep -q $'^Allow: .*\r$' reply
  request POST /hook/twilio "$FORM" CONTENT_LENGTH=99
  [ "$(status)" = 400 ]
  request POST /hook/twilio "$FORM" CONTENT_LENGTH=99999999
  [ "$(status)" = 413 ]
  request POST /hook/twilio "$FORM" CONTENT_LENGTH=-1
  [ "$(status)" = 400 ]
  [ -z "$(smshook --read spool)" ]
}

@test "a spool that cannot be had is 503" {
  : >spool
  request POST /hook/twilio "$FORM" HTTP_X_TWILIO_SIGNATURE="$(signed)"
  [ "$(status)" = 503 ]
}

@test "without hook.base_url or --spool there is no CGI" {
  run -64 --separate-stderr smshook --cgi
  sed -i 's|base_url: "[^"]*", ||' smspipe.yaml
  run -78 --separate-stderr smshook --cgi --spool spool </dev/null
  [[ $stderr == *'hook.base_url is missing'* ]]
}

@test "behind nginx and fcgiwrap: signed texts in, forged and torn ones out" {
  command -v nginx fcgiwrap >/dev/null
  cat >hook.cgi <<SH
#!/bin/sh
export TWILIO_TOKEN=$TWILIO_TOKEN VAPI_SECRET=$VAPI_SECRET RETELL_KEY=$RETELL_KEY
export ASAN_OPTIONS=detect_leaks=0
exec $BIN/smshook -c $BATS_TEST_TMPDIR/smspipe.yaml --now $NOW --cgi --spool $BATS_TEST_TMPDIR/spool
SH
  chmod +x hook.cgi
  fcgiwrap -s "unix:$BATS_TEST_TMPDIR/fcgi" 3>&- &
  wait_until test -S fcgi
  cat >nginx.conf <<NGINX
daemon off;
pid $BATS_TEST_TMPDIR/pid;
error_log $BATS_TEST_TMPDIR/errors;
$([ "$(id -u)" -ne 0 ] || echo 'user root;')
events {}
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fast;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen unix:$BATS_TEST_TMPDIR/web;
    location /hook/ {
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $BATS_TEST_TMPDIR/hook.cgi;
      fastcgi_pass unix:$BATS_TEST_TMPDIR/fcgi;
    }
  }
}
NGINX
  nginx -p "$BATS_TEST_TMPDIR" -c "$BATS_TEST_TMPDIR/nginx.conf" 3>&- &
  wait_until test -S web
  through() {
    curl -s -o answer -w '%{http_code}' --max-time 20 --unix-socket web "$@" \
      http://hooks.maple.example/hook/twilio
  }
  [ "$(through -d "$FORM" -H "X-Twilio-Signature: $(signed)")" = 200 ]
  [ "$(through -d "$FORM" -H "X-Twilio-Signature: AAAA")" = 403 ]
  [ "$(through -X PUT -d "$FORM")" = 405 ]
  [ "$(smshook --read spool | jq -r .provider_message_id)" = SM1 ]
}
