/* SPDX-License-Identifier: ISC */
/*
 * nearest: the known name that a misspelt one was probably meant to be.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/slice.h"

#include <stddef.h>

/*
 * Of `count` names the one with the fewest letters to insert, drop, change or
 * swap with their neighbour; the first of equals.  NULL when even that one
 * differs in more than a third of its letters: nothing is near.
 */
const char *nearest_name(
    const char *name, const char *const *names, size_t count);
const char *nearest_slice(
    struct slice name, const char *const *names, size_t count);

#endif
