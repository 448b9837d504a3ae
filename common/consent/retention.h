/* SPDX-License-Identifier: ISC */
/*
 * retention: how long what the ledger has of a person is to be kept, and by
 * which rule.
 */
#ifndef CONSENT_RETENTION_H
#define CONSENT_RETENTION_H

#include "store/store.h"

struct retention {
	const char *what; /* "evidence", "withdrawal" */
	int years; /* after the last text, entry or withdrawal; 0: for ever */
	const char *source;
};

/* The rules, ending with a NULL what. */
extern const struct retention retentions[];

/*
 * Until when, as the rule has it, by the calendar of UTC; 0: for ever, or -1:
 * there is nothing that it is about.  last_text_ms: our last text to the
 * person; 0: none.
 */
int64_t retention_until(const struct retention *rule,
    const struct ledger_entry *entries, size_t count, int64_t last_text_ms);

#endif
