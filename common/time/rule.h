/* SPDX-License-Identifier: ISC */
/*
 * rule: a zone's yearly rule, the POSIX TZ string that ends a TZif file
 * (POSIX 8.3, with the hours of RFC 8536, 3.3.1: -167 to 167).
 */
#ifndef TIME_RULE_H
#define TIME_RULE_H

#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

enum { RULE_NAME_MAX = 16 }; /* bytes of an abbreviation with its NUL */

/* A stretch of constant offset. */
struct period {
	int64_t start, end; /* ms since 1970; INT64_MIN and _MAX: for ever */
	int offset_s;
	const char *abbreviation;
};

enum rule_form {
	RULE_MONTH, /* Mm.w.d */
	RULE_JULIAN, /* Jn: 1 to 365, 29 February never counted */
	RULE_DAY, /* n: 0 to 365 */
};

/* When a change happens, on the wall clock that it ends. */
struct rule_date {
	enum rule_form form;
	int month, week, day;
	int seconds;
};

struct rule {
	char name[RULE_NAME_MAX];
	int offset_s;
	bool has_summer;
	char summer_name[RULE_NAME_MAX];
	int summer_offset_s;
	struct rule_date summer_start, summer_end;
};

/* -1 when text is no such rule. */
int rule_parse(struct slice text, struct rule *rule);

/* The period around an instant; the abbreviation is borrowed from the rule. */
void rule_period(
    const struct rule *rule, int64_t unix_ms, struct period *period);

#endif
