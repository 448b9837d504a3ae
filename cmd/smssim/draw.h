/* SPDX-License-Identifier: ISC */
/*
 * draw: which of the named courses the next case takes.  Rules are written
 *
 *	NAME		every case
 *	NAME:COUNT	the next COUNT cases
 *	NAME:SHARE%	that share of the cases, by a seeded generator
 *
 * Rules with a count go first, in their order, then the shares are drawn; what
 * no rule claims takes the usual course, index 0.
 */
#ifndef SMSSIM_DRAW_H
#define SMSSIM_DRAW_H

#include "base/error.h"
#include "base/slice.h"

#include <stddef.h>
#include <stdint.h>

enum { DRAW_RULES_MAX = 32 };

/* The name of the index-th course, NULL behind the last. */
typedef const char *draw_name(size_t index);

struct draw {
	draw_name *name;
	struct {
		size_t course;
		int64_t left; /* cases */
		int64_t share; /* in DRAW_WHOLE parts */
	} rules[DRAW_RULES_MAX];
	size_t count;
	uint64_t state; /* of the generator */
};

/* Without rules: always the usual course. */
void draw_init(struct draw *draw, draw_name *name, uint64_t seed);

/* Adds a rule; EX_USAGE when it is none or the shares pass 100 %. */
int draw_add(struct draw *draw, struct slice rule, struct error *err);

/* Forgets the rules. */
void draw_clear(struct draw *draw);

/* The course of the next case. */
size_t draw_next(struct draw *draw);

#endif
