/* SPDX-License-Identifier: ISC */
#include "rules.h"

enum {
	CARD_MIN = 13, /* digits */
	CARD_MAX = 19,
	CARD_SHOWN = 4, /* last digits that may be named */
};

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
card_grouped(const struct word *words, size_t count)
{
	size_t size = words[0].text.n, i;

	if (count == 3 && size == 4 && words[1].text.n == 6 &&
	    (words[2].text.n == 4 || words[2].text.n == 5))
		return true;
	for (i = 1; i < count; i++)
		if (words[i].text.n > size ||
		    (words[i].text.n < size && i + 1 < count))
			return false;
	return true;
}

/* Do the two stand apart by one blank or hyphen? */
static bool
card_joined(const struct word *a, const struct word *b)
{
	const char *gap = a->text.p + a->text.n;

	return b->text.p == gap + 1 && (*gap == ' ' || *gap == '-');
}

struct card {
	size_t words; /* that make it, 0: none */
	const struct card_scheme *scheme;
	char digits[CARD_MAX + 1];
};

/* The longest card number that starts with the word at `at`. */
static void
card_read(const struct words *words, size_t at, struct card *card)
{
	const struct word *first = &words->list[at], *word;
	const struct card_scheme *scheme;
	char digits[CARD_MAX];
	size_t i, n = 0;

	card->words = 0;
	for (i = 0; at + i < words->count; i++) {
		word = first + i;
		if (word->has != WORD_DIGIT || n + word->text.n > CARD_MAX ||
		    (i > 0 && !card_joined(word - 1, word)))
			return;
		memcpy(digits + n, word->text.p, word->text.n);
		n += word->text.n;
		if (n < CARD_MIN || !card_grouped(first, i + 1) ||
		    !card_checks(digits, n))
			continue;
		scheme = card_scheme(digits, n);
		if (scheme == NULL)
			continue;
		card->words = i + 1;
		card->scheme = scheme;
		memcpy(card->digits, digits, n);
		card->digits[n] = '\0';
	}
}

/* A '+' in front makes it a telephone; links carry numbers of any kind. */
static bool
card_possible(const struct lint_message *message, const struct word *word)
{
	const char *p = word->text.p;

	return word->has == WORD_DIGIT &&
	    !(p > message->body.p && p[-1] == '+') &&
	    !links_cover(&message->links, p);
}

/* The finding is stored and shown: it must not repeat the number. */
static void
card_report(struct lint_report *report, struct slice place, struct card *card)
{
	lint_add(report, LINT_ERROR, place, LINT_NONE,
	    "a card number (%s): name the last four digits at most",
	    card->scheme->name);
	memset(card->digits, '*', strlen(card->digits) - CARD_SHOWN);
	lint_mask(report, card->digits);
}

void
rule_pii_card(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct words *words = &message->words;
	struct card card;
	size_t i;

	(void)settings;
	for (i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i], *last;
		struct slice place = word->text;

		if (!card_possible(message, word))
			continue;
		card_read(words, i, &card);
		if (card.words == 0)
			continue;
		last = word + card.words - 1;
		place.n = (size_t)(last->text.p - place.p) + last->text.n;
		card_report(report, place, &card);
		i += card.words - 1;
	}
}
