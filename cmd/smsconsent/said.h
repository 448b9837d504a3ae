/* SPDX-License-Identifier: ISC */
/*
 * said: whether a row of a table is a yes or a no, by all of its columns that
 * say so.
 */
#ifndef SMSCONSENT_SAID_H
#define SMSCONSENT_SAID_H

#include "base/slice.h"

#include <stdbool.h>

enum said_column {
	SAID_STATUS, /* yes, no, and the like */
	SAID_STATE, /* the same, or a state of the United States */
	SAID_OUT, /* the other way round: yes, or STOP, or a date is a no */
	SAID_OUT_AT, /* when the person opted out, else nothing */
};

/* Zeroed at the start of a row.  Any no wins. */
struct said {
	bool yes, no;
	bool not_out; /* a column of SAID_OUT or SAID_OUT_AT denies it */
	struct slice strange; /* neither a yes nor a no: borrowed */
};

/* Adds what one cell says; it is not empty.  Is it a no? */
bool said_take(struct said *said, enum said_column column, struct slice text);

/* Does a cell of SAID_OUT hold a date? */
bool said_is_date(struct slice text);

#endif
