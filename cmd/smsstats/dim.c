/* SPDX-License-Identifier: ISC */
#include "dim.h"

#include "message.h"
#include "outcome.h"
#include "policy/place.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	NANP_DIGITS = 11, /* of a number of +1 */
	DAYS_OF_WEEK = 7,
	THURSDAY = 4, /* the day that says which year a week is of (ISO) */
};

static struct slice
derive_area(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	int n = snprintf(
	    text, DIM_TEXT_MAX, "%" PRId64, sight->message->person);

	if (n != NANP_DIGITS || text[0] != '1')
		return (struct slice){NULL, 0};
	return (struct slice){text + 1, 3};
}

static struct slice
derive_country(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	int n = snprintf(
	    text, DIM_TEXT_MAX, "+%" PRId64, sight->message->person);
	struct place place;

	if (sight->message->person == 0 ||
	    !place_find((struct slice){text, (size_t)n}, &place))
		return (struct slice){NULL, 0};
	return slice_of(place.country);
}

static struct slice
derive_class(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	(void)text;
	return (sight->outcome->is & IS_ERROR) != 0
	    ? event_errors[sight->outcome->error].name
	    : (struct slice){NULL, 0};
}

/* The second of the three parts of the word (fold.c). */
static struct slice
derive_code(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	struct slice word = words_text(sight->words, sight->outcome->code);

	(void)text;
	if ((sight->outcome->is & IS_CODED) == 0)
		return (struct slice){NULL, 0};
	return slice_of(word.p + strlen(word.p) + 1);
}

static struct slice
derive_fate(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	(void)text;
	return outcome_fate_name(sight->outcome);
}

static struct slice
derive_reason(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	(void)text;
	return words_text(sight->words, sight->outcome->reason);
}

static bool
civil_of(const struct dim_sight *sight, struct civil *civil)
{
	int64_t at = sight->outcome->at;

	if (at == MESSAGE_NEVER)
		return false;
	if (sight->zone != NULL)
		zone_civil(sight->zone, at, civil, NULL, NULL);
	else
		civil_from_ms(at, civil);
	return true;
}

static struct slice
derive_hour(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	struct civil at;
	int n;

	if (!civil_of(sight, &at))
		return (struct slice){NULL, 0};
	n = snprintf(text, DIM_TEXT_MAX, "%04d-%02d-%02d %02d:00", at.year,
	    at.month, at.day, at.hour);
	return (struct slice){text, (size_t)n};
}

static struct slice
derive_day(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	struct slice hour = derive_hour(sight, text);

	return (struct slice){hour.p, hour.p != NULL ? hour.n - 6 : 0};
}

static struct slice
derive_month(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	struct slice hour = derive_hour(sight, text);

	return (struct slice){hour.p, hour.p != NULL ? hour.n - 9 : 0};
}

/* ISO 8601: a week belongs to the year that its Thursday is in. */
static struct slice
derive_week(const struct dim_sight *sight, char text[DIM_TEXT_MAX])
{
	struct civil at;
	int weekday, n;

	if (!civil_of(sight, &at))
		return (struct slice){NULL, 0};
	weekday = civil_weekday(&at);
	civil_add(&at, 0, THURSDAY - (weekday == 0 ? DAYS_OF_WEEK : weekday));
	n = snprintf(text, DIM_TEXT_MAX, "%04d-W%02d", at.year,
	    (civil_year_day(&at) - 1) / DAYS_OF_WEEK + 1);
	return (struct slice){text, (size_t)n};
}

static const struct {
	const char *name, *path;
	struct slice (*derive)(
	    const struct dim_sight *sight, char text[DIM_TEXT_MAX]);
} dim_names[] = {
    {"template", "template_id", NULL},
    {"sender", "from", NULL},
    {"country", NULL, derive_country},
    {"area_code", NULL, derive_area},
    {"error_class", NULL, derive_class},
    {"error_code", NULL, derive_code},
    {"fate", NULL, derive_fate},
    {"reason", NULL, derive_reason},
    {"hour", NULL, derive_hour},
    {"day", NULL, derive_day},
    {"week", NULL, derive_week},
    {"month", NULL, derive_month},
};

size_t
dims_add(struct dims *dims, struct slice name)
{
	struct dim *dim;
	const char *path;
	size_t i;

	for (i = 0; i < dims->count; i++)
		if (slice_is(name, dims->list[i].name))
			return i;
	if (dims->count == DIMS_MAX)
		return SIZE_MAX;
	dim = &dims->list[dims->count];
	*dim = (struct dim){.name = arena_string(&dims->arena, name)};
	path = dim->name;
	for (i = 0; i < sizeof(dim_names) / sizeof(dim_names[0]); i++)
		if (slice_is(name, dim_names[i].name)) {
			path = dim_names[i].path;
			dim->derive = dim_names[i].derive;
		}
	if (path != NULL) {
		dim->member = (struct slice){path, strcspn(path, ".")};
		dim->rest = path + dim->member.n;
		dim->trait = dims->traits++;
	}
	return dims->count++;
}

int
dims_add_list(struct dims *dims, const char *names, struct error *err)
{
	struct slice name;

	for (;; names++) {
		name = (struct slice){names, strcspn(names, ",")};
		if (name.n == 0)
			return error_set(
			    err, EX_USAGE, "--by wants names, parted by ','");
		if (dims_add(dims, name) == SIZE_MAX)
			return error_set(err, EX_USAGE,
			    "--by takes %d names at most", DIMS_MAX);
		names += name.n;
		if (*names == '\0')
			return 0;
	}
}

struct slice
dim_value(const struct dim *dim, const struct dim_sight *sight,
    char text[DIM_TEXT_MAX], bool *json)
{
	*json = dim->derive == NULL;
	if (dim->derive != NULL)
		return dim->derive(sight, text);
	return words_text(
	    sight->words, sight->message->traits[dim->trait].text);
}

void
dims_release(struct dims *dims)
{
	arena_release(&dims->arena);
	*dims = (struct dims){.count = 0};
}
