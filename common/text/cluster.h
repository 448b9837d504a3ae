/* SPDX-License-Identifier: ISC */
/*
 * cluster: which code points a reader sees as one character: the extended
 * grapheme clusters of Unicode 15.1 (UAX 29), but that a line break stays two
 * characters, CR and LF, as networks count it, and that a vowel sign always
 * stays with its letter.
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
	bool picture; /* it is a pictograph, or joined one */
	enum {
		CLUSTER_NO_CONSONANT,
		CLUSTER_CONSONANT, /* of an Indic script */
		CLUSTER_LINKED, /* and a virama behind it */
	} conjunct;
};

/* Does the next code point of the walk belong to the one before it? */
bool cluster_joins(struct cluster *cluster, uint32_t point);

/* The bytes of the cluster that valid UTF-8 begins with; 0 when it is empty. */
size_t cluster_length(struct slice text);

/* Does it join whatever stands before it: a mark, a joiner, a skin tone? */
bool cluster_extends(uint32_t point);

/* Does what stands behind it join it: an Arabic number sign for one? */
bool cluster_prepends(uint32_t point);

/* Is it one of the pictographs, which a joiner (U+200D) makes one of? */
bool cluster_is_picture(uint32_t point);

#endif
