/* SPDX-License-Identifier: ISC */
#include "words.h"

#include "base/mem.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>

enum {
	WORD_HIGH = 1 << 3, /* starts a character beyond ASCII */
	WORD_QUOTE = 1 << 4, /* an apostrophe, if letters are around it */
	WORD_ANY = WORD_UPPER | WORD_LOWER | WORD_DIGIT,
};

/* Sixteen bytes that are none of a word, or high. */
#define N16 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
#define H16 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8

/* clang-format off */
static const unsigned char word_classes[256] = {
	N16, N16,
	0, 0, 0, 0, 0, 0, 0, WORD_QUOTE, 0, 0, 0, 0, 0, 0, 0, 0,
	4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0,
	0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0,
	0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
	2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0,
	H16, H16, H16, H16, H16, H16, H16, H16,
};
/* clang-format on */

static unsigned
word_class(char c)
{
	return word_classes[(unsigned char)c];
}

/* The class of the character at p beyond ASCII; 0: not part of a word. */
static unsigned
word_class_high(const char *p, size_t *len)
{
	uint32_t point = utf8_decode(p, len);

	if (point == 0x2019)
		return WORD_QUOTE;
	if (!utf8_is_word(point))
		return 0;
	return utf8_fold(point) != point ? WORD_UPPER : WORD_LOWER;
}

/* The class of the character at `at`, 0 at the end. */
static unsigned
word_class_at(struct slice text, size_t at, size_t *len)
{
	unsigned class;

	*len = 1;
	if (at >= text.n)
		return 0;
	class = word_class(text.p[at]);
	return class == WORD_HIGH ? word_class_high(text.p + at, len) : class;
}

/* Behind the word that starts at `at`; *has says what is in it. */
static size_t
word_end(struct slice text, size_t at, unsigned *has)
{
	size_t len, next;
	unsigned class;

	*has = 0;
	for (;;) {
		/* The way of plain text. */
		while (at < text.n &&
		    (class = word_class(text.p[at]) & WORD_ANY) != 0) {
			*has |= class;
			at++;
		}
		class = word_class_at(text, at, &len);
		if (class == WORD_QUOTE && *has != 0 &&
		    (word_class_at(text, at + len, &next) & WORD_ANY) != 0) {
			at += len;
			continue;
		}
		if ((class & WORD_ANY) == 0)
			return at;
		*has |= class;
		at += len;
	}
}

/* The list is there even when nothing is in it: who walks it needs an end. */
static void
words_grow(struct words *words)
{
	words->room = words->room > 0 ? 2 * words->room : 64;
	words->list = mem_realloc(
	    words->list, words->room, sizeof(*words->list));
}

static struct word *
words_add(struct words *words)
{
	if (words->count == words->room)
		words_grow(words);
	return &words->list[words->count++];
}

void
words_split(struct words *words, struct slice text)
{
	size_t at = 0, end, len;
	struct word *word;
	unsigned has;

	if (words->list == NULL)
		words_grow(words);
	words->count = 0;
	while (at < text.n) {
		if (word_class(text.p[at]) == 0) {
			at++;
			continue;
		}
		end = word_end(text, at, &has);
		if (end == at) {
			(void)word_class_at(text, at, &len);
			at += len;
			continue;
		}
		word = words_add(words);
		word->text = (struct slice){text.p + at, end - at};
		word->has = has;
		at = end;
	}
}

void
words_release(struct words *words)
{
	free(words->list);
	*words = (struct words){0};
}

/* Most words differ in the first byte: a look at it saves the rest. */
static bool
word_may_be(const struct word *word, const char *text)
{
	unsigned char a = (unsigned char)word->text.p[0];
	unsigned char b = (unsigned char)text[0];

	return (a | 0x20) == (b | 0x20) || (a & b) >= 0x80;
}

bool
word_is(const struct word *word, const char *text)
{
	return word_may_be(word, text) &&
	    utf8_equal_fold(word->text, slice_of(text));
}

bool
word_among(const struct word *word, const char *const *list)
{
	for (; *list != NULL; list++)
		if (word_is(word, *list))
			return true;
	return false;
}

/* Without the possessive 's, when it has one. */
static struct slice
word_stem(struct slice text)
{
	static const char *const endings[] = {"'s", "’s", "'S", "’S"};
	size_t i, n;

	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		n = strlen(endings[i]);
		if (text.n > n &&
		    memcmp(text.p + text.n - n, endings[i], n) == 0)
			return (struct slice){text.p, text.n - n};
	}
	return text;
}

static bool
words_match(const struct word *words, const struct word *phrase, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!utf8_equal_fold(words[i].text, phrase[i].text) &&
		    (i + 1 < count ||
			!utf8_equal_fold(
			    word_stem(words[i].text), phrase[i].text)))
			return false;
	return true;
}

size_t
words_find_from(const struct words *words, size_t from,
    const struct word *phrase, size_t phrase_count)
{
	size_t i;

	for (i = from; i + phrase_count <= words->count; i++)
		if (word_may_be(&words->list[i], phrase[0].text.p) &&
		    words_match(words->list + i, phrase, phrase_count))
			return i;
	return words->count;
}

size_t
words_find(
    const struct words *words, const struct word *phrase, size_t phrase_count)
{
	return words_find_from(words, 0, phrase, phrase_count);
}
