/* SPDX-License-Identifier: ISC */
/*
 * spool: a folder in which each request's records are a file of their own, and
 * which outlasts any crash.
 *
 *	tmp/   being written; nobody was told of these
 *	new/   synced, then renamed into here, then the request is answered
 *	done/  read: their lines were handed on
 *
 * A name is the time, a number and the process, so names in order are requests
 * in order, and processes that share a folder do not meet.  After Maildir.
 */
#ifndef SMSHOOK_SPOOL_H
#define SMSHOOK_SPOOL_H

#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SPOOL_GROUP_MAX = 64, /* files that are open at once */
	SPOOL_NAME_MAX = 64,
	SPOOL_STALE_S = 60 * 60, /* what is in tmp/ longer is nobody's */
};

#define SPOOL_SUFFIX ".jsonl"

struct spool_file {
	int fd;
	char name[SPOOL_NAME_MAX];
};

struct spool {
	const char *path; /* borrowed */
	int tmp, new, done; /* the folders */
	uint64_t number; /* of the last file */
	struct spool_file files[SPOOL_GROUP_MAX]; /* written, not synced */
	size_t count;
	bool waiting; /* something was added since the last commit */
	bool failed; /* and could not be synced */
};

/* Makes the folders that are missing, mode 0700.  Nothing is open on -1. */
int spool_open(struct spool *spool, const char *path, struct error *err);
void spool_close(struct spool *spool);

/*
 * Writes the lines of one request, newlines included.  They are kept when
 * spool_commit says so.  -1 with EX_IOERR: they are not.
 */
int spool_add(
    struct spool *spool, struct slice lines, int64_t now_ms, struct error *err);

/*
 * Syncs what was added and puts it into new/.  -1 with EX_IOERR: any of it may
 * be lost or kept, so nobody may be told that he was heard.
 */
int spool_commit(struct spool *spool, struct error *err);

#endif
