/* SPDX-License-Identifier: ISC */
/*
 * wire_plivo: Plivo's side of its message API v1, written from its reference
 * (https://www.plivo.com/docs/messaging/api/message).
 */
#include "wire_plivo.h"

#include "base/crypto.h"
#include "record/doc.h"
#include "text/phone.h"
#include "text/segment.h"

#include <string.h>

/* A text to a phone that said STOP is taken, and fails. */
static const struct receipt plivo_stopped = {.name = "stopped",
    .steps = {STATUS_QUEUED, STATUS_FAILED},
    .reason = REASON_STOPPED};

struct json_object *
plivo_document(const struct wire_call *call)
{
	struct json_object *document = doc_new_object();
	char id[37];

	crypto_uuid7(clock_now(&call->sim->clock), id);
	wire_put(document, "api_id", id);
	return document;
}

void
plivo_error(const struct wire_call *call, int status, const char *words)
{
	struct json_object *document = plivo_document(call);

	wire_put(document, "error", words);
	wire_answer_take(call->reply, status, document);
}

/* Not JSON: the server in front answers. */
static void
plivo_deny(const struct wire_call *call)
{
	call->reply->status = 401;
	call->reply->content_type = "text/html; charset=utf-8";
	buf_reset(&call->reply->body);
	buf_adds(&call->reply->body,
	    "Could not verify your access level for that URL. You have to "
	    "login with proper credentials");
}

/* ---- requests to send ---------------------------------------------------- */

struct plivo_draft {
	struct slice dst; /* as it came */
	struct slice to, from; /* as numbers with '+', or what they are */
	struct slice pool, text, type, callback;
	size_t media;
};

static bool
plivo_lacks_src(const struct plivo_draft *send)
{
	return send->from.n == 0 && send->pool.n == 0;
}

static bool
plivo_has_both(const struct plivo_draft *send)
{
	return send->from.n > 0 && send->pool.n > 0;
}

/* No numbers have been put into any pool here. */
static bool
plivo_has_empty_pool(const struct plivo_draft *send)
{
	return send->pool.n > 0;
}

static bool
plivo_src_is_bad(const struct plivo_draft *send)
{
	return !phone_is_e164(send->from) && !phone_is_short_code(send->from) &&
	    !phone_is_alphanumeric(send->from);
}

static bool
plivo_lacks_dst(const struct plivo_draft *send)
{
	return send->dst.n == 0;
}

static bool
plivo_has_many(const struct plivo_draft *send)
{
	return slice_find(send->dst, slice_of("<")) != SIZE_MAX;
}

static bool
plivo_is_to_itself(const struct plivo_draft *send)
{
	return slice_equal(send->to, send->from);
}

static bool
plivo_type_is_bad(const struct plivo_draft *send)
{
	return send->type.p != NULL && !slice_among(send->type, "sms|mms");
}

static bool
plivo_lacks_text(const struct plivo_draft *send)
{
	return send->text.n == 0 && send->media == 0;
}

static bool
plivo_text_is_long(const struct plivo_draft *send)
{
	struct segment_count count;

	segment_count(send->text, &count);
	return wire_characters(send->text) > (count.encoding == SEGMENT_GSM7
						     ? PLIVO_GSM_MAX
						     : PLIVO_UNICODE_MAX);
}

static bool
plivo_media_is_bad(const struct plivo_draft *send)
{
	return send->media > PLIVO_MEDIA_MAX ||
	    (send->media > 0) != slice_is(send->type, "mms");
}

static bool
plivo_url_is_bad(const struct plivo_draft *send)
{
	return wire_is_bad_url(send->callback);
}

/* In the order in which they are looked at; the first that holds is told. */
static const struct {
	bool (*holds)(const struct plivo_draft *send);
	const char *words;
} plivo_faults[] = {
    {plivo_lacks_src, "either src or powerpack_uuid is required"},
    {plivo_has_both, "both powerpack_uuid and src are not allowed"},
    {plivo_has_empty_pool, "powerpack_uuid has no number"},
    {plivo_src_is_bad, "src parameter is not valid"},
    {plivo_lacks_dst, "dst parameter is not present"},
    {plivo_has_many, "dst: only one number here"},
    {plivo_is_to_itself, "src and dst parameters are the same"},
    {plivo_type_is_bad, "type parameter is not valid"},
    {plivo_lacks_text, "text parameter is not present"},
    {plivo_text_is_long, "text parameter is too long"},
    {plivo_media_is_bad, "media_urls parameter is not valid"},
    {plivo_url_is_bad, "url parameter is not valid"},
};

static void
plivo_answer(const struct wire_call *call, const struct sim_message *message)
{
	struct json_object *document = plivo_document(call);
	struct json_object *ids = doc_new_array();

	wire_put(document, "message", "message(s) queued");
	doc_push_take(ids, doc_new_text(slice_of(message->sid)));
	doc_put_take(document, "message_uuid", ids);
	wire_answer_take(call->reply, 202, document);
}

/* A number that is none: the request is fine, nothing goes out. */
static void
plivo_answer_invalid(const struct wire_call *call, struct slice dst)
{
	struct json_object *document = plivo_document(call);
	struct json_object *numbers = doc_new_array();

	doc_push_take(numbers, doc_new_text(dst));
	wire_put(document, "message", "message(s) queued");
	doc_put_take(document, "message_uuid", doc_new_array());
	doc_put_take(document, "invalid_number", numbers);
	wire_answer_take(call->reply, 202, document);
}

static bool
plivo_is_refused(const struct wire_call *call, const struct plivo_draft *send)
{
	size_t i;

	for (i = 0; i < sizeof(plivo_faults) / sizeof(plivo_faults[0]); i++)
		if (plivo_faults[i].holds(send)) {
			plivo_error(call, 400, plivo_faults[i].words);
			return true;
		}
	if (phone_is_e164(send->to))
		return false;
	plivo_answer_invalid(call, send->dst);
	return true;
}

static void
plivo_take(const struct wire_call *call, const struct fate *fate,
    const struct plivo_draft *send)
{
	struct sim_draft draft = {.to = send->to,
	    .from = send->from,
	    .body = send->text.p != NULL ? send->text : slice_of(""),
	    .callback = send->callback,
	    .reference = wire_reference(call, send->callback),
	    .media = send->media};
	struct sim *sim = call->sim;

	if (wire_take(call, fate, &draft, plivo_answer) &&
	    sim_is_blocked(sim, send->to, send->from))
		sim->messages[sim->count - 1]->receipt = &plivo_stopped;
}

static void
plivo_send(const struct wire_call *call)
{
	struct arena *arena = call->http->arena;
	struct plivo_draft send = {.media = 0};
	const struct fate *fate;
	struct view body;

	if (!wire_json(call, &body)) {
		plivo_error(call, 400, "the body is no JSON object");
		return;
	}
	send.dst = wire_string(call, body, "dst");
	send.to = wire_number(send.dst, arena);
	send.from = wire_number(wire_string(call, body, "src"), arena);
	send.pool = wire_string(call, body, "powerpack_uuid");
	send.text = wire_string(call, body, "text");
	send.type = wire_string(call, body, "type");
	send.callback = wire_string(call, body, "url");
	send.media = view_count(view_get(body, slice_of("media_urls")));
	fate = wire_fate(call, send.to);
	if (fate != NULL && !plivo_is_refused(call, &send))
		plivo_take(call, fate, &send);
}

/* ---- the API ------------------------------------------------------------- */

/* "…/UUID/": that message. */
static void
plivo_show(const struct wire_call *call, const char *below)
{
	size_t n = strcspn(below, "/");
	const struct sim_message *message = sim_find(
	    call->sim, (struct slice){below, n});
	struct json_object *document;

	if (message == NULL || message->account != call->account ||
	    strcmp(below + n, "/") != 0) {
		plivo_error(call, 404, "not found");
		return;
	}
	document = plivo_message(message);
	doc_put_take(document, "api_id", doc_new_text(slice_of(message->sid)));
	wire_answer_take(call->reply, 200, document);
}

static void
plivo_handle(const struct wire_call *call)
{
	static const char messages[] = "/Message/";
	char *const *own = call->account->values;
	const char *path = call->http->path + sizeof(PLIVO_ROOT) - 1;
	size_t n = strlen(own[PLIVO_AUTH_ID]);
	const char *below = NULL;

	if (strncmp(path, own[PLIVO_AUTH_ID], n) == 0 &&
	    strncmp(path + n, messages, sizeof(messages) - 1) == 0)
		below = path + n + sizeof(messages) - 1;
	if (!wire_is_basic(
		call->http, own[PLIVO_AUTH_ID], own[PLIVO_AUTH_TOKEN]))
		plivo_deny(call);
	else if (below == NULL)
		plivo_error(call, 404, "not found");
	else if (below[0] == '\0' && wire_is_method(call->http, "POST"))
		plivo_send(call);
	else if (!wire_is_method(call->http, "GET"))
		plivo_error(call, 405, "method not allowed");
	else if (below[0] == '\0')
		plivo_list(call);
	else
		plivo_show(call, below);
}

static void
plivo_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct {
		int status;
		const char *words;
	} errors[] = {
	    [FATE_BUSY] = {429, "rate limit exceeded"},
	    [FATE_DOWN] = {503, "service unavailable"},
	    [FATE_BROKEN] = {500, "internal server error"},
	};

	if (fate->error == FATE_DENIED)
		plivo_deny(call);
	else if (fate->error == FATE_INVALID)
		plivo_answer_invalid(call, slice_of("15005550001"));
	else
		plivo_error(call, errors[fate->error].status,
		    errors[fate->error].words);
}

const struct wire wire_plivo = {
    .name = "plivo",
    .root = PLIVO_ROOT,
    .values =
	{
	    [PLIVO_AUTH_ID] = {.name = "auth_id",
		.env = "PLIVO_AUTH_ID",
		.prefix = "MA",
		.needed = true,
		.word = true},
	    [PLIVO_AUTH_TOKEN] = {.name = "auth_token",
		.env = "PLIVO_AUTH_TOKEN",
		.prefix = "",
		.needed = true},
	},
    .name_message = wire_uuid,
    .handle = plivo_handle,
    .fail = plivo_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 80,
	    [REASON_UNKNOWN_NUMBER] = 70,
	    [REASON_LANDLINE] = 50,
	    [REASON_FILTERED] = 30,
	    [REASON_UNREGISTERED] = 950,
	    [REASON_EXPIRED] = 420,
	    [REASON_STOPPED] = 200,
	},
    .post = plivo_post,
};
