/* SPDX-License-Identifier: ISC */
/*
 * sendgrid_hook: the Event Webhook: a JSON array, signed as a whole.
 */
#include "provider/sendgrid.h"

#include "base/crypto.h"
#include "base/crypto_sign.h"
#include "provider/drivers.h"
#include "provider/hook.h"

static const struct provider_status sendgrid_statuses[] = {
    {"processed", "accepted", false},
    {"deferred", "sent", false},
    {"delivered", "delivered", true},
    {"bounce", "undelivered", true},
    {"dropped", "failed", true},
    /* The person has it, and wants no more. */
    {"spamreport", "delivered", true},
    {"unsubscribe", "delivered", true},
    {"group_unsubscribe", "delivered", true},
    {NULL, NULL, false},
};

/* By "event", "event/type", or "event/reason". */
/* clang-format off */
const struct provider_code sendgrid_event_codes[] = {
    {"deferred", "unreachable", PROVIDER_FAILED, "the server wants it later"},
    {"bounce/blocked", "carrier_filtered", PROVIDER_FAILED, "the server blocks it"},
    {"bounce/bounce", "invalid_number", PROVIDER_FAILED, "no such address"},
    {"bounce", "invalid_number", PROVIDER_FAILED, "no such address"},
    {"dropped/Bounced Address", "invalid_number", PROVIDER_FAILED, "the address has bounced before"},
    {"dropped/Invalid", "invalid_number", PROVIDER_FAILED, "no valid address"},
    {"dropped/Unsubscribed Address", "opted_out", PROVIDER_FAILED, "unsubscribed before"},
    {"dropped/Spam Reporting Address", "opted_out", PROVIDER_FAILED, "reported as spam before"},
    {"dropped/Spam Content", "content_rejected", PROVIDER_FAILED, "taken for spam"},
    {"dropped", "unknown", PROVIDER_FAILED, "dropped"},
    {"spamreport", "opted_out", PROVIDER_FAILED, "reported as spam"},
    {"unsubscribe", "opted_out", PROVIDER_FAILED, "unsubscribed"},
    {"group_unsubscribe", "opted_out", PROVIDER_FAILED, "unsubscribed"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */

/* ECDSA over the time and the body, which ends with CRLF. */
bool
sendgrid_verify(const struct provider_hook *hook, struct arena *arena)
{
	const char *given = hook->header(
	    hook->context, "X-Twilio-Email-Event-Webhook-Signature");
	const char *time = hook->header(
	    hook->context, "X-Twilio-Email-Event-Webhook-Timestamp");
	struct buf key, signature, text;
	bool good;

	(void)arena;
	if (given == NULL || time == NULL || hook->secret.n == 0)
		return false;
	buf_init(&key, BUF_NO_CAP);
	buf_init(&signature, BUF_NO_CAP);
	buf_init(&text, BUF_NO_CAP);
	buf_adds(&text, time);
	buf_addslice(&text, hook->body);
	good = crypto_base64_decode(hook->secret, &key) == 0 &&
	    crypto_base64_decode(slice_of(given), &signature) == 0 &&
	    crypto_verify_ecdsa(
		buf_slice(&key), buf_slice(&text), buf_slice(&signature));
	buf_release(&text);
	buf_release(&signature);
	buf_release(&key);
	return good;
}

/* The id that the answer named is the head of an event's. */
static struct slice
sendgrid_id(struct slice id)
{
	static const char *const tails[] = {".recvd", ".filter", "."};
	size_t i, at;

	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		at = slice_find(id, slice_of(tails[i]));
		if (at != SIZE_MAX)
			return (struct slice){id.p, at};
	}
	return id;
}

/* The most exact of the codes that there are for it; not there: none. */
static struct slice
sendgrid_code(struct slice event, struct view body, struct arena *arena)
{
	static const char *const members[] = {"type", "reason", NULL};
	struct slice code = {NULL, 0};
	struct buf text;
	size_t i;

	if (provider_code_find(sendgrid_event_codes, event) != NULL)
		code = event;
	for (i = 0; members[i] != NULL; i++) {
		buf_init(&text, BUF_NO_CAP);
		buf_addslice(&text, event);
		buf_addc(&text, '/');
		buf_addslice(&text,
		    view_text(view_get(body, slice_of(members[i])), arena));
		if (provider_code_find(
			sendgrid_event_codes, buf_slice(&text)) != NULL)
			code = arena_slice(arena, buf_slice(&text));
		buf_release(&text);
	}
	return code;
}

int
sendgrid_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {.provider = &provider_sendgrid};
	struct view body;

	if (hook_json(hook, &body, err) != 0)
		return -1;
	delivery.status_raw = view_text(view_path(body, "event"), arena);
	delivery.status = provider_status_find(
	    sendgrid_statuses, delivery.status_raw);
	delivery.reference = view_text(view_path(body, "ref"), arena);
	delivery.id = sendgrid_id(
	    view_text(view_path(body, "sg_message_id"), arena));
	if (delivery.id.n == 0)
		delivery.id = delivery.reference;
	if (delivery.status == NULL || delivery.id.n == 0)
		return 0;
	delivery.event_id = view_text(view_path(body, "sg_event_id"), arena);
	delivery.to = view_text(view_path(body, "email"), arena);
	delivery.error_code = sendgrid_code(delivery.status_raw, body, arena);
	if (delivery.error_code.n > 0)
		delivery.error_text = view_text(
		    view_path(body, "reason"), arena);
	hook_delivery(hook, &delivery, out);
	return 1;
}
