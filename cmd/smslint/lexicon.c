/* SPDX-License-Identifier: ISC */
#include "lexicon_table.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

unsigned
lexicon_word(const struct lexicon *lexicon, uint64_t hash)
{
	size_t slot = lexicon_slot(hash, lexicon->name_room);

	while (lexicon->names[slot].word != 0) {
		if (lexicon->names[slot].hash == hash)
			return lexicon->names[slot].word;
		slot = (slot + 1) & (lexicon->name_room - 1);
	}
	return LEXICON_UNKNOWN;
}

unsigned
lexicon_disguised(const struct lexicon *lexicon, uint64_t hash)
{
	unsigned word = lexicon_word(lexicon, hash);
	uint32_t output = lexicon->states[lexicon->first[word]].output;

	for (; output != LEXICON_NONE; output = lexicon->outputs[output].next)
		if (lexicon->phrases[lexicon->outputs[output].phrase].sign ==
		    SIGN_DISGUISE)
			return word;
	return LEXICON_UNKNOWN;
}

void
lexicon_hits_release(struct lexicon_hits *hits)
{
	free(hits->pieces);
	hits->pieces = NULL;
}

size_t
lexicon_states(const struct lexicon *lexicon)
{
	return lexicon->state_count;
}

/* ---- one walk ----------------------------------------------------------- */

struct walk {
	const struct lexicon *lexicon;
	const struct token *tokens;
	struct lexicon_hits *hits;
	struct lexicon_hit guards[LEXICON_HITS_MAX];
	size_t guard_count;
	bool full;
};

static void
walk_found(struct walk *walk, const struct lexicon_phrase *phrase, size_t first,
    size_t last)
{
	struct lexicon_hit *list = phrase->guard ? walk->guards
						 : walk->hits->list;
	size_t *count = phrase->guard ? &walk->guard_count : &walk->hits->count;

	list[(*count)++] = (struct lexicon_hit){
	    (enum sign)phrase->sign, first, last};
	walk->full = walk->full || *count == LEXICON_HITS_MAX;
}

/* A piece ends at the token `last`: does it go on with the one before? */
static void
walk_piece(struct walk *walk, const struct lexicon_output *output,
    size_t length, size_t last)
{
	const struct lexicon_phrase *phrase =
	    &walk->lexicon->phrases[output->phrase];
	struct lexicon_piece *piece = walk->hits->pieces +
	    (size_t)output->phrase * LEXICON_PIECES_MAX + output->piece;
	size_t first = last + 1 - length;

	if (output->piece > 0) {
		const struct lexicon_piece *before = piece - 1;

		if (before->walk != walk->hits->walks ||
		    before->last >= first ||
		    first - before->last - 1 > phrase->gaps[output->piece] ||
		    walk->tokens[before->last].sentence !=
			walk->tokens[first].sentence)
			return;
		first = before->first;
	}
	if (output->piece + 1u == phrase->pieces) {
		walk_found(walk, phrase, first, last);
		return;
	}
	*piece = (struct lexicon_piece){
	    walk->hits->walks, (uint32_t)first, (uint32_t)last};
}

static void
walk_outputs(struct walk *walk, uint32_t state, size_t at)
{
	const struct lexicon *lexicon = walk->lexicon;
	uint32_t output;

	for (; state != 0 && !walk->full;
	     state = lexicon->states[state].suffix) {
		output = lexicon->states[state].output;
		for (; output != LEXICON_NONE && !walk->full;
		     output = lexicon->outputs[output].next)
			walk_piece(walk, &lexicon->outputs[output],
			    lexicon->states[state].depth, at);
	}
}

static bool
walk_is_guarded(const struct walk *walk, const struct lexicon_hit *hit)
{
	const struct lexicon_hit *guard = walk->guards;
	const struct lexicon_hit *end = guard + walk->guard_count;

	for (; guard < end; guard++)
		if (guard->sign == hit->sign && guard->first <= hit->last &&
		    hit->first <= guard->last)
			return true;
	return false;
}

/* Takes out what a guard voids. */
static void
walk_sift(struct walk *walk)
{
	struct lexicon_hits *hits = walk->hits;
	size_t i, kept = 0;

	for (i = 0; i < hits->count; i++)
		if (!walk_is_guarded(walk, &hits->list[i])) {
			hits->seen |= UINT64_C(1) << hits->list[i].sign;
			hits->list[kept++] = hits->list[i];
		}
	hits->count = kept;
}

void
lexicon_walk(const struct lexicon *lexicon, const struct token *tokens,
    size_t count, struct lexicon_hits *hits)
{
	struct walk walk;
	uint32_t state = 0;
	size_t i;

	if (hits->pieces == NULL)
		hits->pieces = mem_zalloc(
		    lexicon->phrase_count * LEXICON_PIECES_MAX,
		    sizeof(*hits->pieces));
	hits->count = 0;
	hits->seen = 0;
	hits->walks++;
	walk.lexicon = lexicon;
	walk.tokens = tokens;
	walk.hits = hits;
	walk.guard_count = 0;
	walk.full = false;
	for (i = 0; i < count && !walk.full; i++) {
		if (i > 0 && tokens[i].sentence != tokens[i - 1].sentence)
			state = 0;
		state = lexicon_go(lexicon, state, tokens[i].word);
		if (state != 0)
			walk_outputs(&walk, state, i);
	}
	if (hits->count > 0)
		walk_sift(&walk);
}
