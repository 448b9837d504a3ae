/* SPDX-License-Identifier: ISC */
#include "phrase.h"

#include <stdlib.h>

enum {
	PHRASE_RULES = 256,
	PHRASE_HEAD = 64, /* bytes before a quotation that are looked at */
};

struct phrases {
	struct lexicon lexicon;
	struct token_marks marks;
	struct pattern_set guards, reactions, rules;
	const struct phrase_rule *rows[PHRASE_RULES]; /* by number */
	size_t row_count;
};

/* In this order they are asked. */
static const struct phrase_rule *const tables[] = {
    rules_over,
    rules_stop,
    rules_spanish,
    rules_robot,
    rules_ask,
    rules_visit,
    rules_spanish_late,
    rules_last,
};

/* Each pattern of "A B ; C D". */
static void
phrases_add(struct phrases *phrases, struct pattern_set *set,
    const char *patterns, uint16_t number)
{
	const char *p = patterns, *next;

	for (; p != NULL; p = next) {
		next = strstr(p, " ; ");
		pattern_add(set, &phrases->lexicon,
		    (struct slice){
			p, next != NULL ? (size_t)(next - p) : strlen(p)},
		    number);
		next = next != NULL ? next + strlen(" ; ") : NULL;
	}
}

static void
phrases_take(struct phrases *phrases, struct pattern_set *set,
    const struct phrase_rule *table)
{
	for (; table->name != NULL; table++) {
		phrases->rows[phrases->row_count] = table;
		phrases_add(phrases, set, table->patterns,
		    (uint16_t)phrases->row_count++);
	}
}

struct phrases *
phrases_new(void)
{
	struct phrases *phrases = mem_zalloc(1, sizeof(*phrases));
	size_t i;

	lexicon_init(&phrases->lexicon);
	token_marks_init(&phrases->marks, &phrases->lexicon);
	for (i = 0; phrase_guards[i] != NULL; i++)
		phrases_add(phrases, &phrases->guards, phrase_guards[i], 0);
	phrases_take(phrases, &phrases->reactions, rules_reaction);
	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		phrases_take(phrases, &phrases->rules, tables[i]);
	return phrases;
}

void
phrases_free(struct phrases *phrases)
{
	if (phrases == NULL)
		return;
	pattern_release(&phrases->guards);
	pattern_release(&phrases->reactions);
	pattern_release(&phrases->rules);
	free(phrases);
}

/* ---- reading ------------------------------------------------------------ */

struct search {
	struct tokens tokens;
	uint16_t best;
	size_t end; /* the token that the best rule ends with */
};

static void
phrase_guard(void *context, uint16_t number, size_t token, size_t mark)
{
	struct search *search = context;

	(void)number;
	(void)token;
	if (mark < search->tokens.count)
		search->tokens.list[mark].plain = true;
}

static void
phrase_note(void *context, uint16_t number, size_t token, size_t mark)
{
	struct search *search = context;

	(void)mark;
	if (number >= search->best)
		return;
	search->best = number;
	search->end = token;
}

/* The clause that the rule was found in, up to where it was found. */
static void
phrase_words(const struct search *search, const struct phrases *phrases,
    struct slice text, struct phrase_hit *out)
{
	const struct token *list = search->tokens.list;
	size_t first = search->end, i;

	while (first > 0 && list[first - 1].entry != phrases->marks.begin &&
	    list[first - 1].entry != phrases->marks.stop &&
	    list[first - 1].entry != phrases->marks.question)
		first--;
	for (i = first; i <= search->end; i++)
		out->sure = out->sure && !list[i].guessed;
	if (list[first].at < list[search->end].at ||
	    list[search->end].entry != phrases->marks.end)
		out->words = slice_trim(
		    (struct slice){text.p + list[first].at,
			(size_t)list[search->end].end - list[first].at},
		    " \t\r\n");
}

/* The text before the first quotation mark; not there when nothing is. */
static struct slice
phrase_head(struct slice text)
{
	static const char *const quotes[] = {"\"", "\xe2\x80\x9c", "\xc2\xab"};
	struct slice head = {
	    text.p, text.n < PHRASE_HEAD ? text.n : PHRASE_HEAD};
	size_t i, at, first = SIZE_MAX;

	for (i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		at = slice_find(head, slice_of(quotes[i]));
		first = at < first ? at : first;
	}
	return first == SIZE_MAX ? (struct slice){NULL, 0}
				 : (struct slice){text.p, first};
}

/* Runs one set over a text; the best rule is noted in `search`. */
static bool
phrase_search(const struct phrases *phrases, const struct pattern_set *set,
    struct slice text, struct arena *arena, struct search *search)
{
	*search = (struct search){.best = UINT16_MAX};
	token_split(
	    text, &phrases->lexicon, &phrases->marks, arena, &search->tokens);
	if (set == &phrases->rules)
		pattern_run(&phrases->guards, &phrases->lexicon,
		    &search->tokens, phrase_guard, search);
	pattern_run(
	    set, &phrases->lexicon, &search->tokens, phrase_note, search);
	return search->best != UINT16_MAX;
}

bool
phrase_read(const struct phrases *phrases, struct slice text,
    struct arena *arena, struct phrase_hit *out)
{
	struct slice head = phrase_head(text);
	struct search search;

	*out = (struct phrase_hit){.rule = NULL};
	if ((head.p == NULL ||
		!phrase_search(
		    phrases, &phrases->reactions, head, arena, &search)) &&
	    !phrase_search(phrases, &phrases->rules, text, arena, &search))
		return false;
	out->rule = phrases->rows[search.best];
	out->sure = out->rule->care != PHRASE_UNSURE;
	phrase_words(&search, phrases, text, out);
	return true;
}
