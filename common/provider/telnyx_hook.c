/* SPDX-License-Identifier: ISC */
/*
 * telnyx_hook: receipts and inbound texts from Telnyx's webhooks, and the proof
 * that they are: Telnyx-Signature-Ed25519, base64 of Ed25519 over the
 * timestamp, '|' and the body (developers.telnyx.com: webhook signing).
 */
#include "provider/telnyx.h"

#include "base/crypto.h"
#include "base/crypto_sign.h"
#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/hook.h"

static const struct provider_status hook_statuses[] = {
    {"scheduled", "accepted", false},
    {"queued", "accepted", false},
    {"sending", "accepted", false},
    {"sent", "sent", false},
    {"delivered", "delivered", true},
    {"sending_failed", "failed", true},
    {"delivery_failed", "undelivered", true},
    {"delivery_unconfirmed", "unconfirmed", false},
    {NULL, NULL, false},
};

/* The event of that type: 1 and its payload; 0: another; -1: no JSON. */
static int
hook_event(const struct provider_hook *hook, const char *types,
    struct arena *arena, struct view *data, struct view *payload,
    struct error *err)
{
	struct view body;

	if (hook_json(hook, &body, err) != 0)
		return -1;
	*data = view_get(body, slice_of("data"));
	*payload = view_get(*data, slice_of("payload"));
	return slice_among(answer_text(*data, "event_type", arena), types);
}

int
telnyx_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {.provider = &provider_telnyx};
	struct view data, payload;
	int got = hook_event(hook, "message.sent|message.finalized", arena,
	    &data, &payload, err);

	if (got <= 0)
		return got;
	delivery.id = answer_text(payload, "id", arena);
	delivery.status_raw = answer_text(payload, "to.0.status", arena);
	delivery.status = provider_status_find(
	    hook_statuses, delivery.status_raw);
	if (delivery.id.n == 0 || delivery.status == NULL)
		return 0;
	delivery.event_id = answer_text(data, "id", arena);
	delivery.reference = hook_query_field(hook, "ref", arena);
	delivery.to = answer_text(payload, "to.0.phone_number", arena);
	delivery.from = answer_text(payload, "from.phone_number", arena);
	delivery.error_code = answer_text(payload, "errors.0.code", arena);
	delivery.error_text = answer_text(payload, "errors.0.detail", arena);
	if (delivery.error_text.n == 0)
		delivery.error_text = answer_text(
		    payload, "errors.0.title", arena);
	if (telnyx_is_stop(delivery.error_text))
		delivery.error_class = "opted_out";
	delivery.class_is_sure = delivery.error_class != NULL;
	delivery.segments = answer_text(payload, "parts", arena);
	delivery.price = answer_text(payload, "cost.amount", arena);
	delivery.currency = answer_text(payload, "cost.currency", arena);
	delivery.carrier = answer_text(payload, "to.0.carrier", arena);
	hook_delivery(hook, &delivery, out);
	return 1;
}

static void
hook_add_media(
    struct view payload, struct arena *arena, struct hook_reply *reply)
{
	struct view_step step = {0};
	struct slice url;

	while (view_next(view_get(payload, slice_of("media")), &step) &&
	    reply->media_count < HOOK_MEDIA_MAX) {
		url = answer_text(step.value, "url", arena);
		if (url.n > 0)
			reply->media[reply->media_count++] = url;
	}
}

int
telnyx_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_reply reply = {.provider = &provider_telnyx};
	struct slice word;
	struct view data, payload;
	int got = hook_event(
	    hook, "message.received", arena, &data, &payload, err);

	if (got <= 0)
		return got;
	reply.id = answer_text(payload, "id", arena);
	reply.from = answer_text(payload, "from.phone_number", arena);
	reply.to = answer_text(payload, "to.0.phone_number", arena);
	reply.body = view_string(view_get(payload, slice_of("text")), arena);
	if (reply.body.p == NULL)
		reply.body = slice_of("");
	word = answer_text(payload, "autoresponse_type", arena);
	if (slice_among(word, "STOP|START|HELP"))
		reply.opt_out = word;
	if (reply.id.n == 0 || reply.from.n == 0 || reply.to.n == 0)
		return 0;
	hook_add_media(payload, arena, &reply);
	hook_reply(hook, &reply, out);
	return 1;
}

bool
telnyx_verify(const struct provider_hook *hook, struct arena *arena)
{
	const char *given = hook->header(
	    hook->context, "Telnyx-Signature-Ed25519");
	const char *time = hook->header(hook->context, "Telnyx-Timestamp");
	struct buf key, signature, text;
	bool good;

	(void)arena;
	if (given == NULL || time == NULL ||
	    !hook_is_recent(hook, slice_of(time)))
		return false;
	buf_init(&key, BUF_NO_CAP);
	buf_init(&signature, BUF_NO_CAP);
	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "%s|", time);
	buf_addslice(&text, hook->body);
	good = crypto_base64_decode(hook->secret, &key) == 0 &&
	    crypto_base64_decode(slice_of(given), &signature) == 0 &&
	    crypto_verify_ed25519(
		buf_slice(&key), buf_slice(&text), buf_slice(&signature));
	buf_release(&text);
	buf_release(&signature);
	buf_release(&key);
	return good;
}
