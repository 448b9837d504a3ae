/* SPDX-License-Identifier: ISC */
/* lexicon_table: the automaton's insides, for those who build and walk it. */
#ifndef SMSLINT_LEXICON_TABLE_H
#define SMSLINT_LEXICON_TABLE_H

#include "lexicon.h"

enum {
	LEXICON_STATES_MAX = 65535,
	LEXICON_NONE = 0, /* no output */
};

/* A piece of a phrase ends here. */
struct lexicon_output {
	uint16_t phrase;
	uint16_t piece;
	uint32_t next; /* another one that ends here, or LEXICON_NONE */
};

struct lexicon_state {
	uint16_t parent, fail;
	uint16_t word; /* that leads here */
	uint16_t depth; /* words from the root */
	uint16_t suffix; /* the next state of the fail chain with outputs; 0 */
	uint32_t output; /* the first, or LEXICON_NONE */
};

/* What a phrase needs at run time. */
struct lexicon_phrase {
	uint8_t sign, pieces;
	bool guard;
	uint8_t gaps[LEXICON_PIECES_MAX]; /* words before each piece */
};

/* Open addressing; a key of 0 is a free slot. */
struct lexicon_edge {
	uint32_t key; /* state << 16 | word */
	uint32_t to;
};

struct lexicon_name {
	uint64_t hash;
	uint32_t word;
};

struct lexicon {
	struct lexicon_name *names;
	struct lexicon_edge *edges;
	size_t name_room, edge_room; /* powers of two */
	size_t word_count, edge_count;
	struct lexicon_state *states;
	size_t state_count, state_room;
	struct lexicon_output *outputs;
	size_t output_count, output_room;
	struct lexicon_phrase *phrases;
	size_t phrase_count;
	uint16_t *first; /* the state behind each word, from the root */
};

/* The end of a piece that was found, by the walk in which it was. */
struct lexicon_piece {
	uint32_t walk;
	uint32_t first, last; /* tokens: of the phrase so far */
};

static inline size_t
lexicon_slot(uint64_t key, size_t room)
{
	return (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (room - 1);
}

/* The state behind that edge; 0: there is none. */
static inline uint32_t
lexicon_edge(const struct lexicon *lexicon, uint32_t state, uint32_t word)
{
	uint32_t key = state << 16 | word;
	size_t slot = lexicon_slot(key, lexicon->edge_room);

	while (lexicon->edges[slot].key != 0) {
		if (lexicon->edges[slot].key == key)
			return lexicon->edges[slot].to;
		slot = (slot + 1) & (lexicon->edge_room - 1);
	}
	return 0;
}

/* The state behind a word. */
static inline uint32_t
lexicon_go(const struct lexicon *lexicon, uint32_t state, uint32_t word)
{
	uint32_t to;

	while (state != 0) {
		to = lexicon_edge(lexicon, state, word);
		if (to != 0)
			return to;
		state = lexicon->states[state].fail;
	}
	return lexicon->first[word];
}

#endif
