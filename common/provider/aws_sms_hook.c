/* SPDX-License-Identifier: ISC */
/*
 * aws_sms_hook: events of a configuration set and inbound texts of two-way
 * numbers, as a topic of SNS delivers them.
 */
#include "provider/aws_sms.h"

#include "provider/aws.h"
#include "provider/drivers.h"
#include "provider/hook.h"

#include <string.h>

/* Without TEXT_ or MEDIA_ in front. */
static const struct provider_status aws_sms_statuses[] = {
    {"QUEUED", "accepted", false},
    {"PENDING", "accepted", false},
    {"SENT", "sent", false},
    /* One or the other, by the country. */
    {"SUCCESSFUL", "delivered", true},
    {"DELIVERED", "delivered", true},
    {"INVALID", "undelivered", true},
    {"INVALID_MESSAGE", "undelivered", true},
    {"UNREACHABLE", "undelivered", true},
    {"CARRIER_UNREACHABLE", "undelivered", true},
    {"BLOCKED", "undelivered", true},
    {"CARRIER_BLOCKED", "undelivered", true},
    {"PROTECT_BLOCKED", "undelivered", true},
    {"SPAM", "undelivered", true},
    {"TTL_EXPIRED", "expired", true},
    {"UNKNOWN", "undelivered", true},
    {"FILE_INACCESSIBLE", "failed", true},
    {"FILE_SIZE_EXCEEDED", "failed", true},
    {"FILE_TYPE_UNSUPPORTED", "failed", true},
    {NULL, NULL, false},
};

/* What is not final yet may still go on. */
static const struct provider_status aws_sms_on_its_way = {
    "SENT", "sent", false};

static struct slice
aws_sms_event(struct slice type)
{
	static const char *const heads[] = {"TEXT_", "MEDIA_"};
	size_t i, n;

	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++) {
		n = strlen(heads[i]);
		if (type.n > n && memcmp(type.p, heads[i], n) == 0)
			return (struct slice){type.p + n, type.n - n};
	}
	return (struct slice){NULL, 0};
}

static void
aws_sms_texts(
    struct view event, struct hook_delivery *delivery, struct arena *arena)
{
	const struct {
		const char *name;
		struct slice *out;
	} texts[] = {
	    {"messageId", &delivery->id},
	    {"context.ref", &delivery->reference},
	    {"destinationPhoneNumber", &delivery->to},
	    {"originationPhoneNumber", &delivery->from},
	    {"eventType", &delivery->status_raw},
	    {"totalMessageParts", &delivery->segments},
	    {"totalMessagePrice", &delivery->price},
	};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i].out = view_text(
		    view_path(event, texts[i].name), arena);
	if (delivery->price.n > 0)
		delivery->currency = slice_of("USD");
}

int
aws_sms_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {.provider = &provider_aws_sms};
	struct view event, final;
	struct slice word;

	if (aws_message(hook, arena, &event, err) != 0)
		return -1;
	aws_sms_texts(event, &delivery, arena);
	word = aws_sms_event(delivery.status_raw);
	delivery.status = provider_status_find(aws_sms_statuses, word);
	if (delivery.id.n == 0 || delivery.status == NULL)
		return 0;
	final = view_path(event, "isFinal");
	if (view_type(final) == SCAN_FALSE && delivery.status->terminal)
		delivery.status = &aws_sms_on_its_way;
	if (provider_code_find(aws_sms_event_codes, word) != NULL) {
		delivery.error_code = word;
		delivery.error_text = view_text(
		    view_path(event, "messageStatusDescription"), arena);
	}
	hook_delivery(hook, &delivery, out);
	return 1;
}

int
aws_sms_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	return aws_inbound(&provider_aws_sms, hook, arena, out, err);
}
