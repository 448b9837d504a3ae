/* SPDX-License-Identifier: ISC */
#include "template/date.h"

#include "template/filter.h"

#include <string.h>

enum {
	WIDTH_MAX = 99, /* of one directive, padded */
	NUMBER_MAX = 24, /* characters of any number */
	FORMAT_NEST =
	    2, /* directives that stand for others, inside each other */
};

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
show_ms(const struct moment *m)
{
	return m->civil.ms;
}

static int64_t
show_epoch(const struct moment *m)
{
	return (m->unix_ms - m->civil.ms) / INSTANT_SECOND;
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

enum letters { AS_IT_IS, CAPITALS, SMALL };

/* One of number, text and format is set; %z has a function of its own. */
struct directive {
	int64_t (*number)(const struct moment *moment);
	char pad; /* of a number */
	int width;
	const char *(*text)(const struct moment *moment);
	enum letters letters; /* of a text, by itself */
	enum letters changed; /* and with the flag # */
	const char *format; /* what it is short for */
};

static const struct directive directives[128] = {
    ['%'] = {.text = show_percent},
    ['A'] = {.text = show_day_name, .changed = CAPITALS},
    ['B'] = {.text = show_month_name, .changed = CAPITALS},
    ['C'] = {.number = show_century, .pad = '0', .width = 2},
    ['D'] = {.format = "%m/%d/%y"},
    ['F'] = {.format = "%Y-%m-%d"},
    ['H'] = {.number = show_hour, .pad = '0', .width = 2},
    ['I'] = {.number = show_hour12, .pad = '0', .width = 2},
    ['L'] = {.number = show_ms, .pad = '0', .width = 3},
    ['M'] = {.number = show_minute, .pad = '0', .width = 2},
    ['P'] = {.text = show_half, .letters = SMALL, .changed = SMALL},
    ['R'] = {.format = "%H:%M"},
    ['S'] = {.number = show_second, .pad = '0', .width = 2},
    ['T'] = {.format = "%H:%M:%S"},
    ['X'] = {.format = "%H:%M:%S"},
    ['Y'] = {.number = show_year, .pad = '0', .width = 4},
    ['Z'] = {.text = show_zone, .changed = SMALL},
    ['a'] = {.text = show_short_day, .changed = CAPITALS},
    ['b'] = {.text = show_short_month, .changed = CAPITALS},
    ['c'] = {.format = "%a %b %e %H:%M:%S %Y"},
    ['d'] = {.number = show_day, .pad = '0', .width = 2},
    ['e'] = {.number = show_day, .pad = ' ', .width = 2},
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
    ['w'] = {.number = show_weekday, .pad = '0', .width = 1},
    ['x'] = {.format = "%m/%d/%y"},
    ['y'] = {.number = show_year_of_century, .pad = '0', .width = 2},
};

/* What stands between the % and the letter. */
struct flags {
	char pad; /* '\0' unless said; '-': none */
	bool capitals, changed;
	int colons; /* of %:z */
	int width; /* 0 unless said */
};

static void
add_padding(struct build *build, char pad, int count)
{
	for (; count > 0; count--)
		build_char(build, pad);
}

static void
add_number(struct build *build, int64_t number, char pad, int width)
{
	char digits[NUMBER_MAX], *at = digits + sizeof(digits);
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	int length;

	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	length = (int)(digits + sizeof(digits) - at) + (number < 0);
	if (pad == ' ')
		add_padding(build, pad, width - length);
	if (number < 0)
		build_char(build, '-');
	if (pad == '0')
		add_padding(build, pad, width - length);
	build_add(
	    build, (struct slice){at, (size_t)(digits + sizeof(digits) - at)});
}

static int
add_text(struct build *build, const struct directive *directive,
    const struct flags *flags, const struct moment *moment)
{
	struct slice text = slice_of(directive->text(moment));
	enum letters letters = directive->letters;
	struct value value = value_text(text);

	if (flags->changed)
		letters = directive->changed;
	else if (flags->capitals)
		letters = CAPITALS;
	add_padding(build, flags->pad == '0' ? '0' : ' ',
	    flags->width - (int)value_size(&value));
	if (letters != AS_IT_IS) {
		if ((letters == CAPITALS ? filter_upcase : filter_downcase)(
			build->render, &value, NULL) != 0)
			return -1;
		text = value.text;
	}
	build_add(build, text);
	return 0;
}

/* "+0530", with one colon "+05:30" */
static void
add_offset(struct build *build, const struct flags *flags, int offset_s)
{
	int minutes = (offset_s < 0 ? -offset_s : offset_s) / 60;

	build_char(build, offset_s < 0 ? '-' : '+');
	add_number(build, minutes / 60, '0', 2);
	if (flags->colons > 0)
		build_char(build, ':');
	add_number(build, minutes % 60, '0', 2);
}

/* Reads "-", "_", "0", "^", "#", ":" and a width; returns what is behind. */
static const char *
read_flags(const char *p, const char *end, struct flags *flags)
{
	*flags = (struct flags){0};
	for (; p < end; p++) {
		if (*p == '-' || *p == '0')
			flags->pad = *p;
		else if (*p == '_')
			flags->pad = ' ';
		else if (*p == '^')
			flags->capitals = true;
		else if (*p == '#')
			flags->changed = true;
		else if (*p == ':')
			flags->colons++;
		else
			break;
	}
	for (; p < end && *p >= '0' && *p <= '9'; p++)
		if (flags->width <= WIDTH_MAX)
			flags->width = flags->width * 10 + (*p - '0');
	if (flags->width > WIDTH_MAX)
		flags->width = WIDTH_MAX;
	return p;
}

static int add_directive(struct build *build, char letter,
    const struct flags *flags, const struct moment *moment, int depth);

static int
add_format(struct build *build, struct slice format,
    const struct moment *moment, int depth)
{
	const char *p = format.p, *end = p + format.n, *percent;
	struct flags flags;
	int result;

	while (p < end) {
		percent = memchr(p, '%', (size_t)(end - p));
		if (percent == NULL)
			percent = end;
		build_add(build, (struct slice){p, (size_t)(percent - p)});
		if (percent == end)
			break;
		p = read_flags(percent + 1, end, &flags);
		result = p == end
		    ? 1
		    : add_directive(build, *p, &flags, moment, depth);
		p += p < end;
		if (result < 0)
			return -1;
		if (result == 0)
			continue;
		if (!build->render->scope->lax)
			return render_fail(build->render,
			    "unknown date directive '%.*s'", (int)(p - percent),
			    percent);
		build_add(
		    build, (struct slice){percent, (size_t)(p - percent)});
	}
	return 0;
}

/* 1: there is no such directive. */
static int
add_directive(struct build *build, char letter, const struct flags *flags,
    const struct moment *moment, int depth)
{
	const struct directive *directive;

	if (letter == 'z') {
		add_offset(build, flags, moment->offset_s);
		return 0;
	}
	if ((unsigned char)letter >= sizeof(directives) / sizeof(directives[0]))
		return 1;
	directive = &directives[(unsigned char)letter];
	if (directive->number != NULL)
		add_number(build, directive->number(moment),
		    flags->pad != '\0' ? flags->pad : directive->pad,
		    flags->width > 0 ? flags->width : directive->width);
	else if (directive->text != NULL)
		return add_text(build, directive, flags, moment);
	else if (directive->format != NULL && depth < FORMAT_NEST)
		return add_format(
		    build, slice_of(directive->format), moment, depth + 1);
	else
		return 1;
	return 0;
}

int
date_format(
    struct build *build, struct slice format, const struct moment *moment)
{
	return add_format(build, format, moment, 0);
}
