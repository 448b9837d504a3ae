/* SPDX-License-Identifier: ISC */
#include "text/segment.h"

#include "text/cluster.h"
#include "text/gsm7.h"
#include "text/utf8.h"

#include <stdbool.h>

/*
 * Parts of a concatenated message being filled.  A piece (an escape pair, a
 * surrogate pair, a cluster) that does not fit opens the next part.
 */
struct packing {
	size_t part; /* units a part holds */
	size_t used; /* units in the last part */
	size_t parts;
};

static void
packing_add(struct packing *packing, size_t units)
{
	if (packing->parts == 0 || packing->used + units > packing->part) {
		packing->parts++;
		packing->used = 0;
	}
	packing->used += units;
}

/*
 * Septets of the text, summed until a character that the alphabet lacks: its
 * byte offset is returned, the text's length when there is none.
 */
static size_t
gsm7_measure(struct slice text, size_t *septets)
{
	size_t i = 0, sum = 0, len;
	unsigned cost;

	while (i < text.n) {
		unsigned char c = (unsigned char)text.p[i];

		len = 1;
		cost = c < 0x80 ? gsm7_latin[c]
				: gsm7_septets(utf8_decode(text.p + i, &len));
		if (cost == 0)
			break;
		sum += cost;
		i += len;
	}
	*septets = sum;
	return i;
}

static void
gsm7_pack(struct slice text, struct packing *packing)
{
	size_t i, len;

	for (i = 0; i < text.n; i += len)
		packing_add(
		    packing, gsm7_septets(utf8_decode(text.p + i, &len)));
}

static size_t
utf16_units(uint32_t point)
{
	return point >= 0x10000 ? 2 : 1;
}

static size_t
utf16_measure(struct slice text)
{
	size_t i, sum = 0;

	/* One unit for each byte that starts a character, two from U+10000. */
	for (i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		sum += (size_t)((c & 0xc0) != 0x80) + (size_t)(c >= 0xf0);
	}
	return sum;
}

static void
utf16_pack(struct slice text, struct packing *packing)
{
	size_t i, len;

	for (i = 0; i < text.n; i += len)
		packing_add(
		    packing, utf16_units(utf8_decode(text.p + i, &len)));
}

/* A cluster larger than a part cannot stay whole: it is cut as text is. */
static void
utf16_pack_clusters(struct slice text, struct packing *packing)
{
	struct slice cluster;
	size_t i, units;

	for (i = 0; i < text.n; i += cluster.n) {
		cluster.p = text.p + i;
		cluster.n = cluster_length(
		    (struct slice){cluster.p, text.n - i});
		units = utf16_measure(cluster);
		if (units <= packing->part)
			packing_add(packing, units);
		else
			utf16_pack(cluster, packing);
	}
}

static void
count_gsm7(struct slice text, struct segment_count *out)
{
	struct packing packing = {.part = out->part};

	out->encoding = SEGMENT_GSM7;
	if (out->units <= SEGMENT_GSM7_SINGLE) {
		out->segments = 1;
		out->left = SEGMENT_GSM7_SINGLE - out->units;
	} else {
		gsm7_pack(text, &packing);
		out->segments = packing.parts;
		out->left = packing.part - packing.used;
	}
	/* The alphabet has no character that joins another. */
	out->clusters = out->segments;
}

static void
count_ucs2(struct slice text, struct segment_count *out)
{
	struct packing packing = {.part = out->part};
	struct packing clusters = packing;

	out->encoding = SEGMENT_UCS2;
	out->units = utf16_measure(text);
	if (out->units <= SEGMENT_UCS2_SINGLE) {
		out->segments = out->clusters = 1;
		out->left = SEGMENT_UCS2_SINGLE - out->units;
		return;
	}
	utf16_pack(text, &packing);
	utf16_pack_clusters(text, &clusters);
	out->segments = packing.parts;
	out->left = packing.part - packing.used;
	out->clusters = clusters.parts;
}

static void
count_parts(
    struct slice text, size_t gsm7, size_t ucs2, struct segment_count *out)
{
	out->offender = gsm7_measure(text, &out->units);
	out->part = out->offender == text.n ? gsm7 : ucs2;
	if (out->offender == text.n)
		count_gsm7(text, out);
	else
		count_ucs2(text, out);
}

void
segment_count(struct slice text, struct segment_count *out)
{
	count_parts(text, SEGMENT_GSM7_PART, SEGMENT_UCS2_PART, out);
}

void
segment_count_16(struct slice text, struct segment_count *out)
{
	count_parts(text, SEGMENT_GSM7_PART_16, SEGMENT_UCS2_PART_16, out);
}

size_t
segment_part(struct slice rest, const struct segment_count *count)
{
	bool gsm7 = count->encoding == SEGMENT_GSM7;
	struct packing packing = {.part = count->part};
	uint32_t point;
	size_t i, len;

	if (count->segments == 1)
		return rest.n;
	for (i = 0; i < rest.n; i += len) {
		point = utf8_decode(rest.p + i, &len);
		packing_add(
		    &packing, gsm7 ? gsm7_septets(point) : utf16_units(point));
		if (packing.parts > 1)
			break;
	}
	return i;
}

const char *
segment_encoding_name(enum segment_encoding encoding)
{
	return encoding == SEGMENT_GSM7 ? "gsm7" : "ucs2";
}
