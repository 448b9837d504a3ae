/* SPDX-License-Identifier: ISC */
/*
 * vonage_hook: receipts and inbound texts from Vonage's webhooks.
 */
#include "provider/drivers.h"
#include "provider/hook.h"
#include "provider/vonage.h"

static const struct provider_status hook_statuses[] = {
    {"submitted", "accepted", false},
    {"accepted", "sent", false},
    {"buffered", "sent", false},
    {"delivered", "delivered", true},
    {"expired", "expired", true},
    {"failed", "undelivered", true},
    {"rejected", "rejected", true},
    {"deleted", "undelivered", true},
    {"unknown", "unconfirmed", false},
    {NULL, NULL, false},
};

int
vonage_fields(const struct provider_hook *hook, struct form *form,
    struct arena *arena, struct error *err)
{
	struct view_step step = {0};
	struct view body;
	struct slice value;

	if (hook->body.n == 0)
		return form_parse(hook_query(hook), form, arena, err);
	if (hook->body.p[0] != '{')
		return hook_form(hook, form, arena, err);
	if (hook_json(hook, &body, err) != 0)
		return -1;
	form->count = 0;
	while (view_next(body, &step)) {
		if (form->count == FORM_FIELDS_MAX)
			return error_set(err, EX_DATAERR, "too many fields");
		value = view_string(step.value, arena);
		if (value.p == NULL)
			value = view_number(step.value);
		if (value.p != NULL)
			form->fields[form->count++] = (struct form_field){
			    view_unescape(step.key, arena), value};
	}
	return 0;
}

int
vonage_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {
	    .provider = &provider_vonage, .currency = slice_of("EUR")};
	struct form form;

	if (vonage_fields(hook, &form, arena, err) != 0)
		return -1;
	delivery.id = form_get(&form, "messageId");
	delivery.status_raw = form_get(&form, "status");
	delivery.status = provider_status_find(
	    hook_statuses, delivery.status_raw);
	if (delivery.id.n == 0 || delivery.status == NULL)
		return 0;
	delivery.reference = form_get(&form, "client-ref");
	/* "to" is what we sent from. */
	delivery.to = hook_number(form_get(&form, "msisdn"), arena);
	delivery.from = hook_number(form_get(&form, "to"), arena);
	delivery.error_code = form_get(&form, "err-code");
	if (slice_is(delivery.status_raw, "expired")) {
		delivery.error_class = "queue_expired";
		delivery.class_is_sure = true;
	}
	delivery.price = form_get(&form, "price");
	delivery.carrier = form_get(&form, "network-code");
	hook_delivery(hook, &delivery, out);
	return 1;
}

int
vonage_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_reply reply = {.provider = &provider_vonage};
	struct form form;

	if (vonage_fields(hook, &form, arena, err) != 0)
		return -1;
	reply.id = form_get(&form, "messageId");
	reply.from = hook_number(form_get(&form, "msisdn"), arena);
	reply.to = hook_number(form_get(&form, "to"), arena);
	reply.body = form_get(&form, "text");
	if (reply.id.n == 0 || reply.from.n == 0 || reply.to.n == 0 ||
	    reply.body.p == NULL || form_get(&form, "status").n > 0)
		return 0;
	hook_reply(hook, &reply, out);
	return 1;
}
