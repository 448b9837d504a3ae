/* SPDX-License-Identifier: ISC */
/*
 * vonage_answer: what Vonage's answers mean.  HTTP says 200 also of what it
 * refuses: the status of each part decides (…/sms/troubleshooting-sms).
 */
#include "provider/answer.h"
#include "provider/vonage.h"

/* clang-format off */
const struct provider_code vonage_codes[] = {
    {"1", "rate_limited", PROVIDER_RETRY, "too many requests"},
    {"2", "content_rejected", PROVIDER_FAILED, "a parameter is missing"},
    {"3", "content_rejected", PROVIDER_FAILED, "a parameter is invalid"},
    {"4", "auth", PROVIDER_FATAL, "credentials are wrong"},
    {"5", "unknown", PROVIDER_AMBIGUOUS, "an error within Vonage"},
    {"6", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"7", "opted_out", PROVIDER_FAILED, "recipient is barred"},
    {"8", "auth", PROVIDER_FATAL, "the account is barred"},
    {"9", "insufficient_funds", PROVIDER_FATAL, "out of funds"},
    {"10", "rate_limited", PROVIDER_RETRY, "too many connections"},
    {"11", "auth", PROVIDER_FATAL, "the account has no such API"},
    {"12", "content_rejected", PROVIDER_FAILED, "the text is too long"},
    {"14", "auth", PROVIDER_FATAL, "the signature is wrong"},
    {"15", "auth", PROVIDER_FAILED, "no valid sender"},
    {"22", "content_rejected", PROVIDER_FAILED, "network code is invalid"},
    {"23", "content_rejected", PROVIDER_FAILED, "callback URL is invalid"},
    {"29", "auth", PROVIDER_FAILED, "trial account: recipient is not listed"},
    {"32", "auth", PROVIDER_FATAL, "secret and signature exclude each other"},
    {"33", "invalid_number", PROVIDER_FAILED, "number is deactivated"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};

const struct provider_code vonage_receipt_codes[] = {
    {"1", "unknown", PROVIDER_FAILED, "no reason given"},
    {"2", "unreachable", PROVIDER_FAILED, "handset is away for now"},
    {"3", "invalid_number", PROVIDER_FAILED, "handset is gone for good"},
    {"4", "opted_out", PROVIDER_FAILED, "recipient bars such texts"},
    {"5", "unreachable", PROVIDER_FAILED, "number was ported"},
    {"6", "carrier_filtered", PROVIDER_FAILED, "taken for spam"},
    {"7", "unreachable", PROVIDER_FAILED, "handset is busy"},
    {"8", "unreachable", PROVIDER_FAILED, "the network failed"},
    {"9", "opted_out", PROVIDER_FAILED, "recipient is on a block list"},
    {"10", "content_rejected", PROVIDER_FAILED, "the text is invalid"},
    {"11", "unreachable", PROVIDER_FAILED, "no route"},
    {"12", "unreachable", PROVIDER_FAILED, "recipient cannot be reached"},
    {"13", "carrier_filtered", PROVIDER_FAILED, "barred by age"},
    {"14", "carrier_filtered", PROVIDER_FAILED, "blocked by the carrier"},
    {"15", "insufficient_funds", PROVIDER_FAILED, "prepaid credit is out"},
    {"99", "unknown", PROVIDER_FAILED, "another error"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */

/* The first part that was taken, else the first; not there: none. */
static struct view
answer_part(struct view body, struct arena *arena)
{
	struct view parts = view_get(body, slice_of("messages"));
	struct view_step step = {0};

	while (view_next(parts, &step))
		if (slice_is(answer_text(step.value, "status", arena), "0"))
			return step.value;
	return view_path(parts, "0");
}

void
vonage_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct view body, part;
	struct slice status, count;

	if (!answer_begin(answer, arena, out, &body))
		return;
	part = answer_part(body, arena);
	status = answer_text(part, "status", arena);
	if (answer->status < 200 || answer->status >= 300 || status.n == 0) {
		answer_refused(out, answer->status, NULL);
		return;
	}
	if (!slice_is(status, "0")) {
		out->error_code = status;
		out->error_text = answer_text(part, "error-text", arena);
		answer_coded(out, vonage_codes);
		return;
	}
	answer_sent(out, answer_text(part, "message-id", arena));
	if (out->verdict != PROVIDER_SENT)
		return;
	count = answer_text(body, "message-count", arena);
	out->segments = count;
	/* The price is a part's. */
	if (slice_is(count, "1")) {
		out->price = answer_text(part, "message-price", arena);
		out->currency = slice_of("EUR");
	}
}
