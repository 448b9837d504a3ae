/* SPDX-License-Identifier: ISC */
/*
 * wire_mailgun: Mailgun's side of its API v3 for messages, written from its
 * reference (https://documentation.mailgun.com/docs/mailgun/api-reference).
 */
#include "base/crypto.h"
#include "record/doc.h"
#include "wire_form.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MAILGUN_API_KEY, MAILGUN_DOMAIN, MAILGUN_SIGNING_KEY };

static void
mailgun_error(struct http_reply *reply, int status, const char *message)
{
	struct json_object *error = doc_new_object();

	wire_put(error, "message", message);
	wire_answer_take(reply, status, error);
}

/* "<SID@DOMAIN>", with the brackets in an answer and without in events. */
static const char *
mailgun_id(const struct sim_message *message, struct arena *arena)
{
	char id[SIM_SID_MAX + ACCOUNT_VALUE_MAX];

	(void)snprintf(id, sizeof(id), "20260102030405.%s@%s", message->sid,
	    message->account->values[MAILGUN_DOMAIN]);
	return arena_string(arena, slice_of(id));
}

static void
mailgun_answer(const struct wire_call *call, const struct sim_message *message)
{
	struct json_object *answer = doc_new_object();
	char id[SIM_SID_MAX + ACCOUNT_VALUE_MAX + 4];

	(void)snprintf(
	    id, sizeof(id), "<%s>", mailgun_id(message, call->http->arena));
	wire_put(answer, "id", id);
	wire_put(answer, "message", "Queued. Thank you.");
	wire_answer_take(call->reply, 200, answer);
}

/* "Name <address>" or the address alone. */
static struct slice
mailgun_address(struct slice text)
{
	size_t at = slice_find(text, slice_of("<"));

	if (at != SIZE_MAX && text.p[text.n - 1] == '>')
		text = (struct slice){text.p + at + 1, text.n - at - 2};
	return text;
}

static bool
mailgun_is_address(struct slice text)
{
	size_t at = slice_find(text, slice_of("@"));

	return at != SIZE_MAX && at > 0 && at + 1 < text.n &&
	    slice_find(text, slice_of(" ")) == SIZE_MAX;
}

static const char *
mailgun_fault(const struct form *form)
{
	if (!mailgun_is_address(mailgun_address(form_get(form, "from"))))
		return "from parameter is not a valid address. please check "
		       "documentation";
	if (!mailgun_is_address(mailgun_address(form_get(form, "to"))))
		return "to parameter is not a valid address. please check "
		       "documentation";
	if (form_get(form, "text").n == 0 && form_get(form, "html").n == 0)
		return "Need at least one of 'text', 'html', 'amp-html' or "
		       "'template' parameters specified";
	return NULL;
}

static void
mailgun_send(const struct wire_call *call)
{
	struct form *form = wire_form_any(call);
	const struct fate *fate;
	struct sim_draft draft;
	const char *fault;

	if (form == NULL) {
		mailgun_error(call->reply, 400, "Bad request");
		return;
	}
	fate = wire_fate(call, form_get(form, "to"));
	if (fate == NULL)
		return;
	fault = mailgun_fault(form);
	if (fault != NULL) {
		mailgun_error(call->reply, 400, fault);
		return;
	}
	draft = (struct sim_draft){.to = mailgun_address(form_get(form, "to")),
	    .from = mailgun_address(form_get(form, "from")),
	    .body = form_get(form, "text"),
	    .callback = slice_of(call->account->hook_url),
	    .reference = form_get(form, "v:ref")};
	if (draft.body.n == 0)
		draft.body = form_get(form, "html");
	(void)wire_take(call, fate, &draft, mailgun_answer);
}

static bool
mailgun_takes(const struct http_call *call)
{
	static const char tail[] = "/messages";
	size_t n = strlen(call->path);

	return strncmp(call->path, "/v3/", 4) == 0 && n > sizeof(tail) + 3 &&
	    strcmp(call->path + n - (sizeof(tail) - 1), tail) == 0;
}

static void
mailgun_handle(const struct wire_call *call)
{
	char *const *own = call->account->values;
	char path[ACCOUNT_VALUE_MAX + 16];

	(void)snprintf(
	    path, sizeof(path), "/v3/%s/messages", own[MAILGUN_DOMAIN]);
	if (!wire_is_basic(call->http, "api", own[MAILGUN_API_KEY])) {
		call->reply->status = 401;
		call->reply->content_type = "text/plain";
		buf_adds(&call->reply->body, "Forbidden");
	} else if (strcmp(call->http->path, path) != 0) {
		mailgun_error(call->reply, 404, "Domain not found");
	} else if (!wire_is_method(call->http, "POST")) {
		mailgun_error(call->reply, 405, "Method not allowed");
	} else {
		mailgun_send(call);
	}
}

static void
mailgun_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct {
		int status;
		const char *message;
	} errors[] = {
	    [FATE_BUSY] = {429, "Too many requests"},
	    [FATE_DOWN] = {503, "Service unavailable"},
	    [FATE_INVALID] = {400,
		"to parameter is not a valid address. please check "
		"documentation"},
	    [FATE_DENIED] = {401, "Forbidden"},
	    [FATE_BROKEN] = {500, "Internal server error"},
	};

	mailgun_error(call->reply, errors[fate->error].status,
	    errors[fate->error].message);
}

/* ---- webhooks ------------------------------------------------------------ */

/* By the reasons' codes, from 1 on. */
static const struct {
	const char *severity, *reason;
} mailgun_reasons[] = {
    {NULL, NULL},
    {"permanent", "generic"},
    {"permanent", "bounce"},
    {"permanent", "suppress-bounce"},
    {"permanent", "suppress-complaint"},
    {"permanent", "suppress-unsubscribe"},
    {"permanent", "old"},
};

/* Hex of HMAC-SHA256 over the time and a token. */
static struct json_object *
mailgun_signature(const struct sim *sim, const struct account *account)
{
	struct json_object *object = doc_new_object();
	uint8_t random[25], mac[CRYPTO_SHA256_SIZE];
	char time[32], token[51], hex[CRYPTO_SHA256_HEX];
	struct buf text;

	crypto_random(random, sizeof(random));
	crypto_hex(random, sizeof(random), token);
	(void)snprintf(
	    time, sizeof(time), "%" PRId64, clock_now(&sim->clock) / 1000);
	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "%s%s", time, token);
	crypto_hmac_sha256(slice_of(account->values[MAILGUN_SIGNING_KEY]),
	    buf_slice(&text), mac);
	crypto_hex(mac, sizeof(mac), hex);
	buf_release(&text);
	wire_put(object, "timestamp", time);
	wire_put(object, "token", token);
	wire_put(object, "signature", hex);
	return object;
}

static struct json_object *
mailgun_event(
    const struct sim_message *message, const char *event, struct arena *arena)
{
	struct json_object *data = doc_new_object();
	struct json_object *headers = doc_new_object();
	struct json_object *inner = doc_new_object();
	struct json_object *variables = doc_new_object();
	char id[37];

	crypto_uuid7(message->updated_at, id);
	wire_put(data, "event", event);
	wire_put(data, "id", id);
	wire_put(data, "recipient", message->to);
	if (strcmp(event, "failed") == 0) {
		wire_put(data, "severity",
		    mailgun_reasons[message->error_code].severity);
		wire_put(data, "reason",
		    mailgun_reasons[message->error_code].reason);
	}
	wire_put(headers, "message-id", mailgun_id(message, arena));
	doc_put_take(inner, "headers", headers);
	doc_put_take(data, "message", inner);
	if (message->reference != NULL)
		wire_put(variables, "ref", message->reference);
	doc_put_take(data, "user-variables", variables);
	return data;
}

static bool
mailgun_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	static const char *const events[] = {[STATUS_QUEUED] = "accepted",
	    [STATUS_DELIVERED] = "delivered",
	    [STATUS_UNDELIVERED] = "failed",
	    [STATUS_FAILED] = "failed",
	    [STATUS_RECEIVED] = NULL};
	struct json_object *document;

	if (events[status] == NULL || message->origin != SIM_API)
		return false;
	document = doc_new_object();
	doc_put_take(
	    document, "signature", mailgun_signature(sim, message->account));
	doc_put_take(document, "event-data",
	    mailgun_event(message, events[status], arena));
	*out = (struct http_request){.method = "POST",
	    .url = url,
	    .headers = {{"Content-Type", "application/json"}},
	    .header_count = 1,
	    .body = wire_json_take(document, arena)};
	return true;
}

const struct wire wire_mailgun = {
    .name = "mailgun",
    .takes = mailgun_takes,
    .values =
	{
	    [MAILGUN_API_KEY] = {.name = "api_key",
		.env = "MAILGUN_API_KEY",
		.prefix = "key-",
		.needed = true},
	    [MAILGUN_DOMAIN] = {.name = "domain",
		.env = "MAILGUN_DOMAIN",
		.prefix = "mg.example.test-",
		.needed = true,
		.word = true},
	    [MAILGUN_SIGNING_KEY] = {.name = "signing_key", .prefix = ""},
	},
    .name_message = wire_uuid,
    .handle = mailgun_handle,
    .fail = mailgun_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 1,
	    [REASON_UNKNOWN_NUMBER] = 2,
	    [REASON_LANDLINE] = 3,
	    [REASON_FILTERED] = 4,
	    [REASON_UNREGISTERED] = 5,
	    [REASON_EXPIRED] = 6,
	},
    .post = mailgun_post,
};
