/* SPDX-License-Identifier: ISC */
#include "store/sqlite/db.h"

#include <errno.h>

/* Result codes (sqlite.org/rescode.html) in our words. */
static const struct {
	int result;
	int code;
	const char *text;
} failures[] = {
    {SQLITE_BUSY, EX_UNAVAILABLE, "another process keeps it locked"},
    {SQLITE_LOCKED, EX_UNAVAILABLE, "another process keeps it locked"},
    {SQLITE_PROTOCOL, EX_UNAVAILABLE, "another process keeps it locked"},
    {SQLITE_CANTOPEN, EX_UNAVAILABLE, "cannot be opened"},
    {SQLITE_NOTADB, EX_UNAVAILABLE, "is no SQLite database"},
    {SQLITE_PERM, EX_NOPERM, "no permission"},
    {SQLITE_AUTH, EX_NOPERM, "no permission"},
    {SQLITE_READONLY, EX_NOPERM, "may only be read"},
    {SQLITE_FULL, EX_IOERR, "the disk is full"},
    {SQLITE_IOERR, EX_IOERR, "reading or writing failed"},
    {SQLITE_CORRUPT, EX_IOERR, "the file is damaged"},
    {SQLITE_NOMEM, EX_OSERR, "out of memory"},
};

enum { FAILURES = sizeof(failures) / sizeof(failures[0]) };

static bool
is_permission(int number)
{
	return number == EACCES || number == EPERM || number == EROFS;
}

int
db_fail(struct db *db, struct error *err)
{
	int result = sqlite3_errcode(db->handle) & 0xff, i;
	int reason = sqlite3_system_errno(db->handle);

	for (i = 0; i < FAILURES; i++) {
		if (failures[i].result != result)
			continue;
		if (result == SQLITE_CANTOPEN && is_permission(reason))
			return error_set(
			    err, EX_NOPERM, "%s: no permission", db->path);
		return error_set(err, failures[i].code, "%s: %s", db->path,
		    failures[i].text);
	}
	return error_set(
	    err, EX_SOFTWARE, "%s: %s", db->path, sqlite3_errmsg(db->handle));
}
