/* SPDX-License-Identifier: ISC */
/*
 * wire_kannel: a Kannel's sendsms page, written from its User's Guide and from
 * what version 1.4.5 was seen to answer.
 */
#include "text/phone.h"
#include "text/segment.h"
#include "wire_form.h"

#include <string.h>

/* The account's values. */
enum { KANNEL_USERNAME, KANNEL_PASSWORD, KANNEL_HOOK_KEY };

static void
kannel_say(const struct wire_call *call, int status, const char *text)
{
	call->reply->status = status;
	call->reply->content_type = "text/html";
	buf_reset(&call->reply->body);
	buf_adds(&call->reply->body, text);
}

static void
kannel_answer(const struct wire_call *call, const struct sim_message *message)
{
	(void)message;
	kannel_say(call, 202, "0: Accepted for delivery");
}

/* What does not fit the alphabet that was asked for arrives as '?'. */
static struct slice
kannel_text(const struct form *form)
{
	struct slice text = form_get(form, "text");
	struct segment_count count;

	segment_count(text, &count);
	if (count.encoding == SEGMENT_UCS2 &&
	    !(slice_is(form_get(form, "coding"), "2") &&
		slice_is(form_get(form, "charset"), "UTF-8")))
		return slice_of("?");
	return text.p != NULL ? text : slice_of("");
}

static void
kannel_send(const struct wire_call *call, const struct form *form)
{
	struct slice to = wire_number(form_get(form, "to"), call->http->arena);
	const struct fate *fate = wire_fate(call, to);
	struct sim_draft draft;

	if (fate == NULL)
		return;
	if (form_get(form, "to").n == 0) {
		kannel_say(call, 400, "Missing receiver number, rejected");
		return;
	}
	if (!phone_is_e164(to) && !phone_is_short_code(to)) {
		kannel_say(call, 400,
		    "Number(s) has/have been denied by white- and/or "
		    "black-lists.");
		return;
	}
	if (form_get(form, "from").n == 0) {
		kannel_say(
		    call, 400, "Sender missing and no global set, rejected");
		return;
	}
	draft = (struct sim_draft){.to = to,
	    .from = form_get(form, "from"),
	    .body = kannel_text(form),
	    .callback = form_get(form, "dlr-url"),
	    .reference = wire_reference(call, form_get(form, "dlr-url"))};
	(void)wire_take(call, fate, &draft, kannel_answer);
}

static void
kannel_handle(const struct wire_call *call)
{
	char *const *own = call->account->values;
	struct form *form = wire_form(call, slice_of(call->http->query));

	if (strcmp(call->http->path, "/cgi-bin/sendsms") != 0)
		kannel_say(call, 404, "Unknown request.");
	else if (!wire_is_method(call->http, "GET"))
		kannel_say(call, 400, "Invalid content-type");
	else if (form == NULL ||
	    !slice_is(form_get(form, "username"), own[KANNEL_USERNAME]) ||
	    !slice_is(form_get(form, "password"), own[KANNEL_PASSWORD]))
		kannel_say(call, 403, "Authorization failed for sendsms");
	else
		kannel_send(call, form);
}

static void
kannel_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct {
		int status;
		const char *text;
	} errors[] = {
	    [FATE_BUSY] = {503, "Temporal failure, try again later."},
	    [FATE_DOWN] = {503, "Temporal failure, try again later."},
	    [FATE_INVALID] = {400,
		"Number(s) has/have been denied by white- and/or "
		"black-lists."},
	    [FATE_DENIED] = {403, "Authorization failed for sendsms"},
	    [FATE_BROKEN] = {500, "Internal error"},
	};

	kannel_say(call, errors[fate->error].status, errors[fate->error].text);
}

/* ---- reports and inbound texts ------------------------------------------- */

/* %A of a failure, by the reasons' codes, from 1 on. */
static const char *const kannel_answers[] = {"", "id:1 stat:UNDELIV err:001",
    "NACK/0x0000000b/Invalid Destination Address",
    "NACK/0x0000000b/Invalid Destination Address", "id:1 stat:REJECTD err:002",
    "NACK/0x0000000a/Invalid Source Address", "id:1 stat:EXPIRED err:003"};

static const char *
kannel_value(const struct sim_message *message, enum status status, char code)
{
	static const char *const states[] = {[STATUS_SENT] = "8",
	    [STATUS_DELIVERED] = "1",
	    [STATUS_UNDELIVERED] = "2",
	    [STATUS_FAILED] = "16"};

	switch (code) {
	case 'd':
		return states[status];
	case 'p':
		return message->to;
	case 'P':
		return message->from;
	case 'F':
		return status == STATUS_SENT ? "" : message->sid;
	case 'A':
		return status == STATUS_SENT
		    ? "ACK/"
		    : kannel_answers[message->error_code];
	default:
		return NULL;
	}
}

/* The URL with what its codes stand for. */
static const char *
kannel_report(const struct sim_message *message, enum status status,
    const char *url, struct arena *arena)
{
	const char *value;
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	for (; *url != '\0'; url++) {
		value = *url == '%' && url[1] != '\0'
		    ? kannel_value(message, status, url[1])
		    : NULL;
		if (value == NULL) {
			buf_addc(&out, *url);
			continue;
		}
		form_escape(&out, slice_of(value));
		url++;
	}
	value = arena_string(arena, buf_slice(&out));
	buf_release(&out);
	return value;
}

static const char *
kannel_inbound(
    const struct sim_message *message, const char *url, struct arena *arena)
{
	struct buf out, query;
	const char *whole;

	buf_init(&out, BUF_NO_CAP);
	buf_init(&query, BUF_NO_CAP);
	form_add(
	    &query, "key", slice_of(message->account->values[KANNEL_HOOK_KEY]));
	form_add(&query, "from", slice_of(message->from));
	form_add(&query, "to", slice_of(message->to));
	form_add(&query, "text", slice_of(message->body));
	form_add(&query, "id", slice_of(message->sid));
	buf_addf(&out, "%s?%s", url, buf_text(&query));
	whole = arena_string(arena, buf_slice(&out));
	buf_release(&query);
	buf_release(&out);
	return whole;
}

/* The GET that tells it. */
static bool
kannel_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	(void)sim;
	if (status == STATUS_QUEUED)
		return false;
	*out = (struct http_request){.method = "GET",
	    .url = message->origin == SIM_INBOUND
		? kannel_inbound(message, url, arena)
		: kannel_report(message, status, url, arena)};
	return true;
}

const struct wire wire_kannel = {
    .name = "kannel",
    .root = "/cgi-bin/",
    .values =
	{
	    [KANNEL_USERNAME] = {.name = "username",
		.prefix = "user-",
		.needed = true,
		.word = true},
	    [KANNEL_PASSWORD] = {.name = "password",
		.prefix = "",
		.needed = true},
	    [KANNEL_HOOK_KEY] = {.name = "hook_key", .prefix = ""},
	},
    .handle = kannel_handle,
    .fail = kannel_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 1,
	    [REASON_UNKNOWN_NUMBER] = 2,
	    [REASON_LANDLINE] = 3,
	    [REASON_FILTERED] = 4,
	    [REASON_UNREGISTERED] = 5,
	    [REASON_EXPIRED] = 6,
	},
    .post = kannel_post,
};
