/* SPDX-License-Identifier: ISC */
#include "text/utf8.h"

size_t
utf8_encode(uint32_t point, char out[UTF8_MAX])
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (point & 0x3f));
	return 4;
}

/* A stretch of capitals and the way to their small letters. */
struct fold {
	uint16_t first, last;
	uint16_t add; /* 0: capitals and small letters take turns */
	uint16_t odd; /* then: the capitals' last bit */
};

static const struct fold folds[] = {
    {0x00c0, 0x00d6, 32, 0}, /* Latin-1, around the times sign */
    {0x00d8, 0x00de, 32, 0},
    {0x0100, 0x012f, 0, 0}, /* Latin Extended-A */
    {0x0132, 0x0137, 0, 0},
    {0x0139, 0x0148, 0, 1},
    {0x014a, 0x0177, 0, 0},
    {0x0179, 0x017e, 0, 1},
    {0x01a0, 0x01a5, 0, 0}, /* Vietnamese */
    {0x01af, 0x01b0, 0, 1},
    {0x01cd, 0x01dc, 0, 1}, /* Latin Extended-B: Pinyin, Romanian */
    {0x01f8, 0x021f, 0, 0},
    {0x0386, 0x0386, 38, 0}, /* Greek */
    {0x0388, 0x038a, 37, 0},
    {0x038c, 0x038c, 64, 0},
    {0x038e, 0x038f, 63, 0},
    {0x0391, 0x03a1, 32, 0},
    {0x03a3, 0x03ab, 32, 0},
    {0x0400, 0x040f, 80, 0}, /* Cyrillic */
    {0x0410, 0x042f, 32, 0},
    {0x0460, 0x0481, 0, 0},
    {0x048a, 0x04bf, 0, 0},
    {0x04c1, 0x04ce, 0, 1},
    {0x04d0, 0x052f, 0, 0},
    {0x0531, 0x0556, 48, 0}, /* Armenian */
    {0x1e00, 0x1e95, 0, 0}, /* Latin Extended Additional */
    {0x1ea0, 0x1eff, 0, 0},
};

uint32_t
utf8_fold(uint32_t point)
{
	const struct fold *fold;
	size_t i;

	if (point < 0x80)
		return point >= 'A' && point <= 'Z' ? point + 32 : point;
	if (point == 0x2019) /* right single quotation mark */
		return '\'';
	if (point == 0x0178) /* Y with diaeresis: its small letter is Latin-1 */
		return 0x00ff;
	for (i = 0; i < sizeof(folds) / sizeof(folds[0]); i++) {
		fold = &folds[i];
		if (point < fold->first)
			break;
		if (point > fold->last)
			continue;
		if (fold->add != 0)
			return point + fold->add;
		return (point & 1) == fold->odd ? point + 1 : point;
	}
	return point;
}

bool
utf8_is_word(uint32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') ||
		    ((point | 32) >= 'a' && (point | 32) <= 'z');
	if (point < 0xc0)
		return point == 0xaa || point == 0xb5 || point == 0xba;
	if (point == 0xd7 || point == 0xf7) /* times, division */
		return false;
	return !(point >= 0x2000 && point <= 0x2bff) && /* punctuation, … */
	    !(point >= 0x2e00 && point <= 0x2e7f) &&
	    !(point >= 0x3000 && point <= 0x303f) && /* CJK punctuation */
	    !(point >= 0xe000 && point <= 0xf8ff) && /* private use */
	    !(point >= 0xfe00 && point <= 0xfe6f) &&
	    !(point >= 0xff00 && point <= 0xff0f) &&
	    !(point >= 0xfff0 && point <= 0xffff) &&
	    !(point >= 0x1f000 && point <= 0x1faff) && /* pictographs */
	    point < 0xe0000;
}

bool
utf8_in(const struct utf8_range *ranges, size_t count, uint32_t point)
{
	size_t low = 0, high = count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (point > ranges[middle].last)
			low = middle + 1;
		else if (point < ranges[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}

bool
utf8_equal_fold(struct slice a, struct slice b)
{
	size_t i = 0, j = 0, m, n;
	uint32_t x, y;

	while (i < a.n && j < b.n) {
		x = utf8_decode(a.p + i, &m);
		y = utf8_decode(b.p + j, &n);
		if (x != y && utf8_fold(x) != utf8_fold(y))
			return false;
		i += m;
		j += n;
	}
	return i == a.n && j == b.n;
}
