/* SPDX-License-Identifier: ISC */
#include "record/doc.h"
#include "record/scan.h"
#include "wire_twilio_parts.h"

#include <string.h>
#include <strings.h>

enum {
	SEND_HUGE = 1024 * 1024, /* bytes of an answer that is too large */
};

static bool
send_is_form(const struct http_call *call)
{
	static const char form[] = "application/x-www-form-urlencoded";
	const char *type = http_call_header(call, "Content-Type");

	return type != NULL && strncasecmp(type, form, sizeof(form) - 1) == 0 &&
	    strchr("; \t", type[sizeof(form) - 1]) != NULL;
}

static bool
send_is_utf8(const struct form *form)
{
	size_t i;

	for (i = 0; i < form->count; i++)
		if (scan_utf8_prefix(form->fields[i].value) <
		    form->fields[i].value.n)
			return false;
	return true;
}

static void
send_read(
    struct twilio_draft *send, const struct sim *sim, const struct form *form)
{
	size_t i;

	*send = (struct twilio_draft){.sim = sim,
	    .to = form_get(form, "To"),
	    .from = form_get(form, "From"),
	    .service = form_get(form, "MessagingServiceSid"),
	    .body = form_get(form, "Body"),
	    .callback = form_get(form, "StatusCallback"),
	    .validity = form_get(form, "ValidityPeriod")};
	for (i = 0; i < form->count; i++)
		send->media += slice_is(form->fields[i].name, "MediaUrl");
}

/* Not there unless it is plain ASCII, as our own references are. */
static struct slice
send_plain(struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] < ' ' || text.p[i] > '~')
			return (struct slice){NULL, 0};
	return text;
}

/*
 * What the sender calls its attempt: `ref` in the query of the StatusCallback,
 * else a header that only tests know.
 */
static struct slice
send_reference(const struct http_call *call, struct slice callback)
{
	const char *query = callback.p != NULL
	    ? memchr(callback.p, '?', callback.n)
	    : NULL;
	struct slice found = {NULL, 0};
	struct form *form;
	struct error err;

	if (query != NULL) {
		form = arena_alloc(call->arena, sizeof(*form));
		query++;
		if (form_parse((struct slice){query,
				   callback.n - (size_t)(query - callback.p)},
			form, call->arena, &err) == 0)
			found = form_get(form, "ref");
	}
	if (found.p == NULL)
		found = slice_of(http_call_header(call, "X-Smssim-Reference"));
	return send_plain(found);
}

void
twilio_twist(
    const struct fate *fate, const struct sim *sim, struct http_reply *reply)
{
	char *room;

	switch (fate->twist) {
	case FATE_PLAIN:
		break;
	case FATE_DROP:
	case FATE_LATE:
		reply->drop = true;
		break;
	case FATE_SLOW:
		reply->delay_ms = sim->slow_ms;
		break;
	case FATE_CUT:
		reply->cut = true;
		break;
	case FATE_GARBAGE:
		buf_reset(&reply->body);
		buf_adds(&reply->body, "<html>{\"sid\": \"SM");
		break;
	case FATE_HUGE:
		room = buf_reserve(&reply->body, SEND_HUGE);
		memset(room, ' ', SEND_HUGE);
		reply->body.len += SEND_HUGE;
		break;
	}
}

void
twilio_fail(const struct fate *fate, struct http_reply *reply)
{
	twilio_error(reply, fate->status, fate->code, fate->message);
	if (fate->retry_after != NULL) {
		reply->headers[reply->header_count].name = "Retry-After";
		reply->headers[reply->header_count++].value = fate->retry_after;
	}
}

static void
send_accept(struct sim *sim, struct deliver *deliver,
    const struct twilio_draft *send, struct slice reference,
    const struct fate *fate, struct http_reply *reply)
{
	struct sim_draft draft = {.origin = SIM_API,
	    .to = send->to,
	    .from = send->from,
	    .body = send->body.p != NULL ? send->body : slice_of(""),
	    .callback = send->callback,
	    .reference = reference,
	    .fate = fate->name,
	    .media = send->media};
	struct sim_message *message = sim_add(sim, &draft);
	int64_t delay = 0;

	if (message == NULL) {
		twilio_error(reply, 503, 20503, "The simulator is full");
		return;
	}
	message->receipt = receipt_at(draw_next(&sim->receipts));
	if (fate->status != 0)
		twilio_fail(fate, reply);
	else
		twilio_answer_take(reply, 201, twilio_message(sim, message));
	twilio_twist(fate, sim, reply);
	if (fate->twist == FATE_LATE) {
		delay = sim->slow_ms;
		message->created_at += delay;
		message->listed_from = clock_monotonic() + delay;
	}
	deliver_add(deliver, message, delay);
}

void
twilio_send(struct sim *sim, struct deliver *deliver,
    const struct http_call *call, struct http_reply *reply)
{
	struct form *form = arena_alloc(call->arena, sizeof(*form));
	const struct fate *fate;
	const struct twilio_fault *fault;
	struct twilio_draft send;
	struct error err;

	if (!send_is_form(call)) {
		twilio_error(reply, 415, 20422, "Unsupported Media Type");
		return;
	}
	if (form_parse(call->body, form, call->arena, &err) != 0 ||
	    !send_is_utf8(form)) {
		twilio_error(reply, 400, 20422, "Invalid Parameter");
		return;
	}
	fate = fate_at(draw_next(&sim->fates));
	if (!fate->accepts) {
		if (fate->status != 0)
			twilio_fail(fate, reply);
		twilio_twist(fate, sim, reply);
		return;
	}
	send_read(&send, sim, form);
	fault = twilio_check(&send);
	if (fault != NULL)
		twilio_error(reply, 400, fault->code, fault->message);
	else
		send_accept(sim, deliver, &send,
		    send_reference(call, send.callback), fate, reply);
}
