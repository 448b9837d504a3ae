/* SPDX-License-Identifier: ISC */
/*
 * wire_telnyx: Telnyx's side of its API v2 for messages, written from its
 * reference (https://developers.telnyx.com/api/messaging).
 */
#include "wire_telnyx.h"
#include "base/crypto.h"
#include "record/doc.h"
#include "text/phone.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TELNYX_ROOT "/v2"
#define TELNYX_MESSAGES "/messages"

enum { TELNYX_API_KEY, TELNYX_PUBLIC_KEY }; /* the account's values */

enum {
	TELNYX_TEXT_MAX = 1530, /* characters: 10 parts */
	TELNYX_MEDIA_MAX = 10,
	TELNYX_RAW_KEY = 32, /* bytes at the end of the public key's DER */
};

void
telnyx_error(struct http_reply *reply, int status, const char *code,
    const char *title, const char *pointer)
{
	struct json_object *document = doc_new_object();
	struct json_object *errors = doc_new_array();
	struct json_object *error = doc_new_object(), *source;
	char url[80];

	(void)snprintf(url, sizeof(url),
	    "https://developers.telnyx.com/docs/overview/errors/%s", code);
	wire_put(error, "code", code);
	wire_put(error, "title", title);
	wire_put(error, "detail", title);
	if (pointer != NULL) {
		source = doc_new_object();
		wire_put(source, "pointer", pointer);
		doc_put_take(error, "source", source);
	}
	source = doc_new_object();
	wire_put(source, "url", url);
	doc_put_take(error, "meta", source);
	doc_push_take(errors, error);
	doc_put_take(document, "errors", errors);
	wire_answer_take(reply, status, document);
}

/* ---- a message as the API shows it --------------------------------------- */

static const char *
telnyx_status(enum status status)
{
	static const char *const words[] = {[STATUS_NONE] = "queued",
	    [STATUS_QUEUED] = "queued",
	    [STATUS_SENT] = "sent",
	    [STATUS_DELIVERED] = "delivered",
	    [STATUS_UNDELIVERED] = "delivery_failed",
	    [STATUS_FAILED] = "sending_failed",
	    [STATUS_RECEIVED] = "webhook_delivered"};

	return words[status];
}

static struct json_object *
telnyx_end(const char *number, const char *status)
{
	struct json_object *end = doc_new_object();

	wire_put(end, "phone_number", number);
	if (status != NULL)
		wire_put(end, "status", status);
	wire_put(end, "carrier", "EXAMPLE MOBILE");
	wire_put(end, "line_type", "Wireless");
	return end;
}

static struct json_object *
telnyx_errors(const struct sim_message *message)
{
	struct json_object *errors = doc_new_array(), *error;
	struct arena arena = {0};

	if (message->error_code != 0) {
		error = doc_new_object();
		wire_put(error, "code",
		    wire_count(&arena, (size_t)message->error_code));
		wire_put(error, "title", "Message was not delivered");
		doc_push_take(errors, error);
	}
	arena_release(&arena);
	return errors;
}

static struct json_object *
telnyx_message(const struct sim_message *message)
{
	bool in = message->origin == SIM_INBOUND;
	struct json_object *object = doc_new_object();
	struct json_object *to = doc_new_array(), *cost = NULL;

	wire_put(object, "record_type", "message");
	wire_put(object, "direction", in ? "inbound" : "outbound");
	wire_put(object, "id", message->sid);
	wire_put(object, "type", message->media > 0 ? "MMS" : "SMS");
	doc_put_take(object, "from", telnyx_end(message->from, NULL));
	doc_push_take(
	    to, telnyx_end(message->to, telnyx_status(message->status)));
	doc_put_take(object, "to", to);
	wire_put(object, "text", message->body);
	doc_put_take(object, "media", doc_new_array());
	wire_put(object, "webhook_url", message->callback);
	wire_put(object, "encoding", "GSM-7");
	doc_put_take(object, "parts", doc_new_int((int64_t)message->segments));
	doc_put_take(object, "tags", doc_new_array());
	if (message->sent_at != 0) {
		cost = doc_new_object();
		wire_put(cost, "amount", "0.0040");
		wire_put(cost, "currency", "USD");
	}
	doc_put_take(object, "cost", cost);
	wire_put_time(object, "received_at", message->created_at);
	wire_put_time(object, "sent_at", message->sent_at);
	doc_put_take(object, "errors", telnyx_errors(message));
	return object;
}

static void
telnyx_answer(const struct wire_call *call, const struct sim_message *message)
{
	struct json_object *document = doc_new_object();

	doc_put_take(document, "data", telnyx_message(message));
	wire_answer_take(call->reply, 200, document);
}

/* ---- requests to send ---------------------------------------------------- */

struct telnyx_draft {
	const struct sim *sim;
	struct slice to, from, profile, text, callback;
	size_t media;
};

static bool
telnyx_lacks_to(const struct telnyx_draft *send)
{
	return send->to.n == 0;
}

static bool
telnyx_to_is_bad(const struct telnyx_draft *send)
{
	return !phone_is_e164(send->to) && !phone_is_short_code(send->to);
}

static bool
telnyx_lacks_from(const struct telnyx_draft *send)
{
	return send->from.n == 0 && send->profile.n == 0;
}

/* No numbers have been put into any profile here. */
static bool
telnyx_has_empty_pool(const struct telnyx_draft *send)
{
	return send->from.n == 0;
}

static bool
telnyx_from_is_bad(const struct telnyx_draft *send)
{
	return !phone_is_e164(send->from) && !phone_is_short_code(send->from) &&
	    !(phone_is_alphanumeric(send->from) && send->profile.n > 0);
}

static bool
telnyx_lacks_text(const struct telnyx_draft *send)
{
	return send->text.n == 0 && send->media == 0;
}

static bool
telnyx_text_is_long(const struct telnyx_draft *send)
{
	return wire_characters(send->text) > TELNYX_TEXT_MAX;
}

static bool
telnyx_has_much_media(const struct telnyx_draft *send)
{
	return send->media > TELNYX_MEDIA_MAX;
}

static bool
telnyx_callback_is_bad(const struct telnyx_draft *send)
{
	return wire_is_bad_url(send->callback);
}

static bool
telnyx_is_blocked(const struct telnyx_draft *send)
{
	return sim_is_blocked(send->sim, send->to, send->from);
}

/* In the order in which they are looked at; the first that holds is told. */
static const struct {
	bool (*holds)(const struct telnyx_draft *send);
	int status;
	const char *code, *title, *pointer;
} telnyx_faults[] = {
    {telnyx_lacks_to, 422, "10004", "Missing required parameter", "/to"},
    {telnyx_to_is_bad, 400, "40310", "Invalid 'to' address", "/to"},
    {telnyx_lacks_from, 422, "10004", "Missing required parameter", "/from"},
    {telnyx_has_empty_pool, 400, "40321", "No usable numbers on the profile",
	"/messaging_profile_id"},
    {telnyx_from_is_bad, 400, "40305", "Invalid 'from' address", "/from"},
    {telnyx_lacks_text, 400, "40316", "No content provided", "/text"},
    {telnyx_text_is_long, 400, "40328", "Message is too large", "/text"},
    {telnyx_has_much_media, 400, "40317", "Invalid MMS content", "/media_urls"},
    {telnyx_callback_is_bad, 422, "10003", "Invalid URL", "/webhook_url"},
    {telnyx_is_blocked, 400, "40300", "Blocked due to STOP message", "/to"},
};

static void
telnyx_send(const struct wire_call *call)
{
	struct telnyx_draft send = {.sim = call->sim};
	const struct fate *fate;
	struct sim_draft draft;
	struct view body;
	size_t i;

	if (!wire_json(call, &body)) {
		telnyx_error(call->reply, 400, "10015", "Bad Request", NULL);
		return;
	}
	send.to = wire_string(call, body, "to");
	send.from = wire_string(call, body, "from");
	send.profile = wire_string(call, body, "messaging_profile_id");
	send.text = wire_string(call, body, "text");
	send.callback = wire_string(call, body, "webhook_url");
	send.media = view_count(view_get(body, slice_of("media_urls")));
	fate = wire_fate(call, send.to);
	if (fate == NULL)
		return;
	for (i = 0; i < sizeof(telnyx_faults) / sizeof(telnyx_faults[0]); i++)
		if (telnyx_faults[i].holds(&send)) {
			telnyx_error(call->reply, telnyx_faults[i].status,
			    telnyx_faults[i].code, telnyx_faults[i].title,
			    telnyx_faults[i].pointer);
			return;
		}
	draft = (struct sim_draft){.to = send.to,
	    .from = send.from,
	    .body = send.text.p != NULL ? send.text : slice_of(""),
	    .callback = send.callback,
	    .reference = wire_reference(call, send.callback),
	    .media = send.media};
	(void)wire_take(call, fate, &draft, telnyx_answer);
}

/* ---- requests --------------------------------------------------------------
 */

static void
telnyx_route(const struct wire_call *call)
{
	const char *below = call->http->path + sizeof(TELNYX_ROOT) - 1;
	bool get = wire_is_method(call->http, "GET");
	const struct sim_message *message = NULL;

	if (strncmp(below, TELNYX_MESSAGES "/", sizeof(TELNYX_MESSAGES)) == 0)
		message = sim_find(
		    call->sim, slice_of(below + sizeof(TELNYX_MESSAGES)));
	if (strcmp(below, TELNYX_MESSAGES) == 0 &&
	    wire_is_method(call->http, "POST"))
		telnyx_send(call);
	else if (message != NULL && get)
		telnyx_answer(call, message);
	else if (strcmp(below, "/messaging_optouts") == 0 && get)
		telnyx_optouts(call);
	else
		telnyx_error(
		    call->reply, 404, "10005", "Resource not found", NULL);
}

static void
telnyx_handle(const struct wire_call *call)
{
	if (http_call_header(call->http, "Authorization") == NULL)
		telnyx_error(
		    call->reply, 404, "10005", "Resource not found", NULL);
	else if (!wire_is_bearer(
		     call->http, call->account->values[TELNYX_API_KEY]))
		telnyx_error(
		    call->reply, 401, "10009", "Authentication failed", NULL);
	else
		telnyx_route(call);
}

static void
telnyx_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct {
		int status;
		const char *code, *title;
	} errors[] = {
	    [FATE_BUSY] = {429, "10011", "Too many requests"},
	    [FATE_DOWN] = {503, "10007", "Service unavailable"},
	    [FATE_INVALID] = {400, "40310", "Invalid 'to' address"},
	    [FATE_DENIED] = {401, "10009", "Authentication failed"},
	    [FATE_BROKEN] = {500, "10007", "Unexpected error"},
	};

	telnyx_error(call->reply, errors[fate->error].status,
	    errors[fate->error].code, errors[fate->error].title, NULL);
}

/* ---- webhooks ------------------------------------------------------------ */

/* Telnyx-Signature-Ed25519: base64 over the time, '|' and the body. */
static void
telnyx_sign(const struct account *account, const char *time, struct slice body,
    struct buf *out)
{
	struct buf text, raw;

	buf_init(&text, BUF_NO_CAP);
	buf_init(&raw, BUF_NO_CAP);
	buf_addf(&text, "%s|", time);
	buf_addslice(&text, body);
	crypto_key_sign(account->key, NULL, buf_slice(&text), &raw);
	crypto_base64(buf_slice(&raw), out);
	buf_release(&raw);
	buf_release(&text);
}

static struct slice
telnyx_event(const struct sim *sim, const struct sim_message *message,
    const char *type, struct arena *arena)
{
	struct json_object *document = doc_new_object();
	struct json_object *data = doc_new_object(), *meta = doc_new_object();
	int64_t now = clock_now(&sim->clock);
	char id[37];

	crypto_uuid7(now, id);
	wire_put(data, "event_type", type);
	wire_put(data, "id", id);
	wire_put(data, "record_type", "event");
	wire_put_time(data, "occurred_at", now);
	doc_put_take(data, "payload", telnyx_message(message));
	doc_put_take(meta, "attempt", doc_new_int(message->tries + 1));
	doc_put_take(document, "data", data);
	doc_put_take(document, "meta", meta);
	return wire_json_take(document, arena);
}

/* It tells of two states: that a message is sent, and how it ended. */
static bool
telnyx_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	struct sim_message shown = *message;
	const char *type = "message.finalized";
	struct buf signature, time;
	struct slice body;

	if (status == STATUS_QUEUED)
		return false;
	if (status == STATUS_SENT)
		type = "message.sent";
	if (message->origin == SIM_INBOUND)
		type = "message.received";
	shown.status = status;
	body = telnyx_event(sim, &shown, type, arena);
	buf_init(&signature, BUF_NO_CAP);
	buf_init(&time, BUF_NO_CAP);
	buf_addf(&time, "%" PRId64, clock_now(&sim->clock) / 1000);
	telnyx_sign(message->account, buf_text(&time), body, &signature);
	*out = (struct http_request){.method = "POST",
	    .url = url,
	    .headers = {{"Content-Type", "application/json"},
		{"Telnyx-Timestamp", arena_string(arena, buf_slice(&time))},
		{"Telnyx-Signature-Ed25519",
		    arena_string(arena, buf_slice(&signature))}},
	    .header_count = 3,
	    .body = body};
	buf_release(&time);
	buf_release(&signature);
	return true;
}

static void
telnyx_set_up(struct account *account)
{
	struct buf der, text;

	account->key = crypto_key_new_ed25519();
	buf_init(&der, BUF_NO_CAP);
	buf_init(&text, BUF_NO_CAP);
	crypto_key_public(account->key, &der);
	crypto_base64(
	    (struct slice){der.data + der.len - TELNYX_RAW_KEY, TELNYX_RAW_KEY},
	    &text);
	account->values[TELNYX_PUBLIC_KEY] = buf_take(&text);
	buf_release(&der);
}

const struct wire wire_telnyx = {
    .name = "telnyx",
    .root = TELNYX_ROOT,
    .values =
	{
	    [TELNYX_API_KEY] = {.name = "api_key",
		.env = "TELNYX_API_KEY",
		.prefix = "KEY",
		.needed = true},
	    [TELNYX_PUBLIC_KEY] = {.name = "public_key", .shown = true},
	},
    .set_up = telnyx_set_up,
    .name_message = wire_uuid,
    .handle = telnyx_handle,
    .fail = telnyx_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 40008,
	    [REASON_UNKNOWN_NUMBER] = 40012,
	    [REASON_LANDLINE] = 40001,
	    [REASON_FILTERED] = 40003,
	    [REASON_UNREGISTERED] = 40010,
	    [REASON_EXPIRED] = 40014,
	},
    .post = telnyx_post,
};
