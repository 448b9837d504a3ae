/* SPDX-License-Identifier: ISC */
/*
 * pii: numbers that must not stand in a text, since texts are not encrypted
 * and are stored in many places: those of payment cards, and those that the
 * United States give to people (SSN, ITIN).
 *
 * A card's number has 13 to 19 digits, prefix and length of a card scheme and
 * a correct check digit (ISO/IEC 7812-1); in one piece, or in groups as cards
 * show them or people spell them.  An SSN is three digits, two and four, none
 * of them of those that are never given, or nine in one piece behind the words
 * for it.  A number behind a '+' is a telephone's.
 */
#ifndef TEXT_PII_H
#define TEXT_PII_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

enum { PII_CARD_SHOWN = 4 }; /* last digits of a card that may be named */

struct pii {
	struct slice place; /* in the text, from the first digit to the last */
	const char *card; /* its scheme, or NULL: an SSN or ITIN */
};

/* The first one that starts at the offset or later; text is valid UTF-8. */
bool pii_find(struct slice text, size_t from, struct pii *found);

/*
 * Puts stars over the digits of the place, copied to `text`, all but the last
 * four of a card.
 */
void pii_mask(const struct pii *found, char *text);

#endif
