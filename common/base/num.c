/* SPDX-License-Identifier: ISC */
#include "base/num.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

int
num_parse(struct slice text, int64_t min, int64_t max, int64_t *out)
{
	bool negative = text.n > 0 && text.p[0] == '-';
	size_t i = negative ? 1 : 0;
	int64_t value = 0;
	int digit;

	if (i == text.n)
		return -1;
	for (; i < text.n; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return -1;
		digit = text.p[i] - '0';
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, digit, &value))
			return -1;
	}
	/* Counted downwards, since INT64_MIN has no positive twin. */
	if (!negative && __builtin_sub_overflow((int64_t)0, value, &value))
		return -1;
	if (value < min || value > max)
		return -1;
	*out = value;
	return 0;
}

/* The digits behind the point in millionths, 0 to NUM_MONEY_ONE; -1: others. */
static int64_t
num_parse_part(struct slice digits)
{
	int64_t value = 0;
	size_t i;

	for (i = 0; i < digits.n; i++) {
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return -1;
		if (i < NUM_MONEY_PLACES)
			value = 10 * value + (digits.p[i] - '0');
		else if (i == NUM_MONEY_PLACES)
			value += digits.p[i] >= '5';
	}
	for (; i < NUM_MONEY_PLACES; i++)
		value *= 10;
	return value;
}

int
num_parse_money(struct slice text, int64_t *millionths)
{
	const char *dot = text.n > 0 ? memchr(text.p, '.', text.n) : NULL;
	struct slice whole = text, part = {"", 0};
	bool negative = text.n > 0 && text.p[0] == '-';
	int64_t units, rest;

	if (dot != NULL) {
		whole.n = (size_t)(dot - text.p);
		part = (struct slice){dot + 1, text.n - whole.n - 1};
		if (part.n == 0)
			return -1;
	}
	rest = num_parse_part(part);
	if (rest < 0 ||
	    num_parse(whole, INT64_MIN / NUM_MONEY_ONE + 1,
		INT64_MAX / NUM_MONEY_ONE - 1, &units) != 0)
		return -1;
	*millionths = units * NUM_MONEY_ONE + (negative ? -rest : rest);
	return 0;
}

void
num_format_money(int64_t millionths, int places, char *text)
{
	int64_t scale = NUM_MONEY_ONE, step = 1, value;
	const char *sign = millionths < 0 ? "-" : "";
	int i;

	for (i = NUM_MONEY_PLACES; i > places; i--)
		step *= 10;
	value = millionths < 0 ? -millionths : millionths;
	value = (value + step / 2) / step;
	scale /= step;
	if (value == 0)
		sign = "";
	if (places == 0)
		(void)snprintf(text, NUM_TEXT_MAX, "%s%" PRId64, sign, value);
	else
		(void)snprintf(text, NUM_TEXT_MAX, "%s%" PRId64 ".%0*" PRId64,
		    sign, value / scale, places, value % scale);
}
