/* SPDX-License-Identifier: ISC */
#include "policy/cadence.h"

bool
cadence_is_answer(struct record *message)
{
	return slice_is(record_text(message, "category"), "conversational");
}

/* When this rule has room again; now_ms when it has. */
static int64_t
cadence_room(const struct config_cadence *rule, const int64_t *claimed_ms,
    size_t claimed_count, int64_t now_ms)
{
	int64_t last; /* the claim that must leave the window first */

	if (claimed_count < (size_t)rule->count)
		return now_ms;
	last = claimed_ms[rule->count - 1];
	if (last > now_ms)
		last = now_ms;
	return last + rule->window_ms > now_ms ? last + rule->window_ms
					       : now_ms;
}

void
cadence_check(const struct config_cadence *rules, size_t rule_count,
    const int64_t *claimed_ms, size_t claimed_count, int64_t now_ms,
    struct policy_finding *finding)
{
	int64_t room;
	size_t i;

	*finding = (struct policy_finding){
	    .policy = "cadence", .until_ms = now_ms};
	for (i = 0; i < rule_count; i++) {
		room = cadence_room(
		    &rules[i], claimed_ms, claimed_count, now_ms);
		if (room <= finding->until_ms)
			continue;
		finding->verdict = POLICY_HOLDS;
		finding->reason = "cadence_limit";
		finding->until_ms = room;
		finding->rule = slice_of(rules[i].text);
	}
}
