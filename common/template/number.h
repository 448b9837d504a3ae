/* SPDX-License-Identifier: ISC */
/*
 * number: values as numbers.  Integers stay integers as long as they fit; all
 * else is double.
 */
#ifndef TEMPLATE_NUMBER_H
#define TEMPLATE_NUMBER_H

#include "template/render.h"

/*
 * What a value counts as: an integer or a double; 0 for what is no number
 * (Liquid's to_number).
 */
struct value number_of(struct render *render, const struct value *value);

/* Of a value that number_of gave. */
double number_double(const struct value *number);

/*
 * Rounded to 15 significant digits, which is what decimals of everyday size
 * come out as: 10.1 - 2.2 is 7.9.
 */
double number_decimal(double number);

#endif
