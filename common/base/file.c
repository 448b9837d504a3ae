/* SPDX-License-Identifier: ISC */
#include "base/file.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_CHUNK = 64 * 1024 }; /* bytes a read */

int
file_read_fd(int fd, const char *name, struct buf *into, struct error *err)
{
	ssize_t got;
	size_t left, want;
	char *at, extra = 0;

	for (;;) {
		left = into->cap - into->len;
		want = left < FILE_CHUNK ? left : FILE_CHUNK;
		at = want > 0 ? buf_reserve(into, want) : &extra;
		got = read(fd, at, want > 0 ? want : 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set_errno(err, EX_IOERR, "%s", name);
		if (got == 0)
			return 0;
		if (want == 0)
			return error_set(err, EX_DATAERR,
			    "%s: larger than %zu bytes", name, into->cap);
		into->len += (size_t)got;
		into->data[into->len] = '\0';
	}
}

static int
file_open(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return error_set_errno(
		    err, errno == EACCES ? EX_NOPERM : EX_NOINPUT, "%s", path);
	return fd;
}

int
file_read(const char *path, struct buf *into, struct error *err)
{
	int fd = file_open(path, err), result;

	if (fd < 0)
		return -1;
	result = file_read_fd(fd, path, into, err);
	(void)close(fd);
	return result;
}

int
file_read_secret(const char *path, struct buf *into, struct error *err)
{
	int fd = file_open(path, err), result;
	struct stat st;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0)
		result = error_set_errno(err, EX_IOERR, "%s", path);
	else if ((st.st_mode & (S_IRGRP | S_IROTH)) != 0)
		result = error_set(err, EX_NOPERM,
		    "%s: others can read this secret; chmod 600 it", path);
	else
		result = file_read_fd(fd, path, into, err);
	(void)close(fd);
	if (result == 0 && into->len > 0 && into->data[into->len - 1] == '\n')
		into->data[--into->len] = '\0';
	return result;
}

int
file_write(int fd, const void *data, size_t len)
{
	const char *p = data;
	ssize_t put;

	while (len > 0) {
		put = write(fd, p, len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		p += put;
		len -= (size_t)put;
	}
	return 0;
}

char *
file_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return mem_strdup(".");
	return mem_strndup(path, slash > path ? (size_t)(slash - path) : 1);
}

int
file_sync_folder(const char *path)
{
	char *folder = file_folder(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result = fd >= 0 ? fsync(fd) : -1;

	if (fd >= 0)
		(void)close(fd);
	free(folder);
	return result;
}

int
file_draft_open(
    struct file_draft *draft, const char *path, mode_t mode, struct error *err)
{
	size_t size = strlen(path) + sizeof(".XXXXXX");
	struct stat st;

	*draft = (struct file_draft){.path = path};
	/* As root, a name such as /dev/null would be taken too. */
	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return error_set(
		    err, EX_CANTCREAT, "%s: is no regular file", path);
	draft->part = mem_alloc(size);
	(void)snprintf(draft->part, size, "%s.XXXXXX", path);
	draft->fd = mkstemp(draft->part);
	if (draft->fd < 0) {
		error_set_errno(err, EX_CANTCREAT, "%s", path);
		free(draft->part);
		draft->part = NULL;
		return -1;
	}
	if (fchmod(draft->fd, mode) == 0)
		return 0;
	error_set_errno(err, EX_IOERR, "%s", path);
	file_draft_drop(draft);
	return -1;
}

int
file_draft_finish(struct file_draft *draft, struct error *err)
{
	if (fsync(draft->fd) != 0 || rename(draft->part, draft->path) != 0 ||
	    file_sync_folder(draft->path) != 0) {
		error_set_errno(err, EX_IOERR, "%s", draft->path);
		file_draft_drop(draft);
		return -1;
	}
	(void)close(draft->fd);
	free(draft->part);
	draft->part = NULL;
	return 0;
}

void
file_draft_drop(struct file_draft *draft)
{
	if (draft->part == NULL)
		return;
	(void)unlink(draft->part);
	(void)close(draft->fd);
	free(draft->part);
	draft->part = NULL;
}

int
file_replace(
    const char *path, struct slice content, mode_t mode, struct error *err)
{
	struct file_draft draft;

	if (file_draft_open(&draft, path, mode, err) != 0)
		return -1;
	if (file_write(draft.fd, content.p, content.n) == 0)
		return file_draft_finish(&draft, err);
	error_set_errno(err, EX_IOERR, "%s", path);
	file_draft_drop(&draft);
	return -1;
}

int
file_make_parents(const char *path, struct error *err)
{
	char *copy = mem_strdup(path), *slash;
	int result = 0;

	for (slash = strchr(copy + 1, '/'); slash != NULL && result == 0;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(copy, 0700) != 0 && errno != EEXIST)
			result = error_set_errno(err, EX_CANTCREAT, "%s", copy);
		*slash = '/';
	}
	free(copy);
	return result;
}
