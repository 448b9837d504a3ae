/* SPDX-License-Identifier: ISC */
/*
 * Filters of one number: its size and its places.
 */
#include "template/filter.h"
#include "template/number.h"

#include <math.h>

enum { ROUND_PLACES_MAX = 15 };

int
filter_abs(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value number = number_of(render, value);

	(void)args;
	if (number.type == VALUE_INT && number.integer >= 0)
		*value = number;
	else if (number.type == VALUE_INT && number.integer > INT64_MIN)
		*value = value_int(-number.integer);
	else
		*value = value_float(fabs(number_double(&number)));
	return 0;
}

int
filter_at_least(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value number = number_of(render, value);
	struct value least = number_of(render, &args->v[0]);

	*value = number_double(&number) < number_double(&least) ? least
								: number;
	return 0;
}

int
filter_at_most(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value number = number_of(render, value);
	struct value most = number_of(render, &args->v[0]);

	*value = number_double(&number) > number_double(&most) ? most : number;
	return 0;
}

static int
to_whole(struct render *render, struct value *value, double (*step)(double))
{
	struct value number = number_of(render, value);

	*value = number.type == VALUE_INT
	    ? number
	    : value_int(filter_whole(step(number.number)));
	return 0;
}

int
filter_ceil(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return to_whole(render, value, ceil);
}

int
filter_floor(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return to_whole(render, value, floor);
}

/* Halves go away from zero; 1.005 is a half, whatever double makes of it. */
int
filter_round(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value number = number_of(render, value), places = value_int(0);
	double scale;

	if (args->count > 0)
		places = number_of(render, &args->v[0]);
	scale = number_double(&places);
	if (number.type == VALUE_INT && scale >= 0) {
		*value = number;
		return 0;
	}
	if (scale > ROUND_PLACES_MAX || scale < -ROUND_PLACES_MAX)
		return render_fail(
		    render, "cannot round to %.0f places", scale);
	scale = pow(10, trunc(scale));
	*value = value_float(
	    round(number_decimal(number_double(&number) * scale)) / scale);
	if (scale <= 1)
		*value = value_int(filter_whole(value->number));
	return 0;
}
