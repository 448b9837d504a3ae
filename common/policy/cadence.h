/* SPDX-License-Identifier: ISC */
/*
 * cadence: how many texts one person gets in a while, from all senders of a
 * tenant.  What counts is the claim, not the delivery; answers to a person's
 * own text are neither counted nor held.
 */
#ifndef POLICY_CADENCE_H
#define POLICY_CADENCE_H

#include "config/config.h"
#include "policy/policy.h"
#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Is it an answer to an inbound text (smsreply makes those)? */
bool cadence_is_answer(struct record *message);

/*
 * What a state of the US allows in promotional texts to one person: three in 24
 * hours (state-quiet-hours.csv), of the same subject or of any.
 */
struct cadence_cap {
	const char *state;
	bool same_subject; /* its subject is the program */
	const char *source; /* the law */
	struct config_cadence rule;
};

/* That of the number's state, or NULL. */
const struct cadence_cap *cadence_cap_find(struct slice number);

/* All of them. */
const struct cadence_cap *cadence_caps(size_t *count);

/*
 * claimed_ms: when texts to the person were claimed, the newest first, as many
 * as the largest count of the rules suffice.  Instants later than now (a clock
 * that was set back) count as now.  Holds until the first instant at which each
 * window has room.
 */
void cadence_check(const struct config_cadence *rules, size_t rule_count,
    const int64_t *claimed_ms, size_t claimed_count, int64_t now_ms,
    struct policy_finding *finding);

#endif
