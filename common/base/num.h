/* SPDX-License-Identifier: ISC */
/*
 * num: numbers that come from outside.  The whole slice must be the number:
 * no sign but '-', no blanks, no other base.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include "base/slice.h"

#include <stdint.h>

enum {
	NUM_MONEY_PLACES = 6, /* decimal places kept in an amount */
	NUM_MONEY_ONE = 1000000, /* an amount of 1.00 in millionths */
	NUM_TEXT_MAX = 32, /* bytes that any formatted number fits in */
};

/* 0 when text is an integer within [min, max], else -1. */
int num_parse(struct slice text, int64_t min, int64_t max, int64_t *out);

/*
 * An amount such as "0.0083" or "-12" in millionths; further places, which
 * some providers write, are rounded half away from zero.  An exponent or an
 * overflow is -1.
 */
int num_parse_money(struct slice text, int64_t *millionths);

/*
 * Writes millionths with `places` decimals (0 to 6), rounded half away from
 * zero, into text of at least NUM_TEXT_MAX bytes.
 */
void num_format_money(int64_t millionths, int places, char *text);

#endif
