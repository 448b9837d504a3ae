/* SPDX-License-Identifier: ISC */
#include "text/pii.h"

#include "base/ascii.h"
#include "text/utf8.h"

#include <string.h>
#include <strings.h>

enum {
	CARD_MIN = 13, /* digits */
	CARD_MAX = 19,
	GAP_MAX = 3, /* characters between groups: " - " */
	SSN_DIGITS = 9,
	SSN_WORDS = 32, /* bytes in front of it that may name it */
};

/* ---- groups of digits --------------------------------------------------- */

/* Where the character that ends in front of `at` starts. */
static size_t
pii_back(struct slice text, size_t at)
{
	do {
		at--;
	} while (at > 0 && ((unsigned char)text.p[at] & 0xc0) == 0x80);
	return at;
}

/* May a number start there: behind no letter, no other digit, no '+'? */
static bool
pii_starts(struct slice text, size_t at)
{
	size_t len;

	return at == 0 ||
	    (text.p[at - 1] != '+' &&
		!utf8_is_word(utf8_decode(text.p + pii_back(text, at), &len)));
}

/* The length of the group that starts there, 0 when none does. */
static size_t
pii_group(struct slice text, size_t at)
{
	size_t end = at, len;

	if (!pii_starts(text, at))
		return 0;
	while (end < text.n && ascii_is_digit(text.p[end]))
		end++;
	return end == text.n || !utf8_is_word(utf8_decode(text.p + end, &len))
	    ? end - at
	    : 0;
}

/* Blanks, hyphens, dots and dashes. */
static bool
pii_parts(uint32_t point)
{
	return point == ' ' || point == '-' || point == '.' ||
	    point == 0x00a0 || (point >= 0x2010 && point <= 0x2015) ||
	    point == 0x202f || point == 0x2212;
}

/* Where the next group starts if only a gap is between; 0 otherwise. */
static size_t
pii_next(struct slice text, size_t end)
{
	size_t at = end, count, len;

	for (count = 0; count < GAP_MAX && at < text.n; count++) {
		if (!pii_parts(utf8_decode(text.p + at, &len)))
			break;
		at += len;
	}
	return count > 0 && pii_group(text, at) > 0 ? at : 0;
}

/* ---- cards -------------------------------------------------------------- */

/* Prefixes and lengths of the card schemes (ISO/IEC 7812 registrations). */
static const struct card_scheme {
	const char *name;
	size_t digits; /* of the prefix */
	unsigned first, last; /* prefixes */
	size_t min, max; /* digits of the number */
} schemes[] = {
    {"Visa", 1, 4, 4, 13, 19},
    {"Mastercard", 2, 51, 55, 16, 16},
    {"Mastercard", 4, 2221, 2720, 16, 16},
    {"American Express", 2, 34, 34, 15, 15},
    {"American Express", 2, 37, 37, 15, 15},
    {"Discover", 4, 6011, 6011, 16, 19},
    {"Discover", 3, 644, 649, 16, 19},
    {"Discover", 2, 65, 65, 16, 19},
    {"JCB", 4, 3528, 3589, 16, 19},
    {"Diners Club", 3, 300, 305, 14, 19},
    {"Diners Club", 2, 36, 36, 14, 19},
    {"Diners Club", 2, 38, 39, 14, 19},
    {"UnionPay", 2, 62, 62, 16, 19},
    {"Maestro", 4, 5018, 5018, 13, 19},
    {"Maestro", 4, 5020, 5020, 13, 19},
    {"Maestro", 4, 5038, 5038, 13, 19},
    {"Maestro", 4, 6304, 6304, 13, 19},
    {"Maestro", 4, 6759, 6763, 13, 19},
};

static const struct card_scheme *
card_scheme(const char *digits, size_t count)
{
	unsigned prefix;
	size_t i, n;

	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		const struct card_scheme *scheme = &schemes[i];

		if (count < scheme->min || count > scheme->max)
			continue;
		for (n = 0, prefix = 0; n < scheme->digits; n++)
			prefix = 10 * prefix + (unsigned)(digits[n] - '0');
		if (prefix >= scheme->first && prefix <= scheme->last)
			return scheme;
	}
	return NULL;
}

/* ISO/IEC 7812-1, annex B: the check digit by Luhn's formula. */
static bool
card_checks(const char *digits, size_t count)
{
	unsigned sum = 0, digit;
	size_t i;

	for (i = 0; i < count; i++) {
		digit = (unsigned)(digits[count - 1 - i] - '0');
		if (i % 2 == 1)
			digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
		sum += digit;
	}
	return sum % 10 == 0;
}

/*
 * The way cards are written: in one piece, in groups of one size (the last may
 * be shorter), or 4-6-5 and 4-6-4 as on cards of 15 and 14 digits.
 */
static bool
card_grouped(const size_t *sizes, size_t count)
{
	size_t i;

	if (count == 3 && sizes[0] == 4 && sizes[1] == 6 &&
	    (sizes[2] == 4 || sizes[2] == 5))
		return true;
	for (i = 1; i < count; i++)
		if (sizes[i] > sizes[0] ||
		    (sizes[i] < sizes[0] && i + 1 < count))
			return false;
	return true;
}

/* The longest card number that starts with the group at `at`. */
static bool
pii_card(struct slice text, size_t at, struct pii *found)
{
	const struct card_scheme *scheme;
	size_t start = at, count = 0, n = 0, size;
	size_t sizes[CARD_MAX];
	char digits[CARD_MAX];

	found->card = NULL;
	do {
		size = pii_group(text, at);
		if (n + size > CARD_MAX)
			break;
		memcpy(digits + n, text.p + at, size);
		n += size;
		sizes[count++] = size;
		at += size;
		scheme = n >= CARD_MIN && card_grouped(sizes, count) &&
			card_checks(digits, n)
		    ? card_scheme(digits, n)
		    : NULL;
		if (scheme != NULL) {
			found->card = scheme->name;
			found->place = (struct slice){
			    text.p + start, at - start};
		}
		at = pii_next(text, at);
	} while (at > 0);
	return found->card != NULL;
}

/* ---- numbers of people -------------------------------------------------- */

static unsigned
ssn_number(const char *digits, size_t count)
{
	unsigned number = 0;

	while (count-- > 0)
		number = 10 * number + (unsigned)(*digits++ - '0');
	return number;
}

/* Social Security Administration, POMS RM 10201.035; ITIN: IRS Pub. 1915. */
static bool
ssn_is_given(const char digits[SSN_DIGITS])
{
	unsigned area = ssn_number(digits, 3);
	unsigned group = ssn_number(digits + 3, 2);

	if (area == 0 || area == 666 || group == 0 ||
	    ssn_number(digits + 5, 4) == 0)
		return false;
	return area < 900 ||
	    (group >= 50 && group != 66 && group != 67 && group != 68 &&
		group != 69 && group != 89 && group != 93);
}

/* Do the words in front say what the nine digits are? */
static bool
ssn_is_named(struct slice text, size_t at)
{
	static const char *const names[] = {
	    "ssn", "itin", "social", "taxpayer", "seguro"};
	size_t from = at > SSN_WORDS ? at - SSN_WORDS : 0, i, n;

	for (; from < at; from++)
		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
			n = strlen(names[i]);
			if (at - from >= n &&
			    strncasecmp(text.p + from, names[i], n) == 0)
				return true;
		}
	return false;
}

static bool
pii_ssn(struct slice text, size_t at, struct pii *found)
{
	static const size_t sizes[] = {3, 2, 4};
	size_t start = at, size = pii_group(text, at), n = 0, i;
	char digits[SSN_DIGITS];

	if (size == SSN_DIGITS && ssn_is_named(text, at)) {
		memcpy(digits, text.p + at, size);
		at += size;
	} else {
		for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			at = i > 0 ? pii_next(text, at) : at;
			if ((i > 0 && at == 0) ||
			    pii_group(text, at) != sizes[i])
				return false;
			memcpy(digits + n, text.p + at, sizes[i]);
			n += sizes[i];
			at += sizes[i];
		}
	}
	found->card = NULL;
	found->place = (struct slice){text.p + start, at - start};
	return ssn_is_given(digits);
}

/* ---- both --------------------------------------------------------------- */

bool
pii_find(struct slice text, size_t from, struct pii *found)
{
	size_t at;

	for (at = from; at < text.n; at++) {
		if (!ascii_is_digit(text.p[at]) || pii_group(text, at) == 0)
			continue;
		if (pii_card(text, at, found) || pii_ssn(text, at, found))
			return true;
	}
	return false;
}

void
pii_mask(const struct pii *found, char *text)
{
	size_t shown = found->card != NULL ? PII_CARD_SHOWN : 0;
	size_t i = found->place.n;

	while (i-- > 0) {
		text[i] = found->place.p[i];
		if (!ascii_is_digit(text[i]))
			continue;
		if (shown > 0)
			shown--;
		else
			text[i] = '*';
	}
}
