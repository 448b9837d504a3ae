/* SPDX-License-Identifier: ISC */
/*
 * found: which of the messages that a provider lists is the one that an attempt
 * made, as far as that can be told (J10).  Pure.
 */
#ifndef SMSSEND_FOUND_H
#define SMSSEND_FOUND_H

#include "base/slice.h"
#include "provider/provider.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FOUND_SKEW_MS = 5 * 1000, /* between the provider's clock and ours */
};

/* What is looked for. */
struct found_wanted {
	struct slice to;
	struct slice from; /* not there: any sender of ours */
	struct slice body;
	int64_t attempted_ms;
	int64_t settle_ms; /* from the attempt on, for found_lone */
};

/* One that is listed; `no`: it was found to be another message's. */
struct found_candidate {
	struct provider_listed listed;
	bool no;
};

/* The candidates of one look; zeroed is empty.  Texts are borrowed. */
struct found {
	struct found_candidate *list;
	size_t count, room;
};

/* Adds a page's messages; one that was on a page before counts once. */
void found_add(struct found *found, const struct provider_page *page);
void found_release(struct found *found);

/*
 * The candidate with the very text, by the same sender to the same recipient:
 * the one nearest behind the attempt, else the nearest before it, since clocks
 * differ.  NULL when there is none but such as are another message's.
 */
struct found_candidate *found_exact(
    struct found *found, const struct found_wanted *wanted);

/*
 * Where no candidate has the very text, another message's included, the
 * provider may have changed it: then the only one that was made from the
 * attempt on until the settle time was over.  NULL for none or several.
 */
struct found_candidate *found_lone(
    struct found *found, const struct found_wanted *wanted);

#endif
