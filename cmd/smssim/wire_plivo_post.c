/* SPDX-License-Identifier: ISC */
/*
 * wire_plivo_post: the list that Plivo gives, and its webhooks: forms, signed
 * by X-Plivo-Signature-V2 over the URL without its query and a nonce
 * (https://www.plivo.com/docs/messaging/concepts/signature-validation).
 */
#include "base/crypto.h"
#include "base/num.h"
#include "record/doc.h"
#include "time/instant.h"
#include "wire_form.h"
#include "wire_plivo.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define PLIVO_RATE "0.00550" /* USD a segment */

static const char *
plivo_status(enum status status)
{
	static const char *const words[] = {[STATUS_NONE] = "queued",
	    [STATUS_QUEUED] = "queued",
	    [STATUS_SENT] = "sent",
	    [STATUS_DELIVERED] = "delivered",
	    [STATUS_UNDELIVERED] = "undelivered",
	    [STATUS_FAILED] = "failed",
	    [STATUS_RECEIVED] = "received"};

	return words[status];
}

/* Numbers come without '+'. */
static const char *
plivo_digits(const char *number)
{
	return number + (number[0] == '+');
}

/* ---- the list ------------------------------------------------------------ */

/* "2026-12-08 19:30:00+00:00" */
static void
plivo_put_time(struct json_object *object, const char *key, int64_t ms)
{
	char text[INSTANT_TEXT_MAX], plain[32];

	instant_format(ms, text);
	(void)snprintf(
	    plain, sizeof(plain), "%.10s %.8s+00:00", text, text + 11);
	wire_put(object, key, plain);
}

struct json_object *
plivo_message(const struct sim_message *message)
{
	bool in = message->origin == SIM_INBOUND;
	struct json_object *object = doc_new_object();
	struct arena arena = {0};
	char uri[200];

	(void)snprintf(uri, sizeof(uri), PLIVO_ROOT "%.80s/Message/%s/",
	    message->account->values[PLIVO_AUTH_ID], message->sid);
	wire_put(object, "error_code",
	    message->error_code != 0
		? wire_count(&arena, (size_t)message->error_code)
		: "000");
	wire_put(object, "from_number", plivo_digits(message->from));
	wire_put(object, "message_direction", in ? "inbound" : "outbound");
	wire_put(object, "message_state", plivo_status(message->status));
	plivo_put_time(object, "message_time", message->created_at);
	wire_put(object, "message_type", message->media > 0 ? "mms" : "sms");
	wire_put(object, "message_uuid", message->sid);
	wire_put(object, "resource_uri", uri);
	wire_put(object, "to_number", plivo_digits(message->to));
	wire_put(object, "total_amount", PLIVO_RATE);
	wire_put(object, "total_rate", PLIVO_RATE);
	doc_put_take(object, "units", doc_new_int((int64_t)message->segments));
	arena_release(&arena);
	return object;
}

struct list_filter {
	struct slice direction, state;
	int64_t since, until, limit, start;
};

/* "2026-12-08 19:30", with or without seconds, in UTC. */
static int
list_time(struct slice text, int64_t *ms)
{
	char whole[INSTANT_TEXT_MAX];

	if (text.n != 16 && text.n != 19)
		return -1;
	(void)snprintf(whole, sizeof(whole), "%.10sT%.*s%sZ", text.p,
	    (int)text.n - 11, text.p + 11, text.n == 16 ? ":00" : "");
	return instant_parse(slice_of(whole), ms);
}

static int
list_read(struct list_filter *filter, const struct form *form)
{
	struct slice since = form_get(form, "message_time__gte");
	struct slice until = form_get(form, "message_time__lte");
	struct slice limit = form_get(form, "limit");
	struct slice offset = form_get(form, "offset");

	*filter = (struct list_filter){
	    .direction = form_get(form, "message_direction"),
	    .state = form_get(form, "message_state"),
	    .since = INT64_MIN,
	    .until = INT64_MAX,
	    .limit = PLIVO_PAGE};
	if ((since.p != NULL && list_time(since, &filter->since) != 0) ||
	    (until.p != NULL && list_time(until, &filter->until) != 0) ||
	    (limit.p != NULL &&
		num_parse(limit, 1, PLIVO_PAGE, &filter->limit) != 0) ||
	    (offset.p != NULL &&
		num_parse(offset, 0, SIM_MESSAGES_MAX, &filter->start) != 0))
		return -1;
	return 0;
}

static bool
list_wants(const struct list_filter *filter, const struct sim_message *message)
{
	const char *direction = message->origin == SIM_INBOUND ? "inbound"
							       : "outbound";

	return (filter->direction.p == NULL ||
		   slice_is(filter->direction, direction)) &&
	    (filter->state.p == NULL ||
		slice_is(filter->state, plivo_status(message->status))) &&
	    message->created_at >= filter->since &&
	    message->created_at <= filter->until &&
	    message->listed_from <= clock_monotonic();
}

/* Path and query of a page of the same list; none before the first. */
static void
list_put_page(const struct wire_call *call, const struct form *form,
    const char *key, int64_t start, struct json_object *meta)
{
	struct buf query, uri;
	size_t i;

	if (start < 0) {
		wire_put(meta, key, NULL);
		return;
	}
	buf_init(&query, BUF_NO_CAP);
	buf_init(&uri, BUF_NO_CAP);
	for (i = 0; i < form->count; i++)
		if (!slice_is(form->fields[i].name, "offset")) {
			form_escape(&query, form->fields[i].name);
			buf_addc(&query, '=');
			form_escape(&query, form->fields[i].value);
			buf_addc(&query, '&');
		}
	buf_addf(&uri, "%s?%soffset=%" PRId64, call->http->path,
	    buf_text(&query), start);
	wire_put(meta, key, buf_text(&uri));
	buf_release(&uri);
	buf_release(&query);
}

static void
list_answer(const struct wire_call *call, const struct form *form,
    const struct list_filter *filter)
{
	struct json_object *document = plivo_document(call);
	struct json_object *meta = doc_new_object(), *list = doc_new_array();
	int64_t end = filter->start + filter->limit, seen = 0;
	const struct sim *sim = call->sim;
	size_t i;

	for (i = sim->count; i > 0; i--) {
		if (sim->messages[i - 1]->account != call->account ||
		    !list_wants(filter, sim->messages[i - 1]))
			continue;
		if (seen >= filter->start && seen < end)
			doc_push_take(
			    list, plivo_message(sim->messages[i - 1]));
		seen++;
	}
	doc_put_take(meta, "limit", doc_new_int(filter->limit));
	doc_put_take(meta, "offset", doc_new_int(filter->start));
	doc_put_take(meta, "total_count", doc_new_int(seen));
	list_put_page(call, form, "next", seen > end ? end : -1, meta);
	list_put_page(
	    call, form, "previous", filter->start - filter->limit, meta);
	doc_put_take(document, "meta", meta);
	doc_put_take(document, "objects", list);
	wire_answer_take(call->reply, 200, document);
}

void
plivo_list(const struct wire_call *call)
{
	const struct fate *fate = wire_list_fate(call);
	struct list_filter filter;
	struct form *form;

	if (fate == NULL)
		return;
	form = wire_form(call, slice_of(call->http->query));
	if (form == NULL || list_read(&filter, form) != 0) {
		plivo_error(call, 400, "a parameter is not valid");
		return;
	}
	list_answer(call, form, &filter);
	wire_twist(call, fate);
}

/* ---- webhooks ------------------------------------------------------------ */

static void
post_add_receipt(
    struct buf *form, const struct sim_message *message, enum status status)
{
	bool failed = status == STATUS_UNDELIVERED || status == STATUS_FAILED;
	char code[NUM_TEXT_MAX];

	(void)snprintf(code, sizeof(code), "%d", message->error_code);
	form_add(form, "ParentMessageUUID", slice_of(message->sid));
	form_add(form, "PartInfo", slice_of("1 of 1"));
	form_add(form, "Status", slice_of(plivo_status(status)));
	form_add(form, "ErrorCode", slice_of(failed ? code : "000"));
	form_add(form, "Sequence", slice_of("1"));
}

/* An intent is told where Plivo's own keywords are on. */
static void
post_add_inbound(struct buf *form, const struct sim_message *message)
{
	form_add(form, "Text", slice_of(message->body));
	form_add(form, "MessageIntent", slice_of(""));
}

static struct slice
post_body(
    const struct sim_message *message, enum status status, struct arena *arena)
{
	struct slice copy;
	struct buf form;

	buf_init(&form, BUF_NO_CAP);
	form_add(&form, "MessageUUID", slice_of(message->sid));
	form_add(&form, "From", slice_of(plivo_digits(message->from)));
	form_add(&form, "To", slice_of(plivo_digits(message->to)));
	form_add(&form, "Type", slice_of(message->media > 0 ? "mms" : "sms"));
	form_add(
	    &form, "Units", slice_of(wire_count(arena, message->segments)));
	form_add(&form, "TotalRate", slice_of(PLIVO_RATE));
	form_add(&form, "TotalAmount", slice_of(PLIVO_RATE));
	if (message->origin == SIM_INBOUND)
		post_add_inbound(&form, message);
	else
		post_add_receipt(&form, message, status);
	copy = arena_slice(arena, buf_slice(&form));
	buf_release(&form);
	return copy;
}

/* base64 of HMAC-SHA256 with the token over the URL without its query, and the
 * nonce. */
static const char *
post_sign(const struct account *account, const char *url, const char *nonce,
    struct arena *arena)
{
	uint8_t mac[CRYPTO_SHA256_SIZE];
	const char *signature;
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	buf_add(&text, url, strcspn(url, "?"));
	buf_adds(&text, nonce);
	crypto_hmac_sha256(
	    slice_of(account->values[PLIVO_AUTH_TOKEN]), buf_slice(&text), mac);
	buf_reset(&text);
	crypto_base64((struct slice){(const char *)mac, sizeof(mac)}, &text);
	signature = arena_string(arena, buf_slice(&text));
	buf_release(&text);
	return signature;
}

bool
plivo_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	const char *signature, *nonce;
	char id[37];

	crypto_uuid7(clock_now(&sim->clock), id);
	nonce = arena_string(arena, slice_of(id));
	signature = post_sign(message->account, url, nonce, arena);
	*out = (struct http_request){.method = "POST",
	    .url = url,
	    .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
		{"X-Plivo-Signature-V2-Nonce", nonce},
		{"X-Plivo-Signature-V2", signature},
		{"X-Plivo-Signature-Ma-V2", signature}},
	    .header_count = 4,
	    .body = post_body(message, status, arena)};
	return true;
}
