/* SPDX-License-Identifier: ISC */
/*
 * wire_twilio_voice: Twilio's side of making a call (2010-04-01), written from
 * its reference (https://www.twilio.com/docs/voice/api/call-resource).  A phone
 * rings and, in the usual course, is answered; what is said stands as the
 * call's text: the TwiML, or where it would be fetched.
 */
#include "record/doc.h"
#include "text/phone.h"
#include "wire_form.h"
#include "wire_twilio.h"

#include <stdio.h>
#include <string.h>

enum { VOICE_TWIML_MAX = 4000 }; /* characters */

struct voice_draft {
	struct slice to, from, url, twiml, application, callback;
};

static bool
voice_lacks_to(const struct voice_draft *call)
{
	return call->to.n == 0;
}

static bool
voice_lacks_from(const struct voice_draft *call)
{
	return call->from.n == 0;
}

static bool
voice_lacks_what_to_say(const struct voice_draft *call)
{
	return call->url.n == 0 && call->twiml.n == 0 &&
	    call->application.n == 0;
}

static bool
voice_to_is_invalid(const struct voice_draft *call)
{
	return !phone_is_e164(call->to);
}

static bool
voice_from_is_invalid(const struct voice_draft *call)
{
	return !phone_is_e164(call->from);
}

static bool
voice_url_is_bad(const struct voice_draft *call)
{
	return wire_is_bad_url(call->url);
}

static bool
voice_twiml_is_bad(const struct voice_draft *call)
{
	return wire_characters(call->twiml) > VOICE_TWIML_MAX;
}

static bool
voice_callback_is_bad(const struct voice_draft *call)
{
	return wire_is_bad_url(call->callback);
}

static const struct {
	bool (*holds)(const struct voice_draft *call);
	int code;
	const char *message;
} voice_faults[] = {
    {voice_lacks_to, 21201, "No 'To' number is specified"},
    {voice_lacks_from, 21213, "No 'From' number is specified"},
    {voice_lacks_what_to_say, 21205, "Url parameter is required."},
    {voice_to_is_invalid, 21211, "Invalid 'To' Phone Number."},
    {voice_from_is_invalid, 21212, "Invalid 'From' Phone Number."},
    {voice_url_is_bad, 21205, "Url is not a valid URL."},
    {voice_twiml_is_bad, 20422, "The 'Twiml' parameter is too long."},
    {voice_callback_is_bad, 21609, "The 'StatusCallback' URL is not valid."},
};

/* By the reasons' codes, from 1 on. */
static const char *const voice_reasons[] = {
    "failed", "no-answer", "failed", "busy", "busy", "failed", "no-answer"};

static const char *
voice_status(const struct sim_message *call, enum status status)
{
	static const char *const words[] = {[STATUS_NONE] = "queued",
	    [STATUS_QUEUED] = "initiated",
	    [STATUS_SENT] = "ringing",
	    [STATUS_DELIVERED] = "completed"};

	return status <= STATUS_DELIVERED ? words[status]
					  : voice_reasons[call->error_code];
}

static void
voice_answer(const struct wire_call *call, const struct sim_message *message)
{
	struct json_object *answer = doc_new_object();

	wire_put(answer, "sid", message->sid);
	wire_put(answer, "account_sid", message->account->values[TWILIO_SID]);
	wire_put(answer, "to", message->to);
	wire_put(answer, "from", message->from);
	wire_put(answer, "status", voice_status(message, STATUS_NONE));
	wire_put(answer, "direction", "outbound-api");
	wire_put(answer, "price", NULL);
	wire_put(answer, "duration", NULL);
	wire_put(answer, "api_version", "2010-04-01");
	wire_answer_take(call->reply, 201, answer);
}

static void
voice_make(const struct wire_call *call)
{
	struct form *form = wire_form(call, call->http->body);
	const struct fate *fate;
	struct voice_draft made;
	struct sim_draft draft;
	size_t i;

	if (form == NULL ||
	    !wire_is_type(call->http, "application/x-www-form-urlencoded")) {
		twilio_error(call->reply, 415, 20422, "Unsupported Media Type");
		return;
	}
	made = (struct voice_draft){.to = form_get(form, "To"),
	    .from = form_get(form, "From"),
	    .url = form_get(form, "Url"),
	    .twiml = form_get(form, "Twiml"),
	    .application = form_get(form, "ApplicationSid"),
	    .callback = form_get(form, "StatusCallback")};
	fate = wire_fate(call, made.to);
	if (fate == NULL)
		return;
	for (i = 0; i < sizeof(voice_faults) / sizeof(voice_faults[0]); i++)
		if (voice_faults[i].holds(&made)) {
			twilio_error(call->reply, 400, voice_faults[i].code,
			    voice_faults[i].message);
			return;
		}
	draft = (struct sim_draft){.to = made.to,
	    .from = made.from,
	    .body = made.url.n > 0 ? made.url : made.twiml,
	    .callback = made.callback,
	    .reference = wire_reference(call, made.callback)};
	if (draft.body.p == NULL)
		draft.body = made.application;
	(void)wire_take(call, fate, &draft, voice_answer);
}

static bool
voice_takes(const struct http_call *call)
{
	return strncmp(call->path, TWILIO_ROOT, sizeof(TWILIO_ROOT) - 1) == 0 &&
	    twilio_is_call(call);
}

static void
voice_handle(const struct wire_call *call)
{
	const char *resource = twilio_resource(
	    call->account->values[TWILIO_SID], call->http->path);

	if (!twilio_knows(call))
		return;
	if (resource != NULL && strcmp(resource, "Calls.json") == 0 &&
	    wire_is_method(call->http, "POST"))
		voice_make(call);
	else
		twilio_error(call->reply, 404, 20404,
		    "The requested resource was not found");
}

static bool
voice_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	struct twilio_form form = {.count = 0};

	(void)sim;
	if (message->origin != SIM_API)
		return false;
	twilio_add(&form, "CallSid", message->sid);
	twilio_add(&form, "AccountSid", message->account->values[TWILIO_SID]);
	twilio_add(&form, "From", message->from);
	twilio_add(&form, "To", message->to);
	twilio_add(&form, "CallStatus", voice_status(message, status));
	twilio_add(&form, "ApiVersion", "2010-04-01");
	twilio_add(&form, "Direction", "outbound-api");
	twilio_add(&form, "CallbackSource", "call-progress-events");
	if (status == STATUS_DELIVERED)
		twilio_add(&form, "CallDuration", "12");
	twilio_post_form(&form, message->account, url, arena, out);
	return true;
}

static void
voice_name(const char hex[WIRE_HEX_SIZE], bool mms, char out[SIM_SID_MAX])
{
	(void)mms;
	(void)snprintf(out, SIM_SID_MAX, "CA%s", hex);
}

const struct wire wire_twilio_voice = {
    .name = "twilio-voice",
    .takes = voice_takes,
    .values = {TWILIO_VALUES},
    .name_message = voice_name,
    .handle = voice_handle,
    .fail = twilio_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 1,
	    [REASON_UNKNOWN_NUMBER] = 2,
	    [REASON_LANDLINE] = 3,
	    [REASON_FILTERED] = 4,
	    [REASON_UNREGISTERED] = 5,
	    [REASON_EXPIRED] = 6,
	},
    .post = voice_post,
};
