/* SPDX-License-Identifier: ISC */
/*
 * Arithmetic with two numbers.
 */
#include "template/filter.h"
#include "template/number.h"

#include <math.h>

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
	struct value a = number_of(render, value);
	struct value b = number_of(render, &args->v[0]);
	int64_t result;

	if (operation->divides && number_double(&b) == 0)
		return render_fail(render, "divided by 0");
	if (a.type == VALUE_INT && b.type == VALUE_INT &&
	    !operation->whole(a.integer, b.integer, &result))
		*value = value_int(result);
	else
		*value = value_float(
		    operation->real(number_double(&a), number_double(&b)));
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
	return number_decimal(a + b);
}

static bool
subtract_whole(int64_t a, int64_t b, int64_t *result)
{
	return __builtin_sub_overflow(a, b, result);
}

static double
subtract_real(double a, double b)
{
	return number_decimal(a - b);
}

static bool
multiply_whole(int64_t a, int64_t b, int64_t *result)
{
	return __builtin_mul_overflow(a, b, result);
}

static double
multiply_real(double a, double b)
{
	return number_decimal(a * b);
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

	return number_decimal(
	    rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest);
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
