/* SPDX-License-Identifier: ISC */
/*
 * step: one step down a path, from a value to what is in it.
 */
#ifndef TEMPLATE_STEP_H
#define TEMPLATE_STEP_H

#include "template/render.h"

/*
 * Replaces the value by its member or item of that key, nil when it has none.
 * `dotted`: .size, .first and .last mean the value's own where no member has
 * that name.  `origin` is the path of what is found; NULL: made from the
 * value's own.
 */
int step_down(struct render *render, struct value *value,
    const struct value *key, bool dotted, const struct slice *origin);

/* The value's own size, first or last; nil when it has none. */
int step_own(struct render *render, struct value *value, struct slice name,
    const struct slice *origin);

#endif
