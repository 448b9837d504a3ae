/* SPDX-License-Identifier: ISC */
#include "text/phone.h"

#include "base/ascii.h"

#include <string.h>
#include <strings.h>

enum {
	PHONE_DIGITS_MIN = 7, /* E.164 numbers, without '+' */
	PHONE_DIGITS_MAX = 15,
	PHONE_SHORT_MIN = 5, /* short codes */
	PHONE_SHORT_MAX = 6,
	PHONE_NAME_MAX = 11, /* alphanumeric senders */
	PHONE_SHOWN = 2, /* last digits that a mask leaves */
};

/*
 * What networks send for a caller who withholds the number, spelt on the keypad
 * (Twilio's list): numbers by their form only.
 */
static const char *const phone_withheld[] = {
    "+266696687", /* anonymous */
    "+7378742833", /* restricted */
    "+86282452253", /* unavailable */
    "+8656696", /* unknown */
    "+2562533", /* blocked */
};

bool
phone_is_e164(struct slice text)
{
	size_t i;

	if (text.n < 1 + PHONE_DIGITS_MIN || text.n > 1 + PHONE_DIGITS_MAX ||
	    text.p[0] != '+' || text.p[1] == '0')
		return false;
	for (i = 1; i < text.n; i++)
		if (!ascii_is_digit(text.p[i]))
			return false;
	return true;
}

/* Drops the prefix, whatever its case, when it is there. */
static bool
phone_skip(struct slice *text, const char *prefix)
{
	size_t n = strlen(prefix);

	if (text->n < n || strncasecmp(text->p, prefix, n) != 0)
		return false;
	text->p += n;
	text->n -= n;
	return true;
}

static void
phone_cut(struct slice *text, char at)
{
	const char *end = text->n > 0 ? memchr(text->p, at, text->n) : NULL;

	if (end != NULL)
		text->n = (size_t)(end - text->p);
}

/* Visual separators (RFC 3966, 5.1.1), and the blanks that people write. */
static bool
phone_separator(char c)
{
	return c == '-' || c == '.' || c == '(' || c == ')' || c == ' ';
}

/* Copies without separators; false when no number is so long or has a NUL. */
static bool
phone_compact(struct slice text, char out[PHONE_MAX])
{
	size_t i, n = 0;

	for (i = 0; i < text.n; i++) {
		if (phone_separator(text.p[i]))
			continue;
		if (n == PHONE_MAX - 1 || text.p[i] == '\0')
			return false;
		out[n++] = text.p[i];
	}
	out[n] = '\0';
	return true;
}

static bool
phone_is_withheld(const char *number)
{
	size_t i;

	for (i = 0; i < sizeof(phone_withheld) / sizeof(phone_withheld[0]); i++)
		if (strcmp(phone_withheld[i], number) == 0)
			return true;
	return false;
}

bool
phone_from_end(struct slice text, char out[PHONE_MAX])
{
	out[0] = '\0';
	if (phone_skip(&text, "sip:") || phone_skip(&text, "sips:")) {
		if (text.n == 0 || memchr(text.p, '@', text.n) == NULL)
			return false;
		phone_cut(&text, '@');
		phone_cut(&text, ';');
		if (!phone_is_e164(text))
			return false;
	} else if (phone_skip(&text, "tel:")) {
		phone_cut(&text, ';'); /* parameters: ;ext=, ;phone-context= */
	}
	if (phone_compact(text, out) && phone_is_e164(slice_of(out)) &&
	    !phone_is_withheld(out))
		return true;
	out[0] = '\0';
	return false;
}

bool
phone_is_short_code(struct slice text)
{
	size_t i;

	if (text.n < PHONE_SHORT_MIN || text.n > PHONE_SHORT_MAX)
		return false;
	for (i = 0; i < text.n; i++)
		if (!ascii_is_digit(text.p[i]))
			return false;
	return true;
}

bool
phone_is_alphanumeric(struct slice text)
{
	bool letter = false;
	size_t i = 0;

	if (text.n > PHONE_NAME_MAX)
		return false;
	if (text.n > 3 && memcmp(text.p, "AD-", 3) == 0)
		i = 3;
	for (; i < text.n; i++) {
		if (ascii_is_letter(text.p[i]))
			letter = true;
		else if (!ascii_is_digit(text.p[i]) && text.p[i] != ' ')
			return false;
	}
	return letter;
}

/* Ten digits of the North American plan, maybe with the 1 in front. */
static bool
phone_from_nanp(struct slice text, char out[PHONE_MAX])
{
	const size_t digits = 10;
	char compact[PHONE_MAX];
	const char *number = compact;

	if (!phone_compact(text, compact))
		return false;
	if (number[0] == '1')
		number++;
	if (strlen(number) != digits || strspn(number, "0123456789") < digits ||
	    number[0] < '2' || number[3] < '2')
		return false;
	out[0] = '+';
	out[1] = '1';
	memcpy(out + 2, number, digits + 1);
	return true;
}

bool
phone_read(struct slice text, char out[PHONE_MAX])
{
	return phone_from_end(text, out) || phone_from_nanp(text, out);
}

/* ITU-T E.164, list of assigned codes. */
size_t
phone_country_digits(const char *digits)
{
	static const char *const two = "20 27 30 31 32 33 34 36 39 40 41 43 44 "
				       "45 46 47 48 49 51 52 53 54 55 56 57 58 "
				       "60 61 62 63 64 65 66 81 82 84 86 90 91 "
				       "92 93 94 95 98";
	const char pair[3] = {digits[0], digits[1], '\0'};

	if (digits[0] == '1' || digits[0] == '7')
		return 1;
	return strstr(two, pair) != NULL ? 2 : 3;
}

void
phone_mask(struct slice number, char out[PHONE_MAX])
{
	size_t n = number.n < PHONE_MAX ? number.n : PHONE_MAX - 1;
	size_t i, head = 0, tail = n > PHONE_SHOWN ? PHONE_SHOWN : 0;

	if (phone_is_e164(number))
		head = 1 + phone_country_digits(number.p + 1);
	for (i = 0; i < n; i++)
		out[i] = i < head ? number.p[i] : '*';
	for (i = 0; i < tail; i++)
		out[n - tail + i] = number.p[number.n - tail + i];
	out[n] = '\0';
}
