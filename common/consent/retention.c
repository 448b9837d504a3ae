/* SPDX-License-Identifier: ISC */
#include "consent/retention.h"

#include "time/instant.h"

#include <string.h>

static const char withdrawal[] = "withdrawal";

/*
 * Evidence: records of consent five years (16 CFR 310.5, 89 FR 26760), longer
 * than a suit may come (four: 28 U.S.C. 1658(a)) and than the Emirates ask
 * (two).  Withdrawals have floors that differ: one year in Washington (RCW
 * 80.36.390), five for a company's own list (47 CFR 64.1200(d)(6)), ten in
 * Virginia; none of them allows to text again after it.
 */
const struct retention retentions[] = {
    {"evidence", 5, "16 CFR 310.5; 89 FR 26760"},
    {withdrawal, 0, "47 CFR 64.1200(d)(6); Va. Code 59.1-514"},
    {NULL, 0, NULL},
};

static bool
is_about(const struct retention *rule, const struct ledger_entry *entry)
{
	return rule->what != withdrawal ||
	    slice_among(entry->action, "revoked|denied");
}

int64_t
retention_until(const struct retention *rule,
    const struct ledger_entry *entries, size_t count, int64_t last_text_ms)
{
	int64_t last_ms = -1;
	struct civil civil;
	size_t i;

	for (i = 0; i < count; i++)
		if (is_about(rule, &entries[i]) &&
		    entries[i].effective_ms > last_ms)
			last_ms = entries[i].effective_ms;
	if (last_ms < 0 || rule->years == 0)
		return last_ms < 0 ? -1 : 0;
	if (last_text_ms > last_ms)
		last_ms = last_text_ms;
	civil_from_ms(last_ms, &civil);
	civil_add(&civil, (int64_t)12 * rule->years, 0);
	return civil_to_ms(&civil);
}
