/* SPDX-License-Identifier: ISC */
/*
 * number: values as numbers, and exact arithmetic with them.
 *
 * As in the reference, integers have any size and decimals are calculated as
 * decimals: 0.1 + 0.2 is 0.3.  What comes out of a decimal is a double again.
 * 64-bit integers take the short way; GMP does the rest, and only
 * number_exact.c knows it.
 */
#ifndef TEMPLATE_NUMBER_H
#define TEMPLATE_NUMBER_H

#include "template/render.h"

enum { NUMBER_DIGITS_MAX = 1000 }; /* of a number that is calculated with */

/*
 * What a value counts as: an integer or a decimal, else 0 (Liquid's
 * to_number); -1 for what is no number when strict.
 */
int number_of(
    struct render *render, const struct value *value, struct value *number);

/* Ruby's to_i, as far as an int64_t gets; false for what has none. */
bool number_to_int(const struct value *value, int64_t *integer);

enum number_operation {
	NUMBER_PLUS,
	NUMBER_MINUS,
	NUMBER_TIMES,
	NUMBER_DIVIDE, /* of integers: rounded down */
	NUMBER_MODULO, /* has the sign of the divisor */
};

/* The functions below take numbers that number_of gave (number_exact.c). */
int number_calculate(struct render *render, enum number_operation operation,
    const struct value *a, const struct value *b, struct value *result);

/* *order below, at or above 0. */
int number_compare(struct render *render, const struct value *a,
    const struct value *b, int *order);

enum number_rounding {
	NUMBER_NEAREST, /* halves away from zero */
	NUMBER_UP,
	NUMBER_DOWN,
};

/* To so many places behind the point, or before it if negative. */
int number_round(struct render *render, enum number_rounding rounding,
    const struct value *number, int64_t places, struct value *result);

int number_abs(
    struct render *render, const struct value *number, struct value *result);

#endif
