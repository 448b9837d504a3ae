/* SPDX-License-Identifier: ISC */
#include "base/num.h"
#include "template/build.h"
#include "template/date.h"
#include "template/filter.h"
#include "time/loose.h"

#include <string.h>

enum {
	DATE_USUAL = 64, /* bytes that most dates fit in */
	DAY_LENGTH = 10, /* of "2026-12-08" */
};

/* What four-digit years span: 0000-01-01 to 9999-12-31, in seconds. */
static const int64_t epoch_min = -62167219200, epoch_max = 253402300799;

static bool
from_epoch(int64_t seconds, int64_t *unix_ms)
{
	if (seconds < epoch_min || seconds > epoch_max)
		return false;
	*unix_ms = seconds * INSTANT_SECOND;
	return true;
}

/* "now" and "today" in any case of letters. */
static bool
is_word(struct slice text, const char *word)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (word[i] == '\0' || (text.p[i] | 0x20) != word[i])
			return false;
	return word[i] == '\0';
}

/* A time that was read, and the offset that stood with it. */
struct reading {
	int64_t unix_ms;
	bool zoned;
	int offset_s;
};

/* "2026-12-08", or with a time behind it, as a wall clock shows it. */
static bool
read_civil(struct slice text, struct reading *reading, struct civil *civil)
{
	static const char midnight[] = "T00:00";
	char whole[DAY_LENGTH + sizeof(midnight)];
	int64_t utc;
	bool local;

	if (text.n == DAY_LENGTH) {
		memcpy(whole, text.p, DAY_LENGTH);
		memcpy(whole + DAY_LENGTH, midnight, sizeof(midnight));
		text = slice_of(whole);
	}
	if (instant_parse_civil(text, &reading->unix_ms, civil, &local) != 0)
		return false;
	reading->zoned = !local;
	if (!local) {
		utc = civil_to_ms(civil);
		reading->offset_s = (int)((utc - reading->unix_ms) /
		    INSTANT_SECOND);
	}
	return true;
}

static void
show_now(const struct template_scope *scope, struct civil *civil)
{
	const char *zone;
	int offset_s;

	if (scope->zone != NULL)
		zone_civil(scope->zone, scope->now_ms, civil, &offset_s, &zone);
	else
		civil_from_ms(scope->now_ms, civil);
}

/* In lax mode, as in Ruby, what was not said is that of today, or 1. */
static bool
read_loose(const struct template_scope *scope, struct slice text,
    struct reading *reading, struct civil *civil)
{
	struct civil today;
	struct loose loose;

	if (loose_parse(text, &loose) != 0 ||
	    (!scope->lax && !(loose.year && loose.month && loose.day)))
		return false;
	*civil = loose.civil;
	show_now(scope, &today);
	if (!loose.year)
		civil->year = today.year;
	if (!loose.month)
		civil->month = today.month;
	if (!loose.day)
		civil->day = loose.month ? 1 : today.day;
	reading->zoned = loose.zoned;
	reading->offset_s = loose.offset_s;
	reading->unix_ms = civil_to_ms(civil) -
	    (int64_t)loose.offset_s * INSTANT_SECOND;
	return true;
}

static bool
from_text(const struct template_scope *scope, struct slice text,
    struct reading *reading)
{
	struct civil civil;
	int64_t seconds;

	if (is_word(text, "now") || is_word(text, "today")) {
		reading->unix_ms = scope->now_ms;
		return true;
	}
	if (num_parse(text, 0, INT64_MAX, &seconds) == 0)
		return from_epoch(seconds, &reading->unix_ms);
	if (!read_civil(text, reading, &civil) &&
	    !read_loose(scope, text, reading, &civil))
		return false;
	if (!reading->zoned && scope->zone != NULL)
		reading->unix_ms = zone_instant(scope->zone, &civil);
	return true;
}

static bool
to_instant(const struct template_scope *scope, const struct value *value,
    struct reading *reading)
{
	*reading = (struct reading){0};
	if (value->type == VALUE_TIME) {
		reading->unix_ms = value->unix_ms;
		return true;
	}
	if (value->type == VALUE_INT)
		return from_epoch(value->integer, &reading->unix_ms);
	return value->type == VALUE_TEXT &&
	    from_text(scope, value->text, reading);
}

/* In the scope's zone; where it has none, with the offset that was read. */
static void
show(const struct template_scope *scope, const struct zone *zone,
    const struct reading *reading, struct moment *moment)
{
	*moment = (struct moment){.unix_ms = reading->unix_ms,
	    .zone = reading->offset_s != 0 ? "" : "UTC",
	    .offset_s = reading->offset_s,
	    .names = date_names_find(scope->language)};
	if (zone != NULL)
		zone_civil(zone, reading->unix_ms, &moment->civil,
		    &moment->offset_s, &moment->zone);
	else
		civil_from_ms(reading->unix_ms +
			(int64_t)reading->offset_s * INSTANT_SECOND,
		    &moment->civil);
}

int
filter_date(
    struct render *render, struct value *value, const struct filter_args *args)
{
	const struct template_scope *scope = render->scope;
	struct slice format, text;
	struct moment moment;
	struct build build;
	struct reading reading;

	if (filter_text(render, args, 0, "", &format) != 0)
		return -1;
	if (format.n == 0)
		return 0;
	if (!to_instant(scope, value, &reading))
		return filter_refuse(render, value, "date");
	show(scope, value->type == VALUE_TIME ? value->zone : scope->zone,
	    &reading, &moment);
	build_start(&build, render, DATE_USUAL);
	if (date_format(&build, format, &moment) != 0 ||
	    build_end(&build, &text) != 0)
		return -1;
	*value = value_text(text);
	return 0;
}

/* The time on the clocks of another zone: date prints it so. */
int
filter_time_zone(
    struct render *render, struct value *value, const struct filter_args *args)
{
	const struct template_scope *scope = render->scope;
	const struct zone *zone;
	struct slice name;
	struct error err;
	struct reading reading;

	if (filter_text(render, args, 0, "", &name) != 0)
		return -1;
	if (!to_instant(scope, value, &reading))
		return filter_refuse(render, value, "date");
	zone = zone_find(scope->zones, name, &err);
	if (zone == NULL)
		return scope->lax ? 0 : render_fail(render, "%s", err.text);
	*value = (struct value){
	    .type = VALUE_TIME, .unix_ms = reading.unix_ms, .zone = zone};
	return 0;
}
