/* SPDX-License-Identifier: ISC */
/*
 * Latin letters without what is above, below or across them, as the Unicode
 * CLDR transliterates them to ASCII (Latin-ASCII), but no further than the GSM
 * alphabet needs.
 */
#include "text/gsm7.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
	FIRST = 0x00c0,
	FIRST_ADDITIONAL = 0x1e00,
	FIRST_FULLWIDTH = 0xff41, /* a; capitals are among the substitutes */
	LAST_FULLWIDTH = 0xff5a,
};

/* One letter for one; a point where it is in the alphabet or has none. */
/* clang-format off */
static const char latin[] =
    "AAAA....E.EEIIIID.OOOO...UUU.Y...aaa...c..ee.iiid..ooo....uu.y.y" /* 00c0 */
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi..JjKkqLlLlLl." /* 0100 */
    ".LlNnNnNn.NnOoOoOo..RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs" /* 0140 */
    "bB.....Cc.D......FfG...IKkl..NnOOo..Pp.....tTtTUu.VYyZz........." /* 0180 */
    ".............AaIiOoUu...........Aa..GgGgKkOoOo..j...Gg..Nn......" /* 01c0 */
    "AaAaEeEeIiIiOoOoRrRrUuUuSsTt..Hh.d..ZzAaEe..OoOoOoYylntj..ACcLTs" /* 0200 */
    "z..BU.EeJj..RrYy"; /* 0240 */
static const char additional[] =
    "AaBbBbBb.cDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm" /* 1e00 */
    "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv" /* 1e40 */
    "WwWwWwWwWwXxXxYyZzZzZzhtwy..ss..AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe" /* 1e80 */
    "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy......"; /* 1ec0 */

/* One for a ligature, or one that keeps a mark which the alphabet has. */
static const struct {
	uint16_t point;
	char text[4];
} letters[] = {
    {0x00aa, "a"}, {0x00ba, "o"}, {0x00de, "TH"}, {0x00fe, "th"},
    {0x0132, "IJ"}, {0x0133, "ij"}, {0x013f, "L"}, {0x0140, "l"},
    {0x0149, "'n"}, {0x0152, "OE"}, {0x0153, "oe"}, {0x01c4, "DZ"},
    {0x01c5, "Dz"}, {0x01c6, "dz"}, {0x01c7, "LJ"}, {0x01c8, "Lj"},
    {0x01c9, "lj"}, {0x01ca, "NJ"}, {0x01cb, "Nj"}, {0x01cc, "nj"},
    {0x01d5, "Ü"}, {0x01d6, "ü"}, {0x01d7, "Ü"}, {0x01d8, "ü"}, {0x01d9, "Ü"},
    {0x01da, "ü"}, {0x01db, "Ü"}, {0x01dc, "ü"}, {0x01de, "Ä"}, {0x01df, "ä"},
    {0x01e2, "Æ"}, {0x01e3, "æ"}, {0x01f1, "DZ"}, {0x01f2, "Dz"},
    {0x01f3, "dz"}, {0x01fa, "Å"}, {0x01fb, "å"}, {0x01fc, "Æ"}, {0x01fd, "æ"},
    {0x01fe, "Ø"}, {0x01ff, "ø"}, {0x022a, "Ö"}, {0x022b, "ö"}, {0x1e08, "Ç"},
    {0x1e9a, "a"}, {0x1e9e, "SS"}, {0xfb00, "ff"}, {0xfb01, "fi"},
    {0xfb02, "fl"}, {0xfb03, "ffi"}, {0xfb04, "ffl"}, {0xfb05, "st"},
    {0xfb06, "st"},
};
/* clang-format on */

/* A mark behind a letter where the alphabet has both as one character. */
static const struct {
	char letter;
	uint16_t mark, point;
} composites[] = {
    {'a', 0x0300, 0x00e0}, /* à */
    {'e', 0x0300, 0x00e8}, /* è */
    {'i', 0x0300, 0x00ec}, /* ì */
    {'o', 0x0300, 0x00f2}, /* ò */
    {'u', 0x0300, 0x00f9}, /* ù */
    {'E', 0x0301, 0x00c9}, /* É */
    {'e', 0x0301, 0x00e9}, /* é */
    {'N', 0x0303, 0x00d1}, /* Ñ */
    {'n', 0x0303, 0x00f1}, /* ñ */
    {'A', 0x0308, 0x00c4}, /* Ä */
    {'O', 0x0308, 0x00d6}, /* Ö */
    {'U', 0x0308, 0x00dc}, /* Ü */
    {'a', 0x0308, 0x00e4}, /* ä */
    {'o', 0x0308, 0x00f6}, /* ö */
    {'u', 0x0308, 0x00fc}, /* ü */
    {'A', 0x030a, 0x00c5}, /* Å */
    {'a', 0x030a, 0x00e5}, /* å */
    {'C', 0x0327, 0x00c7}, /* Ç */
};

static char
plain_letter(uint32_t point)
{
	if (point >= FIRST && point - FIRST < sizeof(latin) - 1)
		return latin[point - FIRST];
	if (point >= FIRST_ADDITIONAL &&
	    point - FIRST_ADDITIONAL < sizeof(additional) - 1)
		return additional[point - FIRST_ADDITIONAL];
	if (point >= FIRST_FULLWIDTH && point <= LAST_FULLWIDTH)
		return (char)('a' + (point - FIRST_FULLWIDTH));
	return '.';
}

bool
gsm7_letter(uint32_t point, char out[GSM7_LETTER_MAX])
{
	size_t i;

	out[0] = plain_letter(point);
	out[1] = '\0';
	if (out[0] != '.')
		return true;
	for (i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i].point == point) {
			memcpy(out, letters[i].text, GSM7_LETTER_MAX);
			return true;
		}
	return false;
}

uint32_t
gsm7_compose(uint32_t letter, uint32_t mark)
{
	size_t i;

	for (i = 0; i < sizeof(composites) / sizeof(composites[0]); i++)
		if (composites[i].mark == mark &&
		    (unsigned char)composites[i].letter == letter)
			return composites[i].point;
	return 0;
}
