/* SPDX-License-Identifier: ISC */
/*
 * kannel_hook: reports and inbound texts, each a GET whose query we have laid
 * out ourselves.  Kannel signs nothing: a secret in that query proves that the
 * caller has read Kannel's configuration.
 */
#include "provider/kannel.h"

#include "base/crypto.h"
#include "provider/drivers.h"
#include "provider/hook.h"

static const struct provider_status kannel_statuses[] = {
    {"1", "delivered", true},
    {"2", "undelivered", true},
    {"4", "accepted", false},
    {"8", "sent", false},
    {"16", "failed", true},
    {NULL, NULL, false},
};

/* SMPP 3.4: command_status (5.1.3), and the words of a receipt (appendix B). */
/* clang-format off */
const struct provider_code kannel_receipt_codes[] = {
    {"0x00000008", "provider_fault", PROVIDER_FAILED, "system error"},
    {"0x0000000a", "auth", PROVIDER_FAILED, "sender is not allowed"},
    {"0x0000000b", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"0x00000014", "rate_limited", PROVIDER_FAILED, "queue is full"},
    {"0x00000045", "unknown", PROVIDER_FAILED, "not accepted"},
    {"0x00000058", "rate_limited", PROVIDER_FAILED, "too many requests"},
    {"EXPIRED", "queue_expired", PROVIDER_FAILED, "validity period passed"},
    {"DELETED", "unknown", PROVIDER_FAILED, "deleted"},
    {"UNDELIV", "unreachable", PROVIDER_FAILED, "could not be delivered"},
    {"REJECTD", "carrier_filtered", PROVIDER_FAILED, "rejected"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */

bool
kannel_verify(const struct provider_hook *hook, struct arena *arena)
{
	struct slice key = hook_query_field(hook, "key", arena);

	return hook->secret.n > 0 && key.p != NULL &&
	    crypto_equal(key, hook->secret);
}

/* "NACK/0x0000000b/…" or "… stat:UNDELIV …"; not there: it tells none. */
static struct slice
kannel_code(struct slice told)
{
	static const struct {
		const char *head, *end;
	} forms[] = {{"NACK/", "/"}, {"stat:", " "}};
	struct slice rest, code;
	size_t i, at;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		at = slice_find(told, slice_of(forms[i].head));
		if (at == SIZE_MAX)
			continue;
		at += strlen(forms[i].head);
		rest = (struct slice){told.p + at, told.n - at};
		at = slice_find(rest, slice_of(forms[i].end));
		code = (struct slice){rest.p, at == SIZE_MAX ? rest.n : at};
		if (provider_code_find(kannel_receipt_codes, code) != NULL)
			return code;
	}
	return (struct slice){NULL, 0};
}

/* In a report %p is the recipient and %P the sender. */
int
kannel_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_delivery delivery = {.provider = &provider_kannel};
	struct form form;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	delivery.status_raw = form_get(&form, "d");
	delivery.status = provider_status_find(
	    kannel_statuses, delivery.status_raw);
	delivery.reference = form_get(&form, "ref");
	if (delivery.status == NULL || delivery.reference.n == 0)
		return 0;
	delivery.id = delivery.reference;
	delivery.to = hook_number(form_get(&form, "p"), arena);
	delivery.from = hook_number(form_get(&form, "P"), arena);
	if (slice_is(delivery.status_raw, "2") ||
	    slice_is(delivery.status_raw, "16")) {
		delivery.error_text = form_get(&form, "A");
		delivery.error_code = kannel_code(delivery.error_text);
		delivery.error_class = "unknown";
	}
	hook_delivery(hook, &delivery, out);
	return 1;
}

int
kannel_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	struct hook_reply reply = {.provider = &provider_kannel};
	struct form form;

	if (hook_form(hook, &form, arena, err) != 0)
		return -1;
	reply.id = form_get(&form, "id");
	reply.from = hook_number(form_get(&form, "from"), arena);
	reply.to = hook_number(form_get(&form, "to"), arena);
	reply.body = form_get(&form, "text");
	if (reply.id.n == 0 || reply.from.n == 0 || reply.to.n == 0 ||
	    reply.body.p == NULL)
		return 0;
	hook_reply(hook, &reply, out);
	return 1;
}
