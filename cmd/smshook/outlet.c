/* SPDX-License-Identifier: ISC */
#include "outlet.h"

#include "base/fault.h"
#include "time/clock.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

/* What is writable takes this much without waiting (POSIX, write). */
enum { OUTLET_CHUNK = PIPE_BUF }; /* bytes */

int
outlet_open(struct outlet *outlet, const char *path, struct error *err)
{
	return stream_writer_open(&outlet->writer, path, err);
}

/* Waits until something can be written; false when the time is up. */
static bool
outlet_wait(const struct outlet *outlet, int64_t until)
{
	struct pollfd wait = {.fd = outlet->writer.fd, .events = POLLOUT};
	int64_t left;
	int got;

	do {
		left = until - clock_monotonic();
		got = poll(&wait, 1, left > 0 ? (int)left : 0);
	} while (got < 0 && errno == EINTR && left > 0);
	return got > 0;
}

/* A chunk of the buffer from `done` on: how much went out, -1 with errno. */
static ssize_t
outlet_write(const struct outlet *outlet, size_t done)
{
	size_t chunk = outlet->writer.buf.len - done;
	ssize_t put;

	if (chunk > OUTLET_CHUNK)
		chunk = OUTLET_CHUNK;
	put = write(outlet->writer.fd, outlet->writer.buf.data + done, chunk);
	return put < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : put;
}

/* Writes what is in the buffer and takes out of it what was written. */
static enum outlet_answer
outlet_drain(struct outlet *outlet, struct error *err)
{
	int64_t now = clock_monotonic();
	int64_t until = outlet->blocked ? now : now + OUTLET_WAIT_MS;
	struct buf *buf = &outlet->writer.buf;
	size_t done = 0;
	ssize_t put = 0;

	while (done < buf->len) {
		outlet->blocked = !outlet_wait(outlet, until);
		if (outlet->blocked)
			break;
		put = outlet_write(outlet, done);
		if (put < 0)
			break;
		done += (size_t)put;
		until = now + OUTLET_WAIT_MS;
	}
	if (put < 0) {
		error_set_errno(err, EX_IOERR, "%s", outlet->writer.path);
		outlet->writer.failed = true;
		return OUTLET_FAILED;
	}
	if (done > 0)
		buf_splice(buf, 0, done, (struct slice){"", 0});
	return buf->len > 0 ? OUTLET_BLOCKED : OUTLET_WRITTEN;
}

enum outlet_answer
outlet_put(struct outlet *outlet, struct slice lines, struct error *err)
{
	struct buf *buf = &outlet->writer.buf;
	enum outlet_answer answer;
	size_t whole;

	/* What must never be: a record waits for others to go with. */
	if (fault_broken("outlet-gathers") &&
	    buf->len + lines.n < OUTLET_CHUNK) {
		buf_addslice(buf, lines);
		return OUTLET_WRITTEN;
	}
	if (outlet->writer.failed) {
		error_set(err, EX_IOERR, "%s: write failed before",
		    outlet->writer.path);
		return OUTLET_FAILED;
	}
	answer = outlet_drain(outlet, err);
	if (answer != OUTLET_WRITTEN)
		return answer;
	buf_addslice(buf, lines);
	whole = buf->len;
	answer = outlet_drain(outlet, err);
	if (answer == OUTLET_BLOCKED && buf->len == whole)
		buf_reset(buf);
	return answer;
}

int
outlet_close(struct outlet *outlet, struct error *err)
{
	enum outlet_answer answer = OUTLET_WRITTEN;
	struct error late;

	if (!outlet->writer.failed)
		answer = outlet_drain(outlet, err);
	if (answer == OUTLET_WRITTEN)
		return stream_writer_close(&outlet->writer, err);
	if (answer == OUTLET_BLOCKED)
		error_set(err, EX_IOERR, "%s: the last record is cut off",
		    outlet->writer.path);
	outlet->writer.failed = true;
	(void)stream_writer_close(&outlet->writer, &late);
	return -1;
}
