/* SPDX-License-Identifier: ISC */
/*
 * zone: IANA time zones from the system's tzdata (TZif, RFC 8536; the POSIX
 * rule at the file's end for years beyond its table).
 */
#ifndef TIME_ZONE_H
#define TIME_ZONE_H

#include "base/error.h"
#include "base/slice.h"
#include "time/instant.h"

#include <stdint.h>

struct zone; /* one zone, immutable once loaded */

/* A cache of zones; a zeroed one is empty and valid. */
struct zone_set {
	struct zone *head;
	const char *folder; /* NULL: the usual ones; $TZDIR is not read */
};

/*
 * The zone of that name, loaded at most once, borrowed until zone_set_release.
 * NULL with EX_DATAERR for a name that is none ("../x" and the like included).
 */
const struct zone *zone_find(
    struct zone_set *set, struct slice name, struct error *err);
void zone_set_release(struct zone_set *set);

/* What the wall clock shows; *abbreviation (borrowed) and *offset_s optional.
 */
void zone_civil(const struct zone *zone, int64_t unix_ms, struct civil *civil,
    int *offset_s, const char **abbreviation);

/*
 * The instant at which the wall clock shows this.  A time that a change skips
 * is read with the offset before the gap, one that occurs twice is the first
 * (RFC 5545, 3.3.5).
 */
int64_t zone_instant(const struct zone *zone, const struct civil *civil);

const char *zone_name(const struct zone *zone);

#endif
