/* SPDX-License-Identifier: ISC */
#include "text/width.h"

#include "text/cluster.h"
#include "text/utf8.h"
#include "text/visible.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Unicode 14, East_Asian_Width W and F, which takes in the characters that are
 * pictures by themselves, and the letters that flags are made of.  Code points
 * not assigned in between are taken along.
 */
/* clang-format off */
static const struct utf8_range wide[] = {
    {0x1100, 0x115f}, {0x231a, 0x231b}, {0x2329, 0x232a}, {0x23e9, 0x23ec},
    {0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe}, {0x2614, 0x2615},
    {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693}, {0x26a1, 0x26a1},
    {0x26aa, 0x26ab}, {0x26bd, 0x26be}, {0x26c4, 0x26c5}, {0x26ce, 0x26ce},
    {0x26d4, 0x26d4}, {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5},
    {0x26fa, 0x26fa}, {0x26fd, 0x26fd}, {0x2705, 0x2705}, {0x270a, 0x270b},
    {0x2728, 0x2728}, {0x274c, 0x274c}, {0x274e, 0x274e}, {0x2753, 0x2755},
    {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0}, {0x27bf, 0x27bf},
    {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55}, {0x2e80, 0x303e},
    {0x3041, 0x3247}, {0x3250, 0x4dbf}, {0x4e00, 0xa4c6}, {0xa960, 0xa97c},
    {0xac00, 0xd7a3}, {0xf900, 0xfad9}, {0xfe10, 0xfe19}, {0xfe30, 0xfe6b},
    {0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x16fe0, 0x1b2fb}, {0x1f004, 0x1f004},
    {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a},
    {0x1f1e6, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c},
    {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3},
    {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e},
    {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d},
    {0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a},
    {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f},
    {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2},
    {0x1f6d5, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc},
    {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945},
    {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
};
/* clang-format on */

/* What has no place of its own though it joins nothing (Cf). */
static const struct utf8_range placeless[] = {
    {0x200b, 0x200f}, {0x2060, 0x2064}, {0xfeff, 0xfeff}};

/* Makes a picture of the character before (VARIATION SELECTOR-16). */
enum { WIDTH_PICTURE = 0xfe0f };

static size_t
width_of_point(uint32_t point)
{
	struct cluster walk = {.before = ' '};

	if (utf8_in(wide, sizeof(wide) / sizeof(wide[0]), point))
		return WIDTH_WIDE;
	return !utf8_in(placeless, sizeof(placeless) / sizeof(placeless[0]),
		   point) &&
	    !cluster_joins(&walk, point) && point != '\n';
}

/* \u{1b} */
static size_t
width_of_steering(uint32_t point)
{
	size_t n = sizeof("\\u{}") - 1;

	do
		n++;
	while ((point >>= 4) > 0);
	return n;
}

size_t
width_of_cluster(struct slice cluster)
{
	size_t i, len, own, width = 0, written = 0;
	uint32_t point;

	for (i = 0; i < cluster.n; i += len) {
		point = utf8_decode(cluster.p + i, &len);
		if (visible_steers(point)) {
			written += width_of_steering(point);
			continue;
		}
		own = point == WIDTH_PICTURE ? WIDTH_WIDE
					     : width_of_point(point);
		if (own > width)
			width = own;
	}
	return written + width;
}

size_t
width_of_text(struct slice text)
{
	size_t i, n, width = 0;

	for (i = 0; i < text.n; i += n) {
		struct slice cluster = {text.p + i, text.n - i};

		n = cluster.n = cluster_length(cluster);
		width += width_of_cluster(cluster);
	}
	return width;
}
