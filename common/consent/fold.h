/* SPDX-License-Identifier: ISC */
/*
 * fold: where a person stands towards one query, from all that the ledger says
 * of the number.
 */
#ifndef CONSENT_FOLD_H
#define CONSENT_FOLD_H

#include "consent/verdict.h"

/* Each pointer is the entry that made it so, or NULL. */
struct fold {
	const struct verdict_query *query;
	const struct ledger_entry *stop; /* a withdrawal in force */
	const char *stop_reason;
	const struct ledger_entry *reassigned; /* silent until an own act */
	const struct ledger_entry *grant; /* enough for the query */
	const struct ledger_entry *request; /* to join, not yet confirmed */
	const struct ledger_entry *lost; /* taken by a stop, START brings it
					    back */
	/* Grants that are not enough, by what they lack. */
	const struct ledger_entry *expired, *incomplete, *weak, *elsewhere;
};

/* Takes the entries known at query->now_ms; they and the query are borrowed. */
void fold_entries(struct fold *fold, const struct verdict_query *query,
    const struct ledger_entry *entries, size_t count);

/* PEWC rather than PEC. */
bool fold_is_written(const struct ledger_entry *entry);

#endif
