/* SPDX-License-Identifier: ISC */
/*
 * bound: the longest text that a template can yield, before anybody calls.
 *
 * A template is rendered for all calls at once: a value that was declared has
 * its longest form, what the configuration says has its own, and where the
 * template may go one way or another it goes the way that costs more.  Two
 * conditions count as independent of each other.
 */
#ifndef TEMPLATE_BOUND_H
#define TEMPLATE_BOUND_H

#include "template/template.h"

enum {
	BOUND_ROUNDS_MAX = 200, /* of one loop; more count as without limit */
};

/* What was declared of a value of the call. */
struct bound_variable {
	size_t max; /* characters; 0: nobody said */
	struct slice sample; /* what it is made of; may not be there */
};

struct bound_scope {
	/* Of the rendering: partials, zone and language. */
	const struct template_scope *scope;
	/* Is that top-level name the same for all calls?  Then it is looked up
	 * in the scope. */
	bool (*fixed)(void *context, struct slice name);
	/* false: nothing was declared for that dotted path. */
	bool (*declared)(
	    void *context, struct slice path, struct bound_variable *variable);
	void *context;
	bool gaps; /* not to print a tag that has no else is a branch too */
};

/* A tag that decided where the template goes. */
struct bound_choice {
	const char *place; /* of the template */
	int line, column;
	struct slice label; /* the tag, without braces: "if data.with" */
	bool gap; /* it goes past the tag, which prints nothing then */
};

/* Where a stretch of such a text comes from. */
struct bound_part {
	size_t start, length; /* of the text */
	const char *place; /* of the template */
	size_t at; /* in its source */
	bool literal; /* it stands there; else the output there prints it */
};

/* One text that the template can yield. */
struct bound_body {
	struct slice text; /* values filled up with their samples, or x */
	const struct bound_choice *path; /* in the order of the text */
	size_t path_length;
	const struct bound_choice *branch; /* this text is the longest through
					      it; NULL: the longest of all */
	/* The first place that prints something without a limit: the text is
	 * no bound then.  label is the expression; NULL: all have one. */
	const struct bound_choice *open;
	/* Where it comes from, in the order of the text; what a filter or
	 * segment_fit made of several parts may be missing. */
	const struct bound_part *parts;
	size_t part_count;
};

/*
 * Calls visit with the longest text of all, then, for each branch that is not
 * on its way, with the longest text through that.  Longest is what takes more
 * segments, then more of the last one.  All lies in the arena.  -1 with
 * EX_DATAERR when the template cannot be rendered.
 */
int template_bound(const struct template *template,
    const struct bound_scope *scope, struct arena *arena,
    void (*visit)(void *context, const struct bound_body *body), void *context,
    struct error *err);

#endif
