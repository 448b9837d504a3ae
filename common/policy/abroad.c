/* SPDX-License-Identifier: ISC */
#include "policy/abroad.h"

#include "base/buf.h"
#include "policy/place.h"
#include "policy/sender_id.h"

#include <string.h>

/* The UAE (TDRA): names of advertisers begin so. */
#define ABROAD_UAE_PREFIX "AD-"

static void
refuse(struct policy_finding *out, const char *reason, struct slice rule)
{
	out->verdict = POLICY_REFUSES;
	out->reason = reason;
	out->rule = rule;
}

/* "GB: once it is registered (…)" */
static struct slice
words(struct arena *arena, const struct sender_id *row, const char *what)
{
	struct slice text;
	struct buf buf;

	buf_init(&buf, BUF_NO_CAP);
	buf_addf(&buf, "%s: %s", row->iso, what);
	if (row->registration != NULL)
		buf_addf(&buf, " (%s)", row->registration);
	text = arena_slice(arena, buf_slice(&buf));
	buf_release(&buf);
	return text;
}

static void
check_name(const struct abroad_question *question, const char *country,
    struct arena *arena, struct policy_finding *out)
{
	const struct sender_id *row = sender_id_of(country);

	if (row == NULL) {
		out->rule = slice_of("nothing is known of names as senders");
	} else if (row->answer == SENDER_ID_NO) {
		refuse(out, "sender_not_allowed",
		    words(arena, row, "no name as a sender"));
	} else if (row->answer == SENDER_ID_REGISTERED &&
	    !question->registered) {
		refuse(out, "sender_unregistered",
		    words(arena, row, "a name has to be registered"));
	} else {
		out->rule = words(arena, row, "a name may be a sender");
	}
}

static bool
begins(struct slice text, const char *start)
{
	size_t n = strlen(start);

	return text.n > n && memcmp(text.p, start, n) == 0;
}

void
abroad_check(const struct abroad_question *question, struct arena *arena,
    struct policy_finding *out)
{
	bool name = slice_is(question->kind, "alphanumeric");
	struct place place;

	*out = (struct policy_finding){
	    .policy = "sender", .verdict = POLICY_PASSES};
	if (!place_find(question->to, &place) || place.country == NULL)
		return;
	if (name)
		check_name(question, place.country, arena, out);
	if (out->verdict != POLICY_PASSES)
		return;
	if (strcmp(place.country, "IN") == 0 &&
	    (question->entity_id.n == 0 || question->template_id.n == 0))
		refuse(out, "registration_missing",
		    slice_of("IN: a text brings its entity and template id"));
	else if (strcmp(place.country, "AE") == 0 && name &&
	    question->promotional && !begins(question->from, ABROAD_UAE_PREFIX))
		refuse(out, "sender_not_allowed",
		    slice_of("AE: a name that advertises begins "
			     "with " ABROAD_UAE_PREFIX));
}
