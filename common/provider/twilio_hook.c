/* SPDX-License-Identifier: ISC */
/*
 * twilio_hook: receipts and inbound texts from Twilio's webhooks.
 */
#include "provider/twilio.h"

#include "base/num.h"
#include "provider/drivers.h"
#include "provider/hook.h"

const struct provider_status twilio_statuses[] = {
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
    {NULL, NULL, false},
};

int
twilio_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {.provider = &provider_twilio};
	struct form form;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	delivery.id = hook_either(&form, "MessageSid", "SmsSid");
	delivery.status_raw = hook_either(&form, "MessageStatus", "SmsStatus");
	delivery.status = provider_status_find(
	    twilio_statuses, delivery.status_raw);
	if (delivery.id.n == 0 || delivery.status == NULL)
		return 0;
	delivery.event_id = slice_of(
	    hook->header(hook->context, "I-Twilio-Idempotency-Token"));
	delivery.reference = hook_query_field(hook, "ref", arena);
	delivery.to = form_get(&form, "To");
	delivery.from = form_get(&form, "From");
	delivery.error_code = form_get(&form, "ErrorCode");
	delivery.error_text = form_get(&form, "ErrorMessage");
	hook_delivery(hook, &delivery, out);
	return 1;
}

static void
hook_add_media(const struct form *form, struct hook_reply *reply)
{
	char name[] = "MediaUrl0";
	int64_t count, i;
	struct slice url;

	if (num_parse(form_get(form, "NumMedia"), 1, HOOK_MEDIA_MAX, &count) !=
	    0)
		return;
	for (i = 0; i < count; i++) {
		name[sizeof(name) - 2] = (char)('0' + i);
		url = form_get(form, name);
		if (url.n > 0)
			reply->media[reply->media_count++] = url;
	}
}

int
twilio_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_reply reply = {.provider = &provider_twilio};
	struct slice word;
	struct form form;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	word = hook_either(&form, "SmsStatus", "MessageStatus");
	reply.id = hook_either(&form, "MessageSid", "SmsSid");
	reply.from = form_get(&form, "From");
	reply.to = form_get(&form, "To");
	reply.body = form_get(&form, "Body");
	reply.opt_out = form_get(&form, "OptOutType");
	if (reply.id.n == 0 || reply.from.n == 0 || reply.to.n == 0 ||
	    reply.body.p == NULL ||
	    (word.n > 0 && !slice_is(word, "received") &&
		!slice_is(word, "receiving")))
		return 0;
	hook_add_media(&form, &reply);
	hook_reply(hook, &reply, out);
	return 1;
}
