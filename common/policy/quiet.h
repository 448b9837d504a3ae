/* SPDX-License-Identifier: ISC */
/*
 * quiet: may a text arrive at this hour, where its reader probably is?
 *
 * The default profile holds promotional texts outside the hours of the US and
 * of the number's state (another country: of that country), and transactional
 * texts outside 08:00-21:00, a courtesy that a template may lift; nothing holds
 * conversational answers, nor a transactional text about a call that is due
 * within QUIET_CALL_MINUTES of its hang-up.  The strict profile takes every
 * text for a promotional one and has narrower hours besides; the confirmation
 * of an opt-out alone is exempt, in any profile.  Everything holds in every
 * zone where the number may be, unless the person's zone is known.  Statutes
 * exempt more than this does: what they exempt is said in the answer and never
 * assumed.
 */
#ifndef POLICY_QUIET_H
#define POLICY_QUIET_H

#include "base/error.h"
#include "base/mem.h"
#include "policy/policy.h"
#include "time/zone.h"

#include <stdbool.h>

enum {
	QUIET_CALL_MINUTES = 15, /* after the hang-up, its minute included */
};

enum quiet_profile { QUIET_DEFAULT, QUIET_STRICT, QUIET_OFF };

enum quiet_category {
	QUIET_PROMOTIONAL, /* the most careful, for what is not said */
	QUIET_TRANSACTIONAL,
	QUIET_CONVERSATIONAL,
};

struct quiet_question {
	enum quiet_profile profile;
	enum quiet_category category;
	bool confirms_stop; /* due within five minutes of the opt-out, 47 CFR
			       64.1200(a)(12) */
	bool lifted; /* the template's "quiet_hours: off" */
	bool about_call; /* the two below are known */
	int64_t call_ended_ms, due_ms;
	struct slice to; /* E.164 */
	struct slice zone; /* the person's, as stated; p is NULL: not known */
	int64_t now_ms;
};

/*
 * POLICY_PASSES, or POLICY_HOLDS with reason "quiet_hours" and, in until_ms,
 * the first whole minute at which everything allows it (or some weeks later,
 * where there is none).  The finding names the rule and zone that hold longest,
 * or of a text that passes the first that were asked.
 * Zones come from the set; texts are static, of the arena or of the set.
 * EX_DATAERR: `to` is no E.164 number, or there is no such zone.
 */
int quiet_check(const struct quiet_question *question, struct zone_set *zones,
    struct arena *arena, struct policy_finding *out, struct error *err);

/* "default", "strict" or "off"; NULL and others: QUIET_DEFAULT. */
enum quiet_profile quiet_profile_of(const char *word);

/* sms-record.5's words; QUIET_PROMOTIONAL for others. */
enum quiet_category quiet_category_of(struct slice word);

#endif
