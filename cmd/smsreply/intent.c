/* SPDX-License-Identifier: ISC */
#include "intent.h"

#include <stddef.h>

static const struct {
	const char *name;
	const char *action; /* when it matches, or needs no match */
	bool needs_question;
} intents[] = {
    [INTENT_STOP] = {"stop", "record_revocation", false},
    [INTENT_START] = {"start", "record_grant", false},
    [INTENT_OPT_IN] = {"opt_in", "record_grant", true},
    [INTENT_HELP] = {"help", "send_help", false},
    [INTENT_CONFIRM] = {"confirm", "mark_confirmed", true},
    [INTENT_RESCHEDULE] = {"reschedule", "request_callback", true},
    [INTENT_CANCEL] = {"cancel", "mark_cancelled", true},
    [INTENT_YES] = {"yes", "route_to_human", false},
    [INTENT_NO] = {"no", "route_to_human", false},
    [INTENT_LATE] = {"late", "route_to_human", false},
    [INTENT_OTHER] = {"other", "route_to_human", false},
};

static const char *const matches[] = {
    [MATCH_NONE] = "none",
    [MATCH_SINGLE] = "single",
    [MATCH_AMBIGUOUS] = "ambiguous",
    [MATCH_STALE] = "stale",
};

const char *
intent_name(enum intent intent)
{
	return intents[intent].name;
}

bool
intent_find(struct slice name, enum intent *intent)
{
	size_t i;

	for (i = 0; i < sizeof(intents) / sizeof(intents[0]); i++)
		if (slice_is(name, intents[i].name)) {
			*intent = (enum intent)i;
			return true;
		}
	return false;
}

bool
intent_needs_question(enum intent intent)
{
	return intents[intent].needs_question;
}

const char *
intent_action(enum intent intent, enum match match)
{
	if (!intents[intent].needs_question || match == MATCH_SINGLE)
		return intents[intent].action;
	return match == MATCH_AMBIGUOUS ? "clarify" : "route_to_human";
}

const char *
match_name(enum match match)
{
	return matches[match];
}
