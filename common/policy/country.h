/* SPDX-License-Identifier: ISC */
/*
 * country: may a text go to this number at all?  A wrong or a planted number
 * abroad, or one that costs more, is how texts are turned into money.
 */
#ifndef POLICY_COUNTRY_H
#define POLICY_COUNTRY_H

#include "base/mem.h"
#include "policy/policy.h"

#include <stddef.h>

struct country_question {
	struct slice to; /* E.164; a short code is refused */
	struct slice from; /* the sender */
	/* policy.countries: ISO 3166-1 alpha-2; none: the sender's own. */
	const char *const *allowed;
	size_t allowed_count;
	/*
	 * A sender that is no number (a short code, a name, a pool) is where
	 * this number of the brand is, as people write it; NULL, or one that
	 * says no country: the US.
	 */
	const char *phone;
};

/*
 * POLICY_PASSES, or POLICY_REFUSES with "country_not_allowed" or
 * "premium_number".  Texts are static or of the arena.
 */
void country_check(const struct country_question *question, struct arena *arena,
    struct policy_finding *out);

#endif
