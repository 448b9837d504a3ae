/* SPDX-License-Identifier: ISC */
#include "text/visible.h"

#include "text/utf8.h"

bool
visible_steers(uint32_t point)
{
	return (point < 0x20 && point != '\n') ||
	    (point >= 0x7f && point < 0xa0) ||
	    (point >= 0x202a && point <= 0x202e) ||
	    (point >= 0x2066 && point <= 0x2069);
}

static void
visible_write(struct buf *out, struct slice text, bool one_line)
{
	uint32_t point;
	size_t i, len;

	for (i = 0; i < text.n; i += len) {
		point = utf8_decode(text.p + i, &len);
		if (visible_steers(point) || (one_line && point == '\n'))
			buf_addf(out, "\\u{%x}", (unsigned)point);
		else
			buf_add(out, text.p + i, len);
	}
}

void
visible_add(struct buf *out, struct slice text)
{
	visible_write(out, text, false);
}

void
visible_add_line(struct buf *out, struct slice text)
{
	visible_write(out, text, true);
}
