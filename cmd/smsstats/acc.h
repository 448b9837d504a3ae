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

#include <stddef.h>
#include <stdint.h>

enum { ACC_LABELS = 3 }; /* that a row of a tally may have */

enum figure_form {
	FIGURE_COUNT, /* hits */
	FIGURE_RATE, /* hits of tries */
	FIGURE_TALLY, /* rows: the same counted by what it was */
};

struct figure_row {
	struct slice labels[ACC_LABELS]; /* borrowed from words and tables */
	uint64_t count;
};

struct figure {
	const struct acc *acc;
	uint64_t hits, tries;
	struct figure_row *rows; /* most frequent first, then by labels */
	size_t row_count;
};

/* How a kind of accumulator works.  A zeroed state is empty and valid. */
struct acc_kind {
	enum figure_form form;
	size_t size; /* bytes of its state */
	void (*add)(
	    void *state, const struct acc *acc, const struct outcome *outcome);
	void (*emit)(void *state, const struct acc *acc,
	    const struct words *words, struct figure *figure);
	void (*release)(void *state); /* NULL: nothing to free */
};

struct acc {
	const char *id; /* in JSON; never changes meaning */
	const char *title; /* in the table */
	int level; /* of indentation: a part of the row above it */
	const struct acc_kind *kind;
	uint32_t of; /* outcome bits: counted when it has one of them */
	uint32_t among; /* rates: tried when it has one of them */

	/* Tallies: what to count by, and what that is called. */
	uint32_t (*key)(const struct outcome *outcome);
	void (*label)(const struct words *words, uint32_t key,
	    struct slice labels[ACC_LABELS]);
	const char *labels[ACC_LABELS]; /* names of the labels in JSON */
};

extern const struct acc_kind acc_count; /* messages */
extern const struct acc_kind acc_rate; /* messages of messages */
extern const struct acc_kind acc_people; /* people of people, each once */
extern const struct acc_kind acc_tally; /* messages by key */

/* All figures in the order of the report. */
const struct acc *acc_table(size_t *count);

/* The states of all accumulators. */
struct acc_set {
	void **states;
};

void acc_set_init(struct acc_set *set);
void acc_set_release(struct acc_set *set);
void acc_set_add(struct acc_set *set, const struct outcome *outcome);

/*
 * The figures, one a row of the table, borrowed as long as the words are; the
 * array is the caller's, for figures_free.
 */
struct figure *acc_set_emit(struct acc_set *set, const struct words *words);
void figures_free(struct figure *figures);

#endif
