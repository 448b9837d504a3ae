/* SPDX-License-Identifier: ISC */
/*
 * tally: outcomes sorted into groups, as --by, --where, --since and --until
 * say.  Each worker has one; they are merged.
 */
#ifndef SMSSTATS_TALLY_H
#define SMSSTATS_TALLY_H

#include "acc.h"
#include "dim.h"
#include "fold.h"
#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TALLY_SPLITS = 3 }; /* dimensions that a change is explained by */

enum period { PERIOD_NOW, PERIOD_BEFORE, PERIODS };

/* What is asked. */
struct ask {
	const struct dims *dims;
	size_t by; /* the first so many of them are grouped by */
	const struct template *where; /* NULL: all */
	int64_t since, until; /* ms; INT64_MIN, INT64_MAX: open */
	bool compare; /* with the period of the same length before */
	const struct zone *zone; /* NULL: UTC */
	int64_t as_of; /* ms */
	size_t splits[TALLY_SPLITS]; /* dimensions; SIZE_MAX: not asked for */
};

struct group {
	uint32_t *values; /* a shown value a dimension (tally.c) */
	uint64_t messages; /* of the period now */
	struct acc_set accs[PERIODS];
};

/* What one value of a dimension has in each period. */
struct split_row {
	uint32_t value;
	uint64_t sent[PERIODS], delivered[PERIODS], failed[PERIODS];
};

struct split {
	struct map map;
	struct split_row *rows;
	size_t count, room;
};

/* Told of in the footer. */
enum tally_note {
	NOTE_NO_MESSAGE, /* receipts whose message was never seen */
	NOTE_NO_RECEIPT, /* messages taken, no receipt was seen */
	NOTE_REPLY_ALONE, /* replies to messages never seen */
	NOTE_NEGATIVE, /* accepted before the hang-up, or delivered before */
	NOTE_MIXED, /* messages priced in several currencies */
	NOTE_FUTURE, /* messages of after the instant that counts as now */
	NOTE_WHERE, /* messages that the condition cannot be asked about */
	NOTE_COUNT
};

struct tally {
	const struct ask *ask;
	struct fold *fold;
	struct words words; /* of values as they are shown */
	uint32_t *shown; /* by number in the fold's words; NULL: none yet */
	struct map map; /* of a group's values -> its place, from 1 */
	struct group *groups;
	size_t count, room;
	struct split splits[TALLY_SPLITS];
	struct map answers; /* of the condition, by values -> 1 no, 2 yes */
	struct arena arena;
	uint64_t calls[PERIODS];
	uint64_t notes[NOTE_COUNT];
	uint64_t left_out; /* messages of another time, or not asked about */
	struct error where; /* why the condition could not be asked */
};

void tally_init(struct tally *tally, const struct ask *ask, struct fold *fold);
void tally_release(struct tally *tally);

void tally_add(struct tally *tally, const struct message *message);

/* Adds the other, which is empty thereafter. */
void tally_merge(struct tally *tally, struct tally *other);

/* The text of a group's value; not there: not known. */
struct slice tally_text(const struct tally *tally, uint32_t value);

/* Adds the names that a condition looks at to the dimensions; EX_USAGE when
 * one is computed, or they are too many. */
int tally_dims_of(
    const struct template *where, struct dims *dims, struct error *err);

#endif
