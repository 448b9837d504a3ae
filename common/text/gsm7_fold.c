/* SPDX-License-Identifier: ISC */
#include "text/gsm7.h"

#include "text/utf8.h"

#include <string.h>

enum { MARK_FIRST = 0x0300, MARK_LAST = 0x036f }; /* combining marks */

/*
 * What comes next depends on what was written last, and on nothing that was
 * read: so the second fold does what the first one did.
 */
struct folding {
	char *p;
	size_t n;
	uint32_t last; /* the code point written last */
	size_t last_at;
};

static void
put_point(struct folding *folding, uint32_t point)
{
	folding->last = point;
	folding->last_at = folding->n;
	folding->n += utf8_encode(point, folding->p + folding->n);
}

static void
put_text(struct folding *folding, const char *text)
{
	size_t len;

	for (; *text != '\0'; text += len)
		put_point(folding, utf8_decode(text, &len));
}

static bool
in_alphabet(uint32_t point)
{
	return gsm7_septets(point) > 0;
}

/* Puts a mark on the letter before it; false: it stands for itself. */
static bool
fold_mark(struct folding *folding, uint32_t mark, bool letters)
{
	uint32_t composite = gsm7_compose(folding->last, mark);

	if (composite != 0) {
		folding->n = folding->last_at;
		put_point(folding, composite);
		return true;
	}
	if (!utf8_is_word(folding->last))
		return false;
	if (!letters || !in_alphabet(folding->last))
		put_point(folding, mark);
	return true;
}

static void
fold_point(struct folding *folding, uint32_t point, bool letters)
{
	const char *substitute;
	char letter[GSM7_LETTER_MAX];

	if (in_alphabet(point)) {
		put_point(folding, point);
		return;
	}
	if (point >= MARK_FIRST && point <= MARK_LAST &&
	    fold_mark(folding, point, letters))
		return;
	substitute = gsm7_substitute(point);
	if (substitute == NULL && letters && gsm7_letter(point, letter))
		substitute = letter;
	if (substitute != NULL)
		put_text(folding, substitute);
	else
		put_point(folding, point);
}

struct slice
gsm7_fold(struct slice text, bool letters, struct arena *arena)
{
	struct folding folding = {
	    .p = arena_alloc(arena, GSM7_FOLD_GROWTH * text.n + 1)};
	size_t i, len;

	for (i = 0; i < text.n; i += len)
		fold_point(&folding, utf8_decode(text.p + i, &len), letters);
	return (struct slice){folding.p, folding.n};
}
