/* SPDX-License-Identifier: ISC */
/*
 * place: where the holder of a telephone number probably is, from the number
 * alone.  People move and take their number along: this is a guess, good for
 * refusing to text at night, not for anything finer.
 */
#ifndef POLICY_PLACE_H
#define POLICY_PLACE_H

#include "base/slice.h"

#include <stdbool.h>

enum {
	PLACE_ZONES_MAX = 8, /* zones of one place */
};

enum place_kind {
	PLACE_GEOGRAPHIC, /* and mobile: they look the same */
	PLACE_TOLL_FREE, /* of +1 */
	PLACE_NON_GEOGRAPHIC, /* personal, machines, satellites */
	PLACE_PREMIUM, /* calls and texts to it cost more than others */
	PLACE_UNKNOWN, /* an area or calling code that is in no table */
};

/* All texts are static. */
struct place {
	enum place_kind kind;
	/*
	 * ISO 3166-1 alpha-2, and XK.  Toll-free and other numbers of +1 that
	 * are of no country count as the US; NULL: of no country, or unknown.
	 */
	const char *country;
	/* The state or province of a number of +1 ("FL"), else NULL. */
	const char *region;
	/*
	 * IANA names parted by '|', one to PLACE_ZONES_MAX; where nothing is
	 * known, those from Puerto Rico to Honolulu.
	 */
	const char *zones;
};

/* False, with *out untouched, for a text that is no E.164 number. */
bool place_find(struct slice number, struct place *out);

/*
 * The next zone of a list such as place.zones, which *rest points into and
 * which advances; false at its end.
 */
bool place_next_zone(const char **rest, struct slice *zone);

#endif
