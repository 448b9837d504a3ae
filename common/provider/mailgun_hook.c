/* SPDX-License-Identifier: ISC */
/*
 * mailgun_hook: events.  The signature is inside of the body and covers a time
 * and a token, not what the event says.
 */
#include "provider/mailgun.h"

#include "base/crypto.h"
#include "base/num.h"
#include "provider/drivers.h"
#include "provider/hook.h"

enum { MAILGUN_WINDOW_MS = 300 * 1000 }; /* how old an event may be */

static const struct provider_status mailgun_statuses[] = {
    {"accepted", "accepted", false},
    {"delivered", "delivered", true},
    {"failed", "undelivered", true},
    {"failed/temporary", "sent", false},
    {"rejected", "failed", true},
    /* The person has it, and wants no more. */
    {"complained", "delivered", true},
    {"unsubscribed", "delivered", true},
    {NULL, NULL, false},
};

/* By "event", "event/severity" or "event/reason". */
/* clang-format off */
const struct provider_code mailgun_event_codes[] = {
    {"failed/temporary", "unreachable", PROVIDER_FAILED, "the server wants it later"},
    {"failed/bounce", "invalid_number", PROVIDER_FAILED, "no such address"},
    {"failed/suppress-bounce", "invalid_number", PROVIDER_FAILED, "the address has bounced before"},
    {"failed/suppress-unsubscribe", "opted_out", PROVIDER_FAILED, "unsubscribed before"},
    {"failed/suppress-complaint", "opted_out", PROVIDER_FAILED, "complained before"},
    {"failed", "unknown", PROVIDER_FAILED, "not delivered"},
    {"rejected", "content_rejected", PROVIDER_FAILED, "refused by Mailgun"},
    {"complained", "opted_out", PROVIDER_FAILED, "complained"},
    {"unsubscribed", "opted_out", PROVIDER_FAILED, "unsubscribed"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */

/* The three texts that prove an event, of a form or of JSON. */
struct mailgun_proof {
	struct slice time, token, signature;
};

static int
mailgun_proof(const struct provider_hook *hook, struct mailgun_proof *out,
    struct arena *arena)
{
	struct view body;
	struct form form;
	struct error err;

	if (hook_form(hook, &form, arena, &err) != 0)
		return -1;
	if (form.count > 0) {
		out->time = form_get(&form, "timestamp");
		out->token = form_get(&form, "token");
		out->signature = form_get(&form, "signature");
		return 0;
	}
	if (hook_json(hook, &body, &err) != 0)
		return -1;
	out->time = view_text(view_path(body, "signature.timestamp"), arena);
	out->token = view_text(view_path(body, "signature.token"), arena);
	out->signature = view_text(
	    view_path(body, "signature.signature"), arena);
	return 0;
}

bool
mailgun_verify(const struct provider_hook *hook, struct arena *arena)
{
	uint8_t digest[CRYPTO_SHA256_SIZE];
	char hex[CRYPTO_SHA256_HEX];
	struct mailgun_proof proof = {.time = {NULL, 0}};
	struct buf text;
	int64_t time;

	if (hook->secret.n == 0 || mailgun_proof(hook, &proof, arena) != 0 ||
	    num_parse(proof.time, 0, INT64_C(100000000000), &time) != 0 ||
	    proof.token.n == 0 || proof.signature.n == 0)
		return false;
	time = hook->now_ms - 1000 * time;
	if (time > MAILGUN_WINDOW_MS || time < -MAILGUN_WINDOW_MS)
		return false;
	buf_init(&text, BUF_NO_CAP);
	buf_addslice(&text, proof.time);
	buf_addslice(&text, proof.token);
	crypto_hmac_sha256(hook->secret, buf_slice(&text), digest);
	buf_release(&text);
	crypto_hex(digest, sizeof(digest), hex);
	return crypto_equal(proof.signature, slice_of(hex));
}

/* "event/detail" in the arena, if it has a row; else not there. */
static struct slice
mailgun_detail(struct slice event, struct slice detail, struct arena *arena)
{
	struct slice found = {NULL, 0};
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	buf_addslice(&text, event);
	buf_addc(&text, '/');
	buf_addslice(&text, detail);
	if (provider_code_find(mailgun_event_codes, buf_slice(&text)) != NULL)
		found = arena_slice(arena, buf_slice(&text));
	buf_release(&text);
	return found;
}

static void
mailgun_error(
    struct view event, struct hook_delivery *delivery, struct arena *arena)
{
	struct slice word = delivery->status_raw;
	struct slice code = mailgun_detail(
	    word, view_text(view_path(event, "severity"), arena), arena);

	if (code.n > 0) {
		delivery->status_raw = code;
		delivery->status = provider_status_find(mailgun_statuses, code);
	} else {
		code = mailgun_detail(
		    word, view_text(view_path(event, "reason"), arena), arena);
	}
	if (code.n == 0 &&
	    provider_code_find(mailgun_event_codes, word) != NULL)
		code = word;
	delivery->error_code = code;
	if (code.n > 0)
		delivery->error_text = view_text(
		    view_path(event, "delivery-status.message"), arena);
}

int
mailgun_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {.provider = &provider_mailgun};
	struct view body, event;
	struct form form;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	if (form.count > 0) /* a mail that came in, by a route */
		return 0;
	if (hook_json(hook, &body, err) != 0)
		return -1;
	event = view_path(body, "event-data");
	delivery.status_raw = view_text(view_path(event, "event"), arena);
	delivery.status = provider_status_find(
	    mailgun_statuses, delivery.status_raw);
	delivery.reference = view_text(
	    view_path(event, "user-variables.ref"), arena);
	delivery.id = mailgun_id(
	    view_text(view_path(event, "message.headers.message-id"), arena));
	if (delivery.id.n == 0)
		delivery.id = delivery.reference;
	if (delivery.status == NULL || delivery.id.n == 0)
		return 0;
	delivery.event_id = view_text(view_path(event, "id"), arena);
	delivery.to = view_text(view_path(event, "recipient"), arena);
	mailgun_error(event, &delivery, arena);
	hook_delivery(hook, &delivery, out);
	return 1;
}
