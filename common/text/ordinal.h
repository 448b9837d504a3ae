/* SPDX-License-Identifier: ISC */
/*
 * ordinal: 1st, 2nd, 3rd.
 */
#ifndef TEXT_ORDINAL_H
#define TEXT_ORDINAL_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What stands behind the digits of an ordinal number in a language (a tag;
 * English for NULL and for languages we do not have), for a feminine noun or
 * another one.  By the Unicode CLDR, in characters of the GSM alphabet: o and a
 * in place of the raised ones, which it lacks.
 */
const char *ordinal_suffix(int64_t number, const char *language, bool feminine);

#endif
