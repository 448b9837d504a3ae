/* SPDX-License-Identifier: ISC */
/*
 * replay: runs a harness over tests/fuzz/corpus/NAME/, without libFuzzer.  The
 * program is called fuzz_NAME_test, or is given the files to run.  A harness
 * that does not hold ends the process: the last line names the file.
 */
#include "base/file.h"
#include "base/mem.h"
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { REPLAY_MAX = 16 * 1024 * 1024 }; /* bytes of one input */

/* In memory of exactly its size, so that a sanitizer sees any overrun. */
static bool
replay(const char *path)
{
	struct error err;
	struct buf content;
	char *exact;
	bool good;

	(void)printf("# %s\n", path);
	(void)fflush(stdout);
	buf_init(&content, REPLAY_MAX);
	good = file_read(path, &content, &err) == 0;
	if (good) {
		exact = mem_alloc(content.len);
		if (content.len > 0)
			memcpy(exact, content.data, content.len);
		(void)LLVMFuzzerTestOneInput((uint8_t *)exact, content.len);
		free(exact);
	} else {
		(void)printf("# %s\n", err.text);
	}
	buf_release(&content);
	return good;
}

/* The number of files that hold; -1 when one could not be read. */
static int
replay_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[1024];
	int count = 0;
	bool good = dir != NULL;

	while (good && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(
		    path, sizeof(path), "%s/%s", folder, entry->d_name);
		good = replay(path);
		count++;
	}
	if (dir != NULL)
		(void)closedir(dir);
	return good ? count : -1;
}

int
main(int argc, char **argv)
{
	static const char before[] = "fuzz_", after[] = "_test";
	const char *name = strrchr(argv[0], '/');
	char folder[256];
	int count = 0, i;

	for (i = 1; i < argc; i++)
		if (!replay(argv[i]))
			return 1;
	if (argc > 1)
		return 0;
	name = name != NULL ? name + 1 : argv[0];
	if (strncmp(name, before, strlen(before)) == 0)
		name += strlen(before);
	(void)snprintf(folder, sizeof(folder), "tests/fuzz/corpus/%.*s",
	    (int)(strlen(name) - strlen(after)), name);
	count = replay_folder(folder);
	(void)printf("%sok 1 - %s holds for %d inputs\n1..1\n",
	    count > 0 ? "" : "not ", folder, count);
	return count > 0 ? 0 : 1;
}
