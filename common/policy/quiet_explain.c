/* SPDX-License-Identifier: ISC */
#include "policy/quiet_explain.h"

#include <string.h>

enum { WEEK = 7 };

static bool
has_day(unsigned days, int since_monday)
{
	return since_monday < WEEK &&
	    (days & QUIET_DAY((since_monday + 1) % WEEK)) != 0;
}

/* "Mon-Fri", "Sat", "Mon-Sat,Sun". */
static void
add_days(unsigned days, struct buf *out)
{
	static const char names[WEEK][4] = {
	    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	int first, last;

	for (first = 0; first < WEEK; first = last + 1) {
		last = first;
		if (!has_day(days, first))
			continue;
		while (has_day(days, last + 1))
			last++;
		buf_addf(out, " %s", names[first]);
		if (last > first)
			buf_addf(out, "-%s", names[last]);
	}
}

static void
add_hours(const struct quiet_row *row, struct buf *out)
{
	add_days(row->days, out);
	buf_addf(out, " %02d:%02d-%02d:%02d", row->start / 60, row->start % 60,
	    row->end / 60, row->end % 60);
}

static const char *
name_of(const struct quiet_row *row)
{
	if (row->state != NULL)
		return row->state;
	return row->country != NULL ? row->country : row->source;
}

void
quiet_explain_rule(
    const struct quiet_rule *rule, const struct civil *clock, struct buf *out)
{
	const struct quiet_row *row = rule->rows;
	const char *holiday = quiet_rule_holiday(rule, clock);
	size_t i;

	buf_adds(out, name_of(row));
	for (i = 0; i < rule->count; i++) {
		buf_adds(out, i > 0 ? "," : "");
		add_hours(&row[i], out);
	}
	if (!row->holidays)
		buf_adds(out, ", no holidays");
	if (row->country != NULL)
		buf_addf(out, " (%s)", row->source);
	if (holiday != NULL)
		buf_addf(out, "; it is %s", holiday);
	if (row->exempt_if != NULL)
		buf_addf(
		    out, "; would exempt, not assumed: %s", row->exempt_if);
}

void
quiet_explain_advisory(const char *state, struct buf *out)
{
	const struct quiet_row *rows;
	size_t count, i;

	rows = quiet_states(&count);
	for (i = 0; i < count && state != NULL; i++) {
		if (rows[i].enforce || rows[i].state == NULL ||
		    strcmp(rows[i].state, state) != 0)
			continue;
		buf_addf(out, "; not kept, for recorded voices: %s", state);
		add_hours(&rows[i], out);
	}
}
