/* SPDX-License-Identifier: ISC */
/*
 * plivo_hook: receipts and inbound texts from Plivo's webhooks.
 */
#include "provider/drivers.h"
#include "provider/hook.h"
#include "provider/plivo.h"

#include <stdio.h>

int
plivo_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {
	    .provider = &provider_plivo, .currency = slice_of("USD")};
	struct form form;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	/* The one that the answer to the request named. */
	delivery.id = hook_either(&form, "ParentMessageUUID", "MessageUUID");
	delivery.status_raw = form_get(&form, "Status");
	delivery.status = provider_status_find(
	    plivo_statuses, delivery.status_raw);
	if (delivery.id.n == 0 || delivery.status == NULL)
		return 0;
	delivery.reference = hook_query_field(hook, "ref", arena);
	delivery.to = hook_number(form_get(&form, "To"), arena);
	delivery.from = hook_number(form_get(&form, "From"), arena);
	delivery.error_code = form_get(&form, "ErrorCode");
	delivery.segments = form_get(&form, "Units");
	delivery.price = form_get(&form, "TotalAmount");
	hook_delivery(hook, &delivery, out);
	return 1;
}

/* Media1, Media2, …; Media0 has been seen too. */
static void
hook_add_media(const struct form *form, struct hook_reply *reply)
{
	char name[32];
	struct slice url;
	int i;

	for (i = 0; i <= HOOK_MEDIA_MAX; i++) {
		(void)snprintf(name, sizeof(name), "Media%d", i);
		url = form_get(form, name);
		if (url.n > 0 && reply->media_count < HOOK_MEDIA_MAX)
			reply->media[reply->media_count++] = url;
	}
}

static struct slice
hook_opt_out(struct slice intent)
{
	static const char *const words[][2] = {
	    {"optout", "STOP"}, {"optin", "START"}, {"help", "HELP"}};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (slice_is(intent, words[i][0]))
			return slice_of(words[i][1]);
	return (struct slice){NULL, 0};
}

int
plivo_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_reply reply = {.provider = &provider_plivo};
	struct form form;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	reply.id = form_get(&form, "MessageUUID");
	reply.from = hook_number(form_get(&form, "From"), arena);
	reply.to = hook_number(form_get(&form, "To"), arena);
	reply.body = hook_either(&form, "Text", "Body");
	if (reply.body.p == NULL)
		reply.body = form_get(&form, "Text");
	if (reply.body.p == NULL && form_get(&form, "MediaCount").n > 0)
		reply.body = slice_of("");
	if (reply.id.n == 0 || reply.from.n == 0 || reply.to.n == 0 ||
	    reply.body.p == NULL || form_get(&form, "Status").n > 0)
		return 0;
	reply.opt_out = hook_opt_out(form_get(&form, "MessageIntent"));
	hook_add_media(&form, &reply);
	hook_reply(hook, &reply, out);
	return 1;
}
