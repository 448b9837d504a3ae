/* SPDX-License-Identifier: ISC */
#include "record/json.h"

#include "time/instant.h"

#include <string.h>

void
json_raw(struct buf *json, struct slice name, struct slice text)
{
	buf_addslice(json, name);
	buf_addslice(json, text);
}

void
json_text(struct buf *json, struct slice name, struct slice text)
{
	if (text.p == NULL)
		return;
	buf_addslice(json, name);
	view_write_string(json, text);
}

void
json_view(struct buf *json, struct slice name, struct view view)
{
	if (!view_is_null(view))
		json_raw(json, name, (struct slice){view.p, view.n});
}

void
json_time(struct buf *json, struct slice name, int64_t unix_ms)
{
	char text[INSTANT_TEXT_MAX + 2];
	size_t n;

	text[0] = '"';
	instant_format(unix_ms, text + 1);
	n = strlen(text);
	text[n++] = '"';
	json_raw(json, name, (struct slice){text, n});
}
