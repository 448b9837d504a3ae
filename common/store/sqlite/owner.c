/* SPDX-License-Identifier: ISC */
/*
 * Who owns a row that is being sent.  Each handle that claims holds a lock on a
 * file of its own, PATH.owners/ID.  The kernel lets go of it when the process
 * dies, however it dies: an owner is dead exactly if its lock can be had.  No
 * process id is looked at, since those are used again.
 */
#include "store/sqlite/db.h"

#include "base/buf.h"
#include "base/crypto.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OWNER_BYTES = (DB_OWNER_HEX - 1) / 2 };

/* "PATH.owners" and, unless NULL, "/ID"; the caller's. */
static char *
owner_path(const struct db *db, const char *id)
{
	struct buf end;
	char *path;

	buf_init(&end, BUF_NO_CAP);
	buf_addf(
	    &end, ".owners%s%s", id != NULL ? "/" : "", id != NULL ? id : "");
	path = db_beside(db, buf_text(&end));
	buf_release(&end);
	return path;
}

/* Could this be an id of ours?  It becomes part of a path. */
static bool
owner_is_id(struct slice id)
{
	size_t i;

	for (i = 0; i < id.n; i++)
		if (memchr("0123456789abcdef", id.p[i], 16) == NULL)
			return false;
	return id.n == DB_OWNER_HEX - 1;
}

static int
owner_lock(int fd)
{
	return flock(fd, LOCK_EX | LOCK_NB);
}

/* Creates the file `path` and locks it; -1 with errno. */
static int
owner_create(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct stat st;

	if (fd < 0)
		return -1;
	/* A sweep may have come between the two steps and taken the file. */
	if (owner_lock(fd) == 0 && fstat(fd, &st) == 0 && st.st_nlink > 0)
		return fd;
	(void)close(fd);
	errno = EEXIST;
	return -1;
}

int
owner_take(struct db *db, struct error *err)
{
	char *folder, *path, id[DB_OWNER_HEX];
	uint8_t random[OWNER_BYTES];
	int result = 0;

	if (db->owner_fd >= 0)
		return 0;
	folder = owner_path(db, NULL);
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		result = error_set_errno(err, EX_NOPERM, "%s", folder);
	while (result == 0 && db->owner_fd < 0) {
		crypto_random(random, sizeof(random));
		crypto_hex(random, sizeof(random), id);
		path = owner_path(db, id);
		db->owner_fd = owner_create(path);
		if (db->owner_fd >= 0)
			memcpy(db->owner, id, sizeof(id));
		else if (errno != EEXIST)
			result = error_set_errno(err, EX_NOPERM, "%s", path);
		free(path);
	}
	free(folder);
	return result;
}

void
owner_release(struct db *db)
{
	char *path;

	if (db->owner_fd < 0)
		return;
	path = owner_path(db, db->owner);
	(void)unlink(path);
	free(path);
	(void)close(db->owner_fd);
	db->owner_fd = -1;
	db->owner[0] = '\0';
}

bool
owner_lives(struct db *db, struct slice owner)
{
	char id[DB_OWNER_HEX], *path;
	bool lives;
	int fd;

	if (!owner_is_id(owner))
		return false;
	memcpy(id, owner.p, owner.n);
	id[owner.n] = '\0';
	path = owner_path(db, id);
	fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	/* Whoever cannot be asked is taken to live: nothing is sent twice. */
	lives = fd >= 0 ? owner_lock(fd) != 0 : errno != ENOENT;
	if (!lives && fd >= 0)
		(void)unlink(path);
	if (fd >= 0)
		(void)close(fd);
	free(path);
	return lives;
}

void
owner_sweep(struct db *db)
{
	char *folder = owner_path(db, NULL);
	DIR *dir = opendir(folder);
	struct dirent *entry;
	struct slice id;

	free(folder);
	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		id = slice_of(entry->d_name);
		if (owner_is_id(id) && !slice_is(id, db->owner))
			(void)owner_lives(db, id);
	}
	(void)closedir(dir);
}
