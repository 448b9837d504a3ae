/* SPDX-License-Identifier: ISC */
/*
 * Filters of numbers.
 */
#include "template/filter.h"
#include "template/number.h"

/* ---- two numbers -------------------------------------------------------- */

static int
calculate(struct render *render, struct value *value,
    const struct filter_args *args, enum number_operation operation)
{
	struct value a, b;

	if (number_of(render, value, &a) != 0 ||
	    number_of(render, &args->v[0], &b) != 0)
		return -1;
	return number_calculate(render, operation, &a, &b, value);
}

int
filter_plus(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return calculate(render, value, args, NUMBER_PLUS);
}

int
filter_minus(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return calculate(render, value, args, NUMBER_MINUS);
}

int
filter_times(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return calculate(render, value, args, NUMBER_TIMES);
}

int
filter_divided_by(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return calculate(render, value, args, NUMBER_DIVIDE);
}

int
filter_modulo(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return calculate(render, value, args, NUMBER_MODULO);
}

/* The argument, if the number is on the wrong side of it (sign of order). */
static int
limit(struct render *render, struct value *value,
    const struct filter_args *args, int wrong)
{
	struct value number, bound;
	int order;

	if (number_of(render, value, &number) != 0 ||
	    number_of(render, &args->v[0], &bound) != 0 ||
	    number_compare(render, &number, &bound, &order) != 0)
		return -1;
	*value = (order < 0 && wrong < 0) || (order > 0 && wrong > 0) ? bound
								      : number;
	render_settle(render, value);
	return 0;
}

int
filter_at_least(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return limit(render, value, args, -1);
}

int
filter_at_most(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return limit(render, value, args, 1);
}

int
filter_sum(
    struct render *render, struct value *value, const struct filter_args *args)
{
	const struct value *property = property_argument(args);
	struct value list, item, number, sum = value_int(0);
	size_t i;

	if (render_list(render, value, &list) != 0)
		return -1;
	for (i = 0; i < list.list.count; i++) {
		item = list.list.items[i];
		if (property != NULL &&
		    property_of(render, &item, property, &item) < 0)
			return -1;
		if (number_of(render, &item, &number) != 0 ||
		    number_calculate(
			render, NUMBER_PLUS, &sum, &number, &sum) != 0)
			return -1;
	}
	*value = sum;
	return 0;
}

/* ---- one number --------------------------------------------------------- */

int
filter_abs(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value number;

	(void)args;
	if (number_of(render, value, &number) != 0)
		return -1;
	return number_abs(render, &number, value);
}

static int
to_whole(
    struct render *render, struct value *value, enum number_rounding rounding)
{
	struct value number;

	if (number_of(render, value, &number) != 0)
		return -1;
	return number_round(render, rounding, &number, 0, value);
}

int
filter_ceil(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return to_whole(render, value, NUMBER_UP);
}

int
filter_floor(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return to_whole(render, value, NUMBER_DOWN);
}

int
filter_round(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value number, places = value_int(0);
	int64_t count;

	if (number_of(render, value, &number) != 0 ||
	    (args->count > 0 && number_of(render, &args->v[0], &places) != 0))
		return -1;
	(void)number_to_int(&places, &count);
	return number_round(render, NUMBER_NEAREST, &number, count, value);
}
