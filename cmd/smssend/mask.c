/* SPDX-License-Identifier: ISC */
#include "mask.h"

#include "http/form.h"

enum { MASK_ESCAPES = 3 }; /* how often a secret may be escaped */

static void
mask_one(struct buf *text, struct slice secret)
{
	struct slice rest;
	size_t at, from = 0;

	for (;;) {
		rest = (struct slice){
		    buf_text(text) + from, buf_slice(text).n - from};
		at = slice_find(rest, secret);
		if (at == SIZE_MAX)
			return;
		buf_splice(text, from + at, secret.n, slice_of(MASK_TEXT));
		from += at + sizeof(MASK_TEXT) - 1;
	}
}

/* The secret as it is, then escaped, then that escaped again. */
static void
mask_escaped(struct buf *text, const char *secret)
{
	struct buf now, next;
	int i;

	buf_init(&now, BUF_NO_CAP);
	buf_init(&next, BUF_NO_CAP);
	buf_adds(&now, secret);
	for (i = 0; i < MASK_ESCAPES && now.len > 0; i++) {
		mask_one(text, buf_slice(&now));
		buf_reset(&next);
		form_escape(&next, buf_slice(&now));
		buf_reset(&now);
		buf_addslice(&now, buf_slice(&next));
	}
	buf_release(&next);
	buf_release(&now);
}

struct slice
mask_secrets(
    const struct carrier *carrier, struct slice text, struct arena *arena)
{
	const struct provider_setting *settings = carrier->provider->settings;
	struct slice masked;
	struct buf copy;
	size_t i;

	if (text.n == 0)
		return text;
	buf_init(&copy, BUF_NO_CAP);
	buf_addslice(&copy, text);
	for (i = 0; settings[i].name != NULL; i++)
		if (settings[i].secret && carrier->values.values[i] != NULL)
			mask_escaped(&copy, carrier->values.values[i]);
	masked = arena_slice(arena, buf_slice(&copy));
	buf_release(&copy);
	return masked;
}
