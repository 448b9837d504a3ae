/* SPDX-License-Identifier: ISC */
/*
 * money: amounts as people of a language read them, in characters of the GSM
 * alphabet.  The decimals are those that were written: nothing here is a
 * binary fraction.
 */
#ifndef TEXT_MONEY_H
#define TEXT_MONEY_H

#include "base/slice.h"

#include <stdbool.h>

enum {
	MONEY_DIGITS_MAX = 38, /* before the point */
	MONEY_PLACES_MAX = 4, /* behind it: the most a currency has */
	MONEY_TEXT_MAX = 80, /* bytes of a formatted amount */
};

struct currency {
	char code[4]; /* ISO 4217 */
	int places; /* decimals: its minor unit is 10^-places */
	const char *symbol; /* or the code: what stands beside the amount */
};

/*
 * The active codes of ISO 4217, in capitals or small letters; false for all
 * others.  The symbol is the one that CLDR has for English, where the GSM
 * alphabet has its characters; a language with a region that has a dollar of
 * its own ("en-CA") reads "$" as that one.  language: a tag, or NULL.
 */
bool currency_find(
    struct slice code, const char *language, struct currency *currency);

/*
 * amount: "-1234.5", "1e3".  Halves are rounded away from zero.  -1 when that
 * is no number, or one of more than MONEY_DIGITS_MAX digits.
 */
int money_format(struct slice amount, const struct currency *currency,
    const char *language, char out[MONEY_TEXT_MAX]);

#endif
