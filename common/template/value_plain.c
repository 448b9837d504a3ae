/* SPDX-License-Identifier: ISC */
#include "template/value.h"

#include "time/zone.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	DIGITS_EXACT = 17, /* significant digits that name any double */
	/* Ruby writes 1.0e+15 and 1.0e-05 from there on. */
	EXPONENT_LARGE = 15,
	EXPONENT_SMALL = -4,
};

static struct slice
plain_int(int64_t integer, struct arena *arena)
{
	char *end = (char *)arena_alloc(arena, VALUE_NUMBER_MAX) +
	    VALUE_NUMBER_MAX;
	uint64_t rest = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
	char *at = end;

	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (integer < 0)
		*--at = '-';
	return (struct slice){at, (size_t)(end - at)};
}

/* The fewest digits that read back as this number: "-d.ddde+XX". */
static void
shortest(double number, char text[VALUE_NUMBER_MAX], int *digits)
{
	for (*digits = 1; *digits < DIGITS_EXACT; (*digits)++) {
		(void)snprintf(
		    text, VALUE_NUMBER_MAX, "%.*e", *digits - 1, number);
		if (strtod(text, NULL) == number)
			return;
	}
	(void)snprintf(text, VALUE_NUMBER_MAX, "%.*e", *digits - 1, number);
}

/* As Ruby's Float#to_s: a point always, an exponent for very large and small.
 */
static struct slice
plain_float(double number, struct arena *arena)
{
	char *text = arena_alloc(arena, VALUE_NUMBER_MAX), *mark;
	int digits, exponent, places;

	if (isnan(number))
		return slice_of("NaN");
	if (isinf(number))
		return slice_of(number < 0 ? "-Infinity" : "Infinity");
	shortest(number, text, &digits);
	mark = strchr(text, 'e');
	exponent = mark != NULL ? (int)strtol(mark + 1, NULL, 10) : 0;
	places = digits - 1 - exponent;
	if (exponent >= EXPONENT_SMALL &&
	    (exponent < EXPONENT_LARGE ||
		(exponent == EXPONENT_LARGE && places > 0))) {
		(void)snprintf(text, VALUE_NUMBER_MAX, "%.*f",
		    places > 1 ? places : 1, number);
	} else if (digits == 1) {
		(void)snprintf(text, VALUE_NUMBER_MAX, "%.1e", number);
	}
	return slice_of(text);
}

/* RFC 3339, with the offset that the zone has then. */
static struct slice
plain_time(const struct value *time, struct arena *arena)
{
	char *text = arena_alloc(arena, INSTANT_TEXT_MAX);
	struct civil civil;
	int offset_s;

	zone_civil(time->zone, time->unix_ms, &civil, &offset_s, NULL);
	instant_format_offset(time->unix_ms, offset_s, text);
	return slice_of(text);
}

struct slice
value_plain(const struct value *value, struct arena *arena)
{
	switch (value->type) {
	case VALUE_TEXT:
		return value->text;
	case VALUE_INT:
		return plain_int(value->integer, arena);
	case VALUE_FLOAT:
		return value->text.p != NULL
		    ? value->text
		    : plain_float(value->number, arena);
	case VALUE_TIME:
		return plain_time(value, arena);
	case VALUE_BOOL:
		return slice_of(value->truth ? "true" : "false");
	case VALUE_LOOP: /* the reference's name of it */
		return slice_of(value->loop->table ? "Liquid::TablerowloopDrop"
						   : "Liquid::ForloopDrop");
	default:
		return slice_of("");
	}
}
