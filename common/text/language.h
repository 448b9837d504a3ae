/* SPDX-License-Identifier: ISC */
/*
 * language: language tags (BCP 47), for tables that have a row a language.
 */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <stdbool.h>

/*
 * Is the tag in one of these ranges, parted by blanks (RFC 4647, 3.3.1)?
 * "es-MX" is in "es" and in "es-MX"; letters of any case, '_' for '-'.  NULL
 * is in none.
 */
bool language_in(const char *tag, const char *ranges);

/* Does the tag name that region?  "en-CA" has "CA". */
bool language_has_region(const char *tag, const char *region);

#endif
