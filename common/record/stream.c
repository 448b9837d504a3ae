/* SPDX-License-Identifier: ISC */
#include "record/stream.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

enum {
	STREAM_READ = 256 * 1024, /* bytes asked for at once */
	STREAM_GATHER = 64 * 1024, /* bytes kept before a write */
};

/* ---- writer ------------------------------------------------------------- */

int
stream_writer_open(
    struct stream_writer *writer, const char *path, struct error *err)
{
	*writer = (struct stream_writer){.fd = STDOUT_FILENO, .path = "stdout"};
	buf_init(&writer->buf, BUF_NO_CAP);
	if (path == NULL || strcmp(path, "-") == 0)
		return 0;
	writer->path = path;
	writer->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (writer->fd < 0)
		return error_set_errno(err, EX_CANTCREAT, "%s", path);
	return 0;
}

int
stream_flush(struct stream_writer *writer, struct error *err)
{
	if (writer->failed)
		return error_set(
		    err, EX_IOERR, "%s: write failed before", writer->path);
	if (writer->buf.len > 0 &&
	    file_write(writer->fd, writer->buf.data, writer->buf.len) != 0) {
		writer->failed = true;
		return error_set_errno(err, EX_IOERR, "%s", writer->path);
	}
	buf_reset(&writer->buf);
	return 0;
}

static int
stream_gathered(struct stream_writer *writer, struct error *err)
{
	buf_addc(&writer->buf, '\n');
	if (writer->buf.len < STREAM_GATHER)
		return 0;
	return stream_flush(writer, err);
}

int
stream_write(struct stream_writer *writer, const struct record *record,
    struct error *err)
{
	record_write(record, &writer->buf);
	return stream_gathered(writer, err);
}

int
stream_write_text(
    struct stream_writer *writer, struct slice text, struct error *err)
{
	buf_addslice(&writer->buf, text);
	return stream_gathered(writer, err);
}

int
stream_writer_close(struct stream_writer *writer, struct error *err)
{
	int result = 0;

	if (writer->path == NULL)
		return 0;
	if (writer->fd >= 0 && !writer->failed)
		result = stream_flush(writer, err);
	/* Stdout too: some file systems say only now that the disk is full. */
	if (writer->fd >= 0 && close(writer->fd) != 0 && result == 0)
		result = error_set_errno(err, EX_IOERR, "%s", writer->path);
	buf_release(&writer->buf);
	*writer = (struct stream_writer){.fd = -1};
	return result;
}

/* ---- reader ------------------------------------------------------------- */

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
	if (strcmp(path, "-") == 0)
		return 1;
	reader->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (reader->fd < 0)
		return error_set_errno(err, EX_NOINPUT, "%s", path);
	return 1;
}

/* Would a read wait?  Then what was written before has to go on first. */
static int
stream_before_read(struct stream_reader *reader, struct error *err)
{
	struct pollfd wait = {.fd = reader->fd, .events = POLLIN};

	if (reader->flush == NULL || reader->flush->buf.len == 0 ||
	    poll(&wait, 1, 0) != 0)
		return 0;
	return stream_flush(reader->flush, err);
}

int
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
		start = reader->buf.data + reader->at;
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
		if (stream_line(reader, &rest, err) < 0)
			return -1;
		/* The rest was counted as a line of its own. */
		if (!reader->skipping)
			reader->line = reader->next_line - 1;
	}
	return 0;
}

static int
stream_too_long(struct stream_reader *reader, struct error *err)
{
	struct slice start = reader->bad;

	reader->line = reader->next_line;
	error_set(err, EX_DATAERR, "%s:%" PRIu64 ": longer than %d bytes",
	    reader->file, reader->line, RECORD_LINE_MAX);
	reader->bad = start;
	return -1;
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

/*
 * A first record that goes on over several lines, as people keep payloads:
 * line is its first one, good JSON but unfinished.  Takes lines while the
 * whole may still become an object.  1 when it did: *line is then all of it,
 * newlines made blanks (no string can hold one).  0 otherwise, and the reader
 * stands behind the first line again.
 */
static int
stream_document(
    struct stream_reader *reader, struct slice *line, struct error *err)
{
	size_t first = line->n, checked = 0, i;
	uint64_t number = reader->line;
	struct scan_fault fault;
	enum scan_result result = SCAN_TRUNCATED;
	const char *newline;
	struct slice whole;

	/* Everything from the first line on stays in the buffer. */
	reader->at = (size_t)(line->p - reader->buf.data);
	reader->searched = first;
	for (;;) {
		newline = stream_newline(reader);
		whole.p = reader->buf.data + reader->at;
		whole.n = newline != NULL ? (size_t)(newline - whole.p)
					  : stream_left(reader);
		reader->searched = whole.n + (newline != NULL);
		/* Scanned at doubled lengths, so all in all twice at most;
		 * and where a closing bracket ends a line. */
		if (whole.n >= 2 * checked ||
		    (whole.n > 0 && whole.p[whole.n - 1] == '}')) {
			checked = whole.n;
			result = scan_value(whole, SCAN_DEPTH_MAX, &fault);
		}
		if (result != SCAN_TRUNCATED || whole.n > RECORD_LINE_MAX)
			break;
		if (newline != NULL)
			continue;
		if (reader->ended)
			break;
		if (stream_before_read(reader, err) != 0 ||
		    stream_fill(reader, err) != 0)
			return -1;
	}
	whole.p = reader->buf.data + reader->at;
	reader->searched = 0;
	reader->line = number;
	if (result != SCAN_GOOD) {
		*line = (struct slice){whole.p, first};
		reader->at += first + (reader->at + first < reader->buf.len);
		return 0;
	}
	for (i = 0; i < whole.n; i++)
		if (whole.p[i] == '\n') {
			reader->buf.data[reader->at + i] = ' ';
			reader->next_line++;
		}
	*line = whole;
	reader->at += whole.n + (reader->at + whole.n < reader->buf.len);
	return 1;
}

/* Fills the record from a line; a bad one is EX_DATAERR with its place. */
static int
stream_take(struct stream_reader *reader, struct slice line,
    struct record *record, struct error *err)
{
	struct scan_fault fault;
	bool first = reader->first;
	int document = 0;

	reader->first = false;
	if (reader->documents && first &&
	    scan_object(line, &record->index, &fault) == SCAN_TRUNCATED) {
		document = stream_document(reader, &line, err);
		if (document < 0)
			return -1;
	}
	record->file = reader->file;
	record->line = reader->line;
	reader->bad = line;
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

bool
stream_buffered(const struct stream_reader *reader)
{
	return reader->fd < 0 || reader->ended ||
	    stream_newline(reader) != NULL ||
	    stream_left(reader) > RECORD_LINE_MAX;
}

int
stream_fd(const struct stream_reader *reader)
{
	return reader->fd;
}
