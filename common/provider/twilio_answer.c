/* SPDX-License-Identifier: ISC */
/*
 * twilio_answer: what Twilio's answer to a request means.
 */
#include "provider/twilio.h"

#include "base/ascii.h"
#include "provider/answer.h"

#include <string.h>

enum {
	ANSWER_SID_LENGTH = 34, /* "SM" or "MM" and 32 hex digits */
};

bool
twilio_is_sid(struct slice text)
{
	size_t i;

	if (text.n != ANSWER_SID_LENGTH ||
	    (memcmp(text.p, "SM", 2) != 0 && memcmp(text.p, "MM", 2) != 0))
		return false;
	for (i = 2; i < text.n; i++)
		if (ascii_hex(text.p[i]) < 0)
			return false;
	return true;
}

static void
answer_accepted(
    struct view answer, struct arena *arena, struct provider_outcome *out)
{
	struct slice sid = answer_text(answer, "sid", arena);

	answer_sent(out, twilio_is_sid(sid) ? sid : slice_of(""));
	if (out->verdict != PROVIDER_SENT)
		return;
	out->status_raw = answer_text(answer, "status", arena);
	out->segments = answer_text(answer, "num_segments", arena);
	out->price = answer_text(answer, "price", arena);
	out->currency = answer_text(answer, "price_unit", arena);
}

void
twilio_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct view body;

	if (!answer_begin(answer, arena, out, &body))
		return;
	if (answer->status >= 200 && answer->status < 300) {
		answer_accepted(body, arena, out);
		return;
	}
	out->error_code = answer_text(body, "code", arena);
	out->error_text = answer_text(body, "message", arena);
	answer_refused(out, answer->status, twilio_codes);
}
