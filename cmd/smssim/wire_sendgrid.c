/* SPDX-License-Identifier: ISC */
/*
 * wire_sendgrid: SendGrid's side of Mail Send, API v3, written from its
 * reference (https://www.twilio.com/docs/sendgrid/api-reference/mail-send).
 */
#include "base/crypto.h"
#include "record/doc.h"
#include "wire.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SENDGRID_API_KEY, SENDGRID_PUBLIC_KEY }; /* the account's values */

static void
sendgrid_error(struct http_reply *reply, int status, const char *message,
    const char *field)
{
	struct json_object *document = doc_new_object();
	struct json_object *errors = doc_new_array();
	struct json_object *error = doc_new_object();

	wire_put(error, "message", message);
	wire_put(error, "field", field);
	wire_put(error, "help", NULL);
	doc_push_take(errors, error);
	doc_put_take(document, "errors", errors);
	wire_answer_take(reply, status, document);
}

/* 202, no body, and the id in a header. */
static void
sendgrid_answer(const struct wire_call *call, const struct sim_message *message)
{
	call->reply->status = 202;
	wire_header(call->reply, "X-Message-Id", message->sid);
}

struct sendgrid_draft {
	struct slice to, from, subject, type, value;
};

static bool
sendgrid_is_address(struct slice text)
{
	size_t at = slice_find(text, slice_of("@"));

	return at != SIZE_MAX && at > 0 && at + 1 < text.n &&
	    slice_find(text, slice_of(" ")) == SIZE_MAX;
}

static bool
sendgrid_has_no_to(const struct sendgrid_draft *send)
{
	return send->to.n == 0;
}

static bool
sendgrid_to_is_bad(const struct sendgrid_draft *send)
{
	return !sendgrid_is_address(send->to);
}

static bool
sendgrid_from_is_bad(const struct sendgrid_draft *send)
{
	return !sendgrid_is_address(send->from);
}

static bool
sendgrid_lacks_subject(const struct sendgrid_draft *send)
{
	return send->subject.n == 0;
}

static bool
sendgrid_lacks_content(const struct sendgrid_draft *send)
{
	return send->value.n == 0 ||
	    !slice_among(send->type, "text/plain|text/html");
}

static const struct {
	bool (*holds)(const struct sendgrid_draft *send);
	const char *message, *field;
} sendgrid_faults[] = {
    {sendgrid_has_no_to,
	"The to array is required for all personalization objects",
	"personalizations.0.to"},
    {sendgrid_to_is_bad, "Does not contain a valid address.",
	"personalizations.0.to.0.email"},
    {sendgrid_from_is_bad,
	"The from object must be provided for every email send.", "from.email"},
    {sendgrid_lacks_subject, "The subject is required.", "subject"},
    {sendgrid_lacks_content,
	"Unless a valid template_id is provided, the content parameter is "
	"required.",
	"content"},
};

static struct slice
sendgrid_text(const struct wire_call *call, struct view body, const char *path)
{
	return view_string(view_path(body, path), call->http->arena);
}

/* The subject of the personalization wins over the message's. */
static void
sendgrid_read(
    const struct wire_call *call, struct view body, struct sendgrid_draft *send)
{
	send->to = sendgrid_text(call, body, "personalizations.0.to.0.email");
	send->from = sendgrid_text(call, body, "from.email");
	send->subject = sendgrid_text(call, body, "personalizations.0.subject");
	if (send->subject.n == 0)
		send->subject = sendgrid_text(call, body, "subject");
	send->type = sendgrid_text(call, body, "content.0.type");
	send->value = sendgrid_text(call, body, "content.0.value");
}

static void
sendgrid_send(const struct wire_call *call)
{
	struct sendgrid_draft send = {.to = {NULL, 0}};
	const struct fate *fate;
	struct sim_draft draft;
	struct view body;
	size_t i;

	if (!wire_json(call, &body)) {
		sendgrid_error(call->reply, 400, "Bad Request", NULL);
		return;
	}
	sendgrid_read(call, body, &send);
	fate = wire_fate(call, send.to);
	if (fate == NULL)
		return;
	for (i = 0; i < sizeof(sendgrid_faults) / sizeof(sendgrid_faults[0]);
	     i++)
		if (sendgrid_faults[i].holds(&send)) {
			sendgrid_error(call->reply, 400,
			    sendgrid_faults[i].message,
			    sendgrid_faults[i].field);
			return;
		}
	draft = (struct sim_draft){.to = send.to,
	    .from = send.from,
	    .body = send.value,
	    .callback = slice_of(call->account->hook_url),
	    .reference = sendgrid_text(
		call, body, "personalizations.0.custom_args.ref")};
	(void)wire_take(call, fate, &draft, sendgrid_answer);
}

static void
sendgrid_handle(const struct wire_call *call)
{
	if (!wire_is_bearer(
		call->http, call->account->values[SENDGRID_API_KEY]))
		sendgrid_error(call->reply, 401,
		    "The provided authorization grant is invalid, expired, or "
		    "revoked",
		    NULL);
	else if (!wire_is_method(call->http, "POST"))
		sendgrid_error(call->reply, 405, "method not allowed", NULL);
	else
		sendgrid_send(call);
}

static void
sendgrid_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct {
		int status;
		const char *message, *field;
	} errors[] = {
	    [FATE_BUSY] = {429, "too many requests", NULL},
	    [FATE_DOWN] = {503, "service unavailable", NULL},
	    [FATE_INVALID] = {400, "Does not contain a valid address.",
		"personalizations.0.to.0.email"},
	    [FATE_DENIED] = {401, "authorization required", NULL},
	    [FATE_BROKEN] = {500, "internal error", NULL},
	};

	sendgrid_error(call->reply, errors[fate->error].status,
	    errors[fate->error].message, errors[fate->error].field);
}

/* ---- the Event Webhook --------------------------------------------------- */

/* By the reasons' codes, from 1 on. */
static const struct {
	const char *event, *type, *reason;
} sendgrid_reasons[] = {
    {"dropped", NULL, NULL},
    {"bounce", "blocked", "450 mailbox is busy"},
    {"bounce", "bounce", "550 no such user"},
    {"dropped", NULL, "Bounced Address"},
    {"bounce", "blocked", "554 taken for spam"},
    {"dropped", NULL, "Unsubscribed Address"},
    {"dropped", NULL, "Spam Content"},
};

/* ECDSA over the time and the body, CRLF included. */
static void
sendgrid_sign(const struct account *account, const char *time,
    struct slice body, struct buf *out)
{
	struct buf text, raw;

	buf_init(&text, BUF_NO_CAP);
	buf_init(&raw, BUF_NO_CAP);
	buf_adds(&text, time);
	buf_addslice(&text, body);
	crypto_key_sign(account->key, "SHA256", buf_slice(&text), &raw);
	crypto_base64(buf_slice(&raw), out);
	buf_release(&raw);
	buf_release(&text);
}

/* An array of one event and CRLF. */
static struct slice
sendgrid_events(const struct sim *sim, const struct sim_message *message,
    const char *event, struct arena *arena)
{
	struct json_object *object = doc_new_object();
	struct json_object *list = doc_new_array();
	struct slice body;
	struct buf text;
	char id[SIM_SID_MAX + 40];

	crypto_uuid7(clock_now(&sim->clock), id);
	wire_put(object, "email", message->to);
	doc_put_take(
	    object, "timestamp", doc_new_int(clock_now(&sim->clock) / 1000));
	wire_put(object, "sg_event_id", id);
	(void)snprintf(id, sizeof(id), "%s.recvd-0123456789-0", message->sid);
	wire_put(object, "sg_message_id", id);
	wire_put(object, "event", event);
	if (message->error_code != 0 && strcmp(event, "processed") != 0) {
		wire_put(object, "reason",
		    sendgrid_reasons[message->error_code].reason);
		if (sendgrid_reasons[message->error_code].type != NULL)
			wire_put(object, "type",
			    sendgrid_reasons[message->error_code].type);
	}
	if (message->reference != NULL)
		wire_put(object, "ref", message->reference);
	doc_push_take(list, object);
	body = wire_json_take(list, arena);
	buf_init(&text, BUF_NO_CAP);
	buf_addslice(&text, body);
	buf_adds(&text, "\r\n");
	body = arena_slice(arena, buf_slice(&text));
	buf_release(&text);
	return body;
}

static bool
sendgrid_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	const char *event = "delivered";
	struct buf signature;
	struct slice body;
	char time[32];

	if (status == STATUS_SENT || message->origin != SIM_API)
		return false;
	if (status == STATUS_QUEUED)
		event = "processed";
	else if (status != STATUS_DELIVERED)
		event = sendgrid_reasons[message->error_code].event;
	body = sendgrid_events(sim, message, event, arena);
	(void)snprintf(
	    time, sizeof(time), "%" PRId64, clock_now(&sim->clock) / 1000);
	buf_init(&signature, BUF_NO_CAP);
	sendgrid_sign(message->account, time, body, &signature);
	*out = (struct http_request){.method = "POST",
	    .url = url,
	    .headers = {{"Content-Type", "application/json"},
		{"X-Twilio-Email-Event-Webhook-Timestamp",
		    arena_string(arena, slice_of(time))},
		{"X-Twilio-Email-Event-Webhook-Signature",
		    arena_string(arena, buf_slice(&signature))}},
	    .header_count = 3,
	    .body = body};
	buf_release(&signature);
	return true;
}

static void
sendgrid_set_up(struct account *account)
{
	struct buf der, text;

	account->key = crypto_key_new_ecdsa();
	buf_init(&der, BUF_NO_CAP);
	buf_init(&text, BUF_NO_CAP);
	crypto_key_public(account->key, &der);
	crypto_base64(buf_slice(&der), &text);
	account->values[SENDGRID_PUBLIC_KEY] = buf_take(&text);
	buf_release(&der);
}

/* 22 characters without a dot, as the head of events' ids. */
static void
sendgrid_name(const char hex[WIRE_HEX_SIZE], bool mms, char out[SIM_SID_MAX])
{
	(void)mms;
	(void)snprintf(out, SIM_SID_MAX, "%.13s-%s", hex, hex + 24);
}

const struct wire wire_sendgrid = {
    .name = "sendgrid",
    .root = "/v3/mail/send",
    .values =
	{
	    [SENDGRID_API_KEY] = {.name = "api_key",
		.env = "SENDGRID_API_KEY",
		.prefix = "SG.",
		.needed = true},
	    [SENDGRID_PUBLIC_KEY] = {.name = "public_key", .shown = true},
	},
    .set_up = sendgrid_set_up,
    .name_message = sendgrid_name,
    .handle = sendgrid_handle,
    .fail = sendgrid_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 1,
	    [REASON_UNKNOWN_NUMBER] = 2,
	    [REASON_LANDLINE] = 3,
	    [REASON_FILTERED] = 4,
	    [REASON_UNREGISTERED] = 5,
	    [REASON_EXPIRED] = 6,
	},
    .post = sendgrid_post,
};
