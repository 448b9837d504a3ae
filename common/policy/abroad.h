/* SPDX-License-Identifier: ISC */
/*
 * abroad: does the country take such a sender, and has the text what that
 * country wants beside it?
 */
#ifndef POLICY_ABROAD_H
#define POLICY_ABROAD_H

#include "base/mem.h"
#include "policy/policy.h"

#include <stdbool.h>

struct abroad_question {
	struct slice to; /* E.164 */
	struct slice from;
	struct slice kind; /* of the sender, as in sms-config.5 */
	bool registered;
	bool promotional;
	/* India (TRAI's TCCCPR 2018): the ids of the business and of the
	 * template, which each text brings along. */
	struct slice entity_id, template_id;
};

/*
 * POLICY_PASSES, or POLICY_REFUSES with "sender_not_allowed",
 * "sender_unregistered" or "registration_missing".  Texts are static or of the
 * arena.
 */
void abroad_check(const struct abroad_question *question, struct arena *arena,
    struct policy_finding *out);

#endif
