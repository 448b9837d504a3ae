/* SPDX-License-Identifier: ISC */
/*
 * erase: a person asks to be forgotten.
 *
 * The personal halves of all entries of the number go, whichever tenant's they
 * are, and when it last texted.  The chain stays whole.  Grants allow nothing
 * any more; withdrawals stay in force, written once more under a keyed hash of
 * the number (store/key.h).  What a later record claims of the time before
 * grants nothing (ledger_write).
 */
#ifndef CONSENT_ERASE_H
#define CONSENT_ERASE_H

#include "store/store.h"

struct erased {
	size_t entries; /* that lost their personal half */
	size_t kept; /* withdrawals of these that stay in force */
};

/* Inside a transaction; ledger_scrub is due after its commit. */
int erase_number(struct store *store, struct slice number, int64_t now_ms,
    struct erased *erased, struct error *err);

#endif
