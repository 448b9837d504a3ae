/* SPDX-License-Identifier: ISC */
/*
 * tzif: a compiled time zone file (RFC 8536, version 2 or later).
 */
#ifndef TIME_TZIF_H
#define TIME_TZIF_H

#include "base/error.h"
#include "base/slice.h"
#include "time/rule.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tzif_type {
	int offset_s;
	size_t name; /* offset in names */
};

struct tzif {
	size_t change_count;
	int64_t *changes; /* ms since 1970, ascending */
	uint8_t *types; /* in force from that change on */
	struct tzif_type *kinds; /* the first holds before all changes */
	char *names; /* abbreviations, each with its NUL */
	bool has_rule; /* for what comes after the last change */
	struct rule rule;
};

/* -1 with EX_DATAERR for a damaged file, or one that counts leap seconds. */
int tzif_parse(struct slice data, struct tzif *tzif, struct error *err);
void tzif_release(struct tzif *tzif);

/* The period around an instant; the abbreviation is borrowed. */
void tzif_period(
    const struct tzif *tzif, int64_t unix_ms, struct period *period);

#endif
