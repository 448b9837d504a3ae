/* SPDX-License-Identifier: ISC */
#include "time/instant.h"

#include "time/take.h"

#include <stddef.h>

enum { DURATION_COUNT_MAX = 1000000 }; /* of one unit: no sum overflows */

struct unit {
	char letter;
	bool exact; /* behind the T */
	int64_t months, days, ms;
};

/* In the order in which they may stand (ISO 8601-1, 5.5.2). */
static const struct unit units[] = {
    {'Y', false, 12, 0, 0},
    {'M', false, 1, 0, 0},
    {'W', false, 0, 7, 0},
    {'D', false, 0, 1, 0},
    {'H', true, 0, 0, INSTANT_HOUR},
    {'M', true, 0, 0, INSTANT_MINUTE},
    {'S', true, 0, 0, INSTANT_SECOND},
};

static const size_t unit_count = sizeof(units) / sizeof(units[0]);

/* The index of the unit, searched from `from` on; unit_count if there is none.
 */
static size_t
find_unit(char letter, bool exact, size_t from)
{
	while (from < unit_count &&
	    (units[from].letter != letter || units[from].exact != exact))
		from++;
	return from;
}

/* Takes "30M"; *next is where the next unit is searched from. */
static bool
take_part(struct text *text, bool exact, size_t *next, struct duration *sum)
{
	size_t unit;
	int count;

	if (!take_number(text, 0, DURATION_COUNT_MAX, &count) ||
	    text->p == text->end)
		return false;
	unit = find_unit(*text->p++, exact, *next);
	if (unit == unit_count)
		return false;
	sum->months += count * units[unit].months;
	sum->days += count * units[unit].days;
	sum->ms += count * units[unit].ms;
	*next = unit + 1;
	return true;
}

int
duration_parse(struct slice text, struct duration *out)
{
	struct text rest;
	struct duration sum = {0};
	bool exact = false, negative;
	size_t next = 0;

	if (text.p == NULL)
		return -1;
	rest = (struct text){text.p, text.p + text.n};
	negative = take_char(&rest, '-');
	if (!negative)
		(void)take_char(&rest, '+');
	if (!take_char(&rest, 'P'))
		return -1;
	do {
		if (!exact)
			exact = take_char(&rest, 'T');
		if (!take_part(&rest, exact, &next, &sum))
			return -1;
	} while (rest.p < rest.end);
	*out = sum;
	if (negative)
		*out = (struct duration){-sum.months, -sum.days, -sum.ms};
	return 0;
}
