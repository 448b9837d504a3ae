/* SPDX-License-Identifier: ISC */
/*
 * Loops for all calls at once: as many rounds as there can be, each its
 * longest.
 */
#include "template/bounds.h"
#include "template/build.h"
#include "template/filter.h"

enum { ROUNDS_IN_ALL_MAX = 5000 }; /* of one template, for one of its texts */

/* Behind limit: or offset:; false: not known before a call. */
static int
known_count(struct bounder *bounder, const struct expr *expr, int64_t fallback,
    int64_t *count, bool *known)
{
	struct bound_value value;

	*known = true;
	*count = fallback;
	if (expr == NULL)
		return 0;
	if (bound_eval(bounder, expr, &value) != 0)
		return -1;
	*known = value.exact && value.value.type == VALUE_INT;
	if (*known)
		*count = value.value.integer;
	return 0;
}

/* An item of a list that is the call's: declared as "list.0", or not. */
static int
declared_item(struct bounder *bounder, const struct bound_loop *loop,
    struct bound_value *item)
{
	static const char first[] = ".0";
	struct expr expr = *loop->list;
	struct build path;

	if (expr.kind != EXPR_PATH)
		expr.path = (struct path){.name = slice_of("")};
	build_start(
	    &path, &bounder->render, expr.path.dotted.n + sizeof(first));
	build_add(&path, expr.path.dotted);
	build_add(&path, slice_of(first));
	if (build_end(&path, &expr.path.dotted) != 0)
		return -1;
	expr.kind = EXPR_PATH;
	return bound_eval(bounder, &expr, item);
}

static int
add_round(struct bounder *bounder, const struct bound_loop *loop,
    const struct bound_value *item, struct bounds *out)
{
	struct bounds round;

	bounder->rounds++;
	bound_assign(bounder, loop->variable, item);
	if (loop->before.n > 0) {
		round = bounds_of(bounder, loop->before);
		bounds_then(bounder, out, &round);
	}
	if (bound_block(bounder, loop->block, &round) != 0)
		return -1;
	bounds_then(bounder, out, &round);
	return 0;
}

/* The list is known: item by item. */
static int
known_rounds(struct bounder *bounder, const struct bound_loop *loop,
    const struct window *window, struct bounds *out)
{
	struct bound_value item = {.exact = true};
	size_t i;

	for (i = 0; i < window->count; i++) {
		if (i == BOUND_ROUNDS_MAX ||
		    bounder->rounds > ROUNDS_IN_ALL_MAX) {
			bounds_open(
			    bounder, out, loop->list->at, loop->list->text);
			return 0;
		}
		item.value = render_item(&window->items, window->from + i);
		if (add_round(bounder, loop, &item, out) != 0)
			return -1;
	}
	return 0;
}

/* Only how often at most is known, or not even that. */
static int
other_rounds(struct bounder *bounder, const struct bound_loop *loop,
    int64_t limit, struct bounds *out)
{
	struct bound_value item;
	int64_t i;

	if (declared_item(bounder, loop, &item) != 0)
		return -1;
	for (i = 0; i < limit; i++) {
		if (i == BOUND_ROUNDS_MAX ||
		    bounder->rounds > ROUNDS_IN_ALL_MAX)
			limit = i;
		else if (add_round(bounder, loop, &item, out) != 0)
			return -1;
	}
	return 0;
}

int
bound_rounds(struct bounder *bounder, const struct bound_loop *loop,
    struct bounds *out, bool *empty)
{
	struct bound_value list;
	struct window window;
	int64_t limit, offset;
	bool limited, from_known;
	int result;

	*out = bounds_of(bounder, slice_of(""));
	if (bound_eval(bounder, loop->list, &list) != 0 ||
	    known_count(bounder, loop->limit, INT64_MAX, &limit, &limited) !=
		0 ||
	    known_count(bounder, loop->offset, 0, &offset, &from_known) != 0)
		return -1;
	*empty = !list.exact || !limited || !from_known;
	if (list.exact && limited && from_known && !loop->continues) {
		if (render_window(&bounder->render, &list.value, offset, limit,
			&window) != 0)
			return -1;
		*empty = window.count == 0;
		result = known_rounds(bounder, loop, &window, out);
	} else if (limited && limit <= BOUND_ROUNDS_MAX) {
		result = other_rounds(bounder, loop, limit, out);
	} else {
		result = other_rounds(bounder, loop, 1, out);
		bounds_open(bounder, out, loop->list->at, loop->list->text);
	}
	return result;
}
