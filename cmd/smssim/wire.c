/* SPDX-License-Identifier: ISC */
#include "wire.h"

#include "base/crypto.h"
#include "base/num.h"
#include "config/url.h"
#include "record/doc.h"
#include "text/phone.h"
#include "text/utf8.h"
#include "time/instant.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
	WIRE_HUGE = 1024 * 1024, /* bytes of an answer that is too large */
};

static const struct wire *const wires[] = {
    &wire_twilio, /* the usual one */
    &wire_twilio_voice,
    &wire_telnyx,
    &wire_bandwidth,
    &wire_plivo,
    &wire_vonage,
    &wire_kannel,
    &wire_mailgun,
    &wire_sendgrid,
    &wire_sns,
    &wire_aws_sms,
    NULL,
};

const struct wire *const *
wire_table(void)
{
	return wires;
}

const struct wire *
wire_named(struct slice name)
{
	size_t i;

	for (i = 0; wires[i] != NULL; i++)
		if (slice_is(name, wires[i]->name))
			return wires[i];
	return NULL;
}

/* ---- fates --------------------------------------------------------------- */

void
wire_twist(const struct wire_call *call, const struct fate *fate)
{
	struct http_reply *reply = call->reply;
	char *room;

	switch (fate->twist) {
	case FATE_PLAIN:
		break;
	case FATE_DROP:
	case FATE_LATE:
		reply->drop = true;
		break;
	case FATE_SLOW:
		reply->delay_ms = call->sim->slow_ms;
		break;
	case FATE_CUT:
		reply->cut = true;
		break;
	case FATE_GARBAGE:
		buf_reset(&reply->body);
		buf_adds(&reply->body, "<html>{\"sid\": \"SM");
		break;
	case FATE_HUGE:
		room = buf_reserve(&reply->body, WIRE_HUGE);
		memset(room, ' ', WIRE_HUGE);
		reply->body.len += WIRE_HUGE;
		break;
	}
}

static void
wire_fail(const struct wire_call *call, const struct fate *fate)
{
	call->account->wire->fail(call, fate);
	if (fate->retry_after != NULL)
		wire_header(call->reply, "Retry-After", fate->retry_after);
}

const struct fate *
wire_fate(const struct wire_call *call, struct slice to)
{
	const struct fate *fate = fate_of(to);

	if (fate == NULL)
		fate = fate_at(draw_next(&call->sim->fates));
	if (fate->accepts)
		return fate;
	if (fate->error != FATE_NO_ERROR)
		wire_fail(call, fate);
	wire_twist(call, fate);
	return NULL;
}

const struct fate *
wire_list_fate(const struct wire_call *call)
{
	const struct fate *fate = fate_at(draw_next(&call->sim->lists));

	if (fate->error == FATE_NO_ERROR)
		return fate;
	wire_fail(call, fate);
	wire_twist(call, fate);
	return NULL;
}

/* ---- taking a message ---------------------------------------------------- */

/* Not there unless it is plain ASCII, as our own references are. */
static struct slice
wire_plain(struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] < ' ' || text.p[i] > '~')
			return (struct slice){NULL, 0};
	return text;
}

struct slice
wire_reference(const struct wire_call *call, struct slice callback)
{
	struct arena *arena = call->http->arena;
	struct slice found = {NULL, 0};
	const char *query = NULL;
	struct form *form;
	struct error err;

	if (callback.n > 0)
		query = memchr(callback.p, '?', callback.n);
	if (query != NULL) {
		form = arena_alloc(arena, sizeof(*form));
		query++;
		if (form_parse((struct slice){query,
				   callback.n - (size_t)(query - callback.p)},
			form, arena, &err) == 0)
			found = form_get(form, "ref");
	}
	return wire_plain(found);
}

bool
wire_take(const struct wire_call *call, const struct fate *fate,
    struct sim_draft *draft,
    void (*answer)(
	const struct wire_call *call, const struct sim_message *message))
{
	struct sim *sim = call->sim;
	struct sim_message *message;
	int64_t delay = 0;

	draft->origin = SIM_API;
	draft->account = call->account;
	draft->fate = fate->name;
	draft->reference = wire_plain(draft->reference);
	/* A header that only tests know. */
	if (draft->reference.p == NULL)
		draft->reference = wire_plain(slice_of(
		    http_call_header(call->http, "X-Smssim-Reference")));
	message = sim_add(sim, draft);
	if (message == NULL) {
		call->reply->status = 503;
		return false;
	}
	message->receipt = receipt_of(draft->to);
	if (message->receipt == NULL)
		message->receipt = receipt_at(draw_next(&sim->receipts));
	if (fate->error != FATE_NO_ERROR)
		wire_fail(call, fate);
	else
		answer(call, message);
	wire_twist(call, fate);
	if (fate->twist == FATE_LATE) {
		delay = sim->slow_ms;
		message->created_at += delay;
		message->listed_from = clock_monotonic() + delay;
	}
	deliver_add(call->deliver, message, delay);
	return true;
}

/* ---- helpers ------------------------------------------------------------- */

bool
wire_is_basic(
    const struct http_call *call, const char *user, const char *password)
{
	const char *header = http_call_header(call, "Authorization");
	struct buf given, wanted;
	bool equal;

	if (header == NULL || strncasecmp(header, "Basic ", 6) != 0)
		return false;
	buf_init(&given, BUF_NO_CAP);
	buf_init(&wanted, BUF_NO_CAP);
	buf_addf(&wanted, "%s:%s", user, password);
	equal = crypto_base64_decode(slice_of(header + 6), &given) == 0 &&
	    crypto_equal(buf_slice(&given), buf_slice(&wanted));
	buf_release(&given);
	buf_release(&wanted);
	return equal;
}

bool
wire_is_bearer(const struct http_call *call, const char *key)
{
	const char *header = http_call_header(call, "Authorization");

	return header != NULL && strncasecmp(header, "Bearer ", 7) == 0 &&
	    crypto_equal(slice_of(header + 7), slice_of(key));
}

bool
wire_is_type(const struct http_call *call, const char *type)
{
	const char *given = http_call_header(call, "Content-Type");
	size_t n = strlen(type);

	return given != NULL && strncasecmp(given, type, n) == 0 &&
	    strchr("; \t", given[n]) != NULL;
}

bool
wire_is_method(const struct http_call *call, const char *method)
{
	return strcmp(call->method, method) == 0;
}

bool
wire_json(const struct wire_call *call, struct view *body)
{
	struct scan_fault fault;

	if (!wire_is_type(call->http, "application/json") ||
	    scan_value(call->http->body, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD)
		return false;
	*body = view_of(call->http->body);
	return view_type(*body) == SCAN_OBJECT;
}

struct slice
wire_string(const struct wire_call *call, struct view object, const char *key)
{
	return view_text(view_get(object, slice_of(key)), call->http->arena);
}

struct slice
wire_number(struct slice text, struct arena *arena)
{
	struct slice number = text;
	struct buf digits;
	size_t i;

	buf_init(&digits, BUF_NO_CAP);
	buf_addc(&digits, '+');
	for (i = 0; i < text.n; i++)
		if (strchr("+-.() ", text.p[i]) == NULL)
			buf_addc(&digits, text.p[i]);
	if (!phone_is_short_code(text) && phone_is_e164(buf_slice(&digits)))
		number = arena_slice(arena, buf_slice(&digits));
	buf_release(&digits);
	return number;
}

size_t
wire_characters(struct slice text)
{
	size_t at, len, count = 0;

	for (at = 0; at < text.n; at += len) {
		(void)utf8_decode(text.p + at, &len);
		count++;
	}
	return count;
}

bool
wire_is_bad_url(struct slice url)
{
	return url.p != NULL && url_safety(url) == URL_BAD;
}

void
wire_answer_take(
    struct http_reply *reply, int status, struct json_object *document)
{
	reply->status = status;
	reply->content_type = "application/json";
	buf_reset(&reply->body);
	doc_write(document, &reply->body);
	doc_free(document);
}

void
wire_header(struct http_reply *reply, const char *name, const char *value)
{
	reply->headers[reply->header_count].name = name;
	reply->headers[reply->header_count++].value = value;
}

void
wire_put(struct json_object *object, const char *key, const char *text)
{
	doc_put_take(
	    object, key, text != NULL ? doc_new_text(slice_of(text)) : NULL);
}

void
wire_put_time(struct json_object *object, const char *key, int64_t ms)
{
	char text[INSTANT_TEXT_MAX];

	instant_format(ms, text);
	wire_put(object, key, ms != 0 ? text : NULL);
}

struct slice
wire_json_take(struct json_object *document, struct arena *arena)
{
	struct slice copy;
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	doc_write(document, &text);
	doc_free(document);
	copy = arena_slice(arena, buf_slice(&text));
	buf_release(&text);
	return copy;
}

const char *
wire_count(struct arena *arena, size_t count)
{
	char text[NUM_TEXT_MAX];

	(void)snprintf(text, sizeof(text), "%zu", count);
	return arena_string(arena, slice_of(text));
}

void
wire_uuid(const char hex[WIRE_HEX_SIZE], bool mms, char out[SIM_SID_MAX])
{
	(void)mms;
	(void)snprintf(out, SIM_SID_MAX, "%.8s-%.4s-%.4s-%.4s-%.12s", hex,
	    hex + 8, hex + 12, hex + 16, hex + 20);
}
