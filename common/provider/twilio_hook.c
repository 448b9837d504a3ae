/* SPDX-License-Identifier: ISC */
/*
 * twilio_hook: receipts and inbound texts from Twilio's webhooks.
 */
#include "provider/twilio.h"

#include "base/num.h"

#include <string.h>

enum { HOOK_MEDIA_MAX = 10 };

/* What has no row is no receipt of ours. */
static const struct twilio_status statuses[] = {
    {"accepted", "accepted", false},
    {"scheduled", "accepted", false},
    {"queued", "accepted", false},
    {"sending", "accepted", false},
    {"sent", "sent", false},
    {"delivered", "delivered", true},
    {"undelivered", "undelivered", true},
    {"failed", "failed", true},
    {"canceled", "cancelled", true},
    /* One part that is missing makes the text unreadable. */
    {"partially_delivered", "undelivered", true},
    {"read", "read", true},
};

const struct twilio_status *
twilio_status_find(struct slice word)
{
	size_t i;

	for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (slice_is(word, statuses[i].word))
			return &statuses[i];
	return NULL;
}

/* The fields of a POST, or of the query of a GET. */
static int
hook_form(const struct provider_hook *hook, struct form *form,
    struct arena *arena, struct error *err)
{
	const char *query = memchr(hook->url.p, '?', hook->url.n);
	struct slice text = hook->body;

	if (strcmp(hook->method, "GET") == 0)
		text = query == NULL
		    ? (struct slice){"", 0}
		    : (struct slice){query + 1,
			  hook->url.n - (size_t)(query + 1 - hook->url.p)};
	/* A JSON body is an event stream's, whose events are not read. */
	if (text.n > 0 && (text.p[0] == '{' || text.p[0] == '[')) {
		form->count = 0;
		return 0;
	}
	return form_parse(text, form, arena, err);
}

static struct slice
hook_either(const struct form *form, const char *first, const char *second)
{
	struct slice value = form_get(form, first);

	return value.n > 0 ? value : form_get(form, second);
}

/* Our mark, which went out in the query of the URL. */
static void
hook_reference(
    const struct provider_hook *hook, struct arena *arena, struct record *out)
{
	const char *query = memchr(hook->url.p, '?', hook->url.n);
	struct slice text;
	struct error err;
	struct form form;

	if (query == NULL)
		return;
	text.p = query + 1;
	text.n = hook->url.n - (size_t)(text.p - hook->url.p);
	if (form_parse(text, &form, arena, &err) == 0)
		record_copy_text(out, "reference", form_get(&form, "ref"));
}

static void
hook_error(const struct form *form, struct record *out)
{
	struct slice code = form_get(form, "ErrorCode");
	const struct twilio_code *known = twilio_code_find(code);
	const char *class = known != NULL ? known->class : "unknown";

	if (code.n == 0 || slice_is(code, "0"))
		return;
	record_set_text(out, "error_code", code);
	record_copy_text(out, "error_text", form_get(form, "ErrorMessage"));
	record_set_text(out, "error_class", slice_of(class));
	record_set_bool(out, "retryable", provider_class_is_retryable(class));
}

int
twilio_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	const struct twilio_status *status;
	struct form form;
	struct slice sid, word;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	sid = hook_either(&form, "MessageSid", "SmsSid");
	word = hook_either(&form, "MessageStatus", "SmsStatus");
	status = twilio_status_find(word);
	if (sid.n == 0 || status == NULL)
		return 0;
	record_start(out, RECORD_DELIVERY);
	record_set_null(out, "message_id");
	record_set_text(out, "provider", slice_of("twilio"));
	record_set_text(out, "provider_message_id", sid);
	record_copy_text(out, "event_id",
	    slice_of(
		hook->header(hook->context, "I-Twilio-Idempotency-Token")));
	hook_reference(hook, arena, out);
	record_copy_text(out, "to", form_get(&form, "To"));
	record_copy_text(out, "from", form_get(&form, "From"));
	record_set_text(out, "status", slice_of(status->status));
	record_set_text(out, "status_raw", word);
	record_set_bool(out, "terminal", status->terminal);
	hook_error(&form, out);
	record_set_time(out, "received_at", hook->now_ms);
	return 1;
}

static void
hook_media(const struct form *form, struct record *out)
{
	char name[] = "MediaUrl0";
	int64_t count, i;
	struct slice url;
	struct buf list;

	if (num_parse(form_get(form, "NumMedia"), 1, HOOK_MEDIA_MAX, &count) !=
	    0)
		return;
	buf_init(&list, BUF_NO_CAP);
	for (i = 0; i < count; i++) {
		name[sizeof(name) - 2] = (char)('0' + i);
		url = form_get(form, name);
		if (url.n == 0)
			continue;
		buf_addc(&list, list.len == 0 ? '[' : ',');
		view_write_string(&list, url);
	}
	if (list.len > 0) {
		buf_addc(&list, ']');
		record_set_json(out, "media_urls", buf_slice(&list));
	}
	buf_release(&list);
}

int
twilio_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	char id[KEY_ID_SIZE];
	struct slice sid, word, from, to, body;
	struct form form;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	sid = hook_either(&form, "MessageSid", "SmsSid");
	word = hook_either(&form, "SmsStatus", "MessageStatus");
	from = form_get(&form, "From");
	to = form_get(&form, "To");
	body = form_get(&form, "Body");
	if (sid.n == 0 || from.n == 0 || to.n == 0 || body.p == NULL ||
	    (word.n > 0 && !slice_is(word, "received") &&
		!slice_is(word, "receiving")))
		return 0;
	provider_reply_id("twilio", sid, id);
	record_start(out, RECORD_REPLY);
	record_set_text(out, "reply_id", slice_of(id));
	record_set_text(out, "provider", slice_of("twilio"));
	record_set_text(out, "provider_message_id", sid);
	record_set_text(out, "from", from);
	record_set_text(out, "to", to);
	record_set_text(out, "body", body);
	hook_media(&form, out);
	if (form_get(&form, "OptOutType").n > 0)
		record_set_text(
		    out, "provider_opt_out", form_get(&form, "OptOutType"));
	record_set_time(out, "received_at", hook->now_ms);
	return 1;
}
