/* SPDX-License-Identifier: ISC */
/*
 * buf: a byte buffer that grows up to the cap it was made with.
 *
 * What would pass the cap is not added, and `full` stays set until reset: a
 * writer adds freely and asks once at the end.  The data is always followed by
 * a NUL byte that does not count.  BUF_NO_CAP is for output that is bounded by
 * its own input.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BUF_NO_CAP SIZE_MAX

struct buf {
	char *data; /* NULL while nothing was ever added */
	size_t len; /* bytes in use */
	size_t room;
	size_t cap;
	bool full; /* something did not fit */
};

void buf_init(struct buf *buf, size_t cap);
void buf_release(struct buf *buf);

/* Empties it and keeps the memory. */
void buf_reset(struct buf *buf);

void buf_add(struct buf *buf, const void *data, size_t len);
void buf_adds(struct buf *buf, const char *text);
void buf_addslice(struct buf *buf, struct slice slice);
void buf_addc(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for len more bytes at data + len, or NULL when the cap forbids it. */
char *buf_reserve(struct buf *buf, size_t len);

/* The bytes [start, start + len) replaced by others, the rest moved. */
void buf_splice(struct buf *buf, size_t start, size_t len, struct slice with);

/* Borrowed until the next change; "" when empty. */
const char *buf_text(const struct buf *buf);
struct slice buf_slice(const struct buf *buf);

/* The text, now the caller's; the buffer is left empty. */
char *buf_take(struct buf *buf);

#endif
