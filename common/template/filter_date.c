/* SPDX-License-Identifier: ISC */
#include "base/num.h"
#include "template/build.h"
#include "template/date.h"
#include "template/filter.h"

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

/* "2026-12-08", or with a time behind it, as a wall clock shows it. */
static bool
read_civil(
    struct slice text, int64_t *unix_ms, struct civil *civil, bool *local)
{
	static const char midnight[] = "T00:00";
	char whole[DAY_LENGTH + sizeof(midnight)];

	if (text.n != DAY_LENGTH)
		return instant_parse_civil(text, unix_ms, civil, local) == 0;
	memcpy(whole, text.p, DAY_LENGTH);
	memcpy(whole + DAY_LENGTH, midnight, sizeof(midnight));
	return instant_parse_civil(slice_of(whole), unix_ms, civil, local) == 0;
}

static bool
from_text(
    const struct template_scope *scope, struct slice text, int64_t *unix_ms)
{
	struct civil civil;
	int64_t seconds;
	bool local;

	if (is_word(text, "now") || is_word(text, "today")) {
		*unix_ms = scope->now_ms;
		return true;
	}
	if (num_parse(text, 0, INT64_MAX, &seconds) == 0)
		return from_epoch(seconds, unix_ms);
	if (!read_civil(text, unix_ms, &civil, &local))
		return false;
	if (local && scope->zone != NULL)
		*unix_ms = zone_instant(scope->zone, &civil);
	return true;
}

bool
date_instant(const struct template_scope *scope, const struct value *value,
    int64_t *unix_ms)
{
	if (value->type == VALUE_TIME) {
		*unix_ms = value->unix_ms;
		return true;
	}
	if (value->type == VALUE_INT)
		return from_epoch(value->integer, unix_ms);
	return value->type == VALUE_TEXT &&
	    from_text(scope, value->text, unix_ms);
}

static void
show(const struct template_scope *scope, const struct zone *zone,
    int64_t unix_ms, struct moment *moment)
{
	*moment = (struct moment){.unix_ms = unix_ms,
	    .zone = "UTC",
	    .names = date_names_find(scope->language)};
	if (zone != NULL)
		zone_civil(zone, unix_ms, &moment->civil, &moment->offset_s,
		    &moment->zone);
	else
		civil_from_ms(unix_ms, &moment->civil);
}

int
filter_date(
    struct render *render, struct value *value, const struct filter_args *args)
{
	const struct template_scope *scope = render->scope;
	struct slice format, text;
	struct moment moment;
	struct build build;
	int64_t unix_ms;

	if (filter_text(render, args, 0, "", &format) != 0)
		return -1;
	if (format.n == 0)
		return 0;
	if (!date_instant(scope, value, &unix_ms))
		return filter_refuse(render, value, "date");
	show(scope, value->type == VALUE_TIME ? value->zone : scope->zone,
	    unix_ms, &moment);
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
	int64_t unix_ms;

	if (filter_text(render, args, 0, "", &name) != 0)
		return -1;
	if (!date_instant(scope, value, &unix_ms))
		return filter_refuse(render, value, "date");
	zone = zone_find(scope->zones, name, &err);
	if (zone == NULL)
		return scope->lax ? 0 : render_fail(render, "%s", err.text);
	*value = (struct value){
	    .type = VALUE_TIME, .unix_ms = unix_ms, .zone = zone};
	return 0;
}
