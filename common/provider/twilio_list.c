/* SPDX-License-Identifier: ISC */
/*
 * twilio_list: what Twilio says it was given, a page at a time: GET
 * Messages.json, www.twilio.com/docs/messaging/api/message-resource.
 */
#include "provider/twilio.h"

#include "provider/answer.h"
#include "provider/drivers.h"
#include "time/instant.h"

#include <stdio.h>
#include <string.h>

enum {
	/* Messages a page: at their longest, each character as \uXXXX, they
	 * stay below HTTP_ANSWER_MAX. */
	LIST_PAGE = 20,
};

/* Its days are Twilio's, which are UTC. */
static void
list_query(const struct provider_query *query, struct buf *url)
{
	char day[INSTANT_TEXT_MAX];

	instant_format(query->since_ms, day);
	buf_addc(url, '?');
	if (query->to.p != NULL) {
		buf_adds(url, "To=");
		form_escape(url, query->to);
		buf_addc(url, '&');
	}
	if (query->from.p != NULL) {
		buf_adds(url, "From=");
		form_escape(url, query->from);
		buf_addc(url, '&');
	}
	buf_addf(url, "DateSent%%3E=%.10s&PageSize=%d", day, LIST_PAGE);
}

int
twilio_list_build(const struct provider_values *values,
    const struct provider_query *query, const char *next, struct arena *arena,
    struct http_request *out, struct error *err)
{
	struct buf url;

	if (twilio_request(values, "GET", arena, out, err) != 0)
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

/* ---- one message --------------------------------------------------------- */

/* "Tue, 08 Dec 2026 19:30:00 +0000" (RFC 2822), always so long; 0: no date. */
static int64_t
list_date(struct slice value)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char text[INSTANT_TEXT_MAX];
	int month = 0;
	int64_t ms;

	if (value.n != 31 || memcmp(value.p + 3, ", ", 2) != 0)
		return 0;
	while (month < 12 && memcmp(months + 3 * month, value.p + 8, 3) != 0)
		month++;
	(void)snprintf(text, sizeof(text), "%.4s-%02d-%.2sT%.8s%.3s:%.2s",
	    value.p + 12, month + 1, value.p + 5, value.p + 17, value.p + 26,
	    value.p + 29);
	return instant_parse(slice_of(text), &ms) == 0 ? ms : 0;
}

static void
list_status(struct provider_listed *out)
{
	const struct provider_status *status = provider_status_find(
	    twilio_statuses, out->status_raw);
	const struct provider_code *code;

	out->status = status != NULL ? status->status : "accepted";
	if (out->error_code.p == NULL || slice_is(out->error_code, "0"))
		return;
	code = provider_code_find(twilio_codes, out->error_code);
	out->error_class = code != NULL ? code->class : "unknown";
}

/* 1 a message of ours; 0 one that is not, such as an answer to STOP that Twilio
 * gave itself; -1: no message at all. */
static int
list_message(
    struct view message, struct arena *arena, struct provider_listed *out)
{
	struct slice direction = answer_text(message, "direction", arena);

	*out = (struct provider_listed){
	    .id = answer_text(message, "sid", arena),
	    .to = answer_text(message, "to", arena),
	    .from = answer_text(message, "from", arena),
	    .created_ms = list_date(
		answer_text(message, "date_created", arena)),
	    .status_raw = answer_text(message, "status", arena),
	    .error_code = answer_text(message, "error_code", arena),
	    .segments = answer_text(message, "num_segments", arena),
	    .price = answer_text(message, "price", arena),
	    .currency = answer_text(message, "price_unit", arena)};
	out->body = arena_slice(
	    arena, view_string(view_get(message, slice_of("body")), arena));
	/* What we paid is listed as what it took from the balance. */
	if (out->price.n > 1 && out->price.p[0] == '-')
		out->price = (struct slice){out->price.p + 1, out->price.n - 1};
	list_status(out);
	if (!twilio_is_sid(out->id) || out->to.p == NULL)
		return -1;
	return direction.p == NULL || slice_is(direction, "outbound-api");
}

/* ---- a page -------------------------------------------------------------- */

/* The next page is named by its path and query, of this very list. */
static int
list_next(const struct provider_values *values, struct view page,
    struct arena *arena, const char **next, struct error *err)
{
	struct view value = view_get(page, slice_of("next_page_uri"));
	struct buf start, url;
	int result;

	*next = NULL;
	if (value.p != NULL && view_type(value) == SCAN_NULL)
		return 0;
	buf_init(&start, BUF_NO_CAP);
	buf_init(&url, BUF_NO_CAP);
	twilio_add_base(values, &start);
	buf_addslice(&url, buf_slice(&start));
	twilio_add_path(values, &start);
	buf_addc(&start, '?');
	buf_addslice(&url, view_string(value, arena));
	result = answer_next(
	    buf_slice(&url), buf_slice(&start), arena, next, err);
	buf_release(&url);
	buf_release(&start);
	return result;
}

static int
list_messages(struct view list, struct arena *arena, struct provider_page *out,
    struct error *err)
{
	struct view_step step = {0};
	int ours;

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
	return 0;
}

int
twilio_list_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_page *out, struct error *err)
{
	struct view page;

	*out = (struct provider_page){.count = 0};
	if (answer_page(&provider_twilio, answer, arena, &page, err) != 0)
		return -1;
	if (list_messages(
		view_get(page, slice_of("messages")), arena, out, err) != 0)
		return -1;
	return list_next(values, page, arena, &out->next, err);
}

/* ---- texts to us --------------------------------------------------------- */

/* 1 a text to us, 0 another message, -1 none at all. */
static int
missed_message(
    struct view message, struct arena *arena, struct provider_missed *out)
{
	*out = (struct provider_missed){
	    .id = answer_text(message, "sid", arena),
	    .from = answer_text(message, "from", arena),
	    .to = answer_text(message, "to", arena),
	    .at_ms = list_date(answer_text(message, "date_created", arena))};
	out->body = arena_slice(
	    arena, view_string(view_get(message, slice_of("body")), arena));
	if (!twilio_is_sid(out->id))
		return -1;
	if (!slice_is(answer_text(message, "direction", arena), "inbound"))
		return 0;
	if (out->body.p == NULL)
		out->body = slice_of("");
	return out->from.n > 0 && out->to.n > 0 ? 1 : -1;
}

int
twilio_missed_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_missed_page *out, struct error *err)
{
	struct view_step step = {0};
	struct view page, list;
	int inbound;

	*out = (struct provider_missed_page){.count = 0};
	if (answer_page(&provider_twilio, answer, arena, &page, err) != 0)
		return -1;
	list = view_get(page, slice_of("messages"));
	if (view_type(list) != SCAN_ARRAY)
		return error_set(err, EX_DATAERR, "no list of messages");
	out->list = arena_alloc(
	    arena, (view_count(list) + 1) * sizeof(*out->list));
	while (view_next(list, &step)) {
		inbound = missed_message(
		    step.value, arena, &out->list[out->count]);
		if (inbound < 0)
			return error_set(
			    err, EX_DATAERR, "a message without an id");
		out->count += (size_t)inbound;
	}
	return list_next(values, page, arena, &out->next, err);
}
