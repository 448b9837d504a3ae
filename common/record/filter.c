/* SPDX-License-Identifier: ISC */
#include "record/filter.h"

#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILTER_REJECT_MAX = 64 * 1024 }; /* bytes of a refused line kept */

/* Is that file among the operands, or what stdin reads? */
static bool
filter_reads(char *const *operands, const struct stat *file)
{
	bool piped = *operands == NULL;
	struct stat input;

	for (; *operands != NULL; operands++) {
		if (strcmp(*operands, "-") == 0)
			piped = true;
		else if (stat(*operands, &input) == 0 &&
		    input.st_dev == file->st_dev &&
		    input.st_ino == file->st_ino)
			return true;
	}
	return piped && fstat(STDIN_FILENO, &input) == 0 &&
	    input.st_dev == file->st_dev && input.st_ino == file->st_ino;
}

/* A file that is emptied for writing must not be one that we are to read. */
static int
filter_check_output(const char *path, char *const *operands, struct error *err)
{
	struct stat file;

	if (path == NULL || stat(path, &file) != 0 || !S_ISREG(file.st_mode) ||
	    !filter_reads(operands, &file))
		return 0;
	return error_set(
	    err, EX_CANTCREAT, "%s: is read, and cannot be written too", path);
}

int
filter_open(struct filter *filter, const struct diag *diag,
    const struct opt_common *common, char *const *operands)
{
	struct error err;

	*filter = (struct filter){.diag = diag,
	    .strict = common->strict,
	    .out = {.fd = -1},
	    .rejects = {.fd = -1}};
	stream_reader_init(&filter->in, operands);
	if (filter_check_output(common->output, operands, &err) != 0 ||
	    filter_check_output(common->rejects, operands, &err) != 0 ||
	    stream_writer_open(&filter->out, common->output, &err) != 0 ||
	    (common->rejects != NULL &&
		stream_writer_open(&filter->rejects, common->rejects, &err) !=
		    0)) {
		filter->stop = true;
		filter_fail(filter, &err);
		return -1;
	}
	filter->in.flush = &filter->out;
	return 0;
}

void
filter_fail(struct filter *filter, const struct error *err)
{
	diag_error(filter->diag, err);
	filter->code = error_worse(filter->code, err->code);
}

/* Bytes that are no UTF-8 cannot stand in JSON: they go in as hex too. */
static void
filter_write_input(struct buf *out, struct slice input)
{
	size_t i;

	if (input.n > FILTER_REJECT_MAX) {
		input.n = FILTER_REJECT_MAX;
		buf_adds(out, ",\"truncated\":true");
	}
	buf_adds(out, ",\"input\":");
	view_write_string(out, input);
	if (scan_utf8_prefix(input) == input.n)
		return;
	buf_adds(out, ",\"input_hex\":\"");
	for (i = 0; i < input.n; i++)
		buf_addf(out, "%02x", (unsigned char)input.p[i]);
	buf_addc(out, '"');
}

void
filter_reject_line(struct filter *filter, uint64_t line, struct slice input,
    const struct error *refused)
{
	struct error err;
	struct buf out;

	filter->code = error_worse(filter->code, refused->code);
	filter->stop = filter->stop || filter->strict;
	diag_error(filter->diag, refused);
	if (filter->rejects.fd < 0)
		return;
	buf_init(&out, BUF_NO_CAP);
	buf_addf(&out, "{\"line\":%" PRIu64 ",\"error\":", line);
	view_write_string(&out, slice_of(refused->text));
	filter_write_input(&out, input);
	buf_addc(&out, '}');
	if (stream_write_text(&filter->rejects, buf_slice(&out), &err) != 0) {
		filter->stop = true;
		filter_fail(filter, &err);
	}
	buf_release(&out);
}

bool
filter_next(struct filter *filter, struct record *record)
{
	struct error *err = &filter->err;
	int got;

	while (!filter->stop) {
		got = stream_next(&filter->in, record, err);
		filter->ended = got == 0;
		if (got >= 0)
			return got > 0;
		if (err->code == EX_TEMPFAIL)
			return false;
		if (err->code == EX_DATAERR) {
			filter_reject_line(
			    filter, filter->in.line, filter->in.bad, err);
			continue;
		}
		filter_fail(filter, err);
		filter->stop = filter->strict || err->code != EX_NOINPUT;
	}
	return false;
}

void
filter_wait(struct filter *filter)
{
	struct pollfd input = {.fd = stream_fd(&filter->in), .events = POLLIN};

	filter_flush(filter);
	if (input.fd >= 0)
		(void)poll(&input, 1, -1);
}

void
filter_reject(
    struct filter *filter, struct record *record, const struct error *err)
{
	struct error placed = *err;

	error_prefix(&placed, "%s", record_place(record));
	filter_reject_line(filter, record->line, record->text, &placed);
}

static void
filter_written(struct filter *filter, int result, const struct error *err)
{
	if (result == 0 || filter->stop)
		return;
	filter->stop = true;
	filter_fail(filter, err);
}

void
filter_write(struct filter *filter, const struct record *record)
{
	filter_written(filter, stream_write(&filter->out, record, &filter->err),
	    &filter->err);
}

void
filter_write_text(struct filter *filter, struct slice text)
{
	filter_written(filter,
	    stream_write_text(&filter->out, text, &filter->err), &filter->err);
}

void
filter_flush(struct filter *filter)
{
	struct error err;

	filter_written(filter, stream_flush(&filter->out, &err), &err);
}

int
filter_close(struct filter *filter)
{
	struct error err;
	bool failed = filter->out.failed;

	stream_reader_release(&filter->in);
	if (stream_writer_close(&filter->out, &err) != 0 && !failed)
		filter_fail(filter, &err);
	if (stream_writer_close(&filter->rejects, &err) != 0)
		filter_fail(filter, &err);
	return filter->code;
}
