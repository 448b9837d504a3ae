/* SPDX-License-Identifier: ISC */
#include "html.h"

#include "text/visible.h"

static const char *
html_escape(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
html_add(struct buf *out, struct slice text)
{
	size_t i, start = 0;
	const char *escape;

	for (i = 0; i < text.n; i++) {
		escape = html_escape(text.p[i]);
		if (escape == NULL)
			continue;
		visible_add(out, (struct slice){text.p + start, i - start});
		buf_adds(out, escape);
		start = i + 1;
	}
	visible_add(out, (struct slice){text.p + start, text.n - start});
}
