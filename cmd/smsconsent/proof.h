/* SPDX-License-Identifier: ISC */
/*
 * proof: all that is known of one person's consent, for who has to judge it.
 */
#ifndef SMSCONSENT_PROOF_H
#define SMSCONSENT_PROOF_H

#include "base/buf.h"
#include "consent/audit.h"
#include "consent/verdict.h"
#include "store/store.h"

#include <stddef.h>
#include <stdint.h>

/* A text of ours to the person, and why it was allowed when it was claimed. */
struct proof_text {
	struct journal_row row;
	bool attempted; /* else it never went out, and nothing was asked */
	struct verdict verdict;
	bool erased; /* what it rested on is gone: the verdict is of now */
};

/* What may be sent now: of a program, or of none. */
struct proof_answer {
	struct slice program; /* not there: of none that is named */
	struct verdict transactional, promotional;
};

struct proof {
	struct slice number, tenant;
	int64_t made_ms;
	struct audit audit; /* of the whole ledger */
	struct ledger_entry *entries;
	size_t entry_count;
	struct proof_text *texts;
	size_t text_count;
	int64_t last_text_ms; /* the last attempt of any; 0: none */
	/* Of no program first, then of each that the entries name. */
	struct proof_answer *answers;
	size_t answer_count;
};

/* One JSON object, without a line feed. */
void proof_json(const struct proof *proof, struct buf *out);

/* The same as a page that needs nothing else. */
void proof_page(const struct proof *proof, struct buf *out);

#endif
