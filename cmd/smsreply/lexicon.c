/* SPDX-License-Identifier: ISC */
#include "lexicon.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>

static size_t
lexicon_slot(struct slice word)
{
	uint32_t hash = UINT32_C(2166136261);
	size_t i;

	for (i = 0; i < word.n; i++)
		hash = (hash ^ (unsigned char)word.p[i]) * UINT32_C(16777619);
	return (hash ^ hash >> 15) % LEXICON_SLOTS;
}

int
lexicon_find(const struct lexicon *lexicon, struct slice word)
{
	size_t slot = lexicon_slot(word);

	for (; lexicon->slots[slot] != 0; slot = (slot + 1) % LEXICON_SLOTS) {
		int entry = lexicon->slots[slot] - 1;

		if (slice_equal(lexicon->entries[entry].word, word))
			return entry;
	}
	return -1;
}

/* The tables are ours: what does not fit them is a bug. */
static _Noreturn void
lexicon_full(const char *what)
{
	(void)fprintf(stderr, "smsreply: too many %s\n", what);
	exit(EX_SOFTWARE);
}

static uint16_t
lexicon_name(struct lexicon *lexicon, struct slice name)
{
	size_t i;

	for (i = 1; i <= lexicon->symbol_count; i++)
		if (slice_equal(lexicon->symbols[i], name))
			return (uint16_t)i;
	if (lexicon->symbol_count + 1 == LEXICON_SYMBOLS)
		lexicon_full("symbols");
	lexicon->symbols[++lexicon->symbol_count] = name;
	return (uint16_t)lexicon->symbol_count;
}

static void
lexicon_mark(struct lexicon *lexicon, int entry, uint16_t kind)
{
	struct lexicon_entry *at = &lexicon->entries[entry];

	if (at->kind_count == LEXICON_KINDS)
		lexicon_full("kinds of one word");
	at->kinds[at->kind_count++] = kind;
}

/* The kind that every word is of. */
static const struct slice any_word = {"ANY", 3};

static int
lexicon_add(struct lexicon *lexicon, struct slice word)
{
	int entry = lexicon_find(lexicon, word);
	size_t slot = lexicon_slot(word);

	if (entry >= 0)
		return entry;
	if (lexicon->entry_count == LEXICON_ENTRIES)
		lexicon_full("words");
	entry = (int)lexicon->entry_count++;
	lexicon->entries[entry].word = word;
	/* Marks are no words; lists say which of them count as any word. */
	if (word.p[0] != '<')
		lexicon_mark(lexicon, entry, lexicon_name(lexicon, any_word));
	while (lexicon->slots[slot] != 0)
		slot = (slot + 1) % LEXICON_SLOTS;
	lexicon->slots[slot] = (uint16_t)(entry + 1);
	return entry;
}

uint16_t
lexicon_symbol(struct lexicon *lexicon, struct slice name)
{
	uint16_t symbol = lexicon_name(lexicon, name);

	if (name.p[0] < 'A' || name.p[0] > 'Z')
		lexicon->entries[lexicon_add(lexicon, name)].literal = symbol;
	return symbol;
}

static void
lexicon_take(struct lexicon *lexicon, const struct word_list *list)
{
	uint16_t kind = lexicon_name(lexicon, slice_of(list->kind));
	const char *p = list->words;
	int entry;

	while (*p != '\0') {
		size_t n = strcspn(p, " ");

		entry = lexicon_add(lexicon, (struct slice){p, n});
		lexicon_mark(lexicon, entry, kind);
		if (strcmp(list->kind, "MISSPELT") == 0)
			lexicon->misspelt[lexicon->misspelt_count++] =
			    (uint16_t)entry;
		p += n + strspn(p + n, " ");
	}
}

void
lexicon_init(struct lexicon *lexicon)
{
	const struct word_list *list;

	for (list = words_english; list->kind != NULL; list++)
		lexicon_take(lexicon, list);
	for (list = words_other; list->kind != NULL; list++)
		lexicon_take(lexicon, list);
}

/* ---- slips of the finger ------------------------------------------------ */

/* One letter more, less or another, or two neighbours exchanged. */
static bool
lexicon_is_near(struct slice a, struct slice b)
{
	size_t head = 0, tail = 0, least = a.n < b.n ? a.n : b.n;

	while (head < least && a.p[head] == b.p[head])
		head++;
	while (
	    tail < least - head && a.p[a.n - 1 - tail] == b.p[b.n - 1 - tail])
		tail++;
	if (a.n != b.n)
		return head + tail == least;
	return a.n - head - tail <= 1 ||
	    (a.n - head - tail == 2 && a.p[head] == b.p[head + 1] &&
		a.p[head + 1] == b.p[head]);
}

int
lexicon_guess(const struct lexicon *lexicon, struct slice word)
{
	size_t i;

	for (i = 0; i < lexicon->misspelt_count; i++) {
		int entry = lexicon->misspelt[i];
		struct slice meant = lexicon->entries[entry].word;

		if (word.n + 1 >= meant.n && word.n <= meant.n + 1 &&
		    lexicon_is_near(word, meant))
			return entry;
	}
	return -1;
}
