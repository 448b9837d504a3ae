/* SPDX-License-Identifier: ISC */
/*
 * segment: how a text travels: 3GPP TS 23.038 (GSM 7 bit default alphabet) and
 * TS 23.040, 9.2.3.24.1 (concatenated messages).
 */
#ifndef TEXT_SEGMENT_H
#define TEXT_SEGMENT_H

#include "base/slice.h"

#include <stddef.h>

enum segment_encoding { SEGMENT_GSM7, SEGMENT_UCS2 };

enum {
	SEGMENT_GSM7_SINGLE = 160, /* septets */
	SEGMENT_GSM7_PART = 153,
	SEGMENT_UCS2_SINGLE = 70, /* UTF-16 units */
	SEGMENT_UCS2_PART = 67,
	/* With a reference of 16 bits, 7 octets of header, not 6. */
	SEGMENT_GSM7_PART_16 = 152,
	SEGMENT_UCS2_PART_16 = 66,
};

struct segment_count {
	enum segment_encoding encoding;
	size_t units; /* septets, or UTF-16 units */
	size_t segments; /* 1 for an empty text */
	size_t part; /* units that one of several segments holds */
	size_t left; /* units free in the last segment */
	size_t clusters; /* segments if grapheme clusters stay whole */
	size_t offender; /* byte offset of the first character that forces
			    UCS-2; the text's length when none does */
};

/* text is valid UTF-8. */
void segment_count(struct slice text, struct segment_count *out);

/* The same where parts are numbered with 16 bits (9.2.3.24.8). */
void segment_count_16(struct slice text, struct segment_count *out);

/*
 * The bytes of the part that `rest` begins with: rest is the text that was
 * counted, or what its first parts left of it.
 */
size_t segment_part(struct slice rest, const struct segment_count *count);

/* "gsm7" or "ucs2" */
const char *segment_encoding_name(enum segment_encoding encoding);

#endif
