/* SPDX-License-Identifier: ISC */
#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUF_FIRST = 256 }; /* bytes of the first allocation */

void
buf_init(struct buf *buf, size_t cap)
{
	*buf = (struct buf){.cap = cap};
}

void
buf_release(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){.cap = buf->cap};
}

void
buf_reset(struct buf *buf)
{
	buf->len = 0;
	buf->full = false;
	if (buf->data != NULL)
		buf->data[0] = '\0';
}

char *
buf_reserve(struct buf *buf, size_t len)
{
	size_t room;

	if (buf->full || len > buf->cap - buf->len || len >= SIZE_MAX / 4) {
		buf->full = true;
		return NULL;
	}
	if (buf->len + len + 1 > buf->room) {
		room = buf->room > 0 ? buf->room : BUF_FIRST;
		while (room < buf->len + len + 1)
			room *= 2;
		buf->data = mem_realloc(buf->data, room, 1);
		buf->room = room;
	}
	return buf->data + buf->len;
}

void
buf_add(struct buf *buf, const void *data, size_t len)
{
	char *at = buf_reserve(buf, len);

	if (at == NULL)
		return;
	if (len > 0)
		memcpy(at, data, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void
buf_adds(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void
buf_addslice(struct buf *buf, struct slice slice)
{
	buf_add(buf, slice.p, slice.n);
}

void
buf_addc(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void
buf_addf(struct buf *buf, const char *fmt, ...)
{
	va_list ap, again;
	char *at;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	at = len < 0 ? NULL : buf_reserve(buf, (size_t)len);
	if (at != NULL) {
		(void)vsnprintf(at, (size_t)len + 1, fmt, again);
		buf->len += (size_t)len;
	}
	va_end(again);
}

void
buf_splice(struct buf *buf, size_t start, size_t len, struct slice with)
{
	if (with.n > len && buf_reserve(buf, with.n - len) == NULL)
		return;
	if (buf->data == NULL)
		return; /* nothing replaced by nothing */
	memmove(buf->data + start + with.n, buf->data + start + len,
	    buf->len - start - len);
	if (with.n > 0)
		memcpy(buf->data + start, with.p, with.n);
	buf->len = buf->len - len + with.n;
	buf->data[buf->len] = '\0';
}

const char *
buf_text(const struct buf *buf)
{
	return buf->data != NULL ? buf->data : "";
}

struct slice
buf_slice(const struct buf *buf)
{
	return (struct slice){buf_text(buf), buf->len};
}

char *
buf_take(struct buf *buf)
{
	char *text = buf->data != NULL ? buf->data : mem_strdup("");

	*buf = (struct buf){.cap = buf->cap};
	return text;
}
