/* SPDX-License-Identifier: ISC */
/*
 * segment: the counts of any UTF-8 text against a slow and simple count: the
 * alphabet as two texts, the message as a list of pieces that stay whole.
 */
#include "base/mem.h"
#include "record/scan.h"
#include "tests/fuzz/fuzz.h"
#include "text/gsm7.h"
#include "text/segment.h"
#include "text/utf8.h"

#include <string.h>

/* 3GPP TS 23.038, 6.2.1 in code order, without the escape; then 6.2.1.1. */
static const char basic[] =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
static const char extension[] = "\f^{}\\[~]|€";

/* Does that text hold this character?  Whole sequences cannot overlap. */
static bool
holds(const char *alphabet, const char *character, size_t len)
{
	char one[UTF8_MAX + 1] = {0};

	memcpy(one, character, len);
	return one[0] != '\0' && strstr(alphabet, one) != NULL;
}

struct pieces {
	unsigned char *units; /* of each piece */
	size_t count, sum;
};

static void
add_piece(struct pieces *pieces, unsigned units)
{
	pieces->units[pieces->count++] = (unsigned char)units;
	pieces->sum += units;
}

/* Splits into septets; the offset of what the alphabet lacks. */
static size_t
split_gsm7(struct slice text, struct pieces *pieces)
{
	size_t i, len;

	for (i = 0; i < text.n; i += len) {
		len = scan_utf8(text.p + i, text.p + text.n);
		if (holds(basic, text.p + i, len))
			add_piece(pieces, 1);
		else if (holds(extension, text.p + i, len))
			add_piece(pieces, 2);
		else
			return i;
	}
	return text.n;
}

static void
split_utf16(struct slice text, struct pieces *pieces)
{
	size_t i, len;

	pieces->count = pieces->sum = 0;
	for (i = 0; i < text.n; i += len) {
		len = scan_utf8(text.p + i, text.p + text.n);
		add_piece(pieces, len == 4 ? 2 : 1);
	}
}

/* Fills parts one by one; *left is free in the last. */
static size_t
parts_of(const struct pieces *pieces, size_t single, size_t part, size_t *left)
{
	size_t parts = 1, used = 0, i;

	if (pieces->sum <= single) {
		*left = single - pieces->sum;
		return 1;
	}
	for (i = 0; i < pieces->count; i++) {
		if (used + pieces->units[i] > part) {
			parts++;
			used = 0;
		}
		used += pieces->units[i];
	}
	*left = part - used;
	return parts;
}

static void
check_substitute(struct slice text, size_t offender)
{
	const char *with;
	size_t len;

	if (offender == text.n)
		return;
	with = gsm7_substitute(utf8_decode(text.p + offender, &len));
	for (; with != NULL && *with != '\0'; with += len)
		HOLDS(gsm7_septets(utf8_decode(with, &len)) > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_slice(data, size);
	struct pieces pieces = {0};
	struct segment_count count;
	size_t offender, left;

	if (!fuzz_is_utf8(text))
		return -1; /* nothing for the corpus */
	pieces.units = mem_alloc(text.n);
	segment_count(text, &count);
	offender = split_gsm7(text, &pieces);
	HOLDS(count.offender == offender);
	if (offender == text.n) {
		HOLDS(count.encoding == SEGMENT_GSM7);
		HOLDS(count.segments ==
		    parts_of(&pieces, SEGMENT_GSM7_SINGLE, SEGMENT_GSM7_PART,
			&left));
		HOLDS(count.clusters == count.segments);
	} else {
		HOLDS(count.encoding == SEGMENT_UCS2);
		split_utf16(text, &pieces);
		HOLDS(count.segments ==
		    parts_of(&pieces, SEGMENT_UCS2_SINGLE, SEGMENT_UCS2_PART,
			&left));
		HOLDS(count.clusters >= count.segments);
	}
	HOLDS(count.units == pieces.sum && count.left == left);
	check_substitute(text, offender);
	free(pieces.units);
	return 0;
}
