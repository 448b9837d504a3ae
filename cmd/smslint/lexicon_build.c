/* SPDX-License-Identifier: ISC */
/* Phrases to states: each way through a phrase's alternatives is a path. */
#include "lexicon_table.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	BUILD_WORDS_MAX = 16, /* of one path */
	BUILD_NAMES = 1 << 13, /* slots at first; doubled when half full */
	BUILD_EDGES = 1 << 14,
};

static const struct phrase_table *const tables[] = {
    &phrases_shaft,
    &phrases_prohibited,
    &phrases_fraud,
    &phrases_spam,
    &phrases_service,
    &phrases_private,
};

/* A phrase that is broken is a bug of the tables; the tests see it first. */
static _Noreturn void
build_fail(const char *what, const char *phrase)
{
	(void)fprintf(stderr, "smslint: %s in the phrase '%s'\n", what, phrase);
	abort();
}

/* ---- words -------------------------------------------------------------- */

static void
build_name(struct lexicon_name *names, size_t room, struct lexicon_name name)
{
	size_t slot = lexicon_slot(name.hash, room);

	while (names[slot].word != 0)
		slot = (slot + 1) & (room - 1);
	names[slot] = name;
}

static void
build_names_double(struct lexicon *lexicon)
{
	struct lexicon_name *old = lexicon->names;
	size_t i, room = lexicon->name_room;

	lexicon->name_room = 2 * room;
	lexicon->names = mem_zalloc(lexicon->name_room, sizeof(*old));
	for (i = 0; i < room; i++)
		if (old[i].word != 0)
			build_name(lexicon->names, lexicon->name_room, old[i]);
	free(old);
}

static uint16_t
build_word(struct lexicon *lexicon, struct slice text)
{
	static const char marks[] = {[LEXICON_NUMBER] = '#',
	    [LEXICON_MONEY] = '$',
	    [LEXICON_PERCENT] = '%',
	    [LEXICON_LINK] = '@'};
	uint64_t hash = lexicon_hash_start();
	unsigned word;
	size_t i;

	for (word = LEXICON_NUMBER; word < LEXICON_WORDS; word++)
		if (text.n == 1 && text.p[0] == marks[word])
			return (uint16_t)word;
	for (i = 0; i < text.n; i++)
		hash = lexicon_hash_add(hash, text.p[i]);
	word = lexicon_word(lexicon, hash);
	if (word != LEXICON_UNKNOWN)
		return (uint16_t)word;
	if (2 * lexicon->word_count >= lexicon->name_room)
		build_names_double(lexicon);
	word = (unsigned)lexicon->word_count++;
	build_name(lexicon->names, lexicon->name_room,
	    (struct lexicon_name){hash, word});
	return (uint16_t)word;
}

/* ---- states ------------------------------------------------------------- */

static void
build_edge(struct lexicon_edge *edges, size_t room, struct lexicon_edge edge)
{
	size_t slot = lexicon_slot(edge.key, room);

	while (edges[slot].key != 0)
		slot = (slot + 1) & (room - 1);
	edges[slot] = edge;
}

static void
build_edges_double(struct lexicon *lexicon)
{
	struct lexicon_edge *old = lexicon->edges;
	size_t i, room = lexicon->edge_room;

	lexicon->edge_room = 2 * room;
	lexicon->edges = mem_zalloc(lexicon->edge_room, sizeof(*old));
	for (i = 0; i < room; i++)
		if (old[i].key != 0)
			build_edge(lexicon->edges, lexicon->edge_room, old[i]);
	free(old);
}

static uint16_t
build_state(struct lexicon *lexicon, uint16_t parent, uint16_t word)
{
	uint16_t state = (uint16_t)lexicon->state_count;

	if (lexicon->state_count == LEXICON_STATES_MAX)
		build_fail("one state too many", "");
	if (lexicon->state_count == lexicon->state_room) {
		lexicon->state_room *= 2;
		lexicon->states = mem_realloc(lexicon->states,
		    lexicon->state_room, sizeof(*lexicon->states));
	}
	lexicon->states[lexicon->state_count++] = (struct lexicon_state){
	    .parent = parent,
	    .word = word,
	    .depth = (uint16_t)(lexicon->states[parent].depth + 1),
	    .output = LEXICON_NONE};
	if (2 * lexicon->edge_count++ >= lexicon->edge_room)
		build_edges_double(lexicon);
	build_edge(lexicon->edges, lexicon->edge_room,
	    (struct lexicon_edge){(uint32_t)parent << 16 | word, state});
	return state;
}

static void
build_output(
    struct lexicon *lexicon, uint16_t state, uint16_t phrase, uint16_t piece)
{
	uint32_t at = lexicon->states[state].output;

	/* Two ways through one phrase may have the same words. */
	for (; at != LEXICON_NONE; at = lexicon->outputs[at].next)
		if (lexicon->outputs[at].phrase == phrase &&
		    lexicon->outputs[at].piece == piece)
			return;
	if (lexicon->output_count == lexicon->output_room) {
		lexicon->output_room *= 2;
		lexicon->outputs = mem_realloc(lexicon->outputs,
		    lexicon->output_room, sizeof(*lexicon->outputs));
	}
	lexicon->outputs[lexicon->output_count] = (struct lexicon_output){
	    phrase, piece, lexicon->states[state].output};
	lexicon->states[state].output = (uint32_t)lexicon->output_count++;
}

/* ---- phrases ------------------------------------------------------------ */

/* A phrase being read. */
struct build {
	struct lexicon *lexicon;
	const char *text; /* all of it, for messages */
	uint16_t phrase, piece;
	uint16_t path[BUILD_WORDS_MAX];
};

static void build_rest(struct build *build, struct slice rest, size_t length);

/* One alternative, "a" or "a_b", with the rest of the piece behind it. */
static void
build_alternative(
    struct build *build, struct slice words, struct slice rest, size_t length)
{
	size_t n;

	for (;;) {
		for (n = 0; n < words.n && words.p[n] != '_'; n++)
			;
		if (n == 0 || length == BUILD_WORDS_MAX)
			build_fail(
			    "a word is missing or one too many", build->text);
		build->path[length++] = build_word(
		    build->lexicon, (struct slice){words.p, n});
		if (n == words.n)
			break;
		words = (struct slice){words.p + n + 1, words.n - n - 1};
	}
	build_rest(build, rest, length);
}

/* "a|b_c|{group}", each followed by the rest of the piece. */
static void
build_alternatives(
    struct build *build, struct slice words, struct slice rest, size_t length)
{
	const char *group;
	size_t n;

	while (words.n > 0) {
		for (n = 0; n < words.n && words.p[n] != '|'; n++)
			;
		if (words.p[0] != '{') {
			build_alternative(
			    build, (struct slice){words.p, n}, rest, length);
		} else {
			group = phrases_group(words.p + 1, n - 2);
			if (group == NULL)
				build_fail("no such group", build->text);
			build_alternatives(
			    build, slice_of(group), rest, length);
		}
		n += n < words.n;
		words = (struct slice){words.p + n, words.n - n};
	}
}

/* A path is whole: its words are states. */
static void
build_path(struct build *build, size_t length)
{
	struct lexicon *lexicon = build->lexicon;
	uint32_t state = 0, to;
	size_t i;

	if (length == 0)
		build_fail("a piece is empty", build->text);
	for (i = 0; i < length; i++) {
		to = lexicon_edge(lexicon, state, build->path[i]);
		if (to == 0)
			to = build_state(
			    lexicon, (uint16_t)state, build->path[i]);
		state = to;
	}
	build_output(lexicon, (uint16_t)state, build->phrase, build->piece);
}

/* What is left of a piece: its positions are parted by blanks. */
static void
build_rest(struct build *build, struct slice rest, size_t length)
{
	struct slice position;
	size_t n = 0;

	rest = slice_trim(rest, " ");
	if (rest.n == 0) {
		build_path(build, length);
		return;
	}
	while (n < rest.n && rest.p[n] != ' ')
		n++;
	position = (struct slice){rest.p, n};
	rest = (struct slice){rest.p + n, rest.n - n};
	if (position.p[position.n - 1] == '?') {
		position.n--;
		if (rest.n > 0 || length > 0)
			build_rest(build, rest, length);
	}
	build_alternatives(build, position, rest, length);
}

static void
build_phrase(struct lexicon *lexicon, const struct phrase *phrase)
{
	struct lexicon_phrase *out = &lexicon->phrases[lexicon->phrase_count];
	struct build build = {.lexicon = lexicon,
	    .text = phrase->text,
	    .phrase = (uint16_t)lexicon->phrase_count++};
	const char *p = phrase->text;
	size_t n;

	out->sign = (uint8_t)phrase->sign;
	out->guard = *p == '!';
	p += out->guard;
	for (; *p != '\0'; p += n) {
		n = strcspn(p, "~");
		if (out->pieces == LEXICON_PIECES_MAX)
			build_fail("too many pieces", phrase->text);
		build.piece = out->pieces++;
		build_rest(&build, (struct slice){p, n}, 0);
		if (p[n] == '~') {
			if (p[n + 1] < '0' || p[n + 1] > '9' ||
			    out->pieces == LEXICON_PIECES_MAX)
				build_fail("a gap without words", phrase->text);
			out->gaps[out->pieces] = (uint8_t)(p[n + 1] - '0');
			n += 2;
		}
	}
}

/* ---- the automaton ------------------------------------------------------ */

/* Where each state goes on when no edge fits, the shortest paths first. */
static void
build_fails(struct lexicon *lexicon)
{
	struct lexicon_state *states = lexicon->states;
	uint16_t depth, fail;
	size_t i;

	for (depth = 2; depth <= BUILD_WORDS_MAX; depth++)
		for (i = 1; i < lexicon->state_count; i++) {
			if (states[i].depth != depth)
				continue;
			fail = (uint16_t)lexicon_go(lexicon,
			    states[states[i].parent].fail, states[i].word);
			states[i].fail = fail;
			states[i].suffix = states[fail].output != LEXICON_NONE
			    ? fail
			    : states[fail].suffix;
		}
}

static void
build_first(struct lexicon *lexicon)
{
	size_t i;

	lexicon->first = mem_zalloc(
	    lexicon->word_count, sizeof(*lexicon->first));
	for (i = 1; i < lexicon->state_count; i++)
		if (lexicon->states[i].depth == 1)
			lexicon->first[lexicon->states[i].word] = (uint16_t)i;
}

struct lexicon *
lexicon_new(void)
{
	struct lexicon *lexicon = mem_zalloc(1, sizeof(*lexicon));
	size_t i, k, count = 0;

	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		count += tables[i]->count;
	lexicon->word_count = LEXICON_WORDS;
	lexicon->name_room = BUILD_NAMES;
	lexicon->names = mem_zalloc(BUILD_NAMES, sizeof(*lexicon->names));
	lexicon->edge_room = BUILD_EDGES;
	lexicon->edges = mem_zalloc(BUILD_EDGES, sizeof(*lexicon->edges));
	lexicon->state_room = lexicon->output_room = BUILD_EDGES;
	lexicon->states = mem_zalloc(BUILD_EDGES, sizeof(*lexicon->states));
	lexicon->outputs = mem_zalloc(BUILD_EDGES, sizeof(*lexicon->outputs));
	lexicon->output_count = 1; /* 0 is LEXICON_NONE */
	lexicon->state_count = 1;
	lexicon->phrases = mem_zalloc(count, sizeof(*lexicon->phrases));
	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (k = 0; k < tables[i]->count; k++)
			build_phrase(lexicon, &tables[i]->phrases[k]);
	build_first(lexicon);
	build_fails(lexicon);
	return lexicon;
}

void
lexicon_free(struct lexicon *lexicon)
{
	if (lexicon == NULL)
		return;
	free(lexicon->names);
	free(lexicon->edges);
	free(lexicon->states);
	free(lexicon->outputs);
	free(lexicon->phrases);
	free(lexicon->first);
	free(lexicon);
}
