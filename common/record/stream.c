/* SPDX-License-Identifier: ISC */
#include "record/stream.h"

#include "record/ahead.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { STREAM_READ = 256 * 1024 }; /* bytes asked for at once */

void
stream_reader_init(struct stream_reader *reader, char *const *operands)
{
	*reader = (struct stream_reader){.operands = operands, .fd = -1};
	/* A line, and what one read may bring behind it. */
	buf_init(&reader->buf, RECORD_LINE_MAX + 1 + STREAM_READ);
}

static void
stream_close_file(struct stream_reader *reader)
{
	ahead_close(reader->ahead);
	reader->ahead = NULL;
	reader->batch = NULL;
	if (reader->fd > STDIN_FILENO)
		(void)close(reader->fd);
	reader->fd = -1;
}

void
stream_reader_release(struct stream_reader *reader)
{
	stream_close_file(reader);
	buf_release(&reader->buf);
}

/* Opens the next operand: 1, or 0 when there are no more, or -1. */
static int
stream_open_next(struct stream_reader *reader, struct error *err)
{
	const char *path = "-";

	if (reader->operands[0] != NULL)
		path = *reader->operands++;
	else if (reader->started)
		return 0;
	reader->started = true;
	reader->line = 0;
	reader->next_line = 1;
	reader->ended = false;
	reader->first = true;
	reader->file = strcmp(path, "-") == 0 ? "stdin" : path;
	reader->fd = STDIN_FILENO;
	if (strcmp(path, "-") != 0)
		reader->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (reader->fd < 0)
		return error_set_errno(err, EX_NOINPUT, "%s", path);
	reader->ahead = ahead_open(reader->fd);
	return 1;
}

/* Would a read wait?  Then what was written before has to go on first. */
static int
stream_before_read(struct stream_reader *reader, struct error *err)
{
	struct pollfd wait = {.fd = reader->fd, .events = POLLIN};
	bool flush = reader->flush != NULL && reader->flush->buf.len > 0;

	if ((!flush && !reader->no_wait) || poll(&wait, 1, 0) != 0)
		return 0;
	if (reader->no_wait)
		return error_set(err, EX_TEMPFAIL, "no input yet");
	return stream_flush(reader->flush, err);
}

/*
 * What was read ahead takes the place of the buffer, or goes behind what is
 * left of it: a line that is too long.
 */
static int
stream_take_batch(struct stream_reader *reader, struct error *err)
{
	struct ahead_batch *batch = ahead_next(reader->ahead);
	struct buf empty = reader->buf;

	reader->batch = NULL;
	if (batch->failed != 0) {
		errno = batch->failed;
		return error_set_errno(err, EX_IOERR, "%s", reader->file);
	}
	reader->ended = batch->ended;
	if (reader->buf.len > 0) {
		buf_addslice(&reader->buf, buf_slice(&batch->text));
		return reader->buf.full ? -1 : 0;
	}
	reader->buf = batch->text;
	reader->buf.cap = empty.cap;
	batch->text = empty;
	batch->text.cap = BUF_NO_CAP;
	reader->batch = batch;
	reader->batch_line = 0;
	return 0;
}

static int
stream_fill(struct stream_reader *reader, struct error *err)
{
	ssize_t got;
	char *at;

	if (reader->at > 0) {
		memmove(reader->buf.data, reader->buf.data + reader->at,
		    reader->buf.len - reader->at);
		reader->buf.len -= reader->at;
		reader->at = 0;
	}
	if (reader->ahead != NULL)
		return stream_take_batch(reader, err);
	at = buf_reserve(&reader->buf, STREAM_READ);
	if (at == NULL)
		return error_set(
		    err, EX_SOFTWARE, "%s: line buffer overrun", reader->file);
	do
		got = read(reader->fd, at, STREAM_READ);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return error_set_errno(err, EX_IOERR, "%s", reader->file);
	reader->buf.len += (size_t)got;
	reader->ended = got == 0;
	return 0;
}

static size_t
stream_left(const struct stream_reader *reader)
{
	return reader->buf.len - reader->at;
}

static const char *
stream_newline(const struct stream_reader *reader)
{
	size_t seen = reader->searched;

	if (stream_left(reader) == seen)
		return NULL;
	return memchr(reader->buf.data + reader->at + seen, '\n',
	    stream_left(reader) - seen);
}

/*
 * The next line, without its newline, into *line: 1; 0 at the end of the file;
 * -1 on a failed read.  Of a line that is too long only the start is given,
 * with `skipping` set, as soon as it is seen to be too long.
 */
static int
stream_line(struct stream_reader *reader, struct slice *line, struct error *err)
{
	const char *newline, *start;

	for (;;) {
		newline = stream_newline(reader);
		start = buf_text(&reader->buf) + reader->at;
		if (newline != NULL)
			break;
		if (stream_left(reader) > RECORD_LINE_MAX) {
			*line = (struct slice){start, RECORD_LINE_MAX};
			reader->at = reader->buf.len;
			reader->searched = 0;
			reader->skipping = true;
			return 1;
		}
		if (reader->ended)
			break;
		reader->searched = stream_left(reader);
		if (stream_before_read(reader, err) != 0 ||
		    stream_fill(reader, err) != 0)
			return -1;
	}
	reader->searched = 0;
	if (newline == NULL && stream_left(reader) == 0)
		return 0;
	line->p = start;
	line->n = newline != NULL ? (size_t)(newline - start)
				  : stream_left(reader);
	reader->at += line->n + (newline != NULL);
	reader->line = reader->next_line++;
	return 1;
}

/* Reads on to the end of a line whose start was already refused. */
static int
stream_skip(struct stream_reader *reader, struct error *err)
{
	struct slice rest;

	while (reader->skipping) {
		reader->skipping = false;
		if (stream_line(reader, &rest, err) < 0) {
			reader->skipping = true;
			return -1;
		}
	}
	return 0;
}

static int
stream_too_long(struct stream_reader *reader, struct error *err)
{
	/* A line whose end is still to come has not been counted. */
	if (reader->skipping)
		reader->line = reader->next_line;
	return error_set(err, EX_DATAERR,
	    "%s:%" PRIu64 ": longer than %d bytes", reader->file, reader->line,
	    RECORD_LINE_MAX);
}

static bool
stream_is_blank(struct slice line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (line.p[i] != ' ' && line.p[i] != '\t' && line.p[i] != '\r')
			return false;
	return true;
}

/* How deep a text of several lines is inside brackets. */
struct stream_nest {
	size_t depth;
	bool string, escape;
};

static void
stream_nest(struct stream_nest *nest, const char *p, size_t n)
{
	for (; n > 0; p++, n--) {
		if (nest->escape)
			nest->escape = false;
		else if (nest->string && *p == '\\')
			nest->escape = true;
		else if (*p == '"')
			nest->string = !nest->string;
		else if (!nest->string && (*p == '{' || *p == '['))
			nest->depth++;
		else if (!nest->string && (*p == '}' || *p == ']') &&
		    nest->depth > 0)
			nest->depth--;
	}
}

/*
 * Gathers lines behind `at` while they may still become one value; *whole is
 * then what was gathered.  Scanned at the end of lines, where the brackets
 * close and at doubled lengths, so that a broken first line is noticed before
 * all input is read.
 */
static enum scan_result
stream_gather(
    struct stream_reader *reader, struct slice *whole, struct error *err)
{
	enum scan_result result = SCAN_TRUNCATED;
	struct stream_nest nest = {0};
	struct scan_fault fault;
	size_t scanned = 0, seen = 0;
	const char *newline;
	bool last;

	for (;;) {
		newline = stream_newline(reader);
		whole->p = reader->buf.data + reader->at;
		whole->n = newline != NULL ? (size_t)(newline - whole->p)
					   : stream_left(reader);
		reader->searched = whole->n + (newline != NULL);
		stream_nest(&nest, whole->p + seen, whole->n - seen);
		seen = whole->n;
		if (whole->n > RECORD_LINE_MAX)
			return SCAN_TRUNCATED;
		last = newline == NULL && reader->ended;
		if (last ||
		    (newline != NULL &&
			(nest.depth == 0 || whole->n >= 2 * scanned))) {
			scanned = whole->n;
			result = scan_value(*whole, SCAN_DEPTH_MAX, &fault);
		}
		if (result != SCAN_TRUNCATED)
			return result;
		if (newline != NULL)
			continue;
		if (reader->ended || stream_before_read(reader, err) != 0 ||
		    stream_fill(reader, err) != 0)
			return result;
	}
}

/*
 * A first record that goes on over several lines, as people keep payloads:
 * line is its first one, good JSON but unfinished.  When the lines behind it
 * complete an object, *line becomes all of it, newlines made blanks (no string
 * can hold one).  Else the reader stands behind the first line again.
 */
static void
stream_document(
    struct stream_reader *reader, struct slice *line, struct error *err)
{
	size_t first = line->n, i;
	bool no_wait = reader->no_wait;
	struct slice whole;

	reader->no_wait = false;
	reader->at = (size_t)(line->p - reader->buf.data);
	if (stream_gather(reader, &whole, err) == SCAN_GOOD) {
		for (i = 0; i < whole.n; i++)
			if (whole.p[i] == '\n') {
				reader->buf.data[reader->at + i] = ' ';
				reader->next_line++;
			}
		*line = whole;
	} else {
		line->p = reader->buf.data + reader->at;
		line->n = first;
	}
	reader->no_wait = no_wait;
	reader->searched = 0;
	reader->at += line->n + (reader->at + line->n < reader->buf.len);
}

/* The line as it was scanned ahead, or NULL: nobody did, or it is no record. */
static const struct ahead_line *
stream_scanned(struct stream_reader *reader, struct slice line)
{
	const struct ahead_batch *batch = reader->batch;
	size_t start = (size_t)(line.p - reader->buf.data), i;

	if (batch == NULL)
		return NULL;
	for (i = reader->batch_line; i < batch->line_count; i++)
		if (batch->lines[i].start >= start)
			break;
	reader->batch_line = i;
	if (i == batch->line_count || batch->lines[i].start != start)
		return NULL;
	return &batch->lines[i];
}

/* Fills the record from a line; a bad one is EX_DATAERR with its place. */
static int
stream_take(struct stream_reader *reader, struct slice line,
    struct record *record, struct error *err)
{
	const struct ahead_line *scanned;
	struct scan_fault fault;
	bool first = reader->first;

	reader->first = false;
	if (reader->documents && first &&
	    scan_object(line, &record->index, &fault) == SCAN_TRUNCATED)
		stream_document(reader, &line, err);
	record->file = reader->file;
	record->line = reader->line;
	reader->bad = line;
	scanned = stream_scanned(reader, line);
	if (scanned != NULL) {
		record_fill_scanned(record, line,
		    reader->batch->members + scanned->member, scanned->count);
		return 1;
	}
	if (record_fill(record, line, err) == 0)
		return 1;
	return error_prefix(err, "%s:%" PRIu64, reader->file, reader->line);
}

int
stream_next(
    struct stream_reader *reader, struct record *record, struct error *err)
{
	struct slice line;
	int got;

	reader->bad = (struct slice){NULL, 0};
	for (;;) {
		if (reader->fd < 0) {
			got = stream_open_next(reader, err);
			if (got <= 0)
				return got;
		}
		if (stream_skip(reader, err) != 0)
			return -1;
		got = stream_line(reader, &line, err);
		if (got < 0)
			return -1;
		if (got == 0) {
			stream_close_file(reader);
			continue;
		}
		reader->bad = line;
		if (reader->skipping || line.n > RECORD_LINE_MAX)
			return stream_too_long(reader, err);
		if (!stream_is_blank(line))
			return stream_take(reader, line, record, err);
	}
}

int
stream_fd(const struct stream_reader *reader)
{
	return reader->fd;
}
