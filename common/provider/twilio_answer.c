/* SPDX-License-Identifier: ISC */
/*
 * twilio_answer: what Twilio's answer to a request means.
 */
#include "provider/twilio.h"

#include <string.h>

enum {
	ANSWER_SID_LENGTH = 34, /* "SM" or "MM" and 32 hex digits */
};

static struct slice
answer_text(struct view answer, const char *name, struct arena *arena)
{
	struct view value = view_get(answer, slice_of(name));

	return arena_slice(arena, view_text(value, arena));
}

bool
twilio_is_sid(struct slice text)
{
	size_t i;

	if (text.n != ANSWER_SID_LENGTH ||
	    (memcmp(text.p, "SM", 2) != 0 && memcmp(text.p, "MM", 2) != 0))
		return false;
	for (i = 2; i < text.n; i++)
		if (memchr("0123456789abcdefABCDEF", text.p[i], 22) == NULL)
			return false;
	return true;
}

static void
answer_accepted(
    struct view answer, struct arena *arena, struct provider_outcome *out)
{
	struct slice sid = answer_text(answer, "sid", arena);

	if (!twilio_is_sid(sid)) {
		out->error_class = "ambiguous";
		out->error_text = slice_of("accepted without a usable sid");
		return;
	}
	out->verdict = PROVIDER_SENT;
	out->id = sid;
	out->status_raw = answer_text(answer, "status", arena);
	out->segments = answer_text(answer, "num_segments", arena);
	out->price = answer_text(answer, "price", arena);
	out->currency = answer_text(answer, "price_unit", arena);
}

/* What a status says where the code in the body says less. */
struct answer_status {
	int status;
	enum provider_verdict verdict;
	const char *class;
};

static const struct answer_status answer_statuses[] = {
    {401, PROVIDER_FATAL, "auth"},
    {403, PROVIDER_FATAL, "auth"},
    {429, PROVIDER_RETRY, "rate_limited"},
    /* These may come from in front of Twilio, or too late: nobody knows. */
    {408, PROVIDER_AMBIGUOUS, "ambiguous"},
    {409, PROVIDER_AMBIGUOUS, "ambiguous"},
    {425, PROVIDER_AMBIGUOUS, "ambiguous"},
};

static void
answer_refused(int status, struct view answer, struct arena *arena,
    struct provider_outcome *out)
{
	const struct twilio_code *code;
	size_t i;

	out->error_class = "ambiguous";
	out->error_code = answer_text(answer, "code", arena);
	out->error_text = answer_text(answer, "message", arena);
	code = twilio_code_find(out->error_code);
	for (i = 0; i < sizeof(answer_statuses) / sizeof(answer_statuses[0]);
	     i++)
		if (answer_statuses[i].status == status) {
			out->verdict = answer_statuses[i].verdict;
			out->error_class = answer_statuses[i].class;
			return;
		}
	if (status >= 400 && status < 500 && code != NULL) {
		out->verdict = code->verdict;
		out->error_class = code->class;
	}
}

void
twilio_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct scan_fault fault;
	struct view body = {NULL, 0};
	struct buf status;

	*out = (struct provider_outcome){.verdict = PROVIDER_AMBIGUOUS,
	    .retry_after_ms = answer->retry_after_ms};
	if (answer->outcome != HTTP_ANSWERED) {
		if (answer->outcome == HTTP_NOT_SENT)
			out->verdict = PROVIDER_RETRY;
		out->error_class = answer->outcome == HTTP_NOT_SENT
		    ? "provider_fault"
		    : "ambiguous";
		out->error_text = arena_slice(arena, slice_of(answer->what));
		return;
	}
	buf_init(&status, BUF_NO_CAP);
	buf_addf(&status, "http_%d", answer->status);
	out->status_raw = arena_slice(arena, buf_slice(&status));
	buf_release(&status);
	if (scan_value(answer->body, SCAN_DEPTH_MAX, &fault) == SCAN_GOOD)
		body = view_of(answer->body);
	if (answer->status >= 200 && answer->status < 300)
		answer_accepted(body, arena, out);
	else
		answer_refused(answer->status, body, arena, out);
}
