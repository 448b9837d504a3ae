/* SPDX-License-Identifier: ISC */
/*
 * part: a partial result: what another run needs to know of the records that
 * this one read, as lines of JSON in any order (smsstats.1, Partial results).
 *
 *	{"record":"stats","key":…}	a message, a call, or a piece of one
 *	{"record":"stats","person":…}	who opted out, or complained
 *	{"record":"stats","lines":…}	the end: how many of these, the fields
 *					kept, and what was counted
 *
 * Since what is known of a message is in each member the greatest that was
 * offered (message.h), parts add up to the whole, however the records were
 * split.
 */
#ifndef SMSSTATS_PART_H
#define SMSSTATS_PART_H

#include "fold.h"
#include "record/filter.h"

#include <stdbool.h>
#include <stdint.h>

enum { PART_VERSION = 1 };

/* The keys of all parts are made with it: they are known to everybody. */
extern const struct hash_seed part_seed;

/* Writes what was read. */
int part_write(struct fold *fold, struct filter *filter, struct error *err);

/* How many lines there were, and how many the ends told of; a worker. */
struct part_sum {
	uint64_t seen, told;
};

/* A line; -1 with EX_DATAERR when it is none of a part, or of one that lacks a
 * field of the dimensions. */
int part_read(struct fold *fold, size_t worker, struct part_sum *sum,
    struct record *record, struct error *err);

/* Was all read that was written?  Else EX_DATAERR. */
int part_check(const struct part_sum *sums, size_t count, struct error *err);

#endif
