/* SPDX-License-Identifier: ISC */
#include "template/template_file.h"

#include <strings.h>

void
wordings_release(struct wordings *wordings)
{
	size_t i;

	for (i = 0; i < wordings->count; i++)
		template_free(wordings->items[i].text);
}

/* The subtag of a language at *at, which ends behind it: "MX" of "es-MX". */
static struct slice
subtag(struct slice language, size_t *at)
{
	struct slice tag = {language.p + *at, 0};

	while (*at < language.n && language.p[*at] != '-' &&
	    language.p[*at] != '_') {
		++*at;
		tag.n++;
	}
	*at += *at < language.n;
	return tag;
}

/*
 * How well one language serves another: by the subtags that both begin with,
 * and best when it has no further ones (RFC 4647, 3.4: "es" before "es-ES" for
 * "es-MX").  0: not at all.
 */
static size_t
serves(struct slice offered, struct slice wanted)
{
	size_t i = 0, j = 0, shared = 0;
	struct slice a, b;

	while (i < offered.n && j < wanted.n) {
		a = subtag(offered, &i);
		b = subtag(wanted, &j);
		if (a.n != b.n || strncasecmp(a.p, b.p, a.n) != 0)
			return shared;
		shared++;
	}
	return i == offered.n ? shared + wanted.n : shared;
}

const struct wording *
wordings_choose(const struct wordings *wordings, struct slice language)
{
	const struct wording *best = &wordings->items[0];
	size_t i, score, most = 0;

	if (language.p == NULL)
		return best;
	for (i = 0; i < wordings->count; i++) {
		score = serves(slice_of(wordings->items[i].language), language);
		if (score > most) {
			most = score;
			best = &wordings->items[i];
		}
	}
	return best;
}
