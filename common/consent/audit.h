/* SPDX-License-Identifier: ISC */
/*
 * audit: is the ledger as it was written?  Every seal is computed anew, and
 * what was noted down earlier is looked for.
 *
 * The chain shows what was changed, moved, put in or taken out behind an entry
 * that is still there.  Whoever can write the file can also seal anew what
 * comes after, or cut off the end: that is what checkpoints show, kept where
 * the ledger's writer cannot reach.
 */
#ifndef CONSENT_AUDIT_H
#define CONSENT_AUDIT_H

#include "record/record.h"
#include "store/chain.h"
#include "store/store.h"

/* What was noted down: the ledger had so many entries, and this was the hash
 * of the last one. */
struct audit_checkpoint {
	char name[LEDGER_NAME]; /* "" while the ledger was empty */
	int64_t entries;
	uint8_t head[CHAIN_HASH];
	int64_t at_ms;
};

/* As {"ledger":…,"entries":…,"head":"HEX","at":…}, and back: EX_DATAERR for a
 * record that is none. */
void audit_checkpoint_write(
    const struct audit_checkpoint *checkpoint, struct record *record);
int audit_checkpoint_read(struct record *record,
    struct audit_checkpoint *checkpoint, struct error *err);

/* Where the ledger is now. */
int audit_checkpoint_now(struct store *store, int64_t now_ms,
    struct audit_checkpoint *checkpoint, struct error *err);

struct audit {
	char name[LEDGER_NAME];
	int64_t entries, people, erased; /* people: with their personal half */
	uint8_t head[CHAIN_HASH];

	/* NULL: all is well.  Else the first entry that is not, and up to which
	 * one it may be where a checkpoint alone tells. */
	const char *fault;
	int64_t first_bad, last_bad;
};

/* Checkpoints in any order.  -1: the store cannot be read. */
int audit_run(struct store *store, const struct audit_checkpoint *checkpoints,
    size_t count, struct audit *audit, struct error *err);

#endif
