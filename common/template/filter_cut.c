/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/filter.h"

#include <string.h>

enum {
	TRUNCATE_LENGTH = 50, /* Liquid's defaults */
	TRUNCATE_WORDS = 15,
};

/* ---- cutting ----------------------------------------------------------- */

static size_t
characters(struct slice text)
{
	struct value value = value_text(text);

	return value_size(&value);
}

/* The length counts the ellipsis. */
int
filter_truncate(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice text, ellipsis;
	int64_t length, kept;

	if (value->type == VALUE_NIL)
		return 0;
	if (render_text(render, value, &text) != 0 ||
	    filter_int(render, args, 0, TRUNCATE_LENGTH, &length) != 0 ||
	    filter_text(render, args, 1, "...", &ellipsis) != 0)
		return -1;
	if ((int64_t)characters(text) <= length) {
		*value = value_text(text);
		return 0;
	}
	kept = length > 0 ? length - (int64_t)characters(ellipsis) : 0;
	text.n = value_prefix(text, kept > 0 ? (size_t)kept : 0);
	return build_concat(render, text, ellipsis, value);
}

/* Moves *at over one word, the blanks before it skipped; false: none left. */
static bool
next_word(struct slice text, size_t *at, struct slice *word)
{
	size_t first;

	while (*at < text.n && filter_is_space(text.p[*at]))
		(*at)++;
	first = *at;
	while (*at < text.n && !filter_is_space(text.p[*at]))
		(*at)++;
	*word = (struct slice){text.p + first, *at - first};
	return word->n > 0;
}

int
filter_truncatewords(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice text, ellipsis, word;
	struct build build;
	int64_t most, count;
	size_t at = 0;

	if (value->type == VALUE_NIL)
		return 0;
	if (render_text(render, value, &text) != 0 ||
	    filter_int(render, args, 0, TRUNCATE_WORDS, &most) != 0 ||
	    filter_text(render, args, 1, "...", &ellipsis) != 0)
		return -1;
	if (most < 1)
		most = 1;
	build_start(&build, render, text.n + ellipsis.n);
	for (count = 0; count < most && next_word(text, &at, &word); count++) {
		if (count > 0)
			build_char(&build, ' ');
		build_add(&build, word);
	}
	if (count == most && at < text.n) { /* blanks are more, too */
		build_add(&build, ellipsis);
		if (build_end(&build, &text) != 0)
			return -1;
	}
	*value = value_text(text);
	return 0;
}

/* ---- splitting --------------------------------------------------------- */

/* Moves *at behind one piece and the separator that ends it. */
static struct slice
next_piece(struct slice text, struct slice separator, size_t *at)
{
	size_t first = *at, end;

	if (separator.n == 0) {
		end = first +
		    value_prefix(
			(struct slice){text.p + first, text.n - first}, 1);
		*at = end;
	} else {
		end = first;
		while (end < text.n &&
		    (separator.n > text.n - end ||
			memcmp(text.p + end, separator.p, separator.n) != 0))
			end++;
		*at = end < text.n ? end + separator.n : text.n;
	}
	return (struct slice){text.p + first, end - first};
}

static bool
take_piece(
    struct slice text, struct slice separator, size_t *at, struct slice *piece)
{
	if (slice_is(separator, " ")) /* Ruby's: any run of blanks */
		return next_word(text, at, piece);
	if (*at >= text.n)
		return false;
	*piece = next_piece(text, separator, at);
	return true;
}

/* Empty pieces at the end are dropped, as Ruby does. */
int
filter_split(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice text, separator, piece;
	struct value *items;
	size_t at = 0, count = 0, kept = 0;

	if (render_text(render, value, &text) != 0 ||
	    filter_text(render, args, 0, "", &separator) != 0)
		return -1;
	while (take_piece(text, separator, &at, &piece))
		count++;
	items = render_alloc(render, count * sizeof(*items));
	if (items == NULL)
		return -1;
	at = count = 0;
	while (take_piece(text, separator, &at, &piece)) {
		items[count++] = value_text(piece);
		if (piece.n > 0)
			kept = count;
	}
	*value = value_list(items, kept);
	return 0;
}
