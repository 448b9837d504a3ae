/* SPDX-License-Identifier: ISC */
#include "report_text.h"

#include "base/mem.h"
#include "provider/provider.h"
#include "time/instant.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKET_HOURS = 72 }; /* up to so many stand by themselves */

const char *const report_split_ids[TALLY_SPLITS] = {
    "templates", "carriers", "senders"};

/* ---- time ------------------------------------------------------------------
 */

static void
name_bucket(const struct report *report, int64_t at, bool hours, char *name,
    size_t size)
{
	struct civil civil;

	if (report->ask->zone != NULL)
		zone_civil(report->ask->zone, at, &civil, NULL, NULL);
	else
		civil_from_ms(at, &civil);
	/* clang-format off */
	if (hours)
		(void)snprintf(name, size, "%04d-%02d-%02d %02d:00",
		    civil.year, civil.month, civil.day, civil.hour);
	else
		(void)snprintf(name, size, "%04d-%02d-%02d", civil.year,
		    civil.month, civil.day);
	/* clang-format on */
}

struct report_bucket *
report_buckets(const struct report *report, size_t *count)
{
	const struct figure *series = report_figure(
	    report->figures, "over_time");
	struct report_bucket *buckets = mem_zalloc(
	    series->row_count + 1, sizeof(*buckets));
	bool hours = series->row_count <= BUCKET_HOURS;
	char name[sizeof(buckets->name)];
	size_t n = 0, i;

	for (i = 0; i < series->row_count; i++) {
		const struct figure_row *row = &series->rows[i];

		name_bucket(report, row->at, hours, name, sizeof(name));
		if (n == 0 || strcmp(buckets[n - 1].name, name) != 0)
			memcpy(buckets[n++].name, name, sizeof(name));
		buckets[n - 1].sent += row->count;
		buckets[n - 1].delivered += row->delivered;
		buckets[n - 1].failed += row->failed;
	}
	*count = n;
	return buckets;
}

void
report_buckets_free(struct report_bucket *buckets)
{
	free(buckets);
}

/* ---- splits ----------------------------------------------------------------
 */

static int
compare_splits(const void *left, const void *right)
{
	const struct report_split *a = left, *b = right;

	if (a->sent != b->sent)
		return a->sent < b->sent ? 1 : -1;
	return slice_compare(a->name, b->name);
}

struct report_split *
report_splits(const struct report *report, size_t number, size_t *count)
{
	const struct split *split = &report->tally->splits[number];
	struct report_split *rows = mem_zalloc(split->count + 1, sizeof(*rows));
	size_t n = 0, i;

	for (i = 0; i < split->count; i++) {
		const struct split_row *from = &split->rows[i];

		if (from->sent[PERIOD_NOW] == 0)
			continue;
		rows[n].name = tally_text(report->tally, from->value);
		rows[n].sent = from->sent[PERIOD_NOW];
		rows[n].delivered = from->delivered[PERIOD_NOW];
		rows[n++].failed = from->failed[PERIOD_NOW];
	}
	qsort(rows, n, sizeof(*rows), compare_splits);
	*count = n;
	return rows;
}

void
report_splits_free(struct report_split *rows)
{
	free(rows);
}

/* ---- latencies -------------------------------------------------------------
 */

void
report_distribution(
    const struct figure *latency, struct report_span_row rows[REPORT_SPANS])
{
	static const struct report_span_row steps[REPORT_SPANS] = {
	    {0, "under 1 s", 0},
	    {INSTANT_SECOND, "under 2 s", 0},
	    {2 * INSTANT_SECOND, "under 5 s", 0},
	    {5 * INSTANT_SECOND, "under 10 s", 0},
	    {10 * INSTANT_SECOND, "under 30 s", 0},
	    {30 * INSTANT_SECOND, "under 1 min", 0},
	    {INSTANT_MINUTE, "under 2 min", 0},
	    {2 * INSTANT_MINUTE, "under 5 min", 0},
	    {5 * INSTANT_MINUTE, "under 15 min", 0},
	    {15 * INSTANT_MINUTE, "under 1 h", 0},
	    {INSTANT_HOUR, "1 h and more", 0},
	};
	size_t i, at = 0;

	memcpy(rows, steps, sizeof(steps));
	for (i = 0; i < latency->step_count; i++) {
		while (at + 1 < REPORT_SPANS &&
		    latency->steps[i].at >= rows[at + 1].from)
			at++;
		rows[at].count += latency->steps[i].count;
	}
}

/* ---- texts -----------------------------------------------------------------
 */

int64_t
report_share(int64_t amount, uint64_t by)
{
	int64_t n = (int64_t)by;

	return (amount + n / 2) / n;
}

void
report_span(int64_t ms, char text[REPORT_SPAN_MAX])
{
	if (ms < INSTANT_SECOND)
		(void)snprintf(text, REPORT_SPAN_MAX, "%" PRId64 " ms", ms);
	else if (ms < 2 * INSTANT_MINUTE)
		(void)snprintf(text, REPORT_SPAN_MAX, "%.1f s",
		    (double)ms / INSTANT_SECOND);
	else if (ms < 2 * INSTANT_HOUR)
		(void)snprintf(text, REPORT_SPAN_MAX, "%.1f min",
		    (double)ms / INSTANT_MINUTE);
	else
		(void)snprintf(
		    text, REPORT_SPAN_MAX, "%.1f h", (double)ms / INSTANT_HOUR);
}

const char *
report_code_words(struct slice name, struct slice code)
{
	const struct provider_code *row = NULL;
	const struct provider *provider;
	struct arena arena = {0};

	provider = provider_find(arena_string(&arena, name));
	arena_release(&arena);
	if (provider != NULL)
		row = provider_code_find(provider->receipt_codes, code);
	if (provider != NULL && row == NULL)
		row = provider_code_find(provider->codes, code);
	return row != NULL ? row->about : "";
}
