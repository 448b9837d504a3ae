/* SPDX-License-Identifier: ISC */
/*
 * A folder of its own for a test that needs files:
 *
 *	struct folder folder;
 *	folder_make(&folder);
 *	path = folder_put(&folder, "a.yaml", "tenant: x\n", 0600);
 *	folder_remove(&folder);
 */
#ifndef TESTS_UNIT_FOLDER_H
#define TESTS_UNIT_FOLDER_H

#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
	char path[64];
	char last[PATH_MAX]; /* what folder_put wrote last */
};

static inline void
folder_fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static inline void
folder_make(struct folder *folder)
{
	(void)snprintf(
	    folder->path, sizeof(folder->path), "/tmp/smspipe-test.XXXXXX");
	if (mkdtemp(folder->path) == NULL)
		folder_fail(folder->path);
}

/* The file NAME in the folder; the path is borrowed until the next one. */
static inline const char *
folder_put(
    struct folder *folder, const char *name, const char *text, mode_t mode)
{
	struct error err;

	(void)snprintf(
	    folder->last, sizeof(folder->last), "%s/%s", folder->path, name);
	if (file_make_parents(folder->last, &err) != 0 ||
	    file_replace(folder->last, slice_of(text), mode, &err) != 0 ||
	    chmod(folder->last, mode) != 0)
		folder_fail(folder->last);
	return folder->last;
}

/* With all that is in it. */
static inline void
folder_remove_at(int parent, const char *name)
{
	int fd = openat(
	    parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *entry;

	if (dir == NULL) {
		(void)unlinkat(parent, name, 0);
		return;
	}
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			folder_remove_at(fd, entry->d_name);
	(void)closedir(dir);
	(void)unlinkat(parent, name, AT_REMOVEDIR);
}

static inline void
folder_remove(struct folder *folder)
{
	folder_remove_at(AT_FDCWD, folder->path);
}

#endif
