/* SPDX-License-Identifier: ISC */
#include "time/tzif.h"

#include "base/mem.h"
#include "time/instant.h"

#include <stdlib.h>
#include <string.h>

enum {
	HEADER_SIZE = 44, /* bytes; RFC 8536, 3.1 */
	HEADER_VERSION = 4, /* where the version stands */
	HEADER_COUNTS = 20, /* where six counts of 4 bytes stand */
	TYPE_SIZE = 6, /* offset 4, is summer time 1, name 1 */
	OFFSET_MIN = -89999, /* seconds; RFC 8536, 3.2 */
	OFFSET_MAX = 93599,
};

static const int64_t seconds_max = INT64_MAX / INSTANT_SECOND;

struct header {
	char version;
	uint32_t isut, isstd, leap, change, type, chars;
};

static uint32_t
read_u32(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3];
}

/* Seconds as ms; files may begin at the big bang, which is out of range. */
static int64_t
read_change(const char *p)
{
	int64_t seconds = (int64_t)((uint64_t)read_u32(p) << 32 |
	    read_u32(p + 4));

	if (seconds > seconds_max)
		seconds = seconds_max;
	if (seconds < -seconds_max)
		seconds = -seconds_max;
	return seconds * INSTANT_SECOND;
}

static bool
take_header(struct slice *rest, struct header *header)
{
	const char *counts = rest->p + HEADER_COUNTS;

	if (rest->n < HEADER_SIZE || memcmp(rest->p, "TZif", 4) != 0)
		return false;
	*header = (struct header){rest->p[HEADER_VERSION], read_u32(counts),
	    read_u32(counts + 4), read_u32(counts + 8), read_u32(counts + 12),
	    read_u32(counts + 16), read_u32(counts + 20)};
	rest->p += HEADER_SIZE;
	rest->n -= HEADER_SIZE;
	return true;
}

/* Takes `count` items of `size` bytes; NULL when so much is not there. */
static const char *
take(struct slice *rest, size_t count, size_t size)
{
	const char *at = rest->p;

	if (count > rest->n / size)
		return NULL;
	rest->p += count * size;
	rest->n -= count * size;
	return at;
}

/* The block for readers of version 1: times of 4 bytes. */
static bool
skip_first_block(struct slice *rest, const struct header *header)
{
	return take(rest, header->change, 4 + 1) != NULL &&
	    take(rest, header->type, TYPE_SIZE) != NULL &&
	    take(rest, header->chars, 1) != NULL &&
	    take(rest, header->leap, 4 + 4) != NULL &&
	    take(rest, header->isstd, 1) != NULL &&
	    take(rest, header->isut, 1) != NULL;
}

static bool
read_changes(struct slice *rest, const struct header *header, struct tzif *tzif)
{
	const char *times = take(rest, header->change, 8);
	const char *types = take(rest, header->change, 1);
	size_t i;

	if (times == NULL || types == NULL)
		return false;
	tzif->change_count = header->change;
	tzif->changes = mem_zalloc(header->change, sizeof(*tzif->changes));
	tzif->types = mem_zalloc(header->change, 1);
	for (i = 0; i < header->change; i++) {
		tzif->changes[i] = read_change(times + 8 * i);
		tzif->types[i] = (uint8_t)types[i];
		if (tzif->types[i] >= header->type ||
		    (i > 0 && tzif->changes[i] <= tzif->changes[i - 1]))
			return false;
	}
	return true;
}

static bool
read_types(struct slice *rest, const struct header *header, struct tzif *tzif)
{
	const char *at = take(rest, header->type, TYPE_SIZE);
	const char *names = take(rest, header->chars, 1);
	size_t i;

	if (at == NULL || names == NULL || header->type == 0 ||
	    header->chars == 0 || names[header->chars - 1] != '\0')
		return false;
	tzif->kinds = mem_zalloc(header->type, sizeof(*tzif->kinds));
	tzif->names = mem_alloc(header->chars);
	memcpy(tzif->names, names, header->chars);
	for (i = 0; i < header->type; i++, at += TYPE_SIZE) {
		tzif->kinds[i].offset_s = (int)read_u32(at);
		tzif->kinds[i].name = (uint8_t)at[5];
		if (tzif->kinds[i].offset_s < OFFSET_MIN ||
		    tzif->kinds[i].offset_s > OFFSET_MAX ||
		    tzif->kinds[i].name >= header->chars)
			return false;
	}
	return true;
}

/* The rule between two newlines; it may be empty. */
static bool
read_rule(struct slice *rest, struct tzif *tzif)
{
	const char *end;
	struct slice text;

	if (rest->n < 2 || rest->p[0] != '\n')
		return false;
	end = memchr(rest->p + 1, '\n', rest->n - 1);
	if (end == NULL)
		return false;
	text = (struct slice){rest->p + 1, (size_t)(end - rest->p) - 1};
	tzif->has_rule = text.n > 0;
	return text.n == 0 || rule_parse(text, &tzif->rule) == 0;
}

int
tzif_parse(struct slice data, struct tzif *tzif, struct error *err)
{
	struct header header;

	*tzif = (struct tzif){0};
	if (!take_header(&data, &header) || header.version < '2' ||
	    !skip_first_block(&data, &header) || !take_header(&data, &header))
		return error_set(err, EX_DATAERR, "no TZif file of version 2");
	if (header.leap != 0)
		return error_set(err, EX_DATAERR, "it counts leap seconds");
	if (!read_changes(&data, &header, tzif) ||
	    !read_types(&data, &header, tzif) ||
	    take(&data, header.isstd, 1) == NULL ||
	    take(&data, header.isut, 1) == NULL || !read_rule(&data, tzif)) {
		tzif_release(tzif);
		return error_set(err, EX_DATAERR, "damaged TZif file");
	}
	return 0;
}

void
tzif_release(struct tzif *tzif)
{
	free(tzif->changes);
	free(tzif->types);
	free(tzif->kinds);
	free(tzif->names);
	*tzif = (struct tzif){0};
}

/* How many changes have happened by then. */
static size_t
count_changes(const struct tzif *tzif, int64_t unix_ms)
{
	size_t low = 0, high = tzif->change_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (tzif->changes[middle] <= unix_ms)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
tzif_period(const struct tzif *tzif, int64_t unix_ms, struct period *period)
{
	size_t past = count_changes(tzif, unix_ms);
	const struct tzif_type *type;

	if (past == tzif->change_count && tzif->has_rule) {
		rule_period(&tzif->rule, unix_ms, period);
		if (past > 0 && period->start < tzif->changes[past - 1])
			period->start = tzif->changes[past - 1];
		return;
	}
	type = &tzif->kinds[past > 0 ? tzif->types[past - 1] : 0];
	*period = (struct period){
	    .start = past > 0 ? tzif->changes[past - 1] : INT64_MIN,
	    .end = past < tzif->change_count ? tzif->changes[past] : INT64_MAX,
	    .offset_s = type->offset_s,
	    .abbreviation = tzif->names + type->name,
	};
}
