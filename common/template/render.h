/* SPDX-License-Identifier: ISC */
/*
 * render: one rendering, and what tags and filters need of it.
 *
 * Functions return -1 after filling the rendering's error.  All scratch memory
 * comes from its arena, up to RENDER_MEMORY_MAX.
 */
#ifndef TEMPLATE_RENDER_H
#define TEMPLATE_RENDER_H

#include "base/buf.h"
#include "template/template.h"
#include "template/tree.h"

enum {
	RENDER_MEMORY_MAX = 8 * 1024 * 1024, /* bytes of scratch */
	RENDER_READ_MAX = 256 << 20, /* bytes of values looked through */
	RENDER_NEST_MAX = 160, /* blocks inside each other, partials too */
};

/* A name that the template gave to a value. */
struct binding {
	struct slice name;
	struct value value;
	struct binding *next;
};

struct fit;

/* What an output printed: bytes of the rendering. */
struct printed {
	size_t start, length;
	struct slice name;
	struct printed *before;
};

enum interrupt { INTERRUPT_NONE, INTERRUPT_BREAK, INTERRUPT_CONTINUE };

/* What a template has made so far; {% render %} begins with none of it. */
struct variables {
	struct binding *locals; /* of loops and partials, innermost first */
	struct binding *assigned;
	struct binding *counted; /* of increment and decrement */
	struct binding *continued; /* where loops of a name stopped */
	struct binding *cycled; /* the next value of a cycle */
	struct slice changed; /* what ifchanged saw last, if it did */
	const struct loop *loop; /* the innermost, or NULL */
	bool isolated; /* inside {% render %} */
};

struct render {
	const struct template *template; /* the partial that we are in */
	const struct template_scope *scope;
	struct arena *arena;
	struct buf *out;
	struct error *err;
	size_t start; /* of this rendering in out */
	size_t memory; /* bytes of scratch so far */
	size_t read; /* bytes of values looked through so far */
	size_t rounds; /* of loops, and partials, so far */
	size_t depth; /* blocks inside each other */
	size_t at; /* where in the source we are */
	struct variables vars;
	enum interrupt interrupt;
	struct fit *fits; /* stretches that may be cut, the last one first */
	size_t captures; /* blocks around us whose text is not printed */
	struct printed *printed; /* for who asks, the last output first */
};

/* An error at render->at. */
int render_fail(struct render *render, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Scratch; NULL with the error set when there was too much of it. */
void *render_alloc(struct render *render, size_t size);

/* Counts scratch that others took from the arena. */
int render_spend(struct render *render, size_t size);

/* Counts bytes of values that are looked through: a loop over a long one that
 * looks at all of it in each round would take hours. */
int render_look(struct render *render, size_t size);

/* Prints text, within TEMPLATE_OUTPUT_MAX. */
int render_put(struct render *render, struct slice text);

/*
 * Notes that what stands from `start` of the buffer on is what an output
 * printed, if somebody asks for that.
 */
int render_note(
    struct render *render, const struct pipeline *pipeline, size_t start);

/* Tells all that was noted. */
void render_tell(struct render *render);

/* Until the end, or until break or continue. */
int render_block(struct render *render, const struct block *block);

/* What the block prints, in scratch and not in the output. */
int render_captured(
    struct render *render, const struct block *block, struct slice *text);

/* Counts a round of a loop, or a partial, up to TEMPLATE_LOOPS_MAX. */
int render_round(struct render *render);

/* Finds the name in that list, or adds it as nil; NULL when out of memory. */
struct value *render_slot(
    struct render *render, struct binding **list, struct slice name);

/* ---- evaluating (eval.c) ---------------------------------------------- */

/* What is not defined is nil. */
int render_eval(
    struct render *render, const struct expr *expr, struct value *value);

/* The same for what is printed or filtered: the guard sees a number, too. */
int render_input(
    struct render *render, const struct expr *expr, struct value *value);

/* The same where something must be there: in strict mode what is not defined
 * is an error. */
int render_defined(
    struct render *render, const struct expr *expr, struct value *value);

/* The same for a side of a comparison, where blank and empty have a meaning. */
int render_operand(
    struct render *render, const struct expr *expr, struct value *value);

/* A variable, a counter, or a name of the scope. */
int render_variable(
    struct render *render, struct slice name, struct value *value);

/* Of the scope alone.  origin: the path to note for the guard, NULL: the name.
 */
int render_global(struct render *render, struct slice name,
    const struct slice *origin, struct value *value);

/* The value after all filters; nil may come out. */
int render_pipeline(struct render *render, const struct pipeline *pipeline,
    struct value *value);

/* The same for printing: in strict mode neither nil nor an object. */
int render_printed(struct render *render, const struct pipeline *pipeline,
    struct value *value);

/* 1 it holds, 0 not. */
int render_condition(struct render *render, const struct condition *condition);

/* "'a.b' is not defined", and what may have been meant. */
int render_undefined(struct render *render, const struct expr *expr);

/* ---- values as text and lists (text.c, list.c) ------------------------- */

/* The value of a view, and what its text costs. */
int render_view(struct render *render, struct view view,
    const struct slice *origin, struct value *value);

/* In lax mode decimals print as the reference prints them: 1.50 as 1.5. */
void render_settle(const struct render *render, struct value *value);

/* Lets the guard see text of the scope; nothing else is touched. */
int render_read(struct render *render, struct value *value);

/* Lets the guard see the number at that path: cut, it would be another one, so
 * what the guard shortens is refused. */
int render_check_number(
    struct render *render, struct slice path, const struct value *number);

/*
 * The text that filters see: an array is [1, "x"], an object {"a"=>1}; an
 * error in strict mode.
 * Borrowed from the value or the arena.
 */
int render_text(
    struct render *render, const struct value *value, struct slice *text);

/* Prints the value: of an array, its items one behind the other. */
int render_show(struct render *render, const struct value *value);

/* The path of what lies under `origin` there, when somebody asks for it. */
int render_origin(struct render *render, const struct slice *origin,
    struct slice name, const struct slice **out);

/*
 * What a loop sees: the items of an array, the [key, value] pairs of an
 * object, a text that is not empty as the one item, else none.
 */
int render_items(
    struct render *render, const struct value *value, struct value *list);

/*
 * What a filter sees: the items of an array with the arrays in it spread out,
 * those of a range, none of nil, else the value itself.
 */
int render_list(
    struct render *render, const struct value *value, struct value *list);

/* The items that a loop goes over, first to last. */
struct window {
	struct value items; /* a list or a range */
	size_t from, count;
};

/*
 * The items from..from+limit-1 of what render_items sees of the value, or of a
 * range, counted from 0.  A text stays whole.
 */
int render_window(struct render *render, const struct value *value,
    int64_t from, int64_t limit, struct window *window);

/* The [key, value] pair of an object's member. */
int render_pair(struct render *render, const struct view_step *step,
    const struct slice *origin, struct value *pair);

/* One item of a list or range. */
struct value render_item(const struct value *value, size_t index);

#endif
