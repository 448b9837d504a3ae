/* SPDX-License-Identifier: ISC */
#include "provider/hook.h"

#include "base/ascii.h"
#include "base/num.h"

#include <string.h>

enum {
	HOOK_SHORT_MAX = 6, /* digits of a short code */
	HOOK_SEGMENTS_MAX = 1000,
};

#define HOOK_SECONDS_MAX INT64_C(99999999999)

bool
hook_is_recent(const struct provider_hook *hook, struct slice seconds)
{
	int64_t time, now = hook->now_ms / 1000;

	return num_parse(seconds, 0, HOOK_SECONDS_MAX, &time) == 0 &&
	    time - now <= HOOK_WINDOW_S && now - time <= HOOK_WINDOW_S;
}

struct slice
hook_query(const struct provider_hook *hook)
{
	const char *mark = hook->url.n > 0
	    ? memchr(hook->url.p, '?', hook->url.n)
	    : NULL;

	if (mark == NULL)
		return (struct slice){"", 0};
	return (struct slice){
	    mark + 1, hook->url.n - (size_t)(mark + 1 - hook->url.p)};
}

struct slice
hook_query_field(
    const struct provider_hook *hook, const char *name, struct arena *arena)
{
	struct error err;
	struct form form;

	if (form_parse(hook_query(hook), &form, arena, &err) != 0)
		return (struct slice){NULL, 0};
	return form_get(&form, name);
}

int
hook_form(const struct provider_hook *hook, struct form *form,
    struct arena *arena, struct error *err)
{
	struct slice text = hook->body;

	if (strcmp(hook->method, "GET") == 0)
		text = hook_query(hook);
	if (text.n > 0 && (text.p[0] == '{' || text.p[0] == '[')) {
		form->count = 0;
		return 0;
	}
	return form_parse(text, form, arena, err);
}

int
hook_json(
    const struct provider_hook *hook, struct view *body, struct error *err)
{
	struct scan_fault fault;

	if (scan_value(hook->body, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD)
		return error_set(
		    err, EX_DATAERR, "the body is no JSON: %s", fault.what);
	*body = view_of(hook->body);
	return 0;
}

struct slice
hook_either(const struct form *form, const char *first, const char *second)
{
	struct slice value = form_get(form, first);

	return value.n > 0 ? value : form_get(form, second);
}

struct slice
hook_number(struct slice number, struct arena *arena)
{
	char *text;
	size_t i;

	for (i = 0; i < number.n; i++)
		if (!ascii_is_digit(number.p[i]))
			return number;
	if (number.n <= HOOK_SHORT_MAX)
		return number;
	text = arena_alloc(arena, number.n + 1);
	text[0] = '+';
	memcpy(text + 1, number.p, number.n);
	return (struct slice){text, number.n + 1};
}

static bool
hook_is_zero(struct slice code)
{
	size_t i;

	for (i = 0; i < code.n; i++)
		if (code.p[i] != '0')
			return false;
	return true;
}

static void
hook_error(const struct hook_delivery *delivery, struct record *out)
{
	const struct provider_code *known = provider_code_find(
	    delivery->provider->receipt_codes, delivery->error_code);
	const char *class = delivery->error_class != NULL
	    ? delivery->error_class
	    : "unknown";
	struct slice text = delivery->error_text;

	if (hook_is_zero(delivery->error_code) && delivery->error_class == NULL)
		return;
	if (known != NULL && !delivery->class_is_sure)
		class = known->class;
	if (text.n == 0 && known != NULL)
		text = slice_of(known->about);
	if (!hook_is_zero(delivery->error_code))
		record_set_text(out, "error_code", delivery->error_code);
	record_copy_text(out, "error_text", text);
	record_set_text(out, "error_class", slice_of(class));
	record_set_bool(out, "retryable", provider_class_is_retryable(class));
}

/* An amount that is one, in its own words. */
static void
hook_price(const struct hook_delivery *delivery, struct record *out)
{
	int64_t amount;

	if (delivery->price.n == 0 ||
	    num_parse_money(delivery->price, &amount) != 0 || amount < 0)
		return;
	record_set_text(out, "price", delivery->price);
	record_copy_text(out, "currency", delivery->currency);
}

void
hook_delivery(const struct provider_hook *hook,
    const struct hook_delivery *delivery, struct record *out)
{
	int64_t segments;

	record_start(out, RECORD_DELIVERY);
	record_set_null(out, "message_id");
	record_set_text(out, "provider", slice_of(delivery->provider->name));
	record_set_text(out, "provider_message_id", delivery->id);
	record_copy_text(out, "event_id", delivery->event_id);
	record_copy_text(out, "reference", delivery->reference);
	record_copy_text(out, "to", delivery->to);
	record_copy_text(out, "from", delivery->from);
	record_set_text(out, "status", slice_of(delivery->status->status));
	record_set_text(out, "status_raw", delivery->status_raw);
	record_set_bool(out, "terminal", delivery->status->terminal);
	hook_error(delivery, out);
	if (num_parse(delivery->segments, 1, HOOK_SEGMENTS_MAX, &segments) == 0)
		record_set_int(out, "segments", segments);
	hook_price(delivery, out);
	record_copy_text(out, "carrier", delivery->carrier);
	record_set_time(out, "received_at", hook->now_ms);
}

static void
hook_media(const struct hook_reply *reply, struct record *out)
{
	struct buf list;
	size_t i;

	if (reply->media_count == 0)
		return;
	buf_init(&list, BUF_NO_CAP);
	for (i = 0; i < reply->media_count; i++) {
		buf_addc(&list, i == 0 ? '[' : ',');
		view_write_string(&list, reply->media[i]);
	}
	buf_addc(&list, ']');
	record_set_json(out, "media_urls", buf_slice(&list));
	buf_release(&list);
}

void
hook_reply(const struct provider_hook *hook, const struct hook_reply *reply,
    struct record *out)
{
	char id[KEY_ID_SIZE];

	provider_reply_id(reply->provider->name, reply->id, id);
	record_start(out, RECORD_REPLY);
	record_set_text(out, "reply_id", slice_of(id));
	record_set_text(out, "provider", slice_of(reply->provider->name));
	record_set_text(out, "provider_message_id", reply->id);
	record_set_text(out, "from", reply->from);
	record_set_text(out, "to", reply->to);
	record_set_text(out, "body", reply->body);
	hook_media(reply, out);
	if (reply->opt_out.n > 0)
		record_set_text(out, "provider_opt_out", reply->opt_out);
	record_set_time(out, "received_at", hook->now_ms);
}

void
provider_missed_reply(const struct provider *provider,
    const struct provider_missed *missed, int64_t now_ms, struct record *out)
{
	const struct provider_hook hook = {
	    .now_ms = missed->at_ms != 0 ? missed->at_ms : now_ms};
	const struct hook_reply reply = {.provider = provider,
	    .id = missed->id,
	    .from = missed->from,
	    .to = missed->to,
	    .body = missed->body};

	hook_reply(&hook, &reply, out);
}
