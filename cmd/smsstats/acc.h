/* SPDX-License-Identifier: ISC */
/*
 * acc: accumulators.  accs.c has a row for each figure of the report; a row
 * says what it counts and names the kind that knows how to.  Outcomes go in,
 * in any order; figures come out.
 */
#ifndef SMSSTATS_ACC_H
#define SMSSTATS_ACC_H

#include "outcome.h"
#include "words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ACC_LABELS = 3 }; /* that a row of a tally may have */

enum figure_form {
	FIGURE_COUNT, /* hits */
	FIGURE_RATE, /* hits of tries */
	FIGURE_TALLY, /* rows: the same counted by what it was */
	FIGURE_LATENCY, /* tries, hits of them in time, percentiles */
	FIGURE_MEAN, /* hits shared by tries */
	FIGURE_COST, /* rows: an amount a currency */
	FIGURE_SERIES, /* rows: what was sent in an hour */
	FIGURE_FORMS
};

/* Of a tally: labels and count.  Of costs: the currency is labels[0], count
 * messages cost the amount.  Of a series: count were sent. */
struct figure_row {
	struct slice labels[ACC_LABELS]; /* borrowed from words and tables */
	uint64_t count;
	uint64_t delivered, confirmed, failed; /* of those */
	int64_t amount; /* millionths */
	int64_t at; /* ms: the start of the hour */
};

enum { FIGURE_P50, FIGURE_P95, FIGURE_P99, FIGURE_PERCENTILES };

struct figure {
	const struct acc *acc;
	uint64_t hits, tries;
	uint64_t opted_out, complained; /* of people */
	int64_t percentiles[FIGURE_PERCENTILES]; /* ms */
	struct figure_row *rows; /* most frequent first, then by labels */
	size_t row_count;
	/* Of latencies, for a picture: how many took at most so long. */
	struct figure_row *steps; /* at: ms; count; ascending */
	size_t step_count;
};

/* How a kind of accumulator works.  A zeroed state is empty and valid. */
struct acc_kind {
	enum figure_form form;
	size_t size; /* bytes of its state; 0: none, and no add and merge */
	void (*add)(
	    void *state, const struct acc *acc, const struct outcome *outcome);
	/* figures: those of the rows before are there already. */
	void (*emit)(void *state, const struct acc *acc,
	    const struct words *words, const struct figure *figures,
	    struct figure *figure);
	void (*merge)(void *state, const void *other); /* adds the other */
	void (*release)(void *state); /* NULL: nothing to free */
};

struct acc {
	const char *id; /* in JSON; never changes meaning */
	const char *title; /* in the table */
	bool
	    hidden; /* for other parts of the report; not a figure of its own */
	int level; /* of indentation: a part of the row above it */
	const struct acc_kind *kind;
	uint32_t of; /* outcome bits: counted when it has one of them */
	uint32_t among; /* rates: tried when it has one of them */
	enum outcome_latency latency;
	int64_t in_time; /* ms: what a latency is to be within */

	/* Tallies: what to count by, and what that is called. */
	uint32_t (*key)(const struct outcome *outcome);
	void (*label)(const struct words *words, uint32_t key,
	    struct slice labels[ACC_LABELS]);
	const char *labels[ACC_LABELS]; /* names of the labels in JSON */
};

extern const struct acc_kind acc_count; /* messages */
extern const struct acc_kind acc_rate; /* messages of messages */
extern const struct acc_kind acc_people; /* people, each once */
extern const struct acc_kind acc_share; /* people of those of acc_people */
extern const struct acc_kind acc_tally; /* messages by key */
extern const struct acc_kind acc_latency; /* how long it took */
extern const struct acc_kind acc_segments; /* parts a message */
extern const struct acc_kind acc_cost; /* what it cost, by currency */
extern const struct acc_kind acc_series; /* messages by hour */

/* All figures in the order of the report. */
const struct acc *acc_table(size_t *count);

/* The states of all accumulators. */
struct acc_set {
	char *states; /* one behind the other; NULL: none, all is 0 */
};

void acc_set_init(struct acc_set *set);
void acc_set_release(struct acc_set *set);
void acc_set_merge(struct acc_set *set, const struct acc_set *other);
void acc_set_add(struct acc_set *set, const struct outcome *outcome);

/*
 * The figures, one a row of the table, borrowed as long as the words are; the
 * array is the caller's, for figures_free.
 */
struct figure *acc_set_emit(struct acc_set *set, const struct words *words);
void figures_free(struct figure *figures);

#endif
