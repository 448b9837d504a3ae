/* SPDX-License-Identifier: ISC */
#include "token.h"

#include "base/ascii.h"
#include "record/scan.h"
#include "text/utf8.h"

#include <string.h>

/* The word that is being read. */
struct word {
	char text[TOKEN_WORD_MAX];
	size_t n;
	size_t at; /* where it began */
	bool capital; /* begins with one, and goes on in small letters */
	bool shouts; /* another letter is a capital too */
	bool apostrophe;
	bool digits; /* it begins with one */
};

struct splitter {
	const struct lexicon *lexicon;
	const struct token_marks *marks;
	struct tokens *out;
	struct word word;
	char spelt[TOKEN_WORD_MAX]; /* letters that stand alone: S T O P */
	size_t spelt_n;
	size_t pos; /* in the text */
};

void
token_marks_init(struct token_marks *marks, struct lexicon *lexicon)
{
	const struct {
		uint16_t *mark;
		const char *name;
	} all[] = {
	    {&marks->begin, "<begin>"},
	    {&marks->end, "<end>"},
	    {&marks->stop, "<break>"},
	    {&marks->comma, "<comma>"},
	    {&marks->question, "<question>"},
	    {&marks->number, "<number>"},
	    {&marks->clock, "<clock>"},
	    {&marks->name, "<name>"},
	    {&marks->unknown, "<unknown>"},
	    {&marks->sign, "<sign>"},
	    {&marks->thumb, "<thumb>"},
	    {&marks->down, "<down>"},
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		(void)lexicon_symbol(lexicon, slice_of(all[i].name));
		*all[i].mark = (uint16_t)lexicon_find(
		    lexicon, slice_of(all[i].name));
	}
}

static struct token *
token_add(struct splitter *s, uint16_t entry, size_t at)
{
	struct token *token = &s->out->list[s->out->count++];

	*token = (struct token){
	    .entry = entry, .at = (uint16_t)at, .end = (uint16_t)s->pos};
	return token;
}

/* ---- words -------------------------------------------------------------- */

/* Runs of three letters and more are cut to `keep`: stooop, helllo. */
static struct slice
word_squeeze(const struct word *word, size_t keep, char out[TOKEN_WORD_MAX])
{
	size_t i, n = 0, run = 1;

	for (i = 0; i < word->n; i += run) {
		for (run = 1;
		     i + run < word->n && word->text[i + run] == word->text[i];
		     run++)
			;
		for (size_t k = 0; k < (run >= 3 ? keep : run); k++)
			out[n++] = word->text[i];
	}
	return (struct slice){out, n};
}

/* Digits that stand for the letters they look like: st0p. */
static struct slice
word_unmask(const struct word *word, char out[TOKEN_WORD_MAX])
{
	static const char digits[] = "01345", letters[] = "oieas";
	const char *found;
	size_t i;

	for (i = 0; i < word->n; i++) {
		found = memchr(digits, word->text[i], sizeof(digits) - 1);
		out[i] = found != NULL ? letters[found - digits]
				       : word->text[i];
	}
	return (struct slice){out, word->n};
}

/* stopstop is stop. */
static struct slice
word_halve(const struct word *word)
{
	struct slice text = {word->text, word->n};
	size_t part;

	for (part = 3; part <= text.n / 2; part++)
		if (text.n % part == 0 &&
		    memcmp(text.p, text.p + part, text.n - part) == 0)
			return (struct slice){text.p, part};
	return (struct slice){NULL, 0};
}

/* The entry of the word in any of the ways it may be written; -1. */
static int
word_find(const struct splitter *s, const struct word *word)
{
	struct slice text = {word->text, word->n};
	char other[TOKEN_WORD_MAX];
	int entry = lexicon_find(s->lexicon, text);

	if (entry < 0 && word->apostrophe && text.n > 2 &&
	    text.p[text.n - 1] == 's')
		entry = lexicon_find(
		    s->lexicon, (struct slice){text.p, text.n - 1});
	if (entry < 0)
		entry = lexicon_find(s->lexicon, word_squeeze(word, 2, other));
	if (entry < 0)
		entry = lexicon_find(s->lexicon, word_squeeze(word, 1, other));
	if (entry < 0 && word->n > 3)
		entry = lexicon_find(s->lexicon, word_unmask(word, other));
	if (entry < 0 && (text = word_halve(word)).p != NULL)
		entry = lexicon_find(s->lexicon, text);
	return entry;
}

static uint16_t
word_number(const struct splitter *s, const struct word *word)
{
	static const char ends[] = "am|pm|a|p|h|hrs|hr|o";
	size_t n = 0;

	while (n < word->n && !ascii_is_letter(word->text[n]))
		n++;
	if (n == word->n)
		return memchr(word->text, ':', word->n) != NULL
		    ? s->marks->clock
		    : s->marks->number;
	return slice_among((struct slice){word->text + n, word->n - n}, ends)
	    ? s->marks->clock
	    : s->marks->number;
}

/* Letters that stood alone, three and more, are the word that they spell. */
static void
token_spell(struct splitter *s)
{
	int entry = s->spelt_n < 3
	    ? -1
	    : lexicon_find(s->lexicon, (struct slice){s->spelt, s->spelt_n});

	if (entry >= 0) {
		s->out->count -= s->spelt_n;
		(void)token_add(
		    s, (uint16_t)entry, s->out->list[s->out->count].at);
	}
	s->spelt_n = 0;
}

/* A mark; of several in a row the first counts, but a break is a break. */
static void
token_mark(struct splitter *s, uint16_t entry)
{
	struct token *last;

	token_spell(s);
	last = &s->out->list[s->out->count - 1];
	if (last->entry == s->marks->begin || last->entry == s->marks->stop ||
	    last->entry == s->marks->question)
		return;
	if (last->entry == s->marks->comma)
		last->entry = entry;
	else
		(void)token_add(s, entry, s->pos);
}

static void
token_end_word(struct splitter *s)
{
	struct word *word = &s->word;
	struct token *token;
	bool guessed = false;
	int entry;

	if (word->n == 0)
		return;
	if (word->n > 1)
		token_spell(s);
	else if (s->spelt_n < sizeof(s->spelt))
		s->spelt[s->spelt_n++] = word->text[0];
	entry = word_find(s, word);
	if (entry < 0 && word->digits)
		entry = word_number(s, word);
	if (entry < 0 && word->n >= 4) {
		entry = lexicon_guess(
		    s->lexicon, (struct slice){word->text, word->n});
		guessed = entry >= 0;
	}
	if (entry < 0)
		entry = word->capital && !word->shouts ? s->marks->name
						       : s->marks->unknown;
	token = token_add(s, (uint16_t)entry, word->at);
	token->guessed = guessed;
	*word = (struct word){.n = 0};
}

/* ---- characters --------------------------------------------------------- */

/* Pictures that say something by themselves. */
static uint16_t
token_picture(const struct token_marks *marks, uint32_t point)
{
	static const uint32_t signs[] = {
	    0x1f6d1, 0x26d4, 0x1f6ab, 0x270b, 0x1f590, 0x1f595};
	static const uint32_t thumbs[] = {
	    0x1f44d, 0x2705, 0x2611, 0x2714, 0x1f44c, 0x1f197, 0x1f4af};
	static const uint32_t downs[] = {0x1f44e, 0x274c, 0x2716};
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i] == point)
			return marks->sign;
	for (i = 0; i < sizeof(thumbs) / sizeof(thumbs[0]); i++)
		if (thumbs[i] == point)
			return marks->thumb;
	for (i = 0; i < sizeof(downs) / sizeof(downs[0]); i++)
		if (downs[i] == point)
			return marks->down;
	return 0;
}

static bool
token_is_joint(uint32_t point)
{
	return point == '\'' || point == 0x2019 || point == 0x2018 ||
	    point == '`' || point == 0xb4;
}

/* Marks of emphasis and direction that nobody sees. */
static bool
token_is_unseen(uint32_t point)
{
	return (point >= 0x300 && point < 0x370) ||
	    (point >= 0x200b && point < 0x2010) || point == 0xfeff ||
	    (point >= 0xfe00 && point < 0xfe10) || point == 0xad;
}

/* Latin letters without their accents, and wide ones narrow. */
static uint32_t
token_bare(uint32_t point)
{
	static const char bare[] = "aaaaaaaceeeeiiiidnooooo/ouuuuyts"
				   "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

	if (point >= 0xc0 && point < 0x100 && bare[point - 0xc0] != '/')
		return (unsigned char)bare[point - 0xc0];
	if (point > 0xff00 && point < 0xff5f)
		point -= 0xfee0;
	return utf8_fold(point);
}

static void
token_letter(struct splitter *s, uint32_t point, size_t at)
{
	struct word *word = &s->word;
	uint32_t bare = token_bare(point);
	char bytes[UTF8_MAX];
	size_t n = utf8_encode(bare, bytes);
	bool capital = utf8_fold(point) != point && point != 0x2019;

	if (word->n == 0) {
		word->at = at;
		word->capital = capital;
		word->digits = bare >= '0' && bare <= '9';
	} else {
		word->shouts = word->shouts || capital;
	}
	if (word->n + n <= sizeof(word->text)) {
		memcpy(word->text + word->n, bytes, n);
		word->n += n;
	}
}

/* What stands between words; `next` is the byte behind it, 0 at the end. */
static void
token_between(struct splitter *s, uint32_t point, char next)
{
	bool tight = ascii_is_letter(next) || ascii_is_digit(next);
	size_t before = s->word.n;
	uint16_t picture;

	if (s->word.digits && tight && before > 0 &&
	    (point == ':' || point == '.' || point == ',')) {
		if (s->word.n < sizeof(s->word.text))
			s->word.text[s->word.n++] = (char)point;
		return;
	}
	token_end_word(s);
	switch (point) {
	case '.':
		if (tight && before <= 1)
			return;
		token_mark(s, s->marks->stop);
		return;
	case '!':
	case ';':
	case '\n':
	case 0xa1:
	case 0xbf:
	case 0x2026:
		token_mark(s, s->marks->stop);
		return;
	case '?':
		token_mark(s, s->marks->question);
		return;
	case ',':
	case ':':
	case '(':
	case ')':
	case 0x2013:
	case 0x2014:
		token_mark(s, s->marks->comma);
		return;
	default:
		picture = token_picture(s->marks, point);
		if (picture == 0)
			return;
		token_spell(s);
		(void)token_add(s, picture, s->pos);
	}
}

/* Signs that are read as words. */
static bool
token_sign(struct splitter *s, uint32_t point, char next)
{
	const char *word = point == '&' ? "and" : "number";
	int entry;

	if (point != '&' && (point != '#' || ascii_is_digit(next)))
		return false;
	token_end_word(s);
	token_spell(s);
	entry = lexicon_find(s->lexicon, slice_of(word));
	if (entry >= 0)
		(void)token_add(s, (uint16_t)entry, s->pos);
	return true;
}

static void
token_character(struct splitter *s, uint32_t point, size_t at, char next)
{
	s->pos = at;
	if (token_is_joint(point)) {
		s->word.apostrophe = s->word.n > 0;
		if (!ascii_is_letter(next) && (unsigned char)next < 0x80)
			token_end_word(s);
	} else if (token_is_unseen(point)) {
		return;
	} else if (point < 0x80
		? ascii_is_letter((char)point) || ascii_is_digit((char)point)
		: utf8_is_word(point)) {
		token_letter(s, point, at);
	} else if (!token_sign(s, point, next)) {
		token_between(s, point, next);
	}
}

void
token_split(struct slice text, const struct lexicon *lexicon,
    const struct token_marks *marks, struct arena *arena, struct tokens *out)
{
	struct splitter s = {.lexicon = lexicon, .marks = marks, .out = out};
	const char *p = text.p, *end;
	uint32_t point;
	size_t len;

	if (text.n > TOKEN_TEXT_MAX)
		text.n = TOKEN_TEXT_MAX;
	end = text.p + text.n;
	/* Each byte makes one token at most, beside the two ends. */
	out->list = arena_alloc(arena, (text.n + 2) * sizeof(out->list[0]));
	out->count = 0;
	(void)token_add(&s, marks->begin, 0);
	for (; p < end; p += len) {
		len = (unsigned char)*p < 0x80 ? 1 : scan_utf8(p, end);
		point = len == 0 ? ' ' : utf8_decode(p, &len);
		len = len == 0 ? 1 : len;
		token_character(&s, point, (size_t)(p - text.p),
		    p + len < end ? p[len] : '\0');
	}
	s.pos = text.n;
	token_end_word(&s);
	token_spell(&s);
	(void)token_add(&s, marks->end, text.n);
}
