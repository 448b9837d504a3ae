/* SPDX-License-Identifier: ISC */
#include "text/money.h"

#include "base/ascii.h"
#include "text/language.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
	GROUP = 3, /* digits */
	/* Digits of an amount, and one for what rounding carries over. */
	DIGITS_MAX = 1 + MONEY_DIGITS_MAX + MONEY_PLACES_MAX,
	EXPONENT_MAX = 1000000000, /* beyond it nothing is left, or too much */
};

/* ---- how a language writes amounts ------------------------------------- */

/* n is the number, $ the currency. */
struct style {
	const char *languages;
	const char *positive, *negative;
	char group, point;
	size_t leading; /* digits before the first separator, at least */
};

/*
 * The currency patterns of the Unicode CLDR (release 48), with plain blanks
 * for its no-break ones.  The first row counts; English for all others.
 */
static const struct style styles[] = {
    {"es-AR es-BO es-CO es-UY", "$ n", "-$ n", '.', ',', 1},
    {"es-CL es-EC es-VE", "$n", "$-n", '.', ',', 1},
    {"es-CR", "$ n", "-$ n", ' ', ',', 1},
    {"es-PY", "$ n", "$ -n", '.', ',', 1},
    {"es-419 es-BZ es-CU es-DO es-GT es-HN es-MX es-NI es-PA es-PE es-PR es-SV "
     "es-US",
	"$n", "-$n", ',', '.', 1},
    {"es", "n $", "-n $", '.', ',', 2},
    {"fr-CH", "n $", "-n $", ' ', '.', 1},
    {"fr", "n $", "-n $", ' ', ',', 1},
    {"pt-CH pt-LU pt-MZ pt-PT", "n $", "-n $", ' ', ',', 2},
    {"pt", "$ n", "-$ n", '.', ',', 1},
    {"de-AT", "$ n", "-$ n", '.', ',', 1},
    {"de-CH", "$ n", "$-n", '\'', '.', 1},
    {"de-LI", "$ n", "-$ n", '\'', '.', 1},
    {"de", "n $", "-n $", '.', ',', 1},
    {"it-CH", "$ n", "$-n", '\'', '.', 2},
    {"it", "n $", "-n $", '.', ',', 2},
    {"nl", "$ n", "$ -n", '.', ',', 1},
    {"en", "$n", "-$n", ',', '.', 1},
};

static const struct style *
find_style(const char *language)
{
	const struct style *style = styles;

	while (style < styles + sizeof(styles) / sizeof(styles[0]) - 1 &&
	    !language_in(language, style->languages))
		style++;
	return style;
}

/* ---- reading ----------------------------------------------------------- */

/* A number as it is written; its value is 0.DIGITS x 10^point. */
struct decimal {
	bool negative;
	struct slice digits; /* with the point among them, no zeros in front */
	int64_t point;
};

/* Takes digits off the front of the text; how many there were. */
static size_t
take_digits(struct slice *text)
{
	size_t n = 0;

	while (n < text->n && ascii_is_digit(text->p[n]))
		n++;
	*text = (struct slice){text->p + n, text->n - n};
	return n;
}

static bool
take(struct slice *text, const char *any)
{
	if (text->n == 0 || text->p[0] == '\0' ||
	    strchr(any, text->p[0]) == NULL)
		return false;
	*text = (struct slice){text->p + 1, text->n - 1};
	return true;
}

/* "e+16", or nothing. */
static bool
take_exponent(struct slice *text, int64_t *exponent)
{
	const char *p;
	bool negative;

	*exponent = 0;
	if (!take(text, "eE"))
		return true;
	negative = take(text, "-");
	if (!negative)
		(void)take(text, "+");
	p = text->p;
	if (take_digits(text) == 0)
		return false;
	for (; p < text->p && *exponent < EXPONENT_MAX; p++)
		*exponent = *exponent * 10 + (*p - '0');
	if (negative)
		*exponent = -*exponent;
	return true;
}

static bool
read_decimal(struct slice text, struct decimal *decimal)
{
	size_t whole, places = 1;
	int64_t exponent;

	decimal->negative = take(&text, "-");
	decimal->digits.p = text.p;
	whole = take_digits(&text);
	if (take(&text, "."))
		places = take_digits(&text);
	decimal->digits.n = (size_t)(text.p - decimal->digits.p);
	if (whole == 0 || places == 0 || !take_exponent(&text, &exponent) ||
	    text.n > 0)
		return false;
	decimal->point = (int64_t)whole + exponent;
	return true;
}

/* ---- rounding ---------------------------------------------------------- */

/* Digits, the most significant first; those of the minor unit last. */
struct amount {
	char digits[DIGITS_MAX];
	size_t count;
	bool negative;
};

/* One unit of the last place more. */
static void
round_up(struct amount *amount)
{
	size_t i = amount->count;

	while (i > 0 && amount->digits[i - 1] == '9')
		amount->digits[--i] = '0';
	if (i > 0) {
		amount->digits[i - 1]++;
		return;
	}
	memmove(amount->digits + 1, amount->digits, amount->count++);
	amount->digits[0] = '1';
}

/* The next digit; zeros for ever behind the last one. */
static char
next_digit(struct slice *digits)
{
	char digit = '.';

	while (digit == '.') {
		if (digits->n == 0)
			return '0';
		digit = digits->p[0];
		*digits = (struct slice){digits->p + 1, digits->n - 1};
	}
	return digit;
}

/*
 * Drops zeros in front.  The digit behind the last place decides, since halves
 * go away from zero.
 */
static int
round_decimal(const struct decimal *decimal, int places, struct amount *amount)
{
	int64_t left = decimal->point + places; /* digits to keep */
	struct slice digits = decimal->digits;
	char digit;

	*amount = (struct amount){.negative = decimal->negative};
	for (; left > 0; left--) {
		digit = next_digit(&digits);
		if (digit == '0' && amount->count == 0) {
			if (digits.n == 0)
				return 0; /* nothing but zeros */
			continue;
		}
		if (amount->count == (size_t)(MONEY_DIGITS_MAX + places))
			return -1;
		amount->digits[amount->count++] = digit;
	}
	if (left == 0 && next_digit(&digits) >= '5')
		round_up(amount);
	return 0;
}

/* ---- writing ----------------------------------------------------------- */

/* The digit of 10^power; zeros stand in front of the first one. */
static char
digit_of(const struct amount *amount, int places, int64_t power)
{
	int64_t at = (int64_t)amount->count - 1 - places - power;

	return at >= 0 ? amount->digits[at] : '0';
}

static char *
put_number(char *out, const struct amount *amount, int places,
    const struct style *style)
{
	int64_t whole = (int64_t)amount->count - places, power;
	bool grouped = whole >= (int64_t)(GROUP + style->leading);

	for (power = whole > 0 ? whole - 1 : 0; power >= -places; power--) {
		if (power == -1)
			*out++ = style->point;
		*out++ = digit_of(amount, places, power);
		if (grouped && power > 0 && power % GROUP == 0)
			*out++ = style->group;
	}
	return out;
}

/* A code or a symbol of letters needs a blank before a digit. */
static bool
ends_in_letter(const char *symbol)
{
	char last = symbol[strlen(symbol) - 1];

	return last >= 'A' && last <= 'Z';
}

int
money_format(struct slice text, const struct currency *currency,
    const char *language, char out[MONEY_TEXT_MAX])
{
	const struct style *style = find_style(language);
	const char *symbol = currency->symbol != NULL ? currency->symbol
						      : currency->code;
	const char *pattern;
	struct decimal decimal;
	struct amount amount;

	if (!read_decimal(text, &decimal) ||
	    round_decimal(&decimal, currency->places, &amount) != 0)
		return -1;
	/* What rounds to nothing has no sign. */
	pattern = amount.negative && amount.count > 0 ? style->negative
						      : style->positive;
	for (; *pattern != '\0'; pattern++) {
		if (*pattern == 'n') {
			out = put_number(out, &amount, currency->places, style);
		} else if (*pattern == '$') {
			memcpy(out, symbol, strlen(symbol));
			out += strlen(symbol);
			if (pattern[1] == 'n' && ends_in_letter(symbol))
				*out++ = ' ';
		} else {
			*out++ = *pattern;
		}
	}
	*out = '\0';
	return 0;
}
