/* SPDX-License-Identifier: ISC */
/*
 * guard: what a caller said, made fit to stand in a text.  It is data: no
 * links, no characters that are not seen, no more than was planned for.
 */
#ifndef SMSRENDER_GUARD_H
#define SMSRENDER_GUARD_H

#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

struct guard {
	size_t max; /* code points that are kept; 0: all */
	bool link; /* links are fine */
	const char *const *domains; /* but only to these, if there are any */
	size_t domain_count;
};

/*
 * Control, bidirectional and other characters that are not seen are dropped,
 * line breaks, tabs and all kinds of spaces become blanks, and what is too long
 * is cut between characters as a reader sees them.  A joiner stays where it
 * joins pictures or letters of a script that writes with it, a variation
 * selector behind a picture, and whatever stands in `own`: it is the author's.
 * The result is the value itself or lies in the arena.
 */
struct slice guard_clean(
    struct slice value, size_t max, struct slice own, struct arena *arena);

/* Nothing is the author's. */
#define GUARD_NO_OWN ((struct slice){NULL, 0})

/* A link that may not be there is EX_DATAERR. */
int guard_check_links(
    const struct guard *guard, struct slice value, struct error *err);

/*
 * Both, and -1 with EX_DATAERR for a value of which nothing is left, and for
 * one that may be a link and would be cut.
 */
int guard_value(const struct guard *guard, struct slice value,
    struct arena *arena, struct slice *out, struct error *err);

#endif
