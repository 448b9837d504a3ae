/* SPDX-License-Identifier: ISC */
#ifdef __linux__
#define _GNU_SOURCE /* sync_file_range */
#endif
#include "spool.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int
spool_fail(const struct spool *spool, const char *what, struct error *err)
{
	return error_set_errno(err, EX_IOERR, "%s: %s", spool->path, what);
}

/* The folder of that name, made if it is missing; -1 with errno. */
static int
spool_folder(int parent, const char *name)
{
	if (mkdirat(parent, name, 0700) != 0 && errno != EEXIST)
		return -1;
	return openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* What a crash left in the making was never acknowledged. */
static void
spool_sweep(const struct spool *spool)
{
	int fd = openat(spool->tmp, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
	time_t now = time(NULL);
	struct dirent *entry;
	struct stat info;

	if (folder == NULL) {
		if (fd >= 0)
			(void)close(fd);
		return;
	}
	while ((entry = readdir(folder)) != NULL)
		if (fstatat(spool->tmp, entry->d_name, &info,
			AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISREG(info.st_mode) &&
		    now - info.st_mtime > SPOOL_STALE_S)
			(void)unlinkat(spool->tmp, entry->d_name, 0);
	(void)closedir(folder);
}

int
spool_open(struct spool *spool, const char *path, struct error *err)
{
	int parent;

	*spool = (struct spool){.path = path, .tmp = -1, .new = -1, .done = -1};
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return error_set_errno(err, EX_CANTCREAT, "%s", path);
	parent = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (parent < 0)
		return error_set_errno(err, EX_CANTCREAT, "%s", path);
	spool->tmp = spool_folder(parent, "tmp");
	spool->new = spool_folder(parent, "new");
	spool->done = spool_folder(parent, "done");
	if (spool->tmp < 0 || spool->new < 0 || spool->done < 0 ||
	    fsync(parent) != 0) {
		error_set_errno(err, EX_CANTCREAT, "%s", path);
		(void)close(parent);
		spool_close(spool);
		return -1;
	}
	(void)close(parent);
	spool_sweep(spool);
	return 0;
}

/* Takes back what was added and not committed. */
static void
spool_forget(struct spool *spool)
{
	size_t i;

	for (i = 0; i < spool->count; i++) {
		(void)close(spool->files[i].fd);
		(void)unlinkat(spool->tmp, spool->files[i].name, 0);
	}
	spool->count = 0;
}

void
spool_close(struct spool *spool)
{
	const int folders[] = {spool->tmp, spool->new, spool->done};
	size_t i;

	spool_forget(spool);
	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (folders[i] >= 0)
			(void)close(folders[i]);
	spool->tmp = spool->new = spool->done = -1;
}

/* Where many files are to be synced, the disk gets all of them at once. */
static void
spool_begin_sync(int fd)
{
#ifdef __linux__
	(void)sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
	(void)fd;
#endif
}

/* All files to the disk, then their names. */
static int
spool_sync(struct spool *spool, struct error *err)
{
	size_t i;

	for (i = 0; i < spool->count; i++)
		spool_begin_sync(spool->files[i].fd);
	for (i = 0; i < spool->count; i++)
		if (fdatasync(spool->files[i].fd) != 0)
			return spool_fail(spool, "sync", err);
	for (i = 0; i < spool->count; i++)
		if (renameat(spool->tmp, spool->files[i].name, spool->new,
			spool->files[i].name) != 0)
			return spool_fail(spool, "rename", err);
	if (fsync(spool->new) != 0)
		return spool_fail(spool, "sync", err);
	for (i = 0; i < spool->count; i++)
		(void)close(spool->files[i].fd);
	spool->count = 0;
	return 0;
}

int
spool_commit(struct spool *spool, struct error *err)
{
	bool failed = spool->failed;

	if (failed)
		error_set(
		    err, EX_IOERR, "%s: a part was not written", spool->path);
	else
		failed = spool_sync(spool, err) != 0;
	spool_forget(spool);
	spool->waiting = spool->failed = false;
	return failed ? -1 : 0;
}

static void
spool_name(struct spool *spool, int64_t now_ms, char name[SPOOL_NAME_MAX])
{
	(void)snprintf(name, SPOOL_NAME_MAX,
	    "%014" PRId64 ".%08" PRIu64 ".%ld" SPOOL_SUFFIX, now_ms,
	    ++spool->number, (long)getpid());
}

int
spool_add(
    struct spool *spool, struct slice lines, int64_t now_ms, struct error *err)
{
	struct spool_file *file;

	spool->waiting = true;
	if (spool->count == SPOOL_GROUP_MAX && spool_sync(spool, err) != 0) {
		spool->failed = true;
		return -1;
	}
	file = &spool->files[spool->count];
	spool_name(spool, now_ms, file->name);
	file->fd = openat(spool->tmp, file->name,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file->fd < 0)
		return spool_fail(spool, "create", err);
	if (file_write(file->fd, lines.p, lines.n) != 0) {
		spool_fail(spool, "write", err);
		(void)close(file->fd);
		(void)unlinkat(spool->tmp, file->name, 0);
		return -1;
	}
	spool->count++;
	return 0;
}
