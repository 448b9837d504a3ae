/* SPDX-License-Identifier: ISC */
/*
 * gsm7: the GSM 7 bit default alphabet and its extension table (3GPP TS
 * 23.038, 6.2.1), without national shift tables.
 */
#ifndef TEXT_GSM7_H
#define TEXT_GSM7_H

#include "base/mem.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	GSM7_LATIN = 256,
	GSM7_LETTER_MAX = 4, /* bytes of what gsm7_letter writes */
};

/* Septets of the code points below U+0100, as gsm7_septets answers. */
extern const uint8_t gsm7_latin[GSM7_LATIN];

/*
 * 1 in the basic table, 2 in the extension table (an escape and a septet that
 * may not be parted), 0 when the alphabet lacks the character.
 */
unsigned gsm7_septets(uint32_t point);

/*
 * What may stand for a character that the alphabet lacks: text of the
 * alphabet, "" where it may be left out, NULL where nothing reads alike.
 * Accented letters are not replaced: that would misspell the word.
 */
const char *gsm7_substitute(uint32_t point);

/*
 * What is left of a Latin letter or ligature that the alphabet lacks without
 * its marks and its width: "a" for a with acute, "oe", and u with diaeresis
 * where that has a macron on top.  A misspelling, for those who ask for it.
 * False: none.
 */
bool gsm7_letter(uint32_t point, char out[GSM7_LETTER_MAX]);

/* The alphabet's character for a letter and a combining mark behind it, or 0.
 */
uint32_t gsm7_compose(uint32_t letter, uint32_t mark);

enum { GSM7_FOLD_GROWTH = 2 }; /* bytes that one byte may become */

/*
 * The text with substitutes for what the alphabet lacks; a letter and the mark
 * behind it as one where the alphabet has that.  `letters`: Latin letters lose
 * other marks too.  What has no substitute stays.  Folding it again changes
 * nothing.  text is valid UTF-8; the result lies in the arena.
 */
struct slice gsm7_fold(struct slice text, bool letters, struct arena *arena);

#endif
