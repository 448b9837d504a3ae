/* SPDX-License-Identifier: ISC */
#include "space.h"

#include "base/fault.h"
#include "run.h"

#include <string.h>
#include <sys/statvfs.h>

int
space_check(const char *store_url, struct error *err)
{
	static const char scheme[] = "sqlite:";
	struct statvfs disk;
	const char *path;

	if (strncmp(store_url, scheme, sizeof(scheme) - 1) != 0)
		return 0;
	path = store_url + sizeof(scheme) - 1;
	if (statvfs(path, &disk) != 0 || disk.f_frsize == 0)
		return 0;
	if (disk.f_bavail >= RUN_SPACE / disk.f_frsize && !fault_fails("space"))
		return 0;
	return error_set(err, EX_TEMPFAIL,
	    "%s: less than %d MB left on the disk", path,
	    RUN_SPACE / (1024 * 1024));
}
