/* SPDX-License-Identifier: ISC */
#include "record/scan.h"
#include "wire_twilio.h"

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

static void
send_answer(const struct wire_call *call, const struct sim_message *message)
{
	wire_answer_take(call->reply, 201, twilio_message(message));
}

void
twilio_send(const struct wire_call *call)
{
	struct arena *arena = call->http->arena;
	struct form *form = arena_alloc(arena, sizeof(*form));
	const struct fate *fate;
	const struct twilio_fault *fault;
	struct twilio_draft send;
	struct sim_draft draft;
	struct error err;

	if (!wire_is_type(call->http, "application/x-www-form-urlencoded")) {
		twilio_error(call->reply, 415, 20422, "Unsupported Media Type");
		return;
	}
	if (form_parse(call->http->body, form, arena, &err) != 0 ||
	    !send_is_utf8(form)) {
		twilio_error(call->reply, 400, 20422, "Invalid Parameter");
		return;
	}
	send_read(&send, call->sim, form);
	fate = wire_fate(call, send.to);
	if (fate == NULL)
		return;
	fault = twilio_check(&send);
	if (fault != NULL) {
		twilio_error(call->reply, 400, fault->code, fault->message);
		return;
	}
	draft = (struct sim_draft){.to = send.to,
	    .from = send.from,
	    .body = send.body.p != NULL ? send.body : slice_of(""),
	    .callback = send.callback,
	    .reference = wire_reference(call, send.callback),
	    .media = send.media};
	(void)wire_take(call, fate, &draft, send_answer);
}
