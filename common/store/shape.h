/* SPDX-License-Identifier: ISC */
/*
 * shape: how C structs and rows correspond, the same in every engine.
 */
#ifndef STORE_SHAPE_H
#define STORE_SHAPE_H

#include "store/store.h"

enum column_kind {
	COLUMN_TEXT, /* struct slice */
	COLUMN_BYTES, /* the same, for a BLOB */
	COLUMN_INT, /* int64_t */
	COLUMN_BOOL, /* bool */
	COLUMN_STATE, /* enum journal_state, as its word */
};

struct column {
	enum column_kind kind;
	size_t where; /* offsetof the member */
};

/* How one kind of row lies in memory, in the order of its SQL columns. */
struct shape {
	size_t size;
	const struct column *columns;
	int count;
};

extern const struct shape shape_message; /* struct journal_row */
extern const struct shape shape_event; /* struct journal_event */
extern const struct shape shape_told; /* struct journal_told */
extern const struct shape shape_look; /* struct journal_look */
extern const struct shape shape_inbound; /* struct inbound_text */
extern const struct shape shape_entry; /* struct ledger_entry, both halves */
extern const struct shape shape_ledger; /* its first half */
extern const struct shape shape_person; /* its second */

#endif
