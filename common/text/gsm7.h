/* SPDX-License-Identifier: ISC */
/*
 * gsm7: the GSM 7 bit default alphabet and its extension table (3GPP TS
 * 23.038, 6.2.1), without national shift tables.
 */
#ifndef TEXT_GSM7_H
#define TEXT_GSM7_H

#include <stdint.h>

enum { GSM7_LATIN = 256 };

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

#endif
