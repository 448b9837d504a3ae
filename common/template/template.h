/* SPDX-License-Identifier: ISC */
/*
 * template: Liquid, as Shopify's reference implementation defines it.
 *
 *	source text -> lex -> parse -> tree -> render -> text
 *
 * A program (struct template) is parsed once and rendered many times.  Strict
 * by default: what is undefined where it would be printed or filtered is an
 * error with file, line and column; `lax` is Liquid's own behaviour.
 */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "record/view.h"
#include "time/zone.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	TEMPLATE_NEST_MAX = 64, /* tags inside each other */
	TEMPLATE_LOOPS_MAX = 100000, /* iterations of one rendering */
	TEMPLATE_OUTPUT_MAX = 64 * 1024, /* bytes of one rendering */
	TEMPLATE_SOURCE_MAX = 256 * 1024,
};

struct template; /* a parsed text */

/*
 * source is copied.  place and line say where it stands, for messages; line is
 * that of its first character.  NULL with EX_DATAERR.
 */
struct template *template_parse(
    struct slice source, const char *place, int line, struct error *err);
void template_free(struct template *template);

/* A bare condition such as `data.intent == "book" and appointment.starts_at`.
 */
struct template *template_parse_condition(
    struct slice source, const char *place, int line, struct error *err);

/* What a rendering looks at. */
struct template_scope {
	/* A top-level name; a view that is not there: undefined. */
	struct view (*lookup)(void *context, struct slice name);
	/* The same for the names that a partial behind {% render %} sees by
	 * itself; NULL: it sees none. */
	struct view (*shared)(void *context, struct slice name);
	/* The partial of that name, valid while the scope is; NULL with
	 * EX_DATAERR when there is none.  May be NULL: there are none.
	 */
	const struct template *(*partial)(
	    void *context, struct slice name, struct error *err);
	void *context; /* for the functions */
	struct zone_set *zones;
	const struct zone *zone; /* the zone that times print in; NULL is UTC */
	const char *language; /* names of days and months; NULL is English */
	int64_t now_ms; /* what 'now' and 'today' mean */
	bool lax;
	/* Called with the dotted path of each text that is printed, and of each
	 * number that is not part of a list, before its filters run; may
	 * shorten a text and refuse either.  NULL: printed as it is.
	 */
	int (*guard)(void *context, struct slice path, struct slice value,
	    struct arena *arena, struct slice *out, struct error *err);
	/* Called at the end of a rendering for what each output printed, in
	 * order: `length` bytes at `start` of it.  name is the path as the
	 * template writes it, not there where the output begins with a
	 * literal.  NULL: nobody asks.
	 */
	void (*printed)(
	    void *context, size_t start, size_t length, struct slice name);
};

/*
 * Adds the rendering to out.  Scratch memory comes from the arena.  -1 with
 * EX_DATAERR and "PLACE:LINE:COLUMN: " in front.
 */
int template_render(const struct template *template,
    const struct template_scope *scope, struct arena *arena, struct buf *out,
    struct error *err);

/* 1 the condition holds, 0 not, -1 error. */
int template_test(const struct template *template,
    const struct template_scope *scope, struct arena *arena, struct error *err);

#endif
