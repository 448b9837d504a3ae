/* SPDX-License-Identifier: ISC */
/*
 * stream: any bytes as a stream of lines, against a slow and simple reading of
 * the same bytes: in lines, with a first document over several lines, and
 * through a pipe that brings them piece by piece.
 *
 * The bytes 0x01 and 0x02, which no JSON has, stand for nearly RECORD_LINE_MAX
 * and CHUNK letters, up to LONG_TIMES times: so that lines grow too long, and
 * reads end in the middle of things.
 */
#include "base/file.h"
#include "record/stream.h"
#include "tests/fuzz/fuzz.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

enum {
	LONG_MARK = 1,
	CHUNK_MARK = 2,
	LONG_TIMES = 2,
	MARGIN = 8, /* bytes missing from a full line or chunk */
	CHUNK = 256 * 1024, /* bytes that the reader asks for at once */
	PIPE_MAX = 4096, /* bytes that any pipe takes at once */
};

/* ---- the slow and simple reading ----------------------------------------- */

struct plain {
	struct slice rest; /* what is not yet given */
	uint64_t next_line;
	bool documents;
	struct buf document; /* lines made one */
};

enum expected { WANT_END, WANT_RECORD, WANT_BAD };

/* The next line of text, without its newline; false at the end. */
static bool
cut_line(struct slice *text, struct slice *line)
{
	const char *newline = memchr(text->p, '\n', text->n);

	*line = *text;
	if (newline != NULL)
		line->n = (size_t)(newline - text->p);
	text->p += line->n + (newline != NULL);
	text->n -= line->n + (newline != NULL);
	return line->n > 0 || newline != NULL;
}

static bool
is_blank(struct slice line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (line.p[i] != ' ' && line.p[i] != '\t' && line.p[i] != '\r')
			return false;
	return true;
}

/* When this line and those behind it are one value, *line becomes all. */
static void
join_lines(struct plain *plain, struct slice *line)
{
	struct slice rest = plain->rest, more;
	struct scan_fault fault;
	uint64_t lines = 0;
	size_t i;

	buf_reset(&plain->document);
	buf_addslice(&plain->document, *line);
	for (;;) {
		switch (scan_value(
		    buf_slice(&plain->document), SCAN_DEPTH_MAX, &fault)) {
		case SCAN_BAD:
			return;
		case SCAN_GOOD:
			for (i = 0; i < plain->document.len; i++)
				if (plain->document.data[i] == '\n')
					plain->document.data[i] = ' ';
			*line = buf_slice(&plain->document);
			plain->rest = rest;
			plain->next_line += lines;
			return;
		case SCAN_TRUNCATED:
			break;
		}
		if (!cut_line(&rest, &more) ||
		    plain->document.len + 1 + more.n > RECORD_LINE_MAX)
			return;
		lines++;
		buf_addc(&plain->document, '\n');
		buf_addslice(&plain->document, more);
	}
}

static enum expected
plain_next(struct plain *plain, struct slice *line, uint64_t *number)
{
	struct scan_index index = {0};
	struct scan_fault fault;
	enum scan_result result;

	do {
		if (!cut_line(&plain->rest, line))
			return WANT_END;
		*number = plain->next_line++;
		if (line->n > RECORD_LINE_MAX)
			return WANT_BAD;
	} while (is_blank(*line));
	result = scan_object(*line, &index, &fault);
	if (result == SCAN_TRUNCATED && plain->documents) {
		join_lines(plain, line);
		result = scan_object(*line, &index, &fault);
	}
	plain->documents = false;
	scan_index_release(&index);
	return result == SCAN_GOOD ? WANT_RECORD : WANT_BAD;
}

/* ---- the stream ---------------------------------------------------------- */

/* One more of both; false at the end. */
static bool
same_next(
    struct stream_reader *reader, struct record *record, struct plain *plain)
{
	char place[64];
	struct error err = {0};
	struct slice line;
	uint64_t number = 0;
	enum expected want = plain_next(plain, &line, &number);
	int got = stream_next(reader, record, &err);

	if (want == WANT_END) {
		HOLDS(got == 0);
		return false;
	}
	HOLDS(reader->line == number);
	if (want == WANT_RECORD) {
		HOLDS(got == 1);
		HOLDS(record->line == number);
		HOLDS(slice_equal(record->text, line));
		return true;
	}
	HOLDS(got == -1 && err.code == EX_DATAERR);
	(void)snprintf(
	    place, sizeof(place), "%s:%" PRIu64 ": ", reader->file, number);
	HOLDS(strncmp(err.text, place, strlen(place)) == 0);
	if (line.n > RECORD_LINE_MAX)
		line.n = RECORD_LINE_MAX;
	HOLDS(reader->bad.n >= line.n &&
	    slice_equal((struct slice){reader->bad.p, line.n}, line));
	return true;
}

static void
read_file(char *path, struct slice text, bool documents)
{
	char *operands[] = {path, NULL};
	struct plain plain = {
	    .rest = text, .next_line = 1, .documents = documents};
	struct stream_reader reader;
	struct record record = {0};

	buf_init(&plain.document, BUF_NO_CAP);
	stream_reader_init(&reader, operands);
	reader.documents = documents;
	while (same_next(&reader, &record, &plain))
		;
	stream_reader_release(&reader);
	record_release(&record);
	buf_release(&plain.document);
}

/* What is in the pipe by now: the same, as far as lines are whole. */
static void
read_pieces(struct stream_reader *reader, struct record *record,
    struct plain *plain, struct slice text, size_t there)
{
	const char *end = text.p + there;
	struct error err;

	/* Bytes behind the last newline may go on. */
	while (end > text.p && end[-1] != '\n')
		end--;
	for (;;) {
		struct plain ahead = *plain;
		struct slice line;
		uint64_t number;

		if (ahead.rest.p >= end ||
		    plain_next(&ahead, &line, &number) == WANT_END ||
		    ahead.rest.p > end)
			break;
		HOLDS(same_next(reader, record, plain));
	}
	HOLDS(
	    stream_next(reader, record, &err) == -1 && err.code == EX_TEMPFAIL);
}

/* A pipe whose writer stops where chance has it. */
static void
read_pipe(struct slice text)
{
	char path[32];
	char *operands[] = {path, NULL};
	struct plain plain = {.rest = text, .next_line = 1};
	struct stream_reader reader;
	struct record record = {0};
	uint64_t seed = fuzz_seed(text);
	size_t at = 0, n;
	int fds[2];

	HOLDS(text.n <= PIPE_MAX && pipe(fds) == 0);
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fds[0]);
	stream_reader_init(&reader, operands);
	reader.no_wait = true;
	while (at < text.n) {
		n = 1 + fuzz_draw(&seed, (unsigned)(text.n - at));
		HOLDS(file_write(fds[1], text.p + at, n) == 0);
		at += n;
		read_pieces(&reader, &record, &plain, text, at);
	}
	(void)close(fds[1]);
	while (same_next(&reader, &record, &plain))
		;
	(void)close(fds[0]);
	stream_reader_release(&reader);
	record_release(&record);
}

/* A file without a name, kept from run to run. */
static int
scratch(void)
{
	static int fd = -1;
	char path[] = "/tmp/smspipe-fuzz.XXXXXX";

	if (fd < 0) {
		fd = mkstemp(path);
		HOLDS(fd >= 0 && unlink(path) == 0);
	}
	return fd;
}

static void
add_letters(struct buf *out, size_t count)
{
	char *at = buf_reserve(out, count);

	memset(at, 'x', count);
	out->len += count;
}

static void
lengthen(struct slice text, struct buf *out)
{
	size_t i, times = 0;

	for (i = 0; i < text.n; i++) {
		char c = text.p[i];
		bool mark = c == LONG_MARK || c == CHUNK_MARK;

		if (mark && times++ < LONG_TIMES)
			add_letters(out,
			    (c == LONG_MARK ? RECORD_LINE_MAX : CHUNK) -
				MARGIN);
		else
			buf_addc(out, c);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_slice(data, size);
	int fd = scratch();
	char path[32];
	struct buf all;

	buf_init(&all, BUF_NO_CAP);
	lengthen(text, &all);
	HOLDS(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
	HOLDS(file_write(fd, buf_text(&all), all.len) == 0);
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", fd);
	read_file(path, buf_slice(&all), false);
	read_file(path, buf_slice(&all), true);
	if (size <= PIPE_MAX)
		read_pipe(text);
	buf_release(&all);
	return 0;
}
