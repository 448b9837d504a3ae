/* SPDX-License-Identifier: ISC */
#include "template/number.h"

#include "template/filter.h"

#include <stdio.h>
#include <stdlib.h>

enum { DECIMAL_TEXT_MAX = 40 }; /* bytes of "%.15g" and more */

double
number_decimal(double number)
{
	char text[DECIMAL_TEXT_MAX];

	(void)snprintf(text, sizeof(text), "%.15g", number);
	return strtod(text, NULL);
}

/* "-3.14" and nothing else */
static bool
is_decimal(struct slice text)
{
	size_t i = text.n > 0 && text.p[0] == '-', dot = 0, digits = 0;

	for (; i < text.n; i++) {
		if (text.p[i] == '.' && digits > 0 && dot == 0) {
			dot = i;
			digits = 0;
		} else if (text.p[i] >= '0' && text.p[i] <= '9') {
			digits++;
		} else {
			return false;
		}
	}
	return dot > 0 && digits > 0;
}

struct value
number_of(struct render *render, const struct value *value)
{
	struct slice text = value->text;

	if (value->type == VALUE_INT || value->type == VALUE_FLOAT)
		return *value;
	if (value->type != VALUE_TEXT)
		return value_int(0);
	while (text.n > 0 && filter_is_space(text.p[0]))
		text = (struct slice){text.p + 1, text.n - 1};
	while (text.n > 0 && filter_is_space(text.p[text.n - 1]))
		text.n--;
	if (is_decimal(text))
		return value_of_number(text, render->arena);
	return value_int(value_leading_int(text));
}

double
number_double(const struct value *number)
{
	return number->type == VALUE_INT ? (double)number->integer
					 : number->number;
}
