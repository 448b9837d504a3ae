/* SPDX-License-Identifier: ISC */
#include "policy/holiday.h"
#include "policy/quiet_table.h"

#include <stdlib.h>
#include <string.h>

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The rows of that state that are kept, all of them side by side. */
struct quiet_rule
quiet_rule_state(const char *state)
{
	struct quiet_rule rule = {NULL, 0};
	const struct quiet_row *rows;
	size_t count, i;

	rows = quiet_states(&count);
	for (i = 0; i < count; i++) {
		if (!is_same(rows[i].state, state) || !rows[i].enforce)
			continue;
		if (rule.count++ == 0)
			rule.rows = &rows[i];
	}
	return rule;
}

static int
compare_country(const void *key, const void *row)
{
	return strcmp(key, ((const struct quiet_row *)row)->country);
}

struct quiet_rule
quiet_rule_country(const char *country)
{
	const struct quiet_row *rows, *row;
	size_t count;

	rows = quiet_countries(&count);
	row = bsearch(country, rows, count, sizeof(*rows), compare_country);
	return (struct quiet_rule){row, row != NULL};
}

bool
quiet_rule_opens(const struct quiet_rule *rule, const struct civil *clock)
{
	unsigned day = QUIET_DAY(civil_weekday(clock));
	int minute = clock->hour * 60 + clock->minute;
	const struct quiet_row *row = rule->rows;
	const struct quiet_row *end = row + rule->count;

	for (; row < end; row++)
		if ((row->days & day) != 0 && minute >= row->start &&
		    minute < row->end &&
		    (row->holidays ||
			holiday_on(row->country, row->state, clock) == NULL))
			return true;
	return false;
}

const char *
quiet_rule_holiday(const struct quiet_rule *rule, const struct civil *clock)
{
	size_t i;

	for (i = 0; i < rule->count; i++)
		if (!rule->rows[i].holidays)
			return holiday_on(
			    rule->rows[i].country, rule->rows[i].state, clock);
	return NULL;
}
