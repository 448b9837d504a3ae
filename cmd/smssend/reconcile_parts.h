/* SPDX-License-Identifier: ISC */
/*
 * reconcile_parts: what the files of reconcile share among themselves.
 */
#ifndef SMSSEND_RECONCILE_PARTS_H
#define SMSSEND_RECONCILE_PARTS_H

#include "found.h"
#include "reconcile.h"

/* A list that is asked for, for the rows of one person, one after another. */
struct look {
	size_t row, end; /* of reconcile's rows: this one, behind the last */
	bool asking; /* a page is on its way */
	bool complete; /* all pages came */
	int pages;
	struct arena arena; /* of the row at hand */
	struct found found;
};

struct reconcile {
	struct run *run;
	struct arena arena; /* owns the rows */
	struct journal_row *rows;
	const struct carrier **carriers; /* of the rows */
	size_t count, next; /* the first row that no look has taken */
	struct look looks[RECONCILE_SLOTS];
	size_t unasked[CARRIERS_MAX + 1]; /* by carrier; the last: not there */
	size_t recent; /* rows too new to be asked about */
	int misses; /* lists in a row that failed */
	bool failed; /* some list did */
	bool over; /* nothing more is asked */
};

/*
 * Finds the rows in question, in a transaction of its own: rescues what dead
 * owners left, settles what stored reports know, counts what nobody can be
 * asked about.
 */
int reconcile_gather(struct reconcile *work, struct error *err);

/* How many rows are ambiguous now. */
int reconcile_count(struct reconcile *work, size_t *count, struct error *err);

#endif
