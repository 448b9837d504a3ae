/* SPDX-License-Identifier: ISC */
/*
 * Arithmetic.  Integers stay integers as long as they fit; all else is double.
 * Sums, differences and products are rounded to 15 significant digits, which
 * is what decimals of everyday size come out as: 10.1 - 2.2 is 7.9.
 */
#include "template/filter.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	DECIMAL_TEXT_MAX = 40, /* bytes of "%.15g" and more */
	DECIMAL_PLACES_MAX = 15,
};

static double
to_decimal(double number)
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

/* What a value counts as; 0 for what is no number (Liquid's to_number). */
static struct value
as_number(struct render *render, const struct value *value)
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

static double
as_double(const struct value *number)
{
	return number->type == VALUE_INT ? (double)number->integer
					 : number->number;
}

/* ---- two numbers ------------------------------------------------------- */

struct operation {
	/* true: it overflows */
	bool (*whole)(int64_t a, int64_t b, int64_t *result);
	double (*real)(double a, double b);
	bool divides;
};

static int
operate(struct render *render, struct value *value,
    const struct filter_args *args, const struct operation *operation)
{
	struct value a = as_number(render, value);
	struct value b = as_number(render, &args->v[0]);
	int64_t result;

	if (operation->divides && as_double(&b) == 0)
		return render_fail(render, "divided by 0");
	if (a.type == VALUE_INT && b.type == VALUE_INT &&
	    !operation->whole(a.integer, b.integer, &result))
		*value = value_int(result);
	else
		*value = value_float(
		    operation->real(as_double(&a), as_double(&b)));
	return 0;
}

static bool
add_whole(int64_t a, int64_t b, int64_t *result)
{
	return __builtin_add_overflow(a, b, result);
}

static double
add_real(double a, double b)
{
	return to_decimal(a + b);
}

static bool
subtract_whole(int64_t a, int64_t b, int64_t *result)
{
	return __builtin_sub_overflow(a, b, result);
}

static double
subtract_real(double a, double b)
{
	return to_decimal(a - b);
}

static bool
multiply_whole(int64_t a, int64_t b, int64_t *result)
{
	return __builtin_mul_overflow(a, b, result);
}

static double
multiply_real(double a, double b)
{
	return to_decimal(a * b);
}

/* Rounded down, as Ruby does. */
static bool
divide_whole(int64_t a, int64_t b, int64_t *result)
{
	if (a == INT64_MIN && b == -1)
		return true;
	*result = a / b - (a % b != 0 && (a < 0) != (b < 0));
	return false;
}

static double
divide_real(double a, double b)
{
	return a / b;
}

/* The rest has the sign of the divisor. */
static bool
rest_whole(int64_t a, int64_t b, int64_t *result)
{
	*result = b == -1 ? 0 : a % b;
	if (*result != 0 && (*result < 0) != (b < 0))
		*result += b;
	return false;
}

static double
rest_real(double a, double b)
{
	double rest = fmod(a, b);

	return to_decimal(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
}

int
filter_plus(
    struct render *render, struct value *value, const struct filter_args *args)
{
	static const struct operation plus = {add_whole, add_real, false};

	return operate(render, value, args, &plus);
}

int
filter_minus(
    struct render *render, struct value *value, const struct filter_args *args)
{
	static const struct operation minus = {
	    subtract_whole, subtract_real, false};

	return operate(render, value, args, &minus);
}

int
filter_times(
    struct render *render, struct value *value, const struct filter_args *args)
{
	static const struct operation times = {
	    multiply_whole, multiply_real, false};

	return operate(render, value, args, &times);
}

int
filter_divided_by(
    struct render *render, struct value *value, const struct filter_args *args)
{
	static const struct operation divide = {
	    divide_whole, divide_real, true};

	return operate(render, value, args, &divide);
}

int
filter_modulo(
    struct render *render, struct value *value, const struct filter_args *args)
{
	static const struct operation modulo = {rest_whole, rest_real, true};

	return operate(render, value, args, &modulo);
}

/* ---- one number -------------------------------------------------------- */

int
filter_abs(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value number = as_number(render, value);

	(void)args;
	if (number.type == VALUE_INT && number.integer >= 0)
		*value = number;
	else if (number.type == VALUE_INT && number.integer > INT64_MIN)
		*value = value_int(-number.integer);
	else
		*value = value_float(fabs(as_double(&number)));
	return 0;
}

int
filter_at_least(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value number = as_number(render, value);
	struct value least = as_number(render, &args->v[0]);

	*value = as_double(&number) < as_double(&least) ? least : number;
	return 0;
}

int
filter_at_most(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value number = as_number(render, value);
	struct value most = as_number(render, &args->v[0]);

	*value = as_double(&number) > as_double(&most) ? most : number;
	return 0;
}

static int
to_whole(struct render *render, struct value *value, double (*step)(double))
{
	struct value number = as_number(render, value);

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
	struct value number = as_number(render, value), places = value_int(0);
	double scale;

	if (args->count > 0)
		places = as_number(render, &args->v[0]);
	scale = as_double(&places);
	if (number.type == VALUE_INT && scale >= 0) {
		*value = number;
		return 0;
	}
	if (scale > DECIMAL_PLACES_MAX || scale < -DECIMAL_PLACES_MAX)
		return render_fail(
		    render, "cannot round to %.0f places", scale);
	scale = pow(10, trunc(scale));
	*value = value_float(
	    round(to_decimal(as_double(&number) * scale)) / scale);
	if (scale <= 1)
		*value = value_int(filter_whole(value->number));
	return 0;
}
