/* SPDX-License-Identifier: ISC */
/*
 * entry: from a message record to its row in the journal.
 */
#ifndef SMSSEND_ENTRY_H
#define SMSSEND_ENTRY_H

#include "base/crypto.h"
#include "carriers.h"
#include "config/config.h"
#include "record/record.h"
#include "store/store.h"

#include <stdbool.h>

/* What the fields of a message do not say. */
struct entry_context {
	const struct config *config;
	const struct carriers *carriers;
	struct crypto_sha256 *digest;
	unsigned down; /* carriers that others are to stand in for (health.h) */
	int64_t now_ms;
	bool key_given; /* the id counts as given from outside */
};

/* Is message_id the one that is derived from dedupe_key? */
bool entry_is_derived(struct record *message, struct crypto_sha256 *digest);

/* Does the message say what it costs in US dollars?  *cost is in millionths,
 * and may be negative. */
bool entry_says_cost(struct record *message, int64_t *cost);

/*
 * Hex SHA-256 over sender, recipient, text and media, each with its length in
 * front: what the person would see.
 */
void entry_hash(struct record *message, struct crypto_sha256 *digest,
    char hex[CRYPTO_SHA256_HEX]);

/*
 * Completes the message (from, sender_kind, campaign, tenant, encoding,
 * segments, cost_estimate and currency where they are not there; segments and
 * cost_estimate also where they are less than the text takes) and fills the
 * row: scheduled when its send_at is to come, expired when its time is over or
 * will be by then, else queued.  Texts are borrowed from the message and the
 * arena.  EX_DATAERR for a message that cannot be sent.
 */
int entry_make(const struct entry_context *context, struct record *message,
    struct arena *arena, struct journal_row *row, struct error *err);

/*
 * The message is to go by another carrier: it gets that one's sender, or none
 * for its pool, and waits in `lane`.  True when another one that is well can
 * take it.
 */
bool entry_reroute(const struct entry_context *context,
    const struct carrier *carrier, struct record *message, struct slice *lane);

/* Does the row say other than the one in the journal, which still waits? */
bool entry_differs(
    const struct journal_row *known, const struct journal_row *row);

/* Does a row in that state wait to be sent? */
bool entry_waits(enum journal_state state);

/* The reason of rows that J11 holds, and of those that a newer message made
 * wrong: while they waited, or before they came in. */
#define ENTRY_UNFOUND "not_found"
#define ENTRY_SUPERSEDED "superseded"
#define ENTRY_STALE "stale_appointment"

/* Is it held since the provider does not know it?  It waits for a person, and
 * may have been received all the same: nothing takes its place. */
bool entry_is_unfound(const struct journal_row *row);

/* Was it never tried, since a newer message had made it wrong? */
bool entry_is_taken_back(const struct journal_row *row);

#endif
