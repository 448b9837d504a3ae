/* SPDX-License-Identifier: ISC */
#include "files.h"

#include "base/buf.h"
#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool
files_ends_so(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot != NULL && dot != name &&
	    (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
}

static bool
files_is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool
files_is_yaml(const char *operand)
{
	return files_ends_so(operand) || files_is_folder(operand);
}

static void
files_take(struct files *files, char *path)
{
	files->paths = mem_realloc(
	    files->paths, files->count + 1, sizeof(*files->paths));
	files->paths[files->count++] = path;
}

static char *
files_join(const char *folder, const char *name)
{
	size_t n = strlen(folder);
	struct buf path;

	buf_init(&path, BUF_NO_CAP);
	buf_addf(&path, "%s%s%s", folder,
	    n > 0 && folder[n - 1] == '/' ? "" : "/", name);
	return buf_take(&path);
}

static int
files_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder that are of interest, sorted. */
static int
files_list(const char *folder, struct files *names, struct error *err)
{
	struct dirent *entry;
	DIR *dir = opendir(folder);
	char *path;

	if (dir == NULL)
		return error_set_errno(err, EX_NOINPUT, "%s", folder);
	while ((errno = 0, entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		path = files_join(folder, entry->d_name);
		if (files_is_yaml(path))
			files_take(names, path);
		else
			free(path);
	}
	if (errno != 0)
		error_set_errno(err, EX_IOERR, "%s", folder);
	else
		err->code = 0;
	(void)closedir(dir);
	if (names->count > 0)
		qsort(names->paths, names->count, sizeof(*names->paths),
		    files_compare);
	return err->code == 0 ? 0 : -1;
}

/* The first failure is told; the other folders are walked all the same. */
static int
files_walk(
    struct files *files, const char *folder, int depth, struct error *err)
{
	struct files names = {0};
	struct error other;
	int result = files_list(folder, &names, err);
	size_t i;

	for (i = 0; i < names.count; i++) {
		if (!files_is_folder(names.paths[i])) {
			files_take(files, mem_strdup(names.paths[i]));
			continue;
		}
		if (depth == FILES_DEPTH_MAX)
			error_set(&other, EX_NOINPUT,
			    "%s: more than %d folders inside each other",
			    names.paths[i], FILES_DEPTH_MAX);
		else if (files_walk(files, names.paths[i], depth + 1, &other) ==
		    0)
			continue;
		if (result == 0)
			*err = other;
		result = -1;
	}
	files_release(&names);
	return result;
}

int
files_add(struct files *files, const char *operand, struct error *err)
{
	if (files_is_folder(operand))
		return files_walk(files, operand, 1, err);
	files_take(files, mem_strdup(operand));
	return 0;
}

void
files_release(struct files *files)
{
	size_t i;

	for (i = 0; i < files->count; i++)
		free(files->paths[i]);
	free(files->paths);
	*files = (struct files){0};
}
