/* SPDX-License-Identifier: ISC */
/*
 * report_text: what several forms of a report show in the same way.
 */
#ifndef SMSSTATS_REPORT_TEXT_H
#define SMSSTATS_REPORT_TEXT_H

#include "report.h"

/* Days, or hours when there are few days, of those in which anything was sent
 * and all between. */
struct report_bucket {
	char name[20]; /* "2026-11-30", "2026-11-30 15:00" */
	uint64_t sent, delivered, failed;
};
struct report_bucket *report_buckets(
    const struct report *report, size_t *count);
void report_buckets_free(struct report_bucket *buckets);

/* The values of a split, the most frequent first. */
struct report_split {
	struct slice name; /* not there: not known */
	uint64_t sent, delivered, failed;
};
extern const char *const report_split_ids[TALLY_SPLITS];
struct report_split *report_splits(
    const struct report *report, size_t split, size_t *count);
void report_splits_free(struct report_split *rows);

/* How many took how long, in steps that are the same for all. */
enum { REPORT_SPANS = 11 };
struct report_span_row {
	int64_t from; /* ms, up to the next row's */
	const char *name; /* "under 5 s" */
	uint64_t count;
};
void report_distribution(
    const struct figure *latency, struct report_span_row rows[REPORT_SPANS]);

/* An amount in millionths shared by so many, not 0; halves away from 0. */
int64_t report_share(int64_t amount, uint64_t by);

/* "1.2 s", "430 ms", "2 h 5 min", for people. */
enum { REPORT_SPAN_MAX = 24 };
void report_span(int64_t ms, char text[REPORT_SPAN_MAX]);

#endif
