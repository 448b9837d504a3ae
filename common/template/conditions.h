/* SPDX-License-Identifier: ISC */
/*
 * conditions: many conditions that are asked about one scope, then about the
 * next.  What they look at is looked up once for all of them, and what they
 * compare it with lies side by side: of two hundred that do not hold each costs
 * little more than the comparison.
 */
#ifndef TEMPLATE_CONDITIONS_H
#define TEMPLATE_CONDITIONS_H

#include "template/template.h"

#include <stddef.h>

struct conditions;

struct conditions *conditions_new(void);
void conditions_free(struct conditions *conditions); /* NULL is fine */

/*
 * Adds one made by template_parse_condition, which must live as long; returns
 * its number, from 0.
 */
size_t conditions_add(
    struct conditions *conditions, const struct template *condition);

/*
 * Before the questions about a scope.  Scope and arena are borrowed until the
 * next start; what was looked up before is forgotten.
 */
void conditions_start(struct conditions *conditions,
    const struct template_scope *scope, struct arena *arena);

/* 1 it holds, 0 not, -1 error: as template_test. */
int conditions_hold(
    struct conditions *conditions, size_t number, struct error *err);

#endif
