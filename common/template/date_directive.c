/* SPDX-License-Identifier: ISC */
#include "template/date_directive.h"

enum { DIRECTIVE_COUNT = 128 };

/* ---- what directives show ---------------------------------------------- */

static int64_t
show_year(const struct moment *m)
{
	return m->civil.year;
}

static int64_t
show_century(const struct moment *m)
{
	return m->civil.year / 100;
}

static int64_t
show_year_of_century(const struct moment *m)
{
	return m->civil.year % 100;
}

static int64_t
show_month(const struct moment *m)
{
	return m->civil.month;
}

static int64_t
show_day(const struct moment *m)
{
	return m->civil.day;
}

static int64_t
show_year_day(const struct moment *m)
{
	return civil_year_day(&m->civil);
}

static int64_t
show_weekday(const struct moment *m)
{
	return civil_weekday(&m->civil);
}

/* Monday is 1, Sunday 7. */
static int64_t
show_iso_weekday(const struct moment *m)
{
	return (civil_weekday(&m->civil) + 6) % 7 + 1;
}

static int64_t
show_hour(const struct moment *m)
{
	return m->civil.hour;
}

static int64_t
show_hour12(const struct moment *m)
{
	return (m->civil.hour + 11) % 12 + 1;
}

static int64_t
show_minute(const struct moment *m)
{
	return m->civil.minute;
}

static int64_t
show_second(const struct moment *m)
{
	return m->civil.second;
}

static int64_t
show_epoch(const struct moment *m)
{
	return (m->unix_ms - m->civil.ms) / INSTANT_SECOND;
}

/* Weeks that begin on Sunday; the days before the first are week 0. */
static int64_t
show_sunday_week(const struct moment *m)
{
	return (civil_year_day(&m->civil) + 6 - civil_weekday(&m->civil)) / 7;
}

static int64_t
show_monday_week(const struct moment *m)
{
	return (civil_year_day(&m->civil) + 6 -
		   (civil_weekday(&m->civil) + 6) % 7) /
	    7;
}

/* The Thursday of an ISO 8601 week says which year it belongs to. */
static struct civil
iso_thursday(const struct moment *m)
{
	struct civil civil = m->civil;

	civil_add(&civil, 0, 3 - (civil_weekday(&civil) + 6) % 7);
	return civil;
}

static int64_t
show_iso_week(const struct moment *m)
{
	struct civil thursday = iso_thursday(m);

	return (civil_year_day(&thursday) - 1) / 7 + 1;
}

static int64_t
show_iso_year(const struct moment *m)
{
	return iso_thursday(m).year;
}

static int64_t
show_iso_year_of_century(const struct moment *m)
{
	return iso_thursday(m).year % 100;
}

static const char *
show_day_name(const struct moment *m)
{
	return m->names->days[civil_weekday(&m->civil)];
}

static const char *
show_short_day(const struct moment *m)
{
	return m->names->short_days[civil_weekday(&m->civil)];
}

static const char *
show_month_name(const struct moment *m)
{
	return m->names->months[m->civil.month - 1];
}

static const char *
show_short_month(const struct moment *m)
{
	return m->names->short_months[m->civil.month - 1];
}

static const char *
show_half(const struct moment *m)
{
	return m->civil.hour < 12 ? m->names->am : m->names->pm;
}

static const char *
show_zone(const struct moment *m)
{
	return m->zone;
}

static const char *
show_newline(const struct moment *m)
{
	(void)m;
	return "\n";
}

static const char *
show_tab(const struct moment *m)
{
	(void)m;
	return "\t";
}

static const char *
show_percent(const struct moment *m)
{
	(void)m;
	return "%";
}

/* ---- the table --------------------------------------------------------- */

static const struct directive directives[DIRECTIVE_COUNT] = {
    ['%'] = {.text = show_percent},
    ['A'] = {.text = show_day_name, .changed = CAPITALS},
    ['B'] = {.text = show_month_name, .changed = CAPITALS},
    ['C'] = {.number = show_century, .pad = '0', .width = 2},
    ['D'] = {.format = "%m/%d/%y"},
    ['F'] = {.format = "%Y-%m-%d"},
    ['G'] = {.number = show_iso_year, .pad = '0', .width = 4},
    ['H'] = {.number = show_hour, .pad = '0', .width = 2},
    ['I'] = {.number = show_hour12, .pad = '0', .width = 2},
    ['M'] = {.number = show_minute, .pad = '0', .width = 2},
    ['P'] = {.text = show_half, .letters = SMALL, .changed = SMALL},
    ['R'] = {.format = "%H:%M"},
    ['S'] = {.number = show_second, .pad = '0', .width = 2},
    ['T'] = {.format = "%H:%M:%S"},
    ['U'] = {.number = show_sunday_week, .pad = '0', .width = 2},
    ['V'] = {.number = show_iso_week, .pad = '0', .width = 2},
    ['W'] = {.number = show_monday_week, .pad = '0', .width = 2},
    ['X'] = {.format = "%H:%M:%S"},
    ['Y'] = {.number = show_year, .pad = '0', .width = 4},
    ['Z'] = {.text = show_zone, .changed = SMALL},
    ['a'] = {.text = show_short_day, .changed = CAPITALS},
    ['b'] = {.text = show_short_month, .changed = CAPITALS},
    ['c'] = {.format = "%a %b %e %H:%M:%S %Y"},
    ['d'] = {.number = show_day, .pad = '0', .width = 2},
    ['e'] = {.number = show_day, .pad = ' ', .width = 2},
    ['g'] = {.number = show_iso_year_of_century, .pad = '0', .width = 2},
    ['h'] = {.text = show_short_month, .changed = CAPITALS},
    ['j'] = {.number = show_year_day, .pad = '0', .width = 3},
    ['k'] = {.number = show_hour, .pad = ' ', .width = 2},
    ['l'] = {.number = show_hour12, .pad = ' ', .width = 2},
    ['m'] = {.number = show_month, .pad = '0', .width = 2},
    ['n'] = {.text = show_newline},
    ['p'] = {.text = show_half, .changed = SMALL},
    ['r'] = {.format = "%I:%M:%S %p"},
    ['s'] = {.number = show_epoch, .pad = '0', .width = 1},
    ['t'] = {.text = show_tab},
    ['u'] = {.number = show_iso_weekday, .pad = '0', .width = 1},
    ['v'] = {.format = "%e-%^b-%Y"},
    ['w'] = {.number = show_weekday, .pad = '0', .width = 1},
    ['x'] = {.format = "%m/%d/%y"},
    ['y'] = {.number = show_year_of_century, .pad = '0', .width = 2},
};

const struct directive *
date_directive(char letter)
{
	const struct directive *directive;

	if ((unsigned char)letter >= DIRECTIVE_COUNT)
		return NULL;
	directive = &directives[(unsigned char)letter];
	if (directive->number == NULL && directive->text == NULL &&
	    directive->format == NULL)
		return NULL;
	return directive;
}
