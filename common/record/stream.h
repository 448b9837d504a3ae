/* SPDX-License-Identifier: ISC */
/*
 * stream: records in, records out.
 *
 * The reader walks its operands (none or "-": stdin) and gives one record a
 * line.  Lines longer than RECORD_LINE_MAX are skipped to their end and told
 * of as bad.  Blank lines are skipped; a last line needs no newline.
 *
 * Before the reader waits for input it flushes the writer that it was given:
 * in a live pipe each record goes on at once, a batch runs in large writes.
 */
#ifndef RECORD_STREAM_H
#define RECORD_STREAM_H

#include "base/buf.h"
#include "base/error.h"
#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ahead;
struct ahead_batch;

struct stream_writer {
	int fd;
	const char *path; /* for messages */
	struct buf buf;
	bool failed; /* a write failed: nothing more is written */
};

/* path NULL or "-": stdout.  A file is created or emptied. */
int stream_writer_open(
    struct stream_writer *writer, const char *path, struct error *err);

/* Adds the record and a newline; writes when enough has gathered. */
int stream_write(struct stream_writer *writer, const struct record *record,
    struct error *err);

/* The same for text of the caller's making, written as it stands. */
int stream_write_text(
    struct stream_writer *writer, struct slice text, struct error *err);

/* Hands all to the kernel.  A full disk or a closed pipe is EX_IOERR. */
int stream_flush(struct stream_writer *writer, struct error *err);

/* Flushes, checks, closes; safe on a zeroed writer and twice. */
int stream_writer_close(struct stream_writer *writer, struct error *err);

struct stream_reader {
	char *const *operands; /* NULL-terminated, borrowed */
	struct stream_writer *flush; /* flushed before waiting; may be NULL */
	bool documents; /* the first record may span lines (sms-record.5) */
	bool no_wait; /* stream_next does not wait for input, but for the rest
			 of a document */

	int fd; /* -1 between files */
	const char *file;
	uint64_t line; /* of the record given last */
	uint64_t next_line;
	struct buf buf;
	struct ahead *ahead; /* reads a large file; NULL: we do */
	const struct ahead_batch *batch; /* that buf holds, or NULL */
	size_t batch_line; /* the next of its lines */
	size_t at; /* start of what is not yet given, in buf */
	size_t searched; /* bytes behind `at` known to hold no newline */
	bool ended; /* this file's end was read */
	bool skipping; /* inside a line that is too long */
	bool first; /* no record was given from this file yet */
	bool started;
	struct slice bad; /* the refused line, for --rejects */
};

/* Opens nothing yet.  operands is argv + optind. */
void stream_reader_init(struct stream_reader *reader, char *const *operands);

/*
 * 1: record holds the next one, borrowed until the next call.  0: the end.
 * -1: err says what; code EX_DATAERR means this line is bad and the next call
 * goes on behind it, EX_NOINPUT that an operand cannot be opened and the next
 * call goes on with the next one, EX_TEMPFAIL that `no_wait` is set and nothing
 * is there yet; any other code means the input is broken.  The text starts with
 * "FILE:LINE: " where there is a line.
 */
int stream_next(
    struct stream_reader *reader, struct record *record, struct error *err);

/* For a poll of the caller's own; -1 between files. */
int stream_fd(const struct stream_reader *reader);

void stream_reader_release(struct stream_reader *reader);

#endif
