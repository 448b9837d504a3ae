/* SPDX-License-Identifier: ISC */
/*
 * plivo_list: what Plivo says it was given, twenty a page, newest first,
 * without its texts: www.plivo.com/docs/messaging/api/message (list all
 * messages).  It cannot be asked for one recipient alone.
 */
#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/hook.h"
#include "provider/plivo.h"
#include "provider/request.h"
#include "time/instant.h"

#include <stdio.h>

enum {
	LIST_PAGE = 20, /* messages a page, the most there are */
};

/* In UTC, to the second below. */
static void
list_query(const struct provider_query *query, struct buf *url)
{
	char since[INSTANT_TEXT_MAX];

	instant_format(query->since_ms, since);
	buf_addf(url,
	    "?message_direction=outbound&message_time__gte=%.10s%%20%.2s%%3A"
	    "%.2s%%3A%.2s&limit=%d",
	    since, since + 11, since + 14, since + 17, LIST_PAGE);
}

int
plivo_list_build(const struct provider_values *values,
    const struct provider_query *query, const char *next, struct arena *arena,
    struct http_request *out, struct error *err)
{
	struct buf url;

	if (plivo_request(values, "GET", arena, out, err) != 0)
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
	struct slice code = answer_text(message, "error_code", arena);
	const struct provider_status *status;
	const struct provider_code *known = provider_code_find(
	    plivo_codes, code);

	*out = (struct provider_listed){
	    .id = answer_text(message, "message_uuid", arena),
	    .to = hook_number(answer_text(message, "to_number", arena), arena),
	    .from = hook_number(
		answer_text(message, "from_number", arena), arena),
	    .created_ms = answer_time(
		answer_text(message, "message_time", arena)),
	    .status_raw = answer_text(message, "message_state", arena),
	    .segments = answer_text(message, "units", arena),
	    .price = answer_text(message, "total_amount", arena),
	    .currency = slice_of("USD")};
	if (!answer_is_id(out->id) || out->to.n == 0)
		return -1;
	status = provider_status_find(plivo_statuses, out->status_raw);
	out->status = status != NULL ? status->status : "accepted";
	if (code.n > 0 && !slice_among(code, "0|00|000")) {
		out->error_code = code;
		out->error_class = known != NULL ? known->class : "unknown";
	}
	return !slice_is(
	    answer_text(message, "message_direction", arena), "inbound");
}

/* The next page is named by its path and query, of this very list. */
static int
list_next(const struct provider_values *values, struct view page,
    struct arena *arena, const char **next, struct error *err)
{
	struct slice uri = answer_text(page, "meta.next", arena);
	struct http_request first;
	struct buf start, url;
	int result;

	*next = NULL;
	if (uri.n == 0)
		return 0;
	if (plivo_request(values, "GET", arena, &first, err) != 0)
		return -1;
	buf_init(&start, BUF_NO_CAP);
	buf_init(&url, BUF_NO_CAP);
	buf_addf(&start, "%s?", first.url);
	request_add_base(values, PLIVO_BASE, &url);
	buf_addslice(&url, uri);
	result = answer_next(
	    buf_slice(&url), buf_slice(&start), arena, next, err);
	buf_release(&url);
	buf_release(&start);
	return result;
}

int
plivo_list_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_page *out, struct error *err)
{
	struct view_step step = {0};
	struct view page, list;
	int ours;

	*out = (struct provider_page){.count = 0};
	if (answer_page(&provider_plivo, answer, arena, &page, err) != 0)
		return -1;
	list = view_get(page, slice_of("objects"));
	if (view_type(list) != SCAN_ARRAY ||
	    view_type(view_get(page, slice_of("meta"))) != SCAN_OBJECT)
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
