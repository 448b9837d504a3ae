/* SPDX-License-Identifier: ISC */
/*
 * wire_telnyx_list: the phones that texted STOP, as Telnyx lists them
 * (https://developers.telnyx.com/api-reference/opt-out-management).
 */
#include "base/num.h"
#include "record/doc.h"
#include "time/instant.h"
#include "wire_telnyx.h"

#include <stdio.h>
#include <string.h>

enum {
	TELNYX_PAGE = 20, /* rows a page, unless it is asked for another */
	TELNYX_PAGE_MAX = 250,
};

/* When the person last texted our number. */
static int64_t
optout_time(const struct sim_phone *phone, const char *ours)
{
	const struct sim_message *message;

	for (message = phone->last; message != NULL; message = message->before)
		if (message->origin == SIM_INBOUND &&
		    strcmp(message->to, ours) == 0)
			return message->created_at;
	return 0;
}

static struct json_object *
optout_row(const struct sim_phone *phone, const char *ours)
{
	struct json_object *row = doc_new_object();
	char time[INSTANT_TEXT_MAX], text[INSTANT_TEXT_MAX + 16];

	instant_format(optout_time(phone, ours), time);
	(void)snprintf(text, sizeof(text), "%.10s %.8s.%.3s000+00:00", time,
	    time + 11, time + 20);
	wire_put(row, "to", phone->number);
	wire_put(row, "from", ours);
	doc_put_take(row, "messaging_profile_id", NULL);
	wire_put(row, "keyword", "STOP");
	wire_put(row, "created_at", text);
	return row;
}

struct optout_query {
	struct slice from; /* our sender; not there: any */
	int64_t since, page, size;
};

static int
optout_read(struct optout_query *query, const struct form *form)
{
	struct slice since = form_get(form, "created_at[gte]");
	struct slice page = form_get(form, "page[number]");
	struct slice size = form_get(form, "page[size]");

	*query = (struct optout_query){.from = form_get(form, "filter[from]"),
	    .page = 1,
	    .size = TELNYX_PAGE};
	return (since.p != NULL && instant_parse(since, &query->since) != 0) ||
		(page.p != NULL &&
		    num_parse(page, 1, SIM_MESSAGES_MAX, &query->page) != 0) ||
		(size.p != NULL &&
		    num_parse(size, 1, TELNYX_PAGE_MAX, &query->size) != 0)
	    ? -1
	    : 0;
}

static void
optout_answer(const struct wire_call *call, const struct optout_query *query)
{
	struct json_object *document = doc_new_object();
	struct json_object *rows = doc_new_array(), *meta = doc_new_object();
	int64_t end = query->page * query->size, count = 0;
	const struct sim_phone *phone;
	size_t i;

	for (phone = call->sim->newest; phone != NULL; phone = phone->older)
		for (i = 0; i < phone->blocked_count; i++) {
			const char *ours = phone->blocked[i];

			if ((query->from.p != NULL &&
				!slice_is(query->from, ours)) ||
			    optout_time(phone, ours) < query->since)
				continue;
			if (count >= end - query->size && count < end)
				doc_push_take(rows, optout_row(phone, ours));
			count++;
		}
	doc_put_take(meta, "total_pages",
	    doc_new_int((count + query->size - 1) / query->size));
	doc_put_take(meta, "total_results", doc_new_int(count));
	doc_put_take(meta, "page_number", doc_new_int(query->page));
	doc_put_take(meta, "page_size", doc_new_int(query->size));
	doc_put_take(document, "data", rows);
	doc_put_take(document, "meta", meta);
	wire_answer_take(call->reply, 200, document);
}

void
telnyx_optouts(const struct wire_call *call)
{
	struct arena *arena = call->http->arena;
	struct form *form = arena_alloc(arena, sizeof(*form));
	const struct fate *fate = wire_list_fate(call);
	struct optout_query query;
	struct error err;

	if (fate == NULL)
		return;
	if (form_parse(slice_of(call->http->query), form, arena, &err) != 0 ||
	    optout_read(&query, form) != 0) {
		telnyx_error(call->reply, 400, "10015", "Bad Request", NULL);
		return;
	}
	optout_answer(call, &query);
	wire_twist(call, fate);
}
