/* SPDX-License-Identifier: ISC */
#include "tokens.h"

#include "base/ascii.h"
#include "base/mem.h"
#include "disguise.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { SPELLED_MIN = 4, SPELLED_MAX = 40 }; /* letters in a row */

/* ---- words to numbers --------------------------------------------------- */

uint64_t
tokens_hash(struct slice word)
{
	uint64_t hash = lexicon_hash_start();
	uint32_t point;
	size_t i = 0, len;
	char c;

	while (i < word.n) {
		c = word.p[i];
		if (c >= 'a' && c <= 'z') {
			hash = lexicon_hash_add(hash, c);
			i++;
			continue;
		}
		point = utf8_decode(word.p + i, &len);
		c = disguise_plain(point);
		if (c == 0 && len == 1 && ascii_is_digit(word.p[i]))
			c = word.p[i];
		if (c != 0)
			hash = lexicon_hash_add(hash, c);
		else if (point != '\'' && point != 0x2019)
			hash = lexicon_hash_add(hash, '\1');
		i += len;
	}
	return hash;
}

/* A text being read. */
struct reading {
	struct tokens *tokens;
	struct slice text;
	const struct words *words;
	const struct links *links;
	const struct lexicon *lexicon;
	size_t word, link; /* the next ones */
	const char *end; /* of the token before */
	uint32_t sentence;
};

/* The list is there even when nothing is in it: who walks it needs an end. */
static void
tokens_grow(struct tokens *tokens)
{
	tokens->room = tokens->room > 0 ? 2 * tokens->room : 64;
	tokens->list = mem_realloc(
	    tokens->list, tokens->room, sizeof(*tokens->list));
}

static struct token *
tokens_add(struct tokens *tokens)
{
	if (tokens->count == tokens->room)
		tokens_grow(tokens);
	return &tokens->list[tokens->count++];
}

static void
tokens_note(struct tokens *tokens, struct slice place)
{
	if (tokens->disguise_count < TOKENS_DISGUISES_MAX)
		tokens->disguises[tokens->disguise_count++] = place;
}

/* Does a sentence end between the token before and this place? */
static bool
reading_breaks(const struct reading *reading, const char *to)
{
	const char *p = reading->end;

	for (; p < to; p++)
		if (*p == '!' || *p == '?' || *p == '\n' || *p == ';' ||
		    (*p == '.' && p + 1 < to))
			return true;
	return false;
}

static struct token *
reading_add(struct reading *reading, struct slice text, unsigned word)
{
	struct token *token = tokens_add(reading->tokens);

	if (reading->end != NULL && reading_breaks(reading, text.p))
		reading->sentence++;
	*token = (struct token){.text = text,
	    .word = (uint16_t)word,
	    .hyphen = reading->end != NULL && text.p == reading->end + 1 &&
		text.p[-1] == '-',
	    .sentence = reading->sentence};
	reading->end = text.p + text.n;
	return token;
}

/* ---- links, numbers ----------------------------------------------------- */

/* The link that the word begins, all its words taken. */
static bool
reading_link(struct reading *reading, const char *at)
{
	const struct links *links = reading->links;
	struct slice text;

	while (reading->link < links->count &&
	    links->list[reading->link].text.p +
		    links->list[reading->link].text.n <=
		at)
		reading->link++;
	if (reading->link == links->count ||
	    links->list[reading->link].text.p > at)
		return false;
	text = links->list[reading->link++].text;
	while (reading->word < reading->words->count &&
	    reading->words->list[reading->word].text.p < text.p + text.n)
		reading->word++;
	(void)reading_add(reading, text, LEXICON_LINK);
	return true;
}

/* "1,234.50": the groups of a number are one. */
static void
reading_number(struct reading *reading, const struct word *word)
{
	const struct word *last = word;
	const char *begin = reading->text.p, *after;
	const char *end = begin + reading->text.n;
	unsigned kind = LEXICON_NUMBER;
	struct slice text;

	reading->word++;
	while (reading->word < reading->words->count &&
	    last[1].has == WORD_DIGIT &&
	    last[1].text.p == last->text.p + last->text.n + 1 &&
	    (last[1].text.p[-1] == '.' || last[1].text.p[-1] == ',')) {
		last++;
		reading->word++;
	}
	after = last->text.p + last->text.n;
	text = (struct slice){word->text.p, (size_t)(after - word->text.p)};
	if (text.p > begin && text.p[-1] == '$') {
		kind = LEXICON_MONEY;
		text = (struct slice){text.p - 1, text.n + 1};
	} else if (after < end && *after == '%') {
		kind = LEXICON_PERCENT;
		text.n++;
	}
	(void)reading_add(reading, text, kind);
}

/* ---- disguises ---------------------------------------------------------- */

static bool
is_leet_mark(char c)
{
	return c == '@' || c == '$' || c == '!' || c == '|';
}

/*
 * Words joined by the marks that stand for letters ("c@sh", "v1agra"), and a
 * mark in front: read as one, if that is a word of the table.
 */
static bool
reading_leet(struct reading *reading, const struct word *word)
{
	const struct word *last = word,
			  *end = reading->words->list + reading->words->count;
	struct slice text = word->text;
	unsigned has = word->has, found;
	bool marks = false;

	if (text.p > reading->text.p && is_leet_mark(text.p[-1]) &&
	    (text.p - 1 == reading->text.p || text.p[-2] == ' ')) {
		text = (struct slice){text.p - 1, text.n + 1};
		marks = true;
	}
	while (last + 1 < end &&
	    last[1].text.p == last->text.p + last->text.n + 1 &&
	    is_leet_mark(last[1].text.p[-1])) {
		last++;
		has |= last->has;
		marks = true;
	}
	if ((has & (WORD_UPPER | WORD_LOWER)) == 0 ||
	    (!marks && (has & WORD_DIGIT) == 0))
		return false;
	text.n = (size_t)(last->text.p + last->text.n - text.p);
	found = disguise_leet(text, reading->lexicon);
	if (found == LEXICON_UNKNOWN)
		return false;
	reading->word += (size_t)(last - word) + 1;
	reading_add(reading, text, found)->disguised = true;
	tokens_note(reading->tokens, text);
	return true;
}

/* May it be a disguise of marks at all? */
static bool
may_be_leet(const struct reading *reading, const struct word *word)
{
	const char *after = word->text.p + word->text.n;
	const char *end = reading->text.p + reading->text.n;

	return ((word->has & WORD_DIGIT) != 0 && word->has != WORD_DIGIT) ||
	    (after < end && is_leet_mark(*after)) ||
	    (word->text.p > reading->text.p && is_leet_mark(word->text.p[-1]));
}

/* "f r e e   c a s h": noted, the letters stay as they are. */
static void
reading_spelled(struct reading *reading, size_t first)
{
	const struct word *words = reading->words->list;
	char letters[SPELLED_MAX];
	size_t at = first, n = 0;
	struct slice text;

	while (at < reading->words->count && words[at].text.n == 1 &&
	    ascii_is_letter(words[at].text.p[0]) && n < SPELLED_MAX &&
	    (n == 0 || words[at].text.p - words[at - 1].text.p <= 4))
		letters[n++] = (char)(words[at++].text.p[0] | 0x20);
	if (n < SPELLED_MIN ||
	    !disguise_spelled((struct slice){letters, n}, reading->lexicon))
		return;
	text.p = words[first].text.p;
	text.n = (size_t)(words[at - 1].text.p + 1 - text.p);
	tokens_note(reading->tokens, text);
}

static bool
starts_spelled(const struct reading *reading, size_t at)
{
	const struct word *words = reading->words->list;

	return words[at].text.n == 1 &&
	    at + SPELLED_MIN <= reading->words->count &&
	    words[at + 1].text.n == 1 && words[at + 2].text.n == 1 &&
	    words[at + 3].text.n == 1 && (at == 0 || words[at - 1].text.n != 1);
}

/* ---- a text ------------------------------------------------------------- */

static bool
is_ascii(struct slice text)
{
	size_t i;
	unsigned char all = 0;

	for (i = 0; i < text.n; i++)
		all |= (unsigned char)text.p[i];
	return all < 0x80;
}

static void
reading_word(struct reading *reading, const struct word *word)
{
	unsigned found;
	uint64_t hash;

	if (may_be_leet(reading, word) && reading_leet(reading, word))
		return;
	if (word->has == WORD_DIGIT) {
		reading_number(reading, word);
		return;
	}
	reading->word++;
	if (!is_ascii(word->text) &&
	    disguise_mixed(word->text, reading->lexicon, &found)) {
		reading_add(reading, word->text, found)->disguised = true;
		tokens_note(reading->tokens, word->text);
		return;
	}
	hash = tokens_hash(word->text);
	reading_add(reading, word->text, lexicon_word(reading->lexicon, hash))
	    ->hash = hash;
}

void
tokens_read(struct tokens *tokens, struct slice text, const struct words *words,
    const struct links *links, const struct lexicon *lexicon)
{
	struct reading reading = {.tokens = tokens,
	    .text = text,
	    .words = words,
	    .links = links,
	    .lexicon = lexicon};

	if (tokens->list == NULL)
		tokens_grow(tokens);
	tokens->count = 0;
	tokens->disguise_count = 0;
	while (reading.word < words->count) {
		if (reading_link(&reading, words->list[reading.word].text.p))
			continue;
		if (starts_spelled(&reading, reading.word))
			reading_spelled(&reading, reading.word);
		reading_word(&reading, &words->list[reading.word]);
	}
}

void
tokens_release(struct tokens *tokens)
{
	free(tokens->list);
	*tokens = (struct tokens){.list = NULL};
}
