/* SPDX-License-Identifier: ISC */
/*
 * wire_bandwidth_post: the list that Bandwidth gives, and its callbacks: lists
 * of one event, with HTTP Basic credentials, unsigned.
 */
#include "base/crypto.h"
#include "base/num.h"
#include "record/doc.h"
#include "time/instant.h"
#include "wire_bandwidth.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* "1589228074636" and what tells it from others. */
void
bandwidth_name(const char hex[WIRE_HEX_SIZE], bool mms, char out[SIM_SID_MAX])
{
	(void)mms;
	(void)snprintf(out, SIM_SID_MAX, "1796%s", hex);
}

/* ---- the list ------------------------------------------------------------ */

struct list_filter {
	struct slice to, from, direction;
	int64_t since, limit, start;
};

static int
list_read(struct list_filter *filter, const struct form *form)
{
	struct slice since = form_get(form, "fromDateTime");
	struct slice limit = form_get(form, "limit");
	struct slice token = form_get(form, "pageToken");

	*filter = (struct list_filter){.to = form_get(form, "destinationTn"),
	    .from = form_get(form, "sourceTn"),
	    .direction = form_get(form, "messageDirection"),
	    .limit = BANDWIDTH_PAGE};
	if ((since.p != NULL && instant_parse(since, &filter->since) != 0) ||
	    (limit.p != NULL &&
		num_parse(limit, 1, BANDWIDTH_PAGE_MAX, &filter->limit) != 0) ||
	    (token.p != NULL &&
		num_parse(token, 0, SIM_MESSAGES_MAX, &filter->start) != 0))
		return -1;
	return 0;
}

static bool
list_wants(const struct list_filter *filter, const struct sim_message *message)
{
	const char *direction = message->origin == SIM_INBOUND ? "INBOUND"
							       : "OUTBOUND";

	return (filter->to.p == NULL || slice_is(filter->to, message->to)) &&
	    (filter->from.p == NULL || slice_is(filter->from, message->from)) &&
	    (filter->direction.p == NULL ||
		slice_is(filter->direction, direction)) &&
	    message->created_at >= filter->since &&
	    message->listed_from <= clock_monotonic();
}

static struct json_object *
list_message(const struct sim_message *message)
{
	static const char *const words[] = {[STATUS_NONE] = "QUEUED",
	    [STATUS_QUEUED] = "QUEUED",
	    [STATUS_SENT] = "SENT",
	    [STATUS_DELIVERED] = "DELIVERED",
	    [STATUS_UNDELIVERED] = "UNDELIVERED",
	    [STATUS_FAILED] = "FAILED",
	    [STATUS_RECEIVED] = "RECEIVED"};
	bool in = message->origin == SIM_INBOUND;
	struct json_object *object = doc_new_object();

	wire_put(object, "messageId", message->sid);
	wire_put(
	    object, "accountId", message->account->values[BANDWIDTH_ACCOUNT]);
	wire_put(object, "sourceTn", message->from);
	wire_put(object, "destinationTn", message->to);
	wire_put(object, "messageStatus", words[message->status]);
	wire_put(object, "messageDirection", in ? "INBOUND" : "OUTBOUND");
	wire_put(object, "messageType", message->media > 0 ? "mms" : "sms");
	doc_put_take(
	    object, "segmentCount", doc_new_int((int64_t)message->segments));
	doc_put_take(object, "errorCode", doc_new_int(message->error_code));
	wire_put_time(object, "receiveTime", message->created_at);
	return object;
}

/* The same list from there on, as a whole URL. */
static void
list_put_next(
    const struct wire_call *call, struct json_object *info, int64_t start)
{
	const char *host = http_call_header(call->http, "Host");
	const char *query = call->http->query;
	const char *token = strstr(query, "&pageToken=");
	size_t n = token != NULL ? (size_t)(token - query) : strlen(query);
	struct buf url;

	buf_init(&url, BUF_NO_CAP);
	buf_addf(&url, "http://%s%s?%.*s&pageToken=%" PRId64,
	    host != NULL ? host : "", call->http->path, (int)n, query, start);
	wire_put(info, "nextPage", buf_text(&url));
	buf_release(&url);
}

void
bandwidth_list(const struct wire_call *call)
{
	struct arena *arena = call->http->arena;
	struct form *form = arena_alloc(arena, sizeof(*form));
	const struct fate *fate = wire_list_fate(call);
	struct json_object *document, *messages, *info;
	const struct sim *sim = call->sim;
	struct list_filter filter;
	int64_t seen = 0;
	struct error err;
	size_t i;

	if (fate == NULL)
		return;
	if (form_parse(slice_of(call->http->query), form, arena, &err) != 0 ||
	    list_read(&filter, form) != 0) {
		bandwidth_error(call->reply, 400, "request-validation", NULL,
		    "A parameter is not valid");
		return;
	}
	document = doc_new_object();
	messages = doc_new_array();
	info = doc_new_object();
	for (i = sim->count; i > 0; i--) {
		if (sim->messages[i - 1]->account != call->account ||
		    !list_wants(&filter, sim->messages[i - 1]))
			continue;
		if (seen >= filter.start && seen < filter.start + filter.limit)
			doc_push_take(
			    messages, list_message(sim->messages[i - 1]));
		seen++;
	}
	if (seen > filter.start + filter.limit)
		list_put_next(call, info, filter.start + filter.limit);
	doc_put_take(document, "totalCount", doc_new_int(seen));
	doc_put_take(document, "pageInfo", info);
	doc_put_take(document, "messages", messages);
	wire_answer_take(call->reply, 200, document);
	wire_twist(call, fate);
}

/* ---- callbacks ----------------------------------------------------------- */

static const char *
post_type(enum status status)
{
	static const char *const types[] = {[STATUS_SENT] = "message-sending",
	    [STATUS_DELIVERED] = "message-delivered",
	    [STATUS_UNDELIVERED] = "message-failed",
	    [STATUS_FAILED] = "message-failed",
	    [STATUS_RECEIVED] = "message-received"};

	return types[status];
}

static struct slice
post_events(const struct sim *sim, const struct sim_message *message,
    const char *type, struct arena *arena)
{
	struct json_object *events = doc_new_array();
	struct json_object *event = doc_new_object(), *shown;
	bool failed = strcmp(type, "message-failed") == 0;

	wire_put_time(event, "time", clock_now(&sim->clock));
	wire_put(event, "type", type);
	wire_put(event, "to", message->to);
	wire_put(event, "description",
	    failed ? "message-not-delivered" : "Incoming message received");
	if (failed)
		doc_put_take(
		    event, "errorCode", doc_new_int(message->error_code));
	shown = bandwidth_message(message);
	/* Receipts do not repeat the text. */
	if (message->origin != SIM_INBOUND)
		wire_put(shown, "text", "");
	doc_put_take(event, "message", shown);
	doc_push_take(events, event);
	return wire_json_take(events, arena);
}

bool
bandwidth_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	const char *type = post_type(status);
	struct buf pair;

	if (type == NULL)
		return false;
	buf_init(&pair, BUF_NO_CAP);
	buf_adds(&pair, "Basic ");
	crypto_base64(
	    slice_of(message->account->values[BANDWIDTH_CALLBACK]), &pair);
	*out = (struct http_request){.method = "POST",
	    .url = url,
	    .headers = {{"Content-Type", "application/json; charset=utf-8"},
		{"User-Agent", "BandwidthAPI/v2"},
		{"Authorization", arena_string(arena, buf_slice(&pair))}},
	    .header_count = 3,
	    .body = post_events(sim, message, type, arena)};
	buf_release(&pair);
	return true;
}
