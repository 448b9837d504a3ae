/* SPDX-License-Identifier: ISC */
/*
 * plivo_answer: what Plivo's answers mean.  An error has a status and words, no
 * code (www.plivo.com/docs/messaging/api/response).
 */
#include "provider/plivo.h"

#include "provider/answer.h"
#include "provider/drivers.h"

/* 400: "a parameter is missing or is invalid"; the words say which. */
static const struct {
	const char *word, *class;
} answer_named[] = {
    {"dst", "invalid_number"},
    {"destination", "invalid_number"},
    {"src", "auth"},
    {"source", "auth"},
    {"powerpack", "auth"},
    {"media", "media"},
    {"text", "content_rejected"},
};

static const char *
answer_class(struct slice words)
{
	size_t i;

	for (i = 0; i < sizeof(answer_named) / sizeof(answer_named[0]); i++)
		if (words.n > 0 &&
		    slice_find(words, slice_of(answer_named[i].word)) !=
			SIZE_MAX)
			return answer_named[i].class;
	return "unknown";
}

/* Accepted, but a number that is none is only mentioned. */
static void
answer_accepted(
    struct view body, struct arena *arena, struct provider_outcome *out)
{
	struct slice invalid = answer_text(body, "invalid_number.0", arena);
	struct slice id = answer_text(body, "message_uuid.0", arena);

	if (id.n == 0 && invalid.n > 0) {
		out->verdict = PROVIDER_FAILED;
		out->error_class = "invalid_number";
		out->error_text = slice_of("no valid recipient");
		return;
	}
	answer_sent(out, id);
}

void
plivo_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct view body;

	if (!answer_begin(answer, arena, out, &body))
		return;
	if (answer->status >= 200 && answer->status < 300) {
		answer_accepted(body, arena, out);
		return;
	}
	out->error_text = answer_text(body, "error", arena);
	answer_refused(out, answer->status, NULL);
	/* A front that is not Plivo has no such words. */
	if (out->error_text.n == 0) {
		out->error_text = answer_words(answer, arena);
		return;
	}
	if (answer->status == 400) {
		out->verdict = PROVIDER_FAILED;
		out->error_class = answer_class(out->error_text);
	} else if (answer->status == 403) {
		/* One country is not permitted, not the whole account. */
		out->verdict = PROVIDER_FAILED;
	} else if (answer->status == 404) {
		out->verdict = PROVIDER_FATAL;
		out->error_class = "auth";
	}
}

/* ---- deliveries ---------------------------------------------------------- */

const struct provider_status plivo_statuses[] = {
    {"queued", "accepted", false},
    {"sent", "sent", false},
    {"delivered", "delivered", true},
    {"undelivered", "undelivered", true},
    {"failed", "failed", true},
    {"rejected", "rejected", true},
    {"read", "read", true},
    {NULL, NULL, false},
};

/* www.plivo.com/docs/messaging/troubleshooting/error-codes */
const struct provider_code plivo_codes[] = {
    {"10", "content_rejected", PROVIDER_FAILED, "the text is invalid"},
    {"20", "unreachable", PROVIDER_FAILED, "the carrier's network, for now"},
    {"30", "carrier_filtered", PROVIDER_FAILED, "taken for spam"},
    {"40", "auth", PROVIDER_FAILED, "no valid sender"},
    {"50", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"60", "unknown", PROVIDER_FAILED, "message loop"},
    {"70", "invalid_number", PROVIDER_FAILED, "recipient is gone for good"},
    {"80", "unreachable", PROVIDER_FAILED, "recipient is away for now"},
    {"90", "unreachable", PROVIDER_FAILED, "no route"},
    {"100", "carrier_filtered", PROVIDER_FAILED, "the carrier forbids it"},
    {"110", "content_rejected", PROVIDER_FAILED, "the text is too long"},
    {"200", "opted_out", PROVIDER_FAILED, "recipient replied STOP"},
    {"201", "auth", PROVIDER_FAILED, "no toll-free number to Canada"},
    {"300", "unknown", PROVIDER_FAILED, "Plivo could not send it on"},
    {"420", "queue_expired", PROVIDER_FAILED, "expired in the queue"},
    {"450", "auth", PROVIDER_FAILED, "country is not permitted"},
    {"900", "insufficient_funds", PROVIDER_FAILED, "out of funds"},
    {"910", "auth", PROVIDER_FAILED, "the account is disabled"},
    {"950", "unregistered", PROVIDER_FAILED, "sender is not registered"},
    {"960", "unregistered", PROVIDER_FAILED, "sender is not registered"},
    {"970", "unregistered", PROVIDER_FAILED, "sender is not registered"},
    {"1000", "unknown", PROVIDER_FAILED, "unknown"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
