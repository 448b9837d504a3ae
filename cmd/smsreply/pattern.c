/* SPDX-License-Identifier: ISC */
#include "pattern.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	PATTERN_ELEMENTS = 24, /* of one pattern */
	PATTERN_NO_MARK = 255,
};

struct element {
	struct slice text; /* alternatives, | between them */
	bool optional, repeat, mark;
};

static _Noreturn void
pattern_bad(struct slice text)
{
	(void)fprintf(
	    stderr, "smsreply: no good pattern: %.*s\n", SLICE_ARG(text));
	exit(EX_SOFTWARE);
}

static size_t
pattern_parse(struct slice text, struct element *elements)
{
	const char *p = text.p, *end = text.p + text.n, *blank;
	size_t count = 0, n;

	for (; p < end; p += n + (p + n < end)) {
		struct element *at = &elements[count];
		char last;

		blank = memchr(p, ' ', (size_t)(end - p));
		n = (size_t)((blank != NULL ? blank : end) - p);
		if (n == 0)
			pattern_bad(text);
		if (count++ == PATTERN_ELEMENTS)
			pattern_bad(text);
		*at = (struct element){.text = {p, n}, .mark = *p == '\''};
		last = p[n - 1];
		at->optional = last == '?' || last == '*';
		at->repeat = last == '*' || last == '+';
		if (at->optional || at->repeat)
			at->text.n--;
		if (at->mark)
			at->text = (struct slice){p + 1, at->text.n - 1};
	}
	return count;
}

/* The lane that has room for the elements and the bit before them. */
static struct pattern_lane *
pattern_lane(struct pattern_set *set, size_t bits, struct slice text)
{
	size_t i;

	for (i = 0; i < set->lane_count; i++)
		if (set->lanes[i].used + bits <= 64)
			return &set->lanes[i];
	if (set->lane_count == PATTERN_LANES)
		pattern_bad(text);
	return &set->lanes[set->lane_count++];
}

static void
pattern_take(struct pattern_set *set, struct lexicon *lexicon, size_t lane,
    struct slice alternatives, uint64_t bit)
{
	const char *p = alternatives.p, *end = p + alternatives.n, *next;

	for (; p < end; p = next + 1) {
		next = memchr(p, '|', (size_t)(end - p));
		next = next != NULL ? next : end;
		set->wants[lexicon_symbol(lexicon,
		    (struct slice){p, (size_t)(next - p)})][lane] |= bit;
	}
}

/* Elements without a mark, or, with one, without any that may be missing. */
static void
pattern_place(struct pattern_set *set, struct lexicon *lexicon,
    const struct element *elements, size_t count, uint16_t number,
    struct slice text)
{
	struct pattern_lane *lane = pattern_lane(set, count + 1, text);
	uint64_t bit = UINT64_C(1) << lane->used;
	size_t i;

	lane->start |= bit;
	lane->mark[lane->used + count] = PATTERN_NO_MARK;
	lane->pattern[lane->used + count] = number;
	for (i = 0; i < count; i++) {
		bool before = i > 0 && elements[i - 1].optional;

		if (elements[i].optional && !before)
			lane->block_start |= bit;
		bit <<= 1;
		pattern_take(set, lexicon, (size_t)(lane - set->lanes),
		    elements[i].text, bit);
		if (elements[i].repeat)
			lane->repeat |= bit;
		if (elements[i].optional)
			lane->optional |= bit;
		if (elements[i].optional &&
		    (i + 1 == count || !elements[i + 1].optional))
			lane->block_end |= bit;
		if (elements[i].mark)
			lane->mark[lane->used + count] = (uint8_t)(count - 1 -
			    i);
	}
	lane->last |= bit;
	lane->used += (unsigned)count + 1;
}

/* How far a mark is from the end has to be known: one pattern for each way. */
static void
pattern_spread(struct pattern_set *set, struct lexicon *lexicon,
    const struct element *elements, size_t count, uint16_t number,
    struct slice text)
{
	struct element some[PATTERN_ELEMENTS];
	size_t i;

	for (i = 0; i < count && !elements[i].optional; i++)
		if (elements[i].repeat)
			pattern_bad(text);
	if (i == count) {
		pattern_place(set, lexicon, elements, count, number, text);
		return;
	}
	memcpy(some, elements, count * sizeof(some[0]));
	some[i].optional = false;
	pattern_spread(set, lexicon, some, count, number, text);
	memmove(some + i, some + i + 1, (count - i - 1) * sizeof(some[0]));
	pattern_spread(set, lexicon, some, count - 1, number, text);
}

void
pattern_add(struct pattern_set *set, struct lexicon *lexicon, struct slice text,
    uint16_t number)
{
	struct element elements[PATTERN_ELEMENTS] = {{.text = {NULL, 0}}};
	size_t count = pattern_parse(text, elements), i;
	bool marked = false;

	if (set->wants == NULL)
		set->wants = mem_zalloc(LEXICON_SYMBOLS, sizeof(set->wants[0]));
	for (i = 0; i < count; i++)
		marked = marked || elements[i].mark;
	if (marked)
		pattern_spread(set, lexicon, elements, count, number, text);
	else
		pattern_place(set, lexicon, elements, count, number, text);
}

void
pattern_release(struct pattern_set *set)
{
	free(set->wants);
	set->wants = NULL;
}

/* ---- matching ----------------------------------------------------------- */

static void
pattern_wanted(const struct pattern_set *set, const struct lexicon *lexicon,
    const struct token *token, uint64_t wanted[PATTERN_LANES])
{
	const struct lexicon_entry *entry = &lexicon->entries[token->entry];
	size_t kinds = token->plain ? 0 : entry->kind_count, i, k;
	const uint64_t *literal = set->wants[entry->literal];

	for (i = 0; i < set->lane_count; i++)
		wanted[i] = literal[i];
	for (k = 0; k < kinds; k++) {
		const uint64_t *kind = set->wants[entry->kinds[k]];

		for (i = 0; i < set->lane_count; i++)
			wanted[i] |= kind[i];
	}
}

static void
pattern_report(const struct pattern_lane *lane, uint64_t ended, size_t token,
    pattern_hit *hit, void *context)
{
	while (ended != 0) {
		int bit = __builtin_ctzll(ended);
		uint8_t mark = lane->mark[bit];

		hit(context, lane->pattern[bit], token,
		    mark == PATTERN_NO_MARK ? SIZE_MAX : token - mark);
		ended &= ended - 1;
	}
}

void
pattern_run(const struct pattern_set *set, const struct lexicon *lexicon,
    const struct tokens *tokens, pattern_hit *hit, void *context)
{
	uint64_t state[PATTERN_LANES] = {0}, wanted[PATTERN_LANES] = {0};
	size_t t, i;

	for (i = 0; i < set->lane_count; i++) {
		const struct pattern_lane *lane = &set->lanes[i];
		uint64_t with_ends = lane->start | lane->block_end;

		state[i] = lane->start |
		    (lane->optional &
			(~(with_ends - lane->block_start) ^ with_ends));
	}
	for (t = 0; t < tokens->count; t++) {
		pattern_wanted(set, lexicon, &tokens->list[t], wanted);
		for (i = 0; i < set->lane_count; i++) {
			const struct pattern_lane *lane = &set->lanes[i];
			uint64_t now = (state[i] << 1 |
					   (state[i] & lane->repeat)) &
			    wanted[i];
			uint64_t with_ends;

			now |= lane->start;
			with_ends = now | lane->block_end;
			now |= lane->optional &
			    (~(with_ends - lane->block_start) ^ with_ends);
			state[i] = now;
			if ((now & lane->last) != 0)
				pattern_report(
				    lane, now & lane->last, t, hit, context);
		}
	}
}
