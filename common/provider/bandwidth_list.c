/* SPDX-License-Identifier: ISC */
/*
 * bandwidth_list: what Bandwidth says it was given, a page at a time, without
 * its texts: dev.bandwidth.com/apis/messaging (listMessages).
 */
#include "provider/bandwidth.h"

#include "provider/answer.h"
#include "provider/drivers.h"
#include "time/instant.h"

enum { LIST_PAGE = 100 }; /* messages a page */

static const struct provider_status list_statuses[] = {
    {"QUEUED", "accepted", false},
    {"SENDING", "accepted", false},
    {"ACCEPTED", "accepted", false},
    {"SENT", "sent", false},
    {"DELIVERED", "delivered", true},
    {"UNDELIVERED", "undelivered", true},
    {"FAILED", "failed", true},
    {NULL, NULL, false},
};

static void
list_query(const struct provider_query *query, struct buf *url)
{
	char since[INSTANT_TEXT_MAX];

	instant_format(query->since_ms, since);
	buf_adds(url, "?messageDirection=OUTBOUND&destinationTn=");
	form_escape(url, query->to);
	if (query->from.p != NULL) {
		buf_adds(url, "&sourceTn=");
		form_escape(url, query->from);
	}
	buf_adds(url, "&fromDateTime=");
	form_escape(url, slice_of(since));
	buf_addf(url, "&limit=%d", LIST_PAGE);
}

int
bandwidth_list_build(const struct provider_values *values,
    const struct provider_query *query, const char *next, struct arena *arena,
    struct http_request *out, struct error *err)
{
	struct buf url;

	if (bandwidth_request(values, "GET", arena, out, err) != 0)
		return -1;
	if (next != NULL) {
		out->url = next;
		return 0;
	}
	buf_init(&url, BUF_NO_CAP);
	buf_adds(&url, out->url);
	list_query(query, &url);
	out->url = arena_string(arena, buf_slice(&url));
	buf_release(&url);
	return 0;
}

/* 1 a message of ours, 0 another, -1 none at all. */
static int
list_message(
    struct view message, struct arena *arena, struct provider_listed *out)
{
	struct slice code = answer_text(message, "errorCode", arena);
	const struct provider_status *status;
	const struct provider_code *known;

	*out = (struct provider_listed){
	    .id = answer_text(message, "messageId", arena),
	    .to = answer_text(message, "destinationTn", arena),
	    .from = answer_text(message, "sourceTn", arena),
	    .status_raw = answer_text(message, "messageStatus", arena),
	    .segments = answer_text(message, "segmentCount", arena)};
	if (!answer_is_id(out->id) || out->to.p == NULL)
		return -1;
	if (instant_parse(answer_text(message, "receiveTime", arena),
		&out->created_ms) != 0)
		out->created_ms = 0;
	status = provider_status_find(list_statuses, out->status_raw);
	out->status = status != NULL ? status->status : "accepted";
	if (code.n > 0 && !slice_is(code, "0")) {
		known = provider_code_find(bandwidth_codes, code);
		out->error_code = code;
		out->error_class = known != NULL ? known->class : "unknown";
	}
	if (slice_is(code, "9902"))
		out->status = "unconfirmed";
	return !slice_is(
	    answer_text(message, "messageDirection", arena), "INBOUND");
}

/* The next page's address is of this very list, or an error. */
static int
list_next(const struct provider_values *values, struct view page,
    struct arena *arena, const char **next, struct error *err)
{
	struct slice url = answer_text(page, "pageInfo.nextPage", arena);
	struct http_request first;
	struct buf start;
	int result;

	*next = NULL;
	if (url.n == 0)
		return 0;
	if (bandwidth_request(values, "GET", arena, &first, err) != 0)
		return -1;
	buf_init(&start, BUF_NO_CAP);
	buf_addf(&start, "%s?", first.url);
	result = answer_next(url, buf_slice(&start), arena, next, err);
	buf_release(&start);
	return result;
}

int
bandwidth_list_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_page *out, struct error *err)
{
	struct view_step step = {0};
	struct view page, list;
	int ours;

	*out = (struct provider_page){.count = 0};
	if (answer_page(&provider_bandwidth, answer, arena, &page, err) != 0)
		return -1;
	list = view_get(page, slice_of("messages"));
	if (view_type(list) != SCAN_ARRAY)
		return error_set(err, EX_DATAERR, "no list of messages");
	out->messages = arena_alloc(
	    arena, (view_count(list) + 1) * sizeof(*out->messages));
	while (view_next(list, &step)) {
		ours = list_message(
		    step.value, arena, &out->messages[out->count]);
		if (ours < 0)
			return error_set(
			    err, EX_DATAERR, "a message without an id");
		out->count += (size_t)ours;
	}
	return list_next(values, page, arena, &out->next, err);
}
