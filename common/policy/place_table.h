/* SPDX-License-Identifier: ISC */
/*
 * place_table: what place.c looks up.  Only it includes this, and the tests
 * that compare the tables with the lists they were made from.
 */
#ifndef POLICY_PLACE_TABLE_H
#define POLICY_PLACE_TABLE_H

#include "policy/place.h"

#include <stddef.h>

/* An area code of +1. */
struct place_area {
	int code;
	const char *country, *region; /* NULL: none */
	enum place_kind kind;
	const char *zones; /* NULL: none */
};

/* The first digits of a number behind '+'. */
struct place_calling {
	const char *prefix;
	const char *country, *zones; /* NULL: of no country */
};

/* Both sorted. */
const struct place_area *place_areas(size_t *count);
const struct place_calling *place_callings(size_t *count);

/*
 * The row whose text is the longest start of these digits.  The table is
 * sorted by that text, a const char * that its rows of `size` bytes begin with.
 */
const void *place_longest(
    const void *table, size_t count, size_t size, struct slice digits);

/* Is this number, without its '+', in a range that costs more? */
bool place_is_premium(struct slice digits);

#endif
