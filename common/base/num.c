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

int
num_parse_money(struct slice text, int64_t *millionths)
{
	const char *dot = text.n > 0 ? memchr(text.p, '.', text.n) : NULL;
	struct slice whole = text, part = {"", 0};
	int64_t units, rest = 0;
	bool negative = text.n > 0 && text.p[0] == '-';
	size_t i;

	if (dot != NULL) {
		whole.n = (size_t)(dot - text.p);
		part = (struct slice){dot + 1, text.n - whole.n - 1};
		if (part.n == 0 || part.n > NUM_MONEY_PLACES)
			return -1;
	}
	if (num_parse(whole, INT64_MIN / NUM_MONEY_ONE + 1,
		INT64_MAX / NUM_MONEY_ONE - 1, &units) != 0)
		return -1;
	if (part.n > 0 &&
	    (part.p[0] == '-' || num_parse(part, 0, NUM_MONEY_ONE, &rest) != 0))
		return -1;
	for (i = part.n; i < NUM_MONEY_PLACES; i++)
		rest *= 10;
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
