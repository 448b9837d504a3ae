/* SPDX-License-Identifier: ISC */
/*
 * smsreply: any text as what a person wrote.  It has one meaning, by a rule
 * with a name; the words that decided lie in the text; read again it means the
 * same; and a standard word is one however it stands.
 */
#include "cmd/smsreply/keywords.h"
#include "cmd/smsreply/phrase.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static bool
lies_in(struct slice part, struct slice whole)
{
	return part.n == 0 ||
	    (part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

static void
check_phrase(
    const struct phrases *phrases, struct slice text, struct arena *arena)
{
	struct phrase_hit hit, again;
	bool found = phrase_read(phrases, text, arena, &hit);

	HOLDS(phrase_read(phrases, text, arena, &again) == found);
	if (!found)
		return;
	HOLDS(hit.rule == again.rule && hit.sure == again.sure);
	HOLDS(hit.rule->name != NULL && hit.rule->name[0] != '\0');
	HOLDS(lies_in(hit.words, text));
}

static void
check_keyword(struct slice text, struct arena *arena)
{
	struct keyword_text word, loud;
	struct keyword_hit hit, louder;
	char *marked = arena_alloc(arena, text.n + 1);

	keyword_prepare(text, arena, &word);
	if (!keyword_standard(&word, &hit))
		return;
	memcpy(marked, text.p, text.n);
	marked[text.n] = '!';
	keyword_prepare((struct slice){marked, text.n + 1}, arena, &loud);
	HOLDS(keyword_standard(&loud, &louder));
	HOLDS(louder.intent == hit.intent);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct phrases *phrases;
	struct arena arena = {.head = NULL};
	struct slice text = fuzz_slice(data, size);

	if (phrases == NULL)
		phrases = phrases_new();
	check_phrase(phrases, text, &arena);
	check_keyword(text, &arena);
	arena_release(&arena);
	return 0;
}
