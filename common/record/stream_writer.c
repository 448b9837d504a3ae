/* SPDX-License-Identifier: ISC */
#include "record/stream.h"

#include "base/file.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { STREAM_GATHER = 64 * 1024 }; /* bytes kept before a write */

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
