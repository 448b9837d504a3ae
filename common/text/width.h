/* SPDX-License-Identifier: ISC */
/*
 * width: the columns that text takes on a terminal.
 */
#ifndef TEXT_WIDTH_H
#define TEXT_WIDTH_H

#include "base/slice.h"

#include <stddef.h>

enum { WIDTH_WIDE = 2 }; /* columns */

/*
 * The columns of one cluster (text/cluster.h): WIDTH_WIDE for what East Asia
 * prints wide and for pictures, 0 for what has no place of its own, else 1;
 * what visible_add writes out counts as it is written.
 */
size_t width_of_cluster(struct slice cluster);

/* The sum of them. */
size_t width_of_text(struct slice text);

#endif
