/* SPDX-License-Identifier: ISC */
/*
 * dim: what messages are grouped by and conditions look at: a field of their
 * records, or what follows from a message, such as the country of its number.
 */
#ifndef SMSSTATS_DIM_H
#define SMSSTATS_DIM_H

#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "time/zone.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	DIMS_MAX = 24, /* of one run, conditions included */
	DIM_TEXT_MAX = 40, /* bytes of a text that follows from a message */
};

struct message;
struct outcome;
struct words;
struct dim_sight; /* what a derived text is made from */

struct dim {
	const char *name; /* as it was asked for */
	/* Of a field: its top-level member, and the path behind it ("" or
	 * ".a.b"); not there where the text is derived. */
	struct slice member;
	const char *rest;
	size_t trait; /* of a field: its place in message.traits */
	struct slice (*derive)(const struct dim_sight *sight,
	    char text[DIM_TEXT_MAX]); /* not there: not known */
};

struct dims {
	struct dim list[DIMS_MAX];
	size_t count;
	size_t traits; /* how many are fields */
	struct arena arena;
};

struct dim_sight {
	const struct message *message;
	const struct outcome *outcome;
	const struct words *words;
	const struct zone *zone; /* NULL: UTC */
};

/*
 * The place of a dimension, added unless it is there: "carrier", "country",
 * "day", or a field by path, "lint.errors".  SIZE_MAX when there are too many.
 */
size_t dims_add(struct dims *dims, struct slice name);

/* Each of "a,b,c"; EX_USAGE when one is empty or they are too many. */
int dims_add_list(struct dims *dims, const char *names, struct error *err);

/* A JSON value, of a field, or the text itself, derived; borrowed from words,
 * tables, or text.  *json says which; not there: not known. */
struct slice dim_value(const struct dim *dim, const struct dim_sight *sight,
    char text[DIM_TEXT_MAX], bool *json);

void dims_release(struct dims *dims);

#endif
