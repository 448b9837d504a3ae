/* SPDX-License-Identifier: ISC */
#include "when.h"

#include "time/instant.h"

enum { DATE_TEXT = 10 }; /* "2026-11-30" */

enum when_kind { WHEN_NONE, WHEN_TIME, WHEN_CIVIL, WHEN_BACK };

struct when {
	enum when_kind kind;
	int64_t at;
	struct civil civil;
	struct duration back;
};

static struct when
when_read(const char *text)
{
	struct slice given = slice_of(text);
	char day[DATE_TEXT + sizeof("T00:00")];
	struct when when = {.kind = WHEN_NONE};
	bool local = false;

	if (duration_parse(given, &when.back) == 0) {
		when.kind = WHEN_BACK;
		return when;
	}
	if (given.n == DATE_TEXT) {
		memcpy(day, given.p, DATE_TEXT);
		memcpy(day + DATE_TEXT, "T00:00", sizeof("T00:00"));
		given = slice_of(day);
	}
	if (instant_parse_civil(given, &when.at, &when.civil, &local) == 0)
		when.kind = local ? WHEN_CIVIL : WHEN_TIME;
	return when;
}

int
when_check(const char *text, const char *name, struct error *err)
{
	if (text == NULL || when_read(text).kind != WHEN_NONE)
		return 0;
	return error_set(err, EX_USAGE,
	    "%s wants a time, a date or a duration such as P7D, not '%s'", name,
	    text);
}

/* Before the first instant: nothing can be asked about there. */
static int64_t
when_back(const struct ask *ask, const struct duration *back)
{
	struct civil civil;
	int64_t at = ask->as_of;

	if (at == INT64_MIN)
		return at;
	if (ask->zone != NULL)
		zone_civil(ask->zone, at, &civil, NULL, NULL);
	else
		civil_from_ms(at, &civil);
	civil_add(&civil, -back->months, -back->days);
	at = ask->zone != NULL ? zone_instant(ask->zone, &civil)
			       : civil_to_ms(&civil);
	return at - back->ms;
}

static int64_t
when_instant(const struct ask *ask, const char *text, int64_t otherwise)
{
	struct when when;

	if (text == NULL)
		return otherwise;
	when = when_read(text);
	if (when.kind == WHEN_BACK)
		return when_back(ask, &when.back);
	if (when.kind == WHEN_CIVIL && ask->zone != NULL)
		return zone_instant(ask->zone, &when.civil);
	return when.kind == WHEN_CIVIL ? civil_to_ms(&when.civil) : when.at;
}

int
when_set(struct session *session, struct error *err)
{
	const struct options *options = session->options;
	struct ask *ask = &session->ask;

	ask->as_of = session->clock.fixed ? clock_now(&session->clock)
					  : session->fold.newest;
	ask->since = when_instant(ask, options->since, INT64_MIN);
	ask->until = when_instant(ask, options->until, INT64_MAX);
	/* A period that is compared has an end. */
	if (ask->compare && ask->until == INT64_MAX)
		ask->until = ask->as_of == INT64_MIN ? 0 : ask->as_of + 1;
	if (ask->since < ask->until || ask->as_of == INT64_MIN)
		return 0;
	return error_set(err, EX_USAGE, "--since is not before --until");
}
