/* SPDX-License-Identifier: ISC */
#include "template_file.h"

#include <strings.h>

void
wordings_release(struct wordings *wordings)
{
	size_t i;

	for (i = 0; i < wordings->count; i++)
		template_free(wordings->items[i].text);
}

/* Length of the primary language: "es" of "es-MX". */
static size_t
primary(struct slice language)
{
	size_t n = 0;

	while (n < language.n && language.p[n] != '-' && language.p[n] != '_')
		n++;
	return n;
}

const struct wording *
wordings_choose(const struct wordings *wordings, struct slice language)
{
	const struct wording *near = NULL;
	struct slice offered;
	size_t i;

	for (i = 0; i < wordings->count; i++) {
		offered = slice_of(wordings->items[i].language);
		if (offered.p == NULL || language.p == NULL)
			break;
		if (offered.n == language.n &&
		    strncasecmp(offered.p, language.p, offered.n) == 0)
			return &wordings->items[i];
		if (near == NULL && primary(offered) == primary(language) &&
		    strncasecmp(offered.p, language.p, primary(offered)) == 0)
			near = &wordings->items[i];
	}
	return near != NULL ? near : &wordings->items[0];
}
