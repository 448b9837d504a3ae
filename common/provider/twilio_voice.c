/* SPDX-License-Identifier: ISC */
/*
 * twilio_voice: a call by Twilio, API of 2010-04-01, Calls.json
 * (www.twilio.com/docs/voice/api/call-resource): the driver, whole.  What the
 * callee hears is TwiML, given or fetched by Twilio from a URL.
 */
#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/hook.h"
#include "provider/request.h"
#include "provider/twilio.h"

#include "base/ascii.h"

#include <string.h>

enum {
	VOICE_ACCOUNT_SID = PROVIDER_OWN,
	VOICE_AUTH_TOKEN,
	VOICE_URL,
	VOICE_TWIML,
	VOICE_STATUS_CALLBACK,
};

enum { VOICE_SID_LENGTH = 34 }; /* "CA" and 32 hex digits */

static const struct provider_setting voice_settings[] = {
    PROVIDER_HTTP_SETTINGS,
    [VOICE_ACCOUNT_SID] = {"account_sid", true, false, "AC… of the account",
	"TWILIO_ACCOUNT_SID"},
    [VOICE_AUTH_TOKEN] = {"auth_token", true, true, "its primary token",
	"TWILIO_AUTH_TOKEN"},
    [VOICE_URL] = {"url", false, false,
	"where Twilio asks what to do in the call", NULL},
    [VOICE_TWIML] = {"twiml", false, false, "what to do in the call", NULL},
    [VOICE_STATUS_CALLBACK] = {"status_callback", false, false,
	"URL that receipts are to go to", NULL},
    {NULL, false, false, NULL, NULL},
};

static const char voice_base[] = "https://api.twilio.com";

/* ---- requests ------------------------------------------------------------ */

static int
voice_start(const struct provider_values *values, struct arena *arena,
    struct http_request *out, struct error *err)
{
	struct buf path;
	int result;

	buf_init(&path, BUF_NO_CAP);
	buf_adds(&path, "/2010-04-01/Accounts/");
	form_escape(&path, slice_of(values->values[VOICE_ACCOUNT_SID]));
	buf_adds(&path, "/Calls.json");
	result = request_start(&provider_twilio_voice, values, "POST",
	    voice_base, buf_slice(&path), arena, out, err);
	buf_release(&path);
	out->user = values->values[VOICE_ACCOUNT_SID];
	out->password = values->values[VOICE_AUTH_TOKEN];
	return result;
}

static void
voice_add_callback(const struct provider_values *values, const char *reference,
    struct buf *form)
{
	static const char *const events[] = {
	    "initiated", "ringing", "answered", "completed"};
	struct buf url;
	size_t i;

	if (values->values[VOICE_STATUS_CALLBACK] == NULL)
		return;
	buf_init(&url, BUF_NO_CAP);
	request_add_callback(
	    &url, values->values[VOICE_STATUS_CALLBACK], reference);
	form_add(form, "StatusCallback", buf_slice(&url));
	for (i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		form_add(form, "StatusCallbackEvent", slice_of(events[i]));
	buf_release(&url);
}

static int
voice_form(const struct provider_values *values, struct record *message,
    const char *reference, struct buf *form, struct error *err)
{
	const char *twiml = values->values[VOICE_TWIML];
	struct slice from = record_text(message, "from");
	struct slice url = record_text(message, "call_url");

	if (!slice_is(record_text(message, "channel"), "voice"))
		return error_set(
		    err, EX_DATAERR, "field channel: the provider makes calls");
	if (request_check_sender(&provider_twilio_voice, from, false, err) != 0)
		return -1;
	if (url.p == NULL) {
		url = slice_of(values->values[VOICE_URL]);
		if ((url.p == NULL) == (twiml == NULL))
			return error_set(err, EX_CONFIG,
			    "providers.twilio-voice needs either url or twiml");
	}
	form_add(form, "To", record_text(message, "to"));
	form_add(form, "From", from);
	if (url.p != NULL)
		form_add(form, "Url", url);
	else
		form_add(form, "Twiml", slice_of(twiml));
	voice_add_callback(values, reference, form);
	return 0;
}

static int
voice_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct buf form;
	int result;

	*out = (struct provider_request){.append_path = NULL};
	if (voice_start(values, arena, &out->http, err) != 0)
		return -1;
	buf_init(&form, BUF_NO_CAP);
	result = voice_form(values, message, reference, &form, err);
	request_body(
	    &out->http, "application/x-www-form-urlencoded", &form, arena);
	buf_release(&form);
	return result;
}

/* ---- answers ------------------------------------------------------------- */

static bool
voice_is_sid(struct slice text)
{
	size_t i;

	if (text.n != VOICE_SID_LENGTH || memcmp(text.p, "CA", 2) != 0)
		return false;
	for (i = 2; i < text.n; i++)
		if (ascii_hex(text.p[i]) < 0)
			return false;
	return true;
}

static void
voice_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct slice sid;
	struct view body;

	if (!answer_begin(answer, arena, out, &body))
		return;
	if (answer->status >= 200 && answer->status < 300) {
		sid = answer_text(body, "sid", arena);
		answer_sent(out, voice_is_sid(sid) ? sid : slice_of(""));
		if (out->verdict == PROVIDER_SENT)
			out->status_raw = answer_text(body, "status", arena);
		return;
	}
	out->error_code = answer_text(body, "code", arena);
	out->error_text = answer_text(body, "message", arena);
	answer_refused(out, answer->status, twilio_codes);
}

/* ---- webhooks ------------------------------------------------------------ */

static const struct provider_status voice_statuses[] = {
    {"queued", "accepted", false},
    {"initiated", "accepted", false},
    {"ringing", "sent", false},
    {"in-progress", "sent", false},
    {"completed", "delivered", true},
    {"busy", "undelivered", true},
    {"no-answer", "undelivered", true},
    {"failed", "failed", true},
    {"canceled", "cancelled", true},
    {NULL, NULL, false},
};

static const struct provider_code voice_receipt_codes[] = {
    {"busy", "unreachable", PROVIDER_FAILED, "the line is busy"},
    {"no-answer", "unreachable", PROVIDER_FAILED, "nobody answered"},
    {"failed", "unknown", PROVIDER_FAILED, "the call could not be made"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};

static int
voice_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {.provider = &provider_twilio_voice};
	struct form form;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	delivery.id = form_get(&form, "CallSid");
	delivery.status_raw = form_get(&form, "CallStatus");
	delivery.status = provider_status_find(
	    voice_statuses, delivery.status_raw);
	if (delivery.id.n == 0 || delivery.status == NULL)
		return 0;
	delivery.event_id = slice_of(
	    hook->header(hook->context, "I-Twilio-Idempotency-Token"));
	delivery.reference = hook_query_field(hook, "ref", arena);
	delivery.to = form_get(&form, "To");
	delivery.from = form_get(&form, "From");
	if (provider_code_find(voice_receipt_codes, delivery.status_raw) !=
	    NULL)
		delivery.error_code = delivery.status_raw;
	hook_delivery(hook, &delivery, out);
	return 1;
}

const struct provider provider_twilio_voice = {
    .name = "twilio-voice",
    .summary = "Twilio calls",
    .settings = voice_settings,
    .carries = PROVIDER_VOICE,
    .senders = PROVIDER_NUMBER,
    .proof = PROVIDER_PROVES_BODY,
    .codes = twilio_codes,
    .receipt_codes = voice_receipt_codes,
    .build = voice_build,
    .parse = voice_parse,
    .verify = twilio_verify,
    .receipt = voice_receipt,
};
