/* SPDX-License-Identifier: ISC */
/*
 * Where a database may live.  WAL needs memory that all its users share, which
 * no network file system gives (sqlite.org/wal.html): locks would seem to work,
 * and two programs would claim the same message.
 */
#include "store/sqlite/db.h"

#include "base/file.h"

#ifdef __linux__

#include <stdlib.h>
#include <sys/vfs.h>

/* Magic numbers of statfs(2). */
static const struct {
	unsigned type;
	const char *name;
} remote[] = {
    {0x6969, "NFS"},
    {0x517b, "SMB"},
    {0xff534d42, "CIFS"},
    {0xfe534d42, "SMB2"},
    {0x01021997, "9P"},
    {0x5346414f, "AFS"},
    {0x00c36400, "Ceph"},
    {0x73757245, "Coda"},
    {0x564c, "NCP"},
};

int
place_check(const char *path, struct error *err)
{
	char *folder = file_folder(path);
	struct statfs fs;
	int result = 0;
	size_t i;

	/* A folder that is not there is told of by the open that follows. */
	if (statfs(folder, &fs) == 0)
		for (i = 0; i < sizeof(remote) / sizeof(remote[0]); i++)
			if (remote[i].type == (unsigned)fs.f_type)
				result = error_set(err, EX_UNAVAILABLE,
				    "%s: lies on a network file system (%s), "
				    "where its locks do not hold",
				    path, remote[i].name);
	free(folder);
	return result;
}

#else

int
place_check(const char *path, struct error *err)
{
	(void)path;
	(void)err;
	return 0;
}

#endif
