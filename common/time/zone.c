/* SPDX-License-Identifier: ISC */
#include "time/zone.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "time/tzif.h"

#include <stdlib.h>
#include <string.h>

enum {
	ZONE_NAME_MAX = 64, /* bytes; the longest of IANA has 32 */
	ZONE_FILE_MAX = 64 * 1024,
	/* Further than any offset from UTC: RFC 8536 allows 25 and 26 hours. */
	ZONE_REACH = 27 * INSTANT_HOUR,
};

struct zone {
	struct zone *next;
	char *name;
	size_t name_len;
	struct tzif tzif;
};

static const char *const zone_folders[] = {"/usr/share/zoneinfo",
    "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"};

/*
 * "America/New_York": begins with a capital as all of them do (what else lies
 * in the folder does not), and a path of it stays inside the folder.
 */
static bool
is_zone_name(struct slice name)
{
	size_t i;

	if (name.n == 0 || name.n > ZONE_NAME_MAX || name.p[0] < 'A' ||
	    name.p[0] > 'Z')
		return false;
	for (i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (c == '/' && (i + 1 == name.n || name.p[i + 1] == '/'))
			return false;
		if (!ascii_is_letter(c) && !ascii_is_digit(c) &&
		    (c == '\0' || strchr("/_-+", c) == NULL))
			return false;
	}
	return true;
}

static int
zone_read(const char *folder, struct slice name, struct buf *file)
{
	struct error ignored; /* the next folder may have it */
	struct buf path;
	int result;

	buf_init(&path, BUF_NO_CAP);
	buf_addf(&path, "%s/%.*s", folder, SLICE_ARG(name));
	buf_reset(file);
	result = file_read(buf_text(&path), file, &ignored);
	buf_release(&path);
	return result;
}

static int
zone_read_any(const struct zone_set *set, struct slice name, struct buf *file)
{
	size_t i;

	if (set->folder != NULL)
		return zone_read(set->folder, name, file);
	for (i = 0; i < sizeof(zone_folders) / sizeof(zone_folders[0]); i++)
		if (zone_read(zone_folders[i], name, file) == 0)
			return 0;
	return -1;
}

static struct zone *
zone_load(const struct zone_set *set, struct slice name, struct error *err)
{
	struct zone *zone = NULL;
	struct tzif tzif;
	struct buf file;

	buf_init(&file, ZONE_FILE_MAX);
	if (zone_read_any(set, name, &file) != 0) {
		error_set(
		    err, EX_DATAERR, "no time zone '%.*s'", SLICE_ARG(name));
	} else if (tzif_parse(buf_slice(&file), &tzif, err) != 0) {
		error_prefix(err, "time zone '%.*s'", SLICE_ARG(name));
	} else {
		zone = mem_zalloc(1, sizeof(*zone));
		zone->name = mem_strndup(name.p, name.n);
		zone->name_len = name.n;
		zone->tzif = tzif;
	}
	buf_release(&file);
	return zone;
}

const struct zone *
zone_find(struct zone_set *set, struct slice name, struct error *err)
{
	struct zone *zone;

	for (zone = set->head; zone != NULL; zone = zone->next)
		if (zone->name_len == name.n &&
		    memcmp(zone->name, name.p, name.n) == 0)
			return zone;
	if (!is_zone_name(name)) {
		error_set(
		    err, EX_DATAERR, "no time zone '%.*s'", SLICE_ARG(name));
		return NULL;
	}
	zone = zone_load(set, name, err);
	if (zone != NULL) {
		zone->next = set->head;
		set->head = zone;
	}
	return zone;
}

void
zone_set_release(struct zone_set *set)
{
	struct zone *zone, *next;

	for (zone = set->head; zone != NULL; zone = next) {
		next = zone->next;
		tzif_release(&zone->tzif);
		free(zone->name);
		free(zone);
	}
	set->head = NULL;
}

const char *
zone_name(const struct zone *zone)
{
	return zone->name;
}

void
zone_civil(const struct zone *zone, int64_t unix_ms, struct civil *civil,
    int *offset_s, const char **abbreviation)
{
	struct period period;

	tzif_period(&zone->tzif, unix_ms, &period);
	civil_from_ms(
	    unix_ms + period.offset_s * (int64_t)INSTANT_SECOND, civil);
	if (offset_s != NULL)
		*offset_s = period.offset_s;
	if (abbreviation != NULL)
		*abbreviation = period.abbreviation;
}

/*
 * Walks the periods that could show this time, earliest first: the first one
 * that reaches so far has it, unless it starts only later; then the change
 * skipped it and the period before reads it.
 */
int64_t
zone_instant(const struct zone *zone, const struct civil *civil)
{
	int64_t wall = civil_to_ms(civil), at, before;
	struct period period;

	tzif_period(&zone->tzif, wall - ZONE_REACH, &period);
	at = wall - period.offset_s * (int64_t)INSTANT_SECOND;
	while (at >= period.end) {
		before = at;
		tzif_period(&zone->tzif, period.end, &period);
		at = wall - period.offset_s * (int64_t)INSTANT_SECOND;
		if (at < period.start)
			return before;
	}
	return at;
}
