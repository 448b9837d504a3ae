/* SPDX-License-Identifier: ISC */
#include "disguise.h"

#include "base/ascii.h"
#include "text/utf8.h"

#include <string.h>

enum {
	DISGUISE_LEET_MIN = 4, /* letters of a word worth a disguise */
	DISGUISE_WORD_MAX = 24, /* letters of the longest */
	DISGUISE_MIXED_MIN = 3, /* "μg" and "kΩ" are units */
};

/* Latin-1 and Latin Extended-A from U+00C0, folded; '.' is no letter. */
static const char plain_latin[] = "aaaaaaaceeeeiiiidnooooo.ouuuuyts"
				  "aaaaaaaceeeeiiiidnooooo.ouuuuyty"
				  "aaaaaaccccccccddddeeeeeeeeeegggg"
				  "gggghhhhiiiiiiiiiiiijjkkklllllll"
				  "lllnnnnnnnnnoooooooorrrrrrssssss"
				  "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

char
disguise_plain(uint32_t point)
{
	if (point < 0x80)
		return ascii_is_letter((char)point) ? (char)(point | 0x20) : 0;
	if (point < 0xc0 || point - 0xc0 >= sizeof(plain_latin) - 1 ||
	    plain_latin[point - 0xc0] == '.')
		return 0;
	return plain_latin[point - 0xc0];
}

/* ---- digits and marks --------------------------------------------------- */

/* What a mark may stand for; two readings of those that have two. */
static const struct {
	char mark, letter, other;
} leet[] = {
    {'0', 'o', 'o'},
    {'1', 'i', 'l'},
    {'3', 'e', 'e'},
    {'4', 'a', 'a'},
    {'5', 's', 's'},
    {'7', 't', 't'},
    {'@', 'a', 'a'},
    {'$', 's', 's'},
    {'!', 'i', 'l'},
    {'|', 'l', 'i'},
};

static char
leet_letter(char c, bool other)
{
	size_t i;

	if (ascii_is_letter(c))
		return (char)(c | 0x20);
	for (i = 0; i < sizeof(leet) / sizeof(leet[0]); i++)
		if (leet[i].mark == c)
			return other ? leet[i].other : leet[i].letter;
	return 0;
}

unsigned
disguise_leet(struct slice text, const struct lexicon *lexicon)
{
	uint64_t hashes[2] = {lexicon_hash_start(), lexicon_hash_start()};
	unsigned word;
	size_t i;

	if (text.n < DISGUISE_LEET_MIN || text.n > DISGUISE_WORD_MAX)
		return LEXICON_UNKNOWN;
	for (i = 0; i < text.n; i++) {
		if (leet_letter(text.p[i], false) == 0)
			return LEXICON_UNKNOWN;
		hashes[0] = lexicon_hash_add(
		    hashes[0], leet_letter(text.p[i], false));
		hashes[1] = lexicon_hash_add(
		    hashes[1], leet_letter(text.p[i], true));
	}
	word = lexicon_disguised(lexicon, hashes[0]);
	return word != LEXICON_UNKNOWN ? word
				       : lexicon_disguised(lexicon, hashes[1]);
}

/* ---- other alphabets ---------------------------------------------------- */

/* Letters that look like Latin ones, small ones by their capitals too. */
static const struct {
	uint16_t point;
	char latin;
} alike[] = {
    {0x03b1, 'a'},
    {0x03b2, 'b'},
    {0x03b5, 'e'},
    {0x03b6, 'z'},
    {0x03b7, 'h'},
    {0x03b9, 'i'},
    {0x03ba, 'k'},
    {0x03bc, 'm'},
    {0x03bd, 'v'},
    {0x03bf, 'o'},
    {0x03c1, 'p'},
    {0x03c4, 't'},
    {0x03c5, 'u'},
    {0x03c7, 'x'},
    {0x0430, 'a'},
    {0x0432, 'b'},
    {0x0435, 'e'},
    {0x043a, 'k'},
    {0x043c, 'm'},
    {0x043d, 'h'},
    {0x043e, 'o'},
    {0x0440, 'p'},
    {0x0441, 'c'},
    {0x0442, 't'},
    {0x0443, 'y'},
    {0x0445, 'x'},
    {0x0455, 's'},
    {0x0456, 'i'},
    {0x0458, 'j'},
    {0x0501, 'd'},
};

static bool
is_greek_or_cyrillic(uint32_t point)
{
	return (point >= 0x0370 && point < 0x0530) ||
	    (point >= 0x1f00 && point < 0x2000);
}

static char
alike_letter(uint32_t point)
{
	size_t i;

	point = utf8_fold(point);
	for (i = 0; i < sizeof(alike) / sizeof(alike[0]); i++)
		if (alike[i].point == point)
			return alike[i].latin;
	return disguise_plain(point);
}

bool
disguise_mixed(struct slice text, const struct lexicon *lexicon, unsigned *word)
{
	uint64_t hash = lexicon_hash_start();
	size_t i, len, latin = 0, foreign = 0;
	uint32_t point;

	for (i = 0; i < text.n; i += len) {
		point = utf8_decode(text.p + i, &len);
		if (is_greek_or_cyrillic(point))
			foreign++;
		else if (disguise_plain(point) != 0)
			latin++;
		hash = lexicon_hash_add(hash, alike_letter(point));
	}
	if (latin == 0 || foreign == 0 || latin + foreign < DISGUISE_MIXED_MIN)
		return false;
	*word = lexicon_word(lexicon, hash);
	return true;
}

/* ---- spelled words ------------------------------------------------------ */

bool
disguise_spelled(struct slice letters, const struct lexicon *lexicon)
{
	uint64_t hash;
	size_t i, k;

	for (i = 0; i < letters.n; i++) {
		hash = lexicon_hash_start();
		for (k = i; k < letters.n && k - i < DISGUISE_WORD_MAX; k++) {
			hash = lexicon_hash_add(hash, letters.p[k]);
			if (k - i + 1 >= DISGUISE_LEET_MIN &&
			    lexicon_disguised(lexicon, hash) != LEXICON_UNKNOWN)
				return true;
		}
	}
	return false;
}
