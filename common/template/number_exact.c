/* SPDX-License-Identifier: ISC */
/*
 * Exact arithmetic: an integer of any size, and how many of its digits stand
 * behind the point.
 */
#include "template/number.h"

#include <gmp.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DIVIDE_DIGITS = 40, /* behind the point: more than a double holds */
	EXPONENT_ROOM = 24, /* bytes of "e-123" and a NUL */
	BASE = 10,
};

/* ---- exact numbers ------------------------------------------------------ */

/* digits / 10^scale */
struct exact {
	mpz_t digits;
	unsigned long scale;
	bool decimal; /* not an integer by its kind */
};

static void
exact_init(struct exact *exact)
{
	mpz_init(exact->digits);
	exact->scale = 0;
	exact->decimal = false;
}

static void
exact_release(struct exact *exact)
{
	mpz_clear(exact->digits);
}

static void
multiply_power(mpz_t digits, unsigned long power)
{
	mpz_t factor;

	mpz_init(factor);
	mpz_ui_pow_ui(factor, BASE, power);
	mpz_mul(digits, digits, factor);
	mpz_clear(factor);
}

/* Text of digits, a point and an exponent, all but the digits optional. */
static int
exact_parse(struct exact *exact, struct slice text, struct render *render)
{
	char *digits = render_alloc(render, text.n + 1);
	size_t i, n = 0;
	long scale = 0;

	if (digits == NULL)
		return -1;
	for (i = 0; i < text.n && text.p[i] != 'e'; i++) {
		if (text.p[i] == '.') {
			exact->decimal = true;
			continue;
		}
		scale += exact->decimal;
		digits[n++] = text.p[i];
	}
	digits[n] = '\0';
	(void)mpz_set_str(exact->digits, digits, BASE);
	if (i < text.n)
		scale -= strtol(text.p + i + 1, NULL, BASE);
	if (scale < 0)
		multiply_power(exact->digits, (unsigned long)-scale);
	exact->scale = scale > 0 ? (unsigned long)scale : 0;
	return 0;
}

/* A double counts as the decimal that it prints as. */
static int
exact_read(
    struct exact *exact, const struct value *number, struct render *render)
{
	struct value shown = *number;

	if (number->type == VALUE_FLOAT && !isfinite(number->number))
		return render_fail(render, "a number is not finite");
	if (number->type == VALUE_FLOAT && number->text.p != NULL &&
	    (memchr(number->text.p, 'e', number->text.n) != NULL ||
		memchr(number->text.p, 'E', number->text.n) != NULL))
		shown.text.p = NULL;
	if (number->type == VALUE_FLOAT && shown.text.p != NULL &&
	    shown.text.n > NUMBER_DIGITS_MAX)
		return render_fail(render, "a number has more than %d digits",
		    NUMBER_DIGITS_MAX);
	return exact_parse(exact, value_plain(&shown, render->arena), render);
}

/* An integer becomes an integer, a decimal a double, as in the reference. */
static int
exact_write(
    const struct exact *exact, struct value *result, struct render *render)
{
	size_t room = mpz_sizeinbase(exact->digits, BASE) + EXPONENT_ROOM, n;
	char *text;

	if (!exact->decimal && mpz_fits_slong_p(exact->digits)) {
		*result = value_int(mpz_get_si(exact->digits));
		return 0;
	}
	text = render_alloc(render, room);
	if (text == NULL)
		return -1;
	(void)mpz_get_str(text, BASE, exact->digits);
	n = strlen(text);
	if (!exact->decimal) {
		*result = value_of_number(
		    (struct slice){text, n}, render->arena);
		return 0;
	}
	(void)snprintf(text + n, room - n, "e-%lu", exact->scale);
	*result = value_float(strtod(text, NULL));
	if (isinf(result->number) && !render->scope->lax)
		return render_fail(render, "a number is not finite");
	return 0;
}

/* Both to the places of the finer one. */
static void
exact_align(struct exact *a, struct exact *b)
{
	struct exact *coarse = a->scale < b->scale ? a : b;
	unsigned long scale = a->scale < b->scale ? b->scale : a->scale;

	multiply_power(coarse->digits, scale - coarse->scale);
	coarse->scale = scale;
}

/* ---- two numbers -------------------------------------------------------- */

/* Two numbers read, and what comes of them. */
struct pair {
	struct exact a, b, result;
};

static int
pair_read(struct pair *pair, const struct value *a, const struct value *b,
    struct render *render)
{
	exact_init(&pair->a);
	exact_init(&pair->b);
	exact_init(&pair->result);
	if (exact_read(&pair->a, a, render) != 0 ||
	    exact_read(&pair->b, b, render) != 0)
		return -1;
	pair->result.decimal = pair->a.decimal || pair->b.decimal;
	return 0;
}

static void
pair_release(struct pair *pair)
{
	exact_release(&pair->a);
	exact_release(&pair->b);
	exact_release(&pair->result);
}

static void
pair_divide(struct pair *pair)
{
	exact_align(&pair->a, &pair->b);
	if (pair->result.decimal) {
		/* As many digits more as the divisor is longer, too. */
		pair->result.scale = DIVIDE_DIGITS +
		    mpz_sizeinbase(pair->b.digits, BASE);
		multiply_power(pair->a.digits, pair->result.scale);
	}
	mpz_fdiv_q(pair->result.digits, pair->a.digits, pair->b.digits);
}

static void
pair_operate(struct pair *pair, enum number_operation operation)
{
	if (operation == NUMBER_DIVIDE) {
		pair_divide(pair);
		return;
	}
	if (operation == NUMBER_TIMES) {
		mpz_mul(pair->result.digits, pair->a.digits, pair->b.digits);
		pair->result.scale = pair->a.scale + pair->b.scale;
		return;
	}
	exact_align(&pair->a, &pair->b);
	pair->result.scale = pair->a.scale;
	if (operation == NUMBER_PLUS)
		mpz_add(pair->result.digits, pair->a.digits, pair->b.digits);
	else if (operation == NUMBER_MINUS)
		mpz_sub(pair->result.digits, pair->a.digits, pair->b.digits);
	else
		mpz_fdiv_r(pair->result.digits, pair->a.digits, pair->b.digits);
}

/* The short way; false when it does not lead there. */
static bool
calculate_int(
    enum number_operation operation, int64_t a, int64_t b, int64_t *result)
{
	switch (operation) {
	case NUMBER_PLUS:
		return !__builtin_add_overflow(a, b, result);
	case NUMBER_MINUS:
		return !__builtin_sub_overflow(a, b, result);
	case NUMBER_TIMES:
		return !__builtin_mul_overflow(a, b, result);
	case NUMBER_DIVIDE:
		if (b == 0 || b == -1)
			return false;
		*result = a / b - (a % b != 0 && (a < 0) != (b < 0));
		return true;
	case NUMBER_MODULO:
		if (b == 0 || b == -1)
			return false;
		*result = a % b;
		*result += *result != 0 && (*result < 0) != (b < 0) ? b : 0;
		return true;
	}
	return false;
}

/* The reference divides decimals by 0; no message means that. */
static int
divide_by_zero(struct render *render, enum number_operation operation,
    const struct pair *pair, struct value *result)
{
	int sign = mpz_sgn(pair->a.digits);

	if (operation == NUMBER_MODULO || !pair->result.decimal ||
	    !render->scope->lax)
		return render_fail(render, "divided by 0");
	*result = value_float(sign == 0 ? NAN : (double)sign * HUGE_VAL);
	return 0;
}

/* As in the reference, in lax mode: -1 times 0.0. */
static bool
is_minus_zero(const struct render *render, enum number_operation operation,
    const struct pair *pair)
{
	return render->scope->lax && pair->result.decimal &&
	    (operation == NUMBER_TIMES || operation == NUMBER_DIVIDE) &&
	    mpz_sgn(pair->result.digits) == 0 &&
	    (mpz_sgn(pair->a.digits) < 0) != (mpz_sgn(pair->b.digits) < 0);
}

int
number_calculate(struct render *render, enum number_operation operation,
    const struct value *a, const struct value *b, struct value *result)
{
	struct pair pair;
	int64_t integer;
	int code;

	if (a->type == VALUE_INT && b->type == VALUE_INT &&
	    calculate_int(operation, a->integer, b->integer, &integer)) {
		*result = value_int(integer);
		return 0;
	}
	code = pair_read(&pair, a, b, render);
	if (code == 0 && mpz_sgn(pair.b.digits) == 0 &&
	    (operation == NUMBER_DIVIDE || operation == NUMBER_MODULO)) {
		code = divide_by_zero(render, operation, &pair, result);
	} else if (code == 0) {
		pair_operate(&pair, operation);
		code = exact_write(&pair.result, result, render);
		if (code == 0 && is_minus_zero(render, operation, &pair))
			*result = value_float(-0.0);
	}
	pair_release(&pair);
	return code;
}

int
number_compare(struct render *render, const struct value *a,
    const struct value *b, int *order)
{
	struct pair pair;
	int code = pair_read(&pair, a, b, render);

	if (code == 0) {
		exact_align(&pair.a, &pair.b);
		*order = mpz_cmp(pair.a.digits, pair.b.digits);
	}
	pair_release(&pair);
	return code;
}

/* ---- one number --------------------------------------------------------- */

/* Divides by a power of ten, the rest rounded. */
static void
exact_divide_power(
    struct exact *exact, enum number_rounding rounding, unsigned long power)
{
	mpz_t divisor, half;

	mpz_init(divisor);
	mpz_init(half);
	mpz_ui_pow_ui(divisor, BASE, power);
	mpz_fdiv_q_ui(half, divisor, 2);
	if (rounding == NUMBER_UP) {
		mpz_cdiv_q(exact->digits, exact->digits, divisor);
	} else if (rounding == NUMBER_DOWN) {
		mpz_fdiv_q(exact->digits, exact->digits, divisor);
	} else {
		if (mpz_sgn(exact->digits) < 0)
			mpz_sub(exact->digits, exact->digits, half);
		else
			mpz_add(exact->digits, exact->digits, half);
		mpz_tdiv_q(exact->digits, exact->digits, divisor);
	}
	mpz_clear(half);
	mpz_clear(divisor);
}

int
number_round(struct render *render, enum number_rounding rounding,
    const struct value *number, int64_t places, struct value *result)
{
	struct exact exact;
	unsigned long scale;
	int code;

	*result = *number;
	if (places > NUMBER_DIGITS_MAX || places < -NUMBER_DIGITS_MAX)
		return render_fail(render, "rounded to more than %d places",
		    NUMBER_DIGITS_MAX);
	if (number->type == VALUE_INT && places >= 0)
		return 0;
	exact_init(&exact);
	code = exact_read(&exact, number, render);
	if (code == 0) {
		scale = places > 0 ? (unsigned long)places : 0;
		if (exact.scale > scale) {
			exact_divide_power(
			    &exact, rounding, exact.scale - scale);
			exact.scale = scale;
		}
		if (places < 0) {
			exact_divide_power(
			    &exact, rounding, (unsigned long)-places);
			multiply_power(exact.digits, (unsigned long)-places);
		}
		exact.decimal = exact.decimal && places > 0;
		code = exact_write(&exact, result, render);
	}
	exact_release(&exact);
	return code;
}

int
number_abs(
    struct render *render, const struct value *number, struct value *result)
{
	struct exact exact;
	int code;

	exact_init(&exact);
	code = exact_read(&exact, number, render);
	if (code == 0) {
		mpz_abs(exact.digits, exact.digits);
		code = exact_write(&exact, result, render);
	}
	exact_release(&exact);
	return code;
}
