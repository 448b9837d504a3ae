/* SPDX-License-Identifier: ISC */
/*
 * telnyx_list: who has opted out of our senders, as Telnyx lists it: GET
 * messaging_optouts, developers.telnyx.com/api-reference/opt-out-management.
 * It lists no messages.
 */
#include "provider/telnyx.h"

#include "base/num.h"
#include "http/form.h"
#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/request.h"
#include "time/instant.h"

#include <inttypes.h>
#include <stdio.h>

enum {
	LIST_PAGE = 250, /* rows a page */
	LIST_PAGES_MAX = 1000 * 1000,
};

#define LIST_PATH "/v2/messaging_optouts"

/* The query but for the number of the page, which is last. */
static void
list_query(const struct provider_query *query, struct buf *url)
{
	char since[INSTANT_TEXT_MAX];

	instant_format(query->since_ms, since);
	buf_addc(url, '?');
	if (query->to.p != NULL) {
		buf_adds(url, "filter%5Bfrom%5D=");
		form_escape(url, query->to);
		buf_addc(url, '&');
	}
	buf_adds(url, "created_at%5Bgte%5D=");
	form_escape(url, slice_of(since));
	buf_addf(url, "&page%%5Bsize%%5D=%d&page%%5Bnumber%%5D=", LIST_PAGE);
}

int
telnyx_missed_build(const struct provider_values *values,
    const struct provider_query *query, const char *next, struct arena *arena,
    struct http_request *out, struct error *err)
{
	struct buf url;

	if (telnyx_request(values, "GET", LIST_PATH, arena, out, err) != 0)
		return -1;
	buf_init(&url, BUF_NO_CAP);
	buf_adds(&url, out->url);
	list_query(query, &url);
	buf_adds(&url, next != NULL ? next : "1");
	out->url = arena_string(arena, buf_slice(&url));
	buf_release(&url);
	return 0;
}

/* The number of the next page: all that the query has to know of it. */
static int
list_next(
    struct view page, struct arena *arena, const char **next, struct error *err)
{
	struct slice at = answer_text(page, "meta.page_number", arena);
	struct slice all = answer_text(page, "meta.total_pages", arena);
	int64_t number, total;
	char text[NUM_TEXT_MAX];

	*next = NULL;
	if (num_parse(at, 0, LIST_PAGES_MAX, &number) != 0 ||
	    num_parse(all, 0, LIST_PAGES_MAX, &total) != 0)
		return error_set(err, EX_DATAERR, "no number of pages");
	if (number >= total)
		return 0;
	(void)snprintf(text, sizeof(text), "%" PRId64, number + 1);
	*next = arena_string(arena, slice_of(text));
	return 0;
}

int
telnyx_missed_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_missed_page *out, struct error *err)
{
	struct view_step step = {0};
	struct provider_missed *row;
	struct view page, list;

	(void)values;
	*out = (struct provider_missed_page){.count = 0};
	if (answer_page(&provider_telnyx, answer, arena, &page, err) != 0)
		return -1;
	list = view_get(page, slice_of("data"));
	if (view_type(list) != SCAN_ARRAY)
		return error_set(err, EX_DATAERR, "no list of opt-outs");
	out->list = arena_alloc(
	    arena, (view_count(list) + 1) * sizeof(*out->list));
	while (view_next(list, &step)) {
		row = &out->list[out->count++];
		*row = (struct provider_missed){
		    .from = answer_text(step.value, "to", arena),
		    .to = answer_text(step.value, "from", arena),
		    .body = answer_text(step.value, "keyword", arena),
		    .at_ms = answer_time(
			answer_text(step.value, "created_at", arena))};
		if (row->from.n == 0)
			return error_set(
			    err, EX_DATAERR, "an opt-out of nobody");
	}
	return list_next(page, arena, &out->next, err);
}
