/* SPDX-License-Identifier: ISC */
#include "template/date.h"

#include "template/date_directive.h"
#include "template/filter.h"

#include <string.h>

enum {
	WIDTH_MAX = 99, /* of one directive, padded */
	MS_DIGITS = 3, /* of %L */
	NS_DIGITS = 9, /* of %N */
	NUMBER_MAX = 24, /* characters of any number */
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
	if (flags->width > 0 && flags->pad != '-')
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

/* "+0530", "+05:30", "+05:30:00"; with blanks in front, " +530". */
static void
add_offset(struct build *build, const struct flags *flags, int offset_s)
{
	int seconds = offset_s < 0 ? -offset_s : offset_s;
	int width = flags->width - 3 - flags->colons; /* of the hour */
	bool blanks = flags->pad == ' ', single = blanks && seconds < 36000;

	if (flags->colons > 1)
		width -= 2;
	if (width < 2)
		width = 2;
	if (blanks)
		add_padding(build, ' ', width - (single ? 1 : 2));
	build_char(build, offset_s < 0 ? '-' : '+');
	add_number(build, seconds / 3600, '0', blanks ? 1 : width);
	if (flags->colons > 0)
		build_char(build, ':');
	add_number(build, seconds / 60 % 60, '0', 2);
	if (flags->colons < 2)
		return;
	build_char(build, ':');
	add_number(build, seconds % 60, '0', 2);
}

/* So many digits of the second's fraction. */
static void
add_fraction(struct build *build, int ms, int digits)
{
	int place = 100;

	for (; digits > 0; digits--) {
		build_char(
		    build, (char)('0' + (place > 0 ? ms / place % 10 : 0)));
		place /= 10;
	}
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
	if (end - p > 1 && (*p == 'E' || *p == 'O')) /* other digits: ours */
		p++;
	return p;
}

static int add_directive(struct build *build, char letter,
    const struct flags *flags, const struct moment *moment);

int
date_format(
    struct build *build, struct slice format, const struct moment *moment)
{
	const char *p = format.p, *end = p + format.n, *percent;
	struct flags flags;
	int result;
	bool cut;

	while (p < end) {
		for (percent = p; percent < end && *percent != '%';)
			percent++; /* mostly one byte: no work for memchr */
		build_add(build, (struct slice){p, (size_t)(percent - p)});
		if (percent == end)
			break;
		p = read_flags(percent + 1, end, &flags);
		cut = p == end;
		result = cut ? 1 : add_directive(build, *p, &flags, moment);
		p += !cut;
		if (result < 0)
			return -1;
		if (result == 0)
			continue;
		if (cut || !build->render->scope->lax)
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
    const struct moment *moment)
{
	const struct directive *directive;
	int digits;

	if (letter == 'z') {
		add_offset(build, flags, moment->offset_s);
		return 0;
	}
	if (letter == 'L' || letter == 'N') {
		digits = letter == 'L' ? MS_DIGITS : NS_DIGITS;
		add_fraction(build, moment->civil.ms,
		    flags->width > 0 ? flags->width : digits);
		return 0;
	}
	directive = date_directive(letter);
	if (directive == NULL)
		return 1;
	if (directive->number != NULL)
		add_number(build, directive->number(moment),
		    flags->pad != '\0' ? flags->pad : directive->pad,
		    flags->width > 0 ? flags->width : directive->width);
	else if (directive->text != NULL)
		return add_text(build, directive, flags, moment);
	else
		return date_format(build, slice_of(directive->format), moment);
	return 0;
}
