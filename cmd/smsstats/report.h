/* SPDX-License-Identifier: ISC */
/*
 * report: the figures, and their forms as text.
 */
#ifndef SMSSTATS_REPORT_H
#define SMSSTATS_REPORT_H

#include "acc.h"
#include "base/buf.h"
#include "base/opt.h"
#include "config/config.h"
#include "fold.h"
#include "tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One line of a comparison by group; labels has one a dimension of --by. */
struct report_group {
	struct slice *labels; /* not there: not known */
	size_t label_count;
	bool by_time; /* sorted by labels alone */
	struct group *from;
	size_t rest; /* not 0: so many groups, as one */
	struct figure *figures, *before; /* before: NULL without --compare */
	uint64_t messages;
};

/* What one value of a dimension did to the delivery rate. */
struct report_change {
	const char *dim;
	struct slice value;
	uint64_t sent[PERIODS], delivered[PERIODS];
	double moved; /* of the rate, which they all add up to */
};

/* A step on the way from the call to the answer. */
struct report_loss {
	struct slice why; /* a fate, "lint" or "other" */
	struct slice reason; /* not there: none is known */
	uint64_t count;
};

enum { FUNNEL_STEPS = 8, FUNNEL_LOSSES = 12 };

struct report_step {
	const char *id, *title;
	uint64_t count;
	struct report_loss losses[FUNNEL_LOSSES]; /* since the step before */
	size_t loss_count;
};

struct report_form;

struct report {
	const struct ask *ask;
	const struct config_alerts *alerts; /* NULL: none are judged */
	int64_t as_of; /* ms; INT64_MIN: there was no record */
	uint64_t messages; /* that the figures are about */
	size_t count; /* figures, one a row of acc_table */
	struct figure *figures, *before; /* of all; before: may be NULL */
	struct report_group *groups;
	size_t group_count;
	struct report_change *changes; /* what moved most first */
	size_t change_count;
	struct report_step funnel[FUNNEL_STEPS];
	size_t step_count;
	uint64_t calls[PERIODS];
	uint64_t counts[FOLD_COUNTS];
	uint64_t notes[NOTE_COUNT];
	uint64_t left_out;
	bool colour;
	bool sparks; /* small pictures in the table */
	const char *title; /* of the page; NULL: none */
	struct arena arena;

	/* Private. */
	struct acc_set totals[PERIODS], rest[PERIODS];
	struct tally *tally;
};

/*
 * The report of what was tallied, which must live as long.  top: so many
 * groups, and the rest as one; 0: all.
 */
void report_make(struct report *report, struct tally *tally, size_t top,
    const struct report_form *form);
void report_release(struct report *report);

/* The figure of that id. */
const struct figure *report_figure(
    const struct figure *figures, const char *id);

/* What is in the footer: an id for programs, words for people. */
struct report_note {
	const char *id, *words;
	uint64_t count;
};
enum { REPORT_NOTES = FOLD_COUNTS + NOTE_COUNT + 3 };
size_t report_notes(
    const struct report *report, struct report_note notes[REPORT_NOTES]);

/* What an error code means, in the words of its provider's driver; "" where it
 * has none. */
const char *report_code_words(struct slice provider, struct slice code);

/* ---- forms: whole lines, the last without its newline ----------------------
 */

struct report_form {
	const char *name;
	void (*write)(const struct report *report, struct buf *out);
	bool total; /* it shows the figures of all beside groups */
};
const struct report_form *report_form_find(const char *name);

void report_table(const struct report *report, struct buf *out);
void report_json(const struct report *report, struct buf *out);
void report_jsonl(const struct report *report, struct buf *out);
void report_csv(const struct report *report, struct buf *out);
void report_openmetrics(const struct report *report, struct buf *out);
void report_html(const struct report *report, struct buf *out);

/* hits of tries, 0 when there are none. */
static inline double
report_rate(uint64_t hits, uint64_t tries)
{
	return tries > 0 ? (double)hits / (double)tries : 0;
}

#endif
