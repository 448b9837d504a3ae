/* SPDX-License-Identifier: ISC */
/*
 * bounds: the arithmetic of longest texts, and what a tag needs to tell its
 * own.  Only template/ includes this.
 *
 * One character outside the GSM alphabet makes the whole text cost more, so
 * the longest text is not the one that its parts are longest in.  Three of
 * them are kept for each part, and the choice is made at the end.
 */
#ifndef TEMPLATE_BOUNDS_H
#define TEMPLATE_BOUNDS_H

#include "template/bound.h"
#include "template/render.h"

enum bound_kind {
	BOUND_SEPTETS, /* all in the GSM alphabet, most septets */
	BOUND_PLAIN, /* all in the GSM alphabet, most UTF-16 units */
	BOUND_WIDE, /* something outside it, most UTF-16 units */
	BOUND_KINDS,
};

/* A text, or a way, in parts: a leaf has a text or a choice. */
struct rope {
	const struct rope *left, *right; /* NULL for a leaf */
	struct slice text;
	const struct bound_choice *choice;
	size_t most; /* segments of the whole text: what segment_fit cuts */
	const struct template *template; /* that a leaf's text comes from */
	size_t at; /* in its source */
	size_t bytes, choices, texts; /* of all leaves */
};

struct bound_text {
	bool possible;
	size_t length;
	const struct rope *text, *path;
};

struct bounds {
	struct bound_text best[BOUND_KINDS];
	const struct bound_choice *open; /* no limit here; NULL: limited */
	bool forced; /* holds the branch that must be taken */
};

/* What an expression stands for: one value, or any text within bounds. */
struct bound_value {
	bool exact;
	struct value value; /* if exact */
	struct bounds bounds;
};

struct bound_binding {
	struct slice name;
	struct bound_value value;
	const struct bound_binding *next;
};

struct bound_branch {
	struct bound_choice choice;
	const void *id;
	bool covered; /* a text through it was shown */
	struct bound_branch *next;
};

/* The longest texts of a date, from that filter on to the end of the pipeline.
 */
struct bound_date {
	const struct filter_call *call;
	struct bounds longest;
	struct bound_date *next;
};

struct bounder {
	struct render render; /* for what is exact */
	const struct bound_scope *scope;
	const struct bound_binding *vars; /* newest first */
	const void *forced; /* the branch to take, or NULL */
	struct bound_branch *branches; /* all that were met, newest first */
	struct bound_date *dates;
	size_t depth, rounds; /* blocks inside each other; of all loops */
};

/* ---- texts ------------------------------------------------------------- */

/* One text and no other. */
struct bounds bounds_of(struct bounder *bounder, struct slice text);

/* Nothing is possible yet: for bounds_or to add to. */
struct bounds bounds_none(void);

/* a becomes a and then b; a, or b instead. */
void bounds_then(
    struct bounder *bounder, struct bounds *a, const struct bounds *b);
void bounds_or(struct bounds *a, const struct bounds *b);

/* Limited no longer, by the expression at `at` of the template. */
void bounds_open(struct bounder *bounder, struct bounds *bounds, size_t at,
    struct slice label);

/* In scratch: the text of all leaves; their choices. */
struct slice rope_text(struct bounder *bounder, const struct rope *rope);
const struct bound_choice *rope_path(
    struct bounder *bounder, const struct rope *rope);

/* Where the text of all leaves comes from (bound_part.c). */
void rope_parts(struct bounder *bounder, const struct rope *rope,
    struct slice text, struct bound_body *body);

/* Each of the texts may be cut so that the whole has so many segments. */
void bounds_fit(struct bounder *bounder, struct bounds *bounds, size_t most);

/* In scratch: the text of all leaves, those cut that may be. */
int rope_cut(
    struct bounder *bounder, const struct rope *rope, struct slice *text);

/* ---- tags -------------------------------------------------------------- */

/* What the nodes print, one behind the other. */
int bound_block(
    struct bounder *bounder, const struct block *block, struct bounds *out);

/*
 * One branch of a tag: its block goes into *out as one more possibility, under
 * the name of the tag at `at`; id tells the branch from all others.  `vars` are
 * the variables before the tag; what the branch assigns is joined with what
 * the branches before it did.
 */
int bound_branch(struct bounder *bounder, const void *id, size_t at,
    const struct block *block, const struct bound_binding *vars,
    struct bounds *out);

/* The same for bounds that are known: of a loop. */
void bound_way(struct bounder *bounder, const void *id, size_t at,
    struct bounds *bounds, struct bounds *out);

/* No branch is taken of the tag at `at`; id as above. */
void bound_skip(
    struct bounder *bounder, const void *id, size_t at, struct bounds *out);

/* What for and tablerow have in common. */
struct bound_loop {
	struct slice variable;
	const struct expr *list, *limit, *offset; /* the last two may be NULL */
	bool continues; /* from where another loop stopped */
	const struct block *block;
	struct slice before; /* printed in front of each round */
};

/* All rounds; *empty: there may be none. */
int bound_rounds(struct bounder *bounder, const struct bound_loop *loop,
    struct bounds *out, bool *empty);

/* 1 it always holds, 0 never, -1 that depends on the call. */
int bound_decide(struct bounder *bounder, const struct condition *condition);

/* ---- values ------------------------------------------------------------ */

int bound_eval(
    struct bounder *bounder, const struct expr *expr, struct bound_value *out);
int bound_pipeline(struct bounder *bounder, const struct pipeline *pipeline,
    struct bound_value *out);

/*
 * The rest of a pipeline that begins with the filter `date`: for each day of
 * the week in each month, in the morning and in the evening.  1; 0 when its
 * format is not known; or -1.  (bound_date.c)
 */
int bound_dates(struct bounder *bounder, const struct filter_call *call,
    struct bound_value *out);

/* As printed. */
int bound_shown(struct bounder *bounder, const struct bound_value *value,
    struct bounds *out);

/* Any text of that many characters, made of the sample. */
struct bounds bound_fill(
    struct bounder *bounder, struct slice sample, size_t characters);

void bound_assign(struct bounder *bounder, struct slice name,
    const struct bound_value *value);
const struct bound_value *bound_find(
    const struct bounder *bounder, struct slice name);

/* Is there a row for the filter?  Each must have one. */
bool bound_knows_filter(const char *name);

/* What a filter makes of *value (bound_filter.c). */
int bound_filter(struct bounder *bounder, const struct filter_call *call,
    struct bound_value *value);

#endif
