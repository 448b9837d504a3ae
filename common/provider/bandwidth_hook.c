/* SPDX-License-Identifier: ISC */
/*
 * bandwidth_hook: receipts and inbound texts from Bandwidth's callbacks, which
 * are lists of events.  Nothing signs them: they bring HTTP Basic credentials
 * (dev.bandwidth.com/docs/messaging/webhooks).
 */
#include "provider/bandwidth.h"

#include "base/crypto.h"
#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/hook.h"

#include <strings.h>

static const struct provider_status hook_statuses[] = {
    {"message-sending", "accepted", false},
    {"message-sent", "sent", false},
    {"message-delivered", "delivered", true},
    {"message-failed", "failed", true},
    {"message-read", "read", true},
    {NULL, NULL, false},
};

/* No receipt came in time: that does not prove that no message did. */
static const struct provider_status hook_unconfirmed = {
    "message-failed", "unconfirmed", false};

int
bandwidth_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {.provider = &provider_bandwidth};
	struct view event;

	if (hook_json(hook, &event, err) != 0)
		return -1;
	delivery.id = answer_text(event, "message.id", arena);
	delivery.status_raw = answer_text(event, "type", arena);
	delivery.status = provider_status_find(
	    hook_statuses, delivery.status_raw);
	if (delivery.id.n == 0 || delivery.status == NULL)
		return 0;
	delivery.reference = answer_text(event, "message.tag", arena);
	/* A group has one event a recipient, who is on top. */
	delivery.to = answer_text(event, "to", arena);
	delivery.from = answer_text(event, "message.from", arena);
	delivery.error_code = answer_text(event, "errorCode", arena);
	if (delivery.error_code.n > 0)
		delivery.error_text = answer_text(event, "description", arena);
	if (slice_is(delivery.error_code, "9902"))
		delivery.status = &hook_unconfirmed;
	delivery.segments = answer_text(event, "message.segmentCount", arena);
	delivery.carrier = answer_text(event, "carrierName", arena);
	hook_delivery(hook, &delivery, out);
	return 1;
}

int
bandwidth_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_reply reply = {.provider = &provider_bandwidth};
	struct view_step step = {0};
	struct view event;
	struct slice url;

	if (hook_json(hook, &event, err) != 0)
		return -1;
	if (!slice_is(answer_text(event, "type", arena), "message-received") ||
	    slice_is(answer_text(event, "message.direction", arena), "out"))
		return 0;
	reply.id = answer_text(event, "message.id", arena);
	reply.from = answer_text(event, "message.from", arena);
	/* Of a group's recipients the one that is ours. */
	reply.to = answer_text(event, "message.owner", arena);
	if (reply.to.n == 0)
		reply.to = answer_text(event, "message.to.0", arena);
	reply.body = view_string(view_path(event, "message.text"), arena);
	if (reply.body.p == NULL)
		reply.body = slice_of("");
	if (reply.id.n == 0 || reply.from.n == 0 || reply.to.n == 0)
		return 0;
	while (reply.media_count < HOOK_MEDIA_MAX &&
	    view_next(view_path(event, "message.media"), &step)) {
		url = view_string(step.value, arena);
		if (url.n > 0)
			reply.media[reply.media_count++] = url;
	}
	hook_reply(hook, &reply, out);
	return 1;
}

bool
bandwidth_verify(const struct provider_hook *hook, struct arena *arena)
{
	const char *given = hook->header(hook->context, "Authorization");
	struct buf pair;
	bool good;

	(void)arena;
	if (given == NULL || hook->secret.n == 0 ||
	    strncasecmp(given, "Basic ", 6) != 0)
		return false;
	buf_init(&pair, BUF_NO_CAP);
	good = crypto_base64_decode(slice_of(given + 6), &pair) == 0 &&
	    crypto_equal(buf_slice(&pair), hook->secret);
	buf_release(&pair);
	return good;
}
