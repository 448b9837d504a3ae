/* SPDX-License-Identifier: ISC */
/*
 * policy: may this message go now, by one rule.  Each rule is a pure function
 * of record, configuration, history and clock; what they have in common is the
 * form of their answer.
 */
#ifndef POLICY_POLICY_H
#define POLICY_POLICY_H

#include "base/slice.h"

#include <stdint.h>

enum policy_verdict {
	POLICY_PASSES,
	POLICY_HOLDS, /* not now: not before until_ms */
	POLICY_REFUSES, /* never */
};

/* Texts are borrowed from the arena that the rule was given, or static. */
struct policy_finding {
	const char *policy; /* its name: "quiet_hours", "cadence", … */
	enum policy_verdict verdict;
	const char *reason; /* sms-record.5's word; NULL when it passes */
	int64_t until_ms; /* POLICY_HOLDS */
	/* For --explain. */
	struct slice rule; /* what decided, in words */
	struct slice zone; /* IANA name, where a wall clock was read */
	struct slice clock; /* what it showed, RFC 3339 */
};

#endif
