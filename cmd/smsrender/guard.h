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
	size_t max; /* characters that are kept; 0: all */
	bool link; /* links are fine */
	const char *const *domains; /* but only to these, if there are any */
	size_t domain_count;
};

/*
 * Control, bidirectional and zero-width characters are dropped, line breaks,
 * tabs and all kinds of spaces become blanks, and what is too long is cut
 * between characters as a reader sees them.  -1 with EX_DATAERR for a link that
 * may not be there, and for a value of which nothing is left.  The result is
 * the value itself or lies in the arena.
 */
int guard_value(const struct guard *guard, struct slice value,
    struct arena *arena, struct slice *out, struct error *err);

#endif
