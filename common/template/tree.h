/* SPDX-License-Identifier: ISC */
/*
 * tree: a parsed template.  All of it lies in the template's arena and points
 * into its copy of the source; nothing changes after parsing.  `at` is an
 * offset in the source, for messages.
 */
#ifndef TEMPLATE_TREE_H
#define TEMPLATE_TREE_H

#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "template/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct filter;
struct tag;

/* ---- expressions ----------------------------------------------------- */

/* One step down a path. */
enum step_kind {
	STEP_NAME, /* .name or ['name'] */
	STEP_INDEX, /* [0] */
	STEP_EXPR, /* [other.path] */
};

struct step {
	enum step_kind kind;
	bool dotted; /* .size .first .last may mean the value's own */
	struct value key; /* the name or the index */
	const struct expr *expr;
	struct step *next;
};

struct path {
	struct slice name;
	const struct expr *expr; /* [expr] in place of the name, or NULL */
	struct step *steps;
	struct slice dotted; /* "a.b.0"; not there when a step is computed */
};

enum expr_kind { EXPR_LITERAL, EXPR_PATH, EXPR_RANGE };

struct expr {
	enum expr_kind kind;
	size_t at;
	struct slice text; /* as it stands in the source */
	union {
		struct value literal;
		struct path path;
		struct {
			const struct expr *first, *last;
		} range;
	};
};

/* ---- pipelines: expr | filter: arg, arg | filter ---------------------- */

enum { FILTER_ARGS_MAX = 8 };

struct filter_call {
	const struct filter *filter;
	size_t at;
	const struct expr *args[FILTER_ARGS_MAX];
	size_t count;
	const struct expr *keyword; /* the filter's keyword argument, or NULL */
	struct filter_call *next;
};

struct pipeline {
	const struct expr *input; /* NULL: empty */
	struct filter_call *calls;
};

/* ---- conditions -------------------------------------------------------- */

struct comparison;

enum join { JOIN_NONE, JOIN_AND, JOIN_OR };

/* a [== b] [and|or the rest]: Liquid groups from the right. */
struct condition {
	size_t at;
	const struct expr *left;
	const struct comparison *comparison; /* NULL: does left hold? */
	const struct expr *right;
	enum join join;
	struct condition *next;
};

/* ---- nodes ------------------------------------------------------------- */

struct node {
	const struct tag *tag;
	size_t at;
	const void *data; /* what the tag's parser made */
	bool blank; /* prints nothing but blanks, wherever it leads */
	struct node *next;
};

struct block {
	struct node *first;
	bool blank; /* all nodes are */
};

struct template
{
	struct arena arena;
	struct slice source;
	const char *place;
	int line; /* of the first character */
	struct block body;
	const struct condition *condition; /* of a template that is one */
};

/* Where the offset is in the template's file. */
void template_place(
    const struct template *template, size_t at, int *line, int *column);

/* Puts "PLACE:LINE:COLUMN: " in front of the text; returns -1. */
int template_blame(
    const struct template *template, size_t at, struct error *err);

#endif
