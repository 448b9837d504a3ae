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

struct proof {
	struct slice number, tenant;
	int64_t made_ms;
	struct audit audit; /* of the whole ledger */
	struct ledger_entry *entries;
	size_t entry_count;
	struct proof_text *texts;
	size_t text_count;
	int64_t last_text_ms; /* the last attempt of any; 0: none */
	struct verdict transactional, promotional; /* now */
};

/* One JSON object, without a line feed. */
void proof_json(const struct proof *proof, struct buf *out);

/* The same as a page that needs nothing else. */
void proof_page(const struct proof *proof, struct buf *out);

#endif
