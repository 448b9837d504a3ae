/* SPDX-License-Identifier: ISC */
#include "policy/country.h"

#include "base/buf.h"
#include "policy/place.h"
#include "text/phone.h"

#include <string.h>

static void
refuse(struct policy_finding *out, const char *reason, struct slice rule)
{
	out->verdict = POLICY_REFUSES;
	out->reason = reason;
	out->rule = rule;
}

static const char *
country_of_sender(const struct country_question *question)
{
	char phone[PHONE_MAX];
	struct place place;

	if (place_find(question->from, &place) && place.country != NULL)
		return place.country;
	if (phone_read(slice_of(question->phone), phone) &&
	    place_find(slice_of(phone), &place) && place.country != NULL)
		return place.country;
	return "US";
}

/* Is it in the list?  The list goes to *words. */
static bool
is_allowed(const struct country_question *question, const char *country,
    struct buf *words)
{
	const char *own = country_of_sender(question);
	bool found = false;
	size_t i;

	if (question->allowed_count == 0) {
		buf_addf(words, "the sender's country: %s", own);
		return country != NULL && strcmp(country, own) == 0;
	}
	buf_adds(words, "policy.countries:");
	for (i = 0; i < question->allowed_count; i++) {
		buf_addf(words, " %s", question->allowed[i]);
		if (country != NULL &&
		    strcmp(country, question->allowed[i]) == 0)
			found = true;
	}
	return found;
}

static void
check_place(const struct country_question *question, const struct place *place,
    struct arena *arena, struct policy_finding *out)
{
	struct buf words;

	buf_init(&words, BUF_NO_CAP);
	if (place->country != NULL)
		buf_addf(&words, "the number is of %s; ", place->country);
	else
		buf_adds(&words, "the number is of no country; ");
	if (!is_allowed(question, place->country, &words))
		refuse(out, "country_not_allowed", (struct slice){NULL, 0});
	out->rule = arena_slice(arena, buf_slice(&words));
	buf_release(&words);
}

void
country_check(const struct country_question *question, struct arena *arena,
    struct policy_finding *out)
{
	struct place place;

	*out = (struct policy_finding){
	    .policy = "country", .verdict = POLICY_PASSES};
	if (!place_find(question->to, &place)) {
		if (phone_is_short_code(question->to))
			refuse(out, "premium_number",
			    slice_of("a short code is a service"));
		else
			refuse(out, "country_not_allowed",
			    slice_of("not an E.164 number"));
	} else if (place.kind == PLACE_PREMIUM) {
		refuse(out, "premium_number", slice_of("a premium range"));
	} else {
		check_place(question, &place, arena, out);
	}
}
