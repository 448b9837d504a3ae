/* SPDX-License-Identifier: ISC */
/*
 * Numbers that people and spreadsheets write, where it is certain whose they
 * are: one digit too few or too many is somebody else's number.
 */
#include "text/phone.h"

#include "base/ascii.h"
#include "text/phone_plan.h"
#include "text/utf8.h"

#include <string.h>
#include <strings.h>

enum {
	WRITTEN_MAX = 15, /* digits */
	NANP_DIGITS = 10, /* behind the 1 */
};

struct written {
	char digits[WRITTEN_MAX + 2]; /* NUL-terminated */
	size_t n;
	bool plus; /* in front of the first */
	size_t trunk; /* digits in front of a "(0)"; 0: there is none */
};

/* Blanks, dashes and marks of direction that no eye sees: Excel, Word and
 * address books write them. */
static const struct utf8_range written_separators[] = {
    {'\t', '\t'},
    {' ', ' '},
    {'(', ')'},
    {'-', '.'},
    {0xa0, 0xa0}, /* no-break space */
    {0xad, 0xad}, /* soft hyphen */
    {0x2000, 0x2015}, /* blanks, marks, hyphens and dashes */
    {0x202a, 0x202f},
    {0x2060, 0x2064},
    {0x2066, 0x2069},
    {0x2212, 0x2212}, /* minus */
    {0xfeff, 0xfeff},
};

/* The bytes of the separator that the text begins with; 0: of none. */
static size_t
written_separator(struct slice text)
{
	unsigned char first = (unsigned char)text.p[0];
	size_t n = first < 0x80 ? 1 : first < 0xe0 ? 2 : 3;

	if (n > text.n || (n > 1 && first < 0xc2) || first >= 0xf0 ||
	    (n > 1 && !utf8_continues(text.p[1])) ||
	    (n > 2 && !utf8_continues(text.p[2])))
		return 0;
	return utf8_in(written_separators,
		   sizeof(written_separators) / sizeof(written_separators[0]),
		   utf8_decode(text.p, &n))
	    ? n
	    : 0;
}

/* Spreadsheets make a fraction of a number that was a column of them. */
static struct slice
written_whole(struct slice text)
{
	size_t i;

	if (text.n < 2 || memcmp(text.p + text.n - 2, ".0", 2) != 0)
		return text;
	for (i = 0; i < text.n - 2; i++)
		if (!ascii_is_digit(text.p[i]))
			return text;
	return (struct slice){text.p, text.n - 2};
}

static bool
written_take(struct slice text, struct written *written)
{
	size_t n;

	for (; text.n > 0; text.p += n, text.n -= n) {
		n = 1;
		if (text.n >= 3 && memcmp(text.p, "(0)", 3) == 0) {
			if (!written->plus || written->n == 0 ||
			    written->trunk != 0)
				return false;
			written->trunk = written->n;
			n = 3;
		} else if (ascii_is_digit(text.p[0])) {
			if (written->n == WRITTEN_MAX)
				return false;
			written->digits[written->n++] = text.p[0];
		} else if (text.p[0] == '+') {
			if (written->plus || written->n > 0)
				return false;
			written->plus = true;
		} else {
			n = written_separator(text);
			if (n == 0)
				return false;
		}
	}
	return true;
}

/* NANP: area code and exchange begin with 2 to 9 and are not 211 to 911. */
static bool
nanp_is_code(const char *code)
{
	return code[0] >= '2' && !(code[1] == '1' && code[2] == '1');
}

static bool
nanp_is_number(const char *digits, size_t n)
{
	return n == NANP_DIGITS && nanp_is_code(digits) &&
	    nanp_is_code(digits + 3);
}

/* Is a 0 dialled in front of this number at home, and not from abroad? */
static bool
trunk_is_zero(struct slice country, struct slice own)
{
	const struct phone_plan *plan = phone_plan_find(country, own);

	return plan != NULL &&
	    plan->national[strspn(plan->national, "(")] == '0' &&
	    !slice_is(country, "39");
}

/* Takes out the 0 that is dialled at home alone; false when it is not certain
 * to be one. */
static bool
written_drop_trunk(struct written *written)
{
	size_t code = phone_country_digits(written->digits);
	struct slice country = {written->digits, code};
	struct slice own = {written->digits + code, written->n - code};

	if (written->trunk != 0)
		return written->trunk == code && trunk_is_zero(country, own);
	if (own.n < 2 || own.p[0] != '0' ||
	    phone_plan_find(country, own) != NULL ||
	    !trunk_is_zero(country, (struct slice){own.p + 1, own.n - 1}))
		return true;
	memmove(written->digits + code, written->digits + code + 1, own.n);
	written->n--;
	return true;
}

/* Ten digits of the North American plan, the 1 in front or not. */
static bool
written_from_nanp(const struct written *written, char e164[PHONE_MAX])
{
	const char *digits = written->digits;
	size_t n = written->n;

	if (digits[0] == '1' && (written->plus || n > NANP_DIGITS)) {
		digits++;
		n--;
	}
	if (written->trunk != 0 || !nanp_is_number(digits, n))
		return false;
	memcpy(e164, "+1", 2);
	memcpy(e164 + 2, digits, n + 1);
	return true;
}

static bool
written_from_abroad(struct written *written, char e164[PHONE_MAX])
{
	if (!written_drop_trunk(written))
		return false;
	e164[0] = '+';
	memcpy(e164 + 1, written->digits, written->n + 1);
	return true;
}

bool
phone_certain(struct slice text, char out[PHONE_MAX])
{
	struct written written = {.n = 0};
	char e164[PHONE_MAX];

	out[0] = '\0';
	if (text.n > 4 && strncasecmp(text.p, "tel:", 4) == 0)
		text = (struct slice){text.p + 4, text.n - 4};
	if (!written_take(written_whole(text), &written) || written.n < 4 ||
	    !(!written.plus || written.digits[0] == '1'
		    ? written_from_nanp(&written, e164)
		    : written_from_abroad(&written, e164)))
		return false;
	return phone_from_end(slice_of(e164), out);
}
