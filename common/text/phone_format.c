/* SPDX-License-Identifier: ISC */
#include "text/phone.h"

#include "text/phone_plan.h"

#include <string.h>

enum {
	GROUP = 3, /* digits, where no plan says how to group them */
	GROUP_LAST = 4, /* at most, of the last group */
};

/* Puts the digits in the places that the pattern has for them. */
static char *
fill(char *out, const char *pattern, struct slice digits)
{
	for (; *pattern != '\0'; pattern++) {
		size_t take = *pattern == '#' ? 1 : 0;

		if (*pattern == '*')
			take = digits.n;
		else if (take == 0)
			*out++ = *pattern;
		memcpy(out, digits.p, take);
		out += take;
		digits = (struct slice){digits.p + take, digits.n - take};
	}
	return out;
}

/* The same from the first digit on, without parentheses. */
static char *
fill_bare(char *out, const char *national, struct slice digits)
{
	char pattern[PHONE_TEXT_MAX];
	size_t n = 0;

	for (national += strcspn(national, "#"); *national != '\0'; national++)
		if (*national != '(' && *national != ')')
			pattern[n++] = *national;
	pattern[n] = '\0';
	return fill(out, pattern, digits);
}

static char *
fill_groups(char *out, struct slice digits)
{
	while (digits.n > GROUP_LAST) {
		memcpy(out, digits.p, GROUP);
		out += GROUP;
		*out++ = ' ';
		digits = (struct slice){digits.p + GROUP, digits.n - GROUP};
	}
	memcpy(out, digits.p, digits.n);
	return out + digits.n;
}

void
phone_format(
    struct slice number, enum phone_form form, char out[PHONE_TEXT_MAX])
{
	size_t code = phone_country_digits(number.p + 1);
	struct slice country = {number.p + 1, code};
	struct slice digits = {number.p + 1 + code, number.n - 1 - code};
	const struct phone_plan *plan = phone_plan_find(country, digits);

	if (plan != NULL && form == PHONE_NATIONAL) {
		*fill(out, plan->national, digits) = '\0';
		return;
	}
	*out++ = '+';
	memcpy(out, country.p, country.n);
	out += country.n;
	*out++ = ' ';
	if (plan == NULL)
		out = fill_groups(out, digits);
	else if (plan->international != NULL)
		out = fill(out, plan->international, digits);
	else
		out = fill_bare(out, plan->national, digits);
	*out = '\0';
}
