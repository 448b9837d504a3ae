/* SPDX-License-Identifier: ISC */
#include "text/cluster.h"

#include "text/utf8.h"

enum {
	CLUSTER_BLANK = 0x20, /* below it nothing is joined */
	CLUSTER_ZWNJ = 0x200c,
	CLUSTER_ZWJ = 0x200d,
	CLUSTER_MARKS = 0x0300, /* below it nothing joins by itself */
	CLUSTER_FLAG_FIRST = 0x1f1e6, /* regional indicators */
	CLUSTER_FLAG_LAST = 0x1f1ff,
};

/* ---- Hangul ------------------------------------------------------------- */

/* Jamo of a syllable: leading, vowel, trailing; or one that has two, three. */
enum hangul {
	HANGUL_NONE,
	HANGUL_L,
	HANGUL_V,
	HANGUL_T,
	HANGUL_LV,
	HANGUL_LVT
};

enum {
	HANGUL_FIRST = 0xac00,
	HANGUL_LAST = 0xd7a3,
	HANGUL_TAILS = 28, /* syllables of one lead and vowel */
};

static enum hangul
hangul_of(uint32_t point)
{
	if (point < 0x1100 || point > 0xd7fb)
		return HANGUL_NONE;
	if (point <= 0x11ff)
		return point < 0x1160 ? HANGUL_L
		    : point < 0x11a8  ? HANGUL_V
				      : HANGUL_T;
	if (point >= 0xa960 && point <= 0xa97c)
		return HANGUL_L;
	if (point >= HANGUL_FIRST && point <= HANGUL_LAST)
		return (point - HANGUL_FIRST) % HANGUL_TAILS == 0 ? HANGUL_LV
								  : HANGUL_LVT;
	if (point >= 0xd7b0)
		return point < 0xd7cb ? HANGUL_V : HANGUL_T;
	return HANGUL_NONE;
}

/* The rules GB6 to GB8. */
static bool
hangul_joins(uint32_t before, uint32_t point)
{
	enum hangul a = hangul_of(before), b = hangul_of(point);

	switch (a) {
	case HANGUL_L:
		return b != HANGUL_NONE && b != HANGUL_T;
	case HANGUL_V:
	case HANGUL_LV:
		return b == HANGUL_V || b == HANGUL_T;
	case HANGUL_T:
	case HANGUL_LVT:
		return b == HANGUL_T;
	case HANGUL_NONE:
		return false;
	}
	return false;
}

/* ---- conjuncts of Indic scripts ----------------------------------------- */

enum indic { INDIC_NONE, INDIC_CONSONANT, INDIC_VIRAMA };

/*
 * The blocks of Devanagari, Bengali, Gujarati, Oriya, Telugu and Malayalam are
 * laid out alike (Unicode 15.1, Indic_Conjunct_Break).
 */
static enum indic
indic_of(uint32_t point)
{
	uint32_t block = point & ~0x7fU, at = point & 0x7fU;

	if (block != 0x0900 && block != 0x0980 && block != 0x0a80 &&
	    block != 0x0b00 && block != 0x0c00 && block != 0x0d00)
		return INDIC_NONE;
	if (at == 0x4d)
		return INDIC_VIRAMA;
	return (at >= 0x15 && at <= 0x39) || (at >= 0x58 && at <= 0x5f)
	    ? INDIC_CONSONANT
	    : INDIC_NONE;
}

/* Rule GB9c: a virama between two consonants makes one of them. */
static bool
indic_joins(struct cluster *cluster, uint32_t point)
{
	bool joins = false;

	switch (indic_of(point)) {
	case INDIC_CONSONANT:
		joins = cluster->conjunct == CLUSTER_LINKED;
		cluster->conjunct = CLUSTER_CONSONANT;
		break;
	case INDIC_VIRAMA:
		if (cluster->conjunct == CLUSTER_CONSONANT)
			cluster->conjunct = CLUSTER_LINKED;
		break;
	case INDIC_NONE:
		if (point == CLUSTER_ZWNJ || !cluster_extends(point))
			cluster->conjunct = CLUSTER_NO_CONSONANT;
		break;
	}
	return joins;
}

/* ---- the walk ----------------------------------------------------------- */

/* Whatever the characters before it are: the rules GB9 to GB11. */
static bool
cluster_joins_any(const struct cluster *cluster, uint32_t point)
{
	if (cluster_extends(point))
		return true;
	if (cluster->before == CLUSTER_ZWJ && cluster->picture &&
	    cluster_is_picture(point))
		return true;
	return point >= CLUSTER_BLANK && cluster_prepends(cluster->before);
}

bool
cluster_joins(struct cluster *cluster, uint32_t point)
{
	bool flag = point >= CLUSTER_FLAG_FIRST && point <= CLUSTER_FLAG_LAST;
	bool marks = cluster->before >= CLUSTER_MARKS || point >= CLUSTER_MARKS;
	bool joins = false;

	if (marks) {
		joins = (flag && cluster->half_flag) ||
		    cluster_joins_any(cluster, point) ||
		    hangul_joins(cluster->before, point);
		joins = indic_joins(cluster, point) || joins;
	}
	joins = joins && cluster->before >= CLUSTER_BLANK;
	if (!marks || !cluster_extends(point))
		cluster->picture = cluster_is_picture(point);
	cluster->half_flag = flag && !joins;
	cluster->before = point;
	return joins;
}

size_t
cluster_length(struct slice text)
{
	struct cluster walk = {0};
	uint32_t point;
	size_t i, len;

	for (i = 0; i < text.n; i += len) {
		point = utf8_decode(text.p + i, &len);
		if (!cluster_joins(&walk, point) && i > 0)
			break;
	}
	return i;
}
