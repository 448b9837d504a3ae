/* SPDX-License-Identifier: ISC */
#include "json.h"

#include "time/instant.h"

void
json_raw(struct buf *json, const char *name, struct slice text)
{
	buf_adds(json, ",\"");
	buf_adds(json, name);
	buf_adds(json, "\":");
	buf_addslice(json, text);
}

void
json_text(struct buf *json, const char *name, struct slice text)
{
	if (text.p == NULL)
		return;
	json_raw(json, name, (struct slice){NULL, 0});
	view_write_string(json, text);
}

void
json_view(struct buf *json, const char *name, struct view view)
{
	if (!view_is_null(view))
		json_raw(json, name, (struct slice){view.p, view.n});
}

void
json_time(struct buf *json, const char *name, int64_t unix_ms)
{
	char text[INSTANT_TEXT_MAX];

	instant_format(unix_ms, text);
	json_raw(json, name, (struct slice){NULL, 0});
	buf_addc(json, '"');
	buf_adds(json, text);
	buf_addc(json, '"');
}
