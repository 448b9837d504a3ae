/* SPDX-License-Identifier: ISC */
/*
 * date: a moment as text, by the format of Ruby's strftime, with the names of
 * days and months that a language has.
 */
#ifndef TEMPLATE_DATE_H
#define TEMPLATE_DATE_H

#include "template/build.h"
#include "time/instant.h"

struct date_names {
	const char *language; /* two letters */
	const char *days[7], *short_days[7]; /* Sunday first */
	const char *months[12], *short_months[12];
	const char *am, *pm;
};

/* "es-MX" counts as "es"; English for NULL and languages we do not have. */
const struct date_names *date_names_find(const char *language);

struct moment {
	int64_t unix_ms;
	struct civil civil; /* on the wall clock that is shown */
	int offset_s; /* east of UTC */
	const char *zone; /* its abbreviation */
	const struct date_names *names;
};

/*
 * Adds the moment.  A directive that does not exist is an error, or printed as
 * it stands when the rendering is lax.
 */
int date_format(
    struct build *build, struct slice format, const struct moment *moment);

#endif
