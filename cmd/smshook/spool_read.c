/* SPDX-License-Identifier: ISC */
#include "spool_read.h"

#include "base/file.h"
#include "base/mem.h"
#include "ending.h"
#include "record/stream.h"
#include "spool.h"
#include "spool_watch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { READ_GROUP = 64 }; /* files between two flushes */

struct reader {
	const struct spool_reading *reading;
	struct spool spool;
	struct stream_writer writer;
	struct buf content; /* of the file at hand */
	char *watched; /* the path of new/ */
	int watch;
};

/* Names of what is in new/, in order; freed by the caller. */
struct names {
	char **list;
	size_t count, room;
};

static int
names_compare(const void *one, const void *other)
{
	return strcmp(*(char *const *)one, *(char *const *)other);
}

static void
names_free(struct names *names)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		free(names->list[i]);
	free(names->list);
}

static void
names_add(struct names *names, const char *name)
{
	size_t len = strlen(name), suffix = strlen(SPOOL_SUFFIX);

	if (len <= suffix || strcmp(name + len - suffix, SPOOL_SUFFIX) != 0)
		return;
	if (names->count == names->room) {
		names->room = names->room * 2 + READ_GROUP;
		names->list = mem_realloc(
		    names->list, names->room, sizeof(*names->list));
	}
	names->list[names->count++] = mem_strdup(name);
}

static int
reader_list(struct reader *reader, struct names *names, struct error *err)
{
	int fd = openat(
	    reader->spool.new, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	if (folder == NULL) {
		error_set_errno(err, EX_IOERR, "%s", reader->watched);
		if (fd >= 0)
			(void)close(fd);
		return -1;
	}
	while ((entry = readdir(folder)) != NULL)
		names_add(names, entry->d_name);
	(void)closedir(folder);
	if (names->count > 0)
		qsort(names->list, names->count, sizeof(*names->list),
		    names_compare);
	return 0;
}

static int
reader_take(struct reader *reader, const char *name, struct error *err)
{
	struct buf *content = &reader->content;
	int fd = openat(reader->spool.new, name, O_RDONLY | O_CLOEXEC);
	int result;

	if (fd < 0)
		return error_set_errno(
		    err, EX_IOERR, "%s/%s", reader->watched, name);
	buf_reset(content);
	result = file_read_fd(fd, name, content, err);
	(void)close(fd);
	if (result != 0)
		return -1;
	/* The writer adds the last newline. */
	if (content->len > 0 && content->data[content->len - 1] == '\n')
		content->len--;
	return content->len == 0
	    ? 0
	    : stream_write_text(&reader->writer, buf_slice(content), err);
}

/* Some files out, and only then away. */
static int
reader_group(
    struct reader *reader, char *const *names, size_t count, struct error *err)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (reader_take(reader, names[i], err) != 0)
			return -1;
	if (stream_flush(&reader->writer, err) != 0)
		return -1;
	for (i = 0; i < count; i++)
		if (renameat(reader->spool.new, names[i], reader->spool.done,
			names[i]) != 0)
			return error_set_errno(
			    err, EX_IOERR, "%s/%s", reader->watched, names[i]);
	return 0;
}

/* All that is there: 1, 0 when there was nothing, -1 error. */
static int
reader_round(struct reader *reader, struct error *err)
{
	struct names names = {0};
	size_t at = 0, count;
	int result = reader_list(reader, &names, err);

	while (result == 0 && at < names.count && !ending_asked()) {
		count = names.count - at;
		if (count > READ_GROUP)
			count = READ_GROUP;
		result = reader_group(reader, names.list + at, count, err);
		at += count;
	}
	if (result == 0)
		result = names.count > 0;
	names_free(&names);
	return result;
}

static int
reader_loop(struct reader *reader, struct error *err)
{
	sigset_t waiting;
	int got;

	ending_catch(&waiting);
	reader->watch = reader->reading->follow
	    ? spool_watch_open(reader->watched)
	    : -1;
	while ((got = reader_round(reader, err)) >= 0 && !ending_asked()) {
		if (got > 0)
			continue;
		if (!reader->reading->follow)
			break;
		spool_watch_wait(reader->watch, &waiting);
	}
	if (reader->watch >= 0)
		(void)close(reader->watch);
	return got < 0 ? -1 : 0;
}

/* One reader a spool: two would hand on the same file. */
static int
reader_lock(struct reader *reader, struct error *err)
{
	if (flock(reader->spool.done, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (errno == EWOULDBLOCK)
		return error_set(err, EX_TEMPFAIL,
		    "%s: another process reads it", reader->reading->path);
	return error_set_errno(err, EX_IOERR, "%s", reader->reading->path);
}

static int
reader_run(struct reader *reader, struct error *err)
{
	const struct spool_reading *reading = reader->reading;
	int result;

	if (spool_open(&reader->spool, reading->path, err) != 0)
		return -1;
	result = reader_lock(reader, err);
	if (result == 0)
		result = stream_writer_open(
		    &reader->writer, reading->output, err);
	if (result == 0) {
		struct error late;

		result = reader_loop(reader, err);
		if (stream_writer_close(
			&reader->writer, result == 0 ? err : &late) != 0)
			result = -1;
	}
	spool_close(&reader->spool);
	return result;
}

int
spool_read(const struct spool_reading *reading)
{
	struct reader reader = {.reading = reading};
	struct buf path;
	struct error err;
	int result;

	buf_init(&path, BUF_NO_CAP);
	buf_addf(&path, "%s/new", reading->path);
	reader.watched = buf_take(&path);
	buf_init(&reader.content, BUF_NO_CAP);
	result = reader_run(&reader, &err);
	if (result != 0)
		diag_error(reading->diag, &err);
	buf_release(&reader.content);
	free(reader.watched);
	return result != 0 ? err.code : 0;
}
