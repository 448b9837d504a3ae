/* SPDX-License-Identifier: ISC */
/*
 * disguise: words that are written so that a filter does not know them.
 */
#ifndef SMSLINT_DISGUISE_H
#define SMSLINT_DISGUISE_H

#include "base/slice.h"
#include "lexicon.h"

#include <stdbool.h>

/*
 * The word of the table of disguises that digits and marks stand for in these
 * bytes ("fr33", "c@sh"), or LEXICON_UNKNOWN.
 */
unsigned disguise_leet(struct slice text, const struct lexicon *lexicon);

/*
 * Does the word mix Latin letters with letters of Cyrillic or Greek, three
 * letters at least?  *word is what it looks like, LEXICON_UNKNOWN when it is
 * none of the lexicon.
 */
bool disguise_mixed(
    struct slice text, const struct lexicon *lexicon, unsigned *word);

/* Is there a word of the table in these letters, spelled with gaps? */
bool disguise_spelled(struct slice letters, const struct lexicon *lexicon);

/* The small Latin letter without its accent, 0 when it is none. */
char disguise_plain(uint32_t point);

#endif
