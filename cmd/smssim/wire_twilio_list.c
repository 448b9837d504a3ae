/* SPDX-License-Identifier: ISC */
#include "base/num.h"
#include "record/doc.h"
#include "time/instant.h"
#include "wire_twilio.h"

#include <inttypes.h>
#include <stdio.h>

enum { TWILIO_DATE_MAX = 40 }; /* bytes of a date with its NUL */

/* As in RFC 2822: "Tue, 08 Dec 2026 19:30:00 +0000". */
static struct json_object *
twilio_date(int64_t unix_ms)
{
	static const char days[][4] = {
	    "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	char text[TWILIO_DATE_MAX];
	struct civil civil;

	if (unix_ms == 0)
		return NULL;
	civil_from_ms(unix_ms, &civil);
	(void)snprintf(text, sizeof(text),
	    "%s, %02d %s %04d %02d:%02d:%02d +0000",
	    days[civil_weekday(&civil)], civil.day, months[civil.month - 1],
	    civil.year, civil.hour, civil.minute, civil.second);
	return doc_new_text(slice_of(text));
}

static void
twilio_put_uris(const struct sim_message *message, struct json_object *object)
{
	struct json_object *below = doc_new_object();
	char uri[160];
	int len;

	len = snprintf(uri, sizeof(uri), TWILIO_ROOT "Accounts/%s/Messages/%s",
	    message->account->values[TWILIO_SID], message->sid);
	(void)snprintf(
	    uri + len, sizeof(uri) - (size_t)len, "%s", "/Media.json");
	wire_put(below, "media", uri);
	(void)snprintf(uri + len, sizeof(uri) - (size_t)len, "%s", ".json");
	wire_put(object, "uri", uri);
	doc_put_take(object, "subresource_uris", below);
}

struct json_object *
twilio_message(const struct sim_message *message)
{
	static const char *const directions[] = {[SIM_API] = "outbound-api",
	    [SIM_AUTO] = "outbound-reply",
	    [SIM_INBOUND] = "inbound"};
	struct json_object *object = doc_new_object();
	struct arena arena = {0};

	wire_put(object, "sid", message->sid);
	wire_put(object, "account_sid", message->account->values[TWILIO_SID]);
	wire_put(object, "api_version", "2010-04-01");
	wire_put(object, "body", message->body);
	wire_put(object, "to", message->to);
	wire_put(object, "from", message->from);
	doc_put_take(object, "messaging_service_sid", NULL);
	wire_put(object, "status", status_name(message->status));
	wire_put(object, "direction", directions[message->origin]);
	wire_put(object, "num_segments", wire_count(&arena, message->segments));
	wire_put(object, "num_media", wire_count(&arena, message->media));
	doc_put_take(object, "price", NULL);
	doc_put_take(object, "price_unit", NULL);
	doc_put_take(object, "error_code",
	    message->error_code != 0 ? doc_new_int(message->error_code) : NULL);
	doc_put_take(object, "error_message", NULL);
	doc_put_take(object, "date_created", twilio_date(message->created_at));
	doc_put_take(object, "date_updated", twilio_date(message->updated_at));
	doc_put_take(object, "date_sent", twilio_date(message->sent_at));
	twilio_put_uris(message, object);
	arena_release(&arena);
	return object;
}

/* What a list is restricted to; days are since 1970, in UTC. */
struct list_filter {
	struct slice to, from; /* not there: any */
	int64_t day_min, day_max;
	int64_t page, size;
};

/* A day as "2026-12-08", anything behind it ignored; 0 when it is one. */
static int
list_day(struct slice text, int64_t *day)
{
	char whole[INSTANT_TEXT_MAX];
	int64_t ms;

	if (text.n < 10)
		return -1;
	(void)snprintf(whole, sizeof(whole), "%.10sT00:00:00Z", text.p);
	if (instant_parse(slice_of(whole), &ms) != 0)
		return -1;
	*day = ms / INSTANT_DAY;
	return 0;
}

/* "DateSent>=D" reads as the field "DateSent>" with the value D. */
static int
list_read(struct list_filter *filter, const struct form *form)
{
	struct slice day = form_get(form, "DateSent");
	struct slice from = form_get(form, "DateSent>");
	struct slice until = form_get(form, "DateSent<");
	struct slice size = form_get(form, "PageSize");
	struct slice page = form_get(form, "Page");

	*filter = (struct list_filter){.to = form_get(form, "To"),
	    .from = form_get(form, "From"),
	    .day_min = INT64_MIN,
	    .day_max = INT64_MAX,
	    .size = TWILIO_PAGE};
	if (day.p != NULL) {
		if (list_day(day, &filter->day_min) != 0)
			return -1;
		filter->day_max = filter->day_min;
	}
	if ((from.p != NULL && list_day(from, &filter->day_min) != 0) ||
	    (until.p != NULL && list_day(until, &filter->day_max) != 0) ||
	    (size.p != NULL &&
		num_parse(size, 1, TWILIO_PAGE_MAX, &filter->size) != 0) ||
	    (page.p != NULL &&
		num_parse(page, 0, SIM_MESSAGES_MAX, &filter->page) != 0))
		return -1;
	return 0;
}

static bool
list_wants(const struct list_filter *filter, const struct sim_message *message)
{
	int64_t day = (message->sent_at != 0 ? message->sent_at
					     : message->created_at) /
	    INSTANT_DAY;

	return (filter->to.p == NULL || slice_is(filter->to, message->to)) &&
	    (filter->from.p == NULL || slice_is(filter->from, message->from)) &&
	    day >= filter->day_min && day <= filter->day_max &&
	    message->listed_from <= clock_monotonic();
}

/* Path and query of a page of the same list. */
static void
list_put_uri(const char *sid, const struct form *form, const char *key,
    int64_t page, struct json_object *list)
{
	char digits[NUM_TEXT_MAX];
	struct buf query, uri;
	size_t i;

	buf_init(&query, BUF_NO_CAP);
	buf_init(&uri, BUF_NO_CAP);
	for (i = 0; i < form->count; i++)
		if (!slice_is(form->fields[i].name, "Page")) {
			if (query.len > 0)
				buf_addc(&query, '&');
			form_escape(&query, form->fields[i].name);
			buf_addc(&query, '=');
			form_escape(&query, form->fields[i].value);
		}
	(void)snprintf(digits, sizeof(digits), "%" PRId64, page);
	form_add(&query, "Page", slice_of(digits));
	buf_addf(&uri, TWILIO_ROOT "Accounts/%s/Messages.json?%s", sid,
	    buf_text(&query));
	wire_put(list, key, buf_text(&uri));
	buf_release(&uri);
	buf_release(&query);
}

/* Newest first, as Twilio lists them. */
static struct json_object *
list_make(const struct wire_call *call, const struct form *form,
    const struct list_filter *filter)
{
	const char *sid = call->account->values[TWILIO_SID];
	const struct sim *sim = call->sim;
	struct json_object *list = doc_new_object();
	struct json_object *messages = doc_new_array();
	int64_t start = filter->page * filter->size, seen = 0;
	size_t i;

	for (i = sim->count; i > 0 && seen <= start + filter->size; i--) {
		if (sim->messages[i - 1]->account != call->account ||
		    !list_wants(filter, sim->messages[i - 1]))
			continue;
		if (seen >= start && seen < start + filter->size)
			doc_push_take(
			    messages, twilio_message(sim->messages[i - 1]));
		seen++;
	}
	doc_put_take(list, "page", doc_new_int(filter->page));
	doc_put_take(list, "page_size", doc_new_int(filter->size));
	doc_put_take(list, "start", doc_new_int(start));
	doc_put_take(list, "end",
	    doc_new_int(start + (int64_t)doc_count(messages) -
		(doc_count(messages) > 0)));
	doc_put_take(list, "messages", messages);
	list_put_uri(sid, form, "uri", filter->page, list);
	list_put_uri(sid, form, "first_page_uri", 0, list);
	doc_put_take(list, "next_page_uri", NULL);
	doc_put_take(list, "previous_page_uri", NULL);
	if (seen > start + filter->size)
		list_put_uri(
		    sid, form, "next_page_uri", filter->page + 1, list);
	if (filter->page > 0)
		list_put_uri(
		    sid, form, "previous_page_uri", filter->page - 1, list);
	return list;
}

void
twilio_list(const struct wire_call *call)
{
	struct arena *arena = call->http->arena;
	struct form *form = arena_alloc(arena, sizeof(*form));
	const struct fate *fate = wire_list_fate(call);
	struct list_filter filter;
	struct error err;

	if (fate == NULL)
		return;
	if (form_parse(slice_of(call->http->query), form, arena, &err) != 0 ||
	    list_read(&filter, form) != 0) {
		twilio_error(call->reply, 400, 20422, "Invalid Parameter");
		return;
	}
	wire_answer_take(call->reply, 200, list_make(call, form, &filter));
	wire_twist(call, fate);
}
