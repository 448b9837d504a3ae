/* SPDX-License-Identifier: ISC */
/*
 * wire_vonage: Vonage's side of its SMS API, written from its reference
 * (https://developer.vonage.com/en/api/sms).  It answers 200 to what it refuses
 * too: each part of a text has a status, a word of digits.
 */
#include "wire_vonage.h"

#include "base/num.h"
#include "record/doc.h"
#include "text/phone.h"
#include "text/segment.h"
#include "wire_form.h"

#include <stdio.h>
#include <string.h>

#define VONAGE_ROOT "/sms/json"

enum {
	VONAGE_TEXT_MAX = 3200, /* characters */
	VONAGE_REF_MAX = 100,
	VONAGE_TTL_MIN = 20000, /* ms */
	VONAGE_TTL_MAX = 604800000,
};

/* ---- the fields ---------------------------------------------------------- */

/* The members of an object that are texts or numbers. */
static struct form *
vonage_json(const struct wire_call *call)
{
	struct arena *arena = call->http->arena;
	struct form *form = arena_alloc(arena, sizeof(*form));
	struct view_step step = {0};
	struct form_field *field;
	struct view body;

	form->count = 0;
	if (!wire_json(call, &body))
		return NULL;
	while (view_next(body, &step) && form->count < FORM_FIELDS_MAX) {
		field = &form->fields[form->count];
		field->name = view_unescape(step.key, arena);
		field->value = view_text(step.value, arena);
		form->count += field->value.p != NULL;
	}
	return form;
}

/* Of a query, a form or a JSON object; NULL: of none of them. */
static struct form *
vonage_fields(const struct wire_call *call)
{
	if (wire_is_method(call->http, "GET"))
		return wire_form(call, slice_of(call->http->query));
	if (wire_is_type(call->http, "application/json"))
		return vonage_json(call);
	return wire_form_any(call);
}

/* In the fields, or as HTTP Basic. */
static bool
vonage_is_known(const struct wire_call *call, const struct form *form)
{
	char *const *own = call->account->values;

	return wire_is_basic(
		   call->http, own[VONAGE_API_KEY], own[VONAGE_API_SECRET]) ||
	    (slice_is(form_get(form, "api_key"), own[VONAGE_API_KEY]) &&
		slice_is(form_get(form, "api_secret"), own[VONAGE_API_SECRET]));
}

/* ---- answers ------------------------------------------------------------- */

static void
vonage_error(const struct wire_call *call, const char *status, const char *text)
{
	struct json_object *document = doc_new_object();
	struct json_object *parts = doc_new_array(), *part = doc_new_object();

	wire_put(part, "status", status);
	wire_put(part, "error-text", text);
	doc_push_take(parts, part);
	wire_put(document, "message-count", "1");
	doc_put_take(document, "messages", parts);
	wire_answer_take(call->reply, 200, document);
}

/* Each part has an id; receipts are of the first. */
static struct json_object *
vonage_part(const struct sim_message *message, size_t index)
{
	struct json_object *part = doc_new_object();
	char id[SIM_SID_MAX + NUM_TEXT_MAX];

	(void)snprintf(id, sizeof(id), "%s", message->sid);
	if (index > 0)
		(void)snprintf(id, sizeof(id), "%s-%zu", message->sid, index);
	wire_put(part, "to", message->to + 1);
	wire_put(part, "message-id", id);
	wire_put(part, "status", "0");
	wire_put(part, "remaining-balance", "3.14159265");
	wire_put(part, "message-price", VONAGE_PRICE "0000");
	wire_put(part, "network", "310260");
	if (message->reference != NULL)
		wire_put(part, "client-ref", message->reference);
	return part;
}

static void
vonage_answer(const struct wire_call *call, const struct sim_message *message)
{
	struct json_object *document = doc_new_object();
	struct json_object *parts = doc_new_array();
	size_t count = message->segments > 0 ? message->segments : 1, i;

	for (i = 0; i < count; i++)
		doc_push_take(parts, vonage_part(message, i));
	wire_put(
	    document, "message-count", wire_count(call->http->arena, count));
	doc_put_take(document, "messages", parts);
	wire_answer_take(call->reply, 200, document);
}

/* ---- requests to send ---------------------------------------------------- */

struct vonage_draft {
	const struct form *form;
	const struct sim *sim;
	struct slice to, from, text, reference, callback;
};

static bool
vonage_lacks_from(const struct vonage_draft *send)
{
	return send->from.n == 0 && form_get(send->form, "pool-id").n == 0;
}

static bool
vonage_lacks_to(const struct vonage_draft *send)
{
	return form_get(send->form, "to").n == 0;
}

static bool
vonage_lacks_text(const struct vonage_draft *send)
{
	return send->text.n == 0;
}

/* No numbers have been put into any pool here. */
static bool
vonage_from_is_bad(const struct vonage_draft *send)
{
	return !phone_is_e164(send->from) && !phone_is_short_code(send->from) &&
	    !phone_is_alphanumeric(send->from);
}

/* Its reference: digits, without '+' or "00" in front. */
static bool
vonage_to_is_bad(const struct vonage_draft *send)
{
	return form_get(send->form, "to").p[0] == '+' ||
	    !phone_is_e164(send->to);
}

static bool
vonage_type_is_bad(const struct vonage_draft *send)
{
	struct slice type = form_get(send->form, "type");

	return type.p != NULL && !slice_among(type, "text|unicode");
}

static bool
vonage_ttl_is_bad(const struct vonage_draft *send)
{
	struct slice ttl = form_get(send->form, "ttl");
	int64_t ms;

	return ttl.p != NULL &&
	    num_parse(ttl, VONAGE_TTL_MIN, VONAGE_TTL_MAX, &ms) != 0;
}

static bool
vonage_ref_is_long(const struct vonage_draft *send)
{
	return wire_characters(send->reference) > VONAGE_REF_MAX;
}

static bool
vonage_text_is_long(const struct vonage_draft *send)
{
	return wire_characters(send->text) > VONAGE_TEXT_MAX;
}

static bool
vonage_callback_is_bad(const struct vonage_draft *send)
{
	return wire_is_bad_url(send->callback);
}

static bool
vonage_is_barred(const struct vonage_draft *send)
{
	return sim_is_blocked(send->sim, send->to, send->from);
}

/* In the order in which they are looked at; the first that holds is told. */
static const struct {
	bool (*holds)(const struct vonage_draft *send);
	const char *status, *text;
} vonage_faults[] = {
    {vonage_lacks_from, "2", "Missing `from` param"},
    {vonage_lacks_to, "2", "Missing `to` param"},
    {vonage_lacks_text, "2", "Missing `text` param"},
    {vonage_from_is_bad, "15", "Illegal Sender Address - rejected"},
    {vonage_to_is_bad, "3", "Invalid `to` param"},
    {vonage_type_is_bad, "3", "Invalid `type` param"},
    {vonage_ttl_is_bad, "3", "Invalid `ttl` param"},
    {vonage_ref_is_long, "3", "Invalid `client-ref` param"},
    {vonage_text_is_long, "12", "Message length exceeds maximum allowed"},
    {vonage_callback_is_bad, "23", "Invalid callback URL"},
    {vonage_is_barred, "7", "Number barred"},
};

static bool
vonage_is_refused(const struct wire_call *call, const struct vonage_draft *send)
{
	size_t i;

	for (i = 0; i < sizeof(vonage_faults) / sizeof(vonage_faults[0]); i++)
		if (vonage_faults[i].holds(send)) {
			vonage_error(call, vonage_faults[i].status,
			    vonage_faults[i].text);
			return true;
		}
	return false;
}

/* What does not fit the alphabet that was asked for arrives as '?'. */
static struct slice
vonage_text(const struct vonage_draft *send)
{
	struct segment_count count;

	segment_count(send->text, &count);
	if (count.encoding == SEGMENT_UCS2 &&
	    !slice_is(form_get(send->form, "type"), "unicode"))
		return slice_of("?");
	return send->text;
}

static void
vonage_send(const struct wire_call *call, const struct form *form)
{
	struct arena *arena = call->http->arena;
	struct vonage_draft send = {.form = form,
	    .sim = call->sim,
	    .to = wire_number(form_get(form, "to"), arena),
	    .from = wire_number(form_get(form, "from"), arena),
	    .text = form_get(form, "text"),
	    .reference = form_get(form, "client-ref"),
	    .callback = form_get(form, "callback")};
	const struct fate *fate = wire_fate(call, send.to);
	struct sim_draft draft;

	if (fate == NULL || vonage_is_refused(call, &send))
		return;
	draft = (struct sim_draft){.to = send.to,
	    .from = send.from,
	    .body = vonage_text(&send),
	    .callback = send.callback,
	    .reference = send.reference};
	/* Else receipts go where the account says. */
	if (draft.callback.p == NULL)
		draft.callback = slice_of(call->account->hook_url);
	if (!slice_is(form_get(form, "status-report-req"), "1") &&
	    !slice_is(form_get(form, "status-report-req"), "true") &&
	    form_get(form, "status-report-req").p != NULL)
		draft.callback = (struct slice){NULL, 0};
	(void)wire_take(call, fate, &draft, vonage_answer);
}

static void
vonage_handle(const struct wire_call *call)
{
	struct form *form;

	if (strcmp(call->http->path, VONAGE_ROOT) != 0 ||
	    (!wire_is_method(call->http, "POST") &&
		!wire_is_method(call->http, "GET"))) {
		call->reply->status = 404;
		return;
	}
	form = vonage_fields(call);
	if (form == NULL)
		vonage_error(call, "2", "Missing `api_key` param");
	else if (form_get(form, "sig").p != NULL)
		vonage_error(call, "14", "Invalid Signature");
	else if (!vonage_is_known(call, form))
		vonage_error(call, "4", "Bad Credentials");
	else
		vonage_send(call, form);
}

static void
vonage_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct {
		const char *status, *text;
	} errors[] = {
	    [FATE_BUSY] = {"1",
		"Throughput Rate Exceeded - please wait [ 250 ] and retry"},
	    [FATE_INVALID] = {"6",
		"Invalid Message. The Nexmo platform was unable to process "
		"this message, e.g. an un-recognised number prefix"},
	    [FATE_DENIED] = {"4", "Bad Credentials"},
	    [FATE_BROKEN] = {"5", "Internal Error"},
	};

	if (fate->error == FATE_DOWN)
		call->reply->status = 503;
	else
		vonage_error(
		    call, errors[fate->error].status, errors[fate->error].text);
}

const struct wire wire_vonage = {
    .name = "vonage",
    .root = VONAGE_ROOT,
    .values =
	{
	    [VONAGE_API_KEY] = {.name = "api_key",
		.env = "VONAGE_API_KEY",
		.prefix = "",
		.needed = true,
		.word = true},
	    [VONAGE_API_SECRET] = {.name = "api_secret",
		.env = "VONAGE_API_SECRET",
		.prefix = "",
		.needed = true},
	    [VONAGE_SIGNATURE_SECRET] = {.name = "signature_secret",
		.env = "VONAGE_SIGNATURE_SECRET",
		.prefix = ""},
	},
    .name_message = wire_uuid,
    .handle = vonage_handle,
    .fail = vonage_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 2,
	    [REASON_UNKNOWN_NUMBER] = 3,
	    [REASON_LANDLINE] = 12,
	    [REASON_FILTERED] = 6,
	    [REASON_UNREGISTERED] = 99,
	    [REASON_EXPIRED] = 1,
	},
    .post = vonage_post,
};
