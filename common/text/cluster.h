/* SPDX-License-Identifier: ISC */
/*
 * cluster: which code points a reader sees as one character: the extended
 * grapheme clusters of Unicode (UAX 29), as far as texts have them.  A line
 * break stays two characters, CR and LF, as networks count it.
 */
#ifndef TEXT_CLUSTER_H
#define TEXT_CLUSTER_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where a walk stands; zeroed at the start of the text. */
struct cluster {
	uint32_t before; /* the code point before */
	bool half_flag; /* it is a regional indicator that awaits another */
};

/* Does the next code point of the walk belong to the one before it? */
bool cluster_joins(struct cluster *cluster, uint32_t point);

/* The bytes of the cluster that valid UTF-8 begins with; 0 when it is empty. */
size_t cluster_length(struct slice text);

#endif
