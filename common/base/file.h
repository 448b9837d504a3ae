/* SPDX-License-Identifier: ISC */
/*
 * file: whole files, and writes that do not stop half way.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/error.h"

#include <stddef.h>
#include <sys/types.h>

/*
 * Adds the content of a file to `into`.  A missing file is EX_NOINPUT, one
 * larger than the buffer's cap EX_DATAERR, a failed read EX_IOERR.
 */
int file_read(const char *path, struct buf *into, struct error *err);

/* The same from an open file; `name` stands in messages. */
int file_read_fd(int fd, const char *name, struct buf *into, struct error *err);

/*
 * The same for a file that holds a secret: refused with EX_NOPERM when group
 * or others may read it.  One newline at the end is not part of the secret.
 */
int file_read_secret(const char *path, struct buf *into, struct error *err);

/* Writes all bytes, retrying short and interrupted writes; errno on -1. */
int file_write(int fd, const void *data, size_t len);

/*
 * A file in the making: it grows beside `path` and takes its place when it is
 * finished.  A zeroed one is none.
 */
struct file_draft {
	const char *path; /* borrowed */
	char *part; /* the name it has meanwhile; NULL: none is open */
	int fd; /* write here */
};

/* What is at `path` and no regular file is not replaced: EX_CANTCREAT. */
int file_draft_open(
    struct file_draft *draft, const char *path, mode_t mode, struct error *err);

/* Synced, renamed, the folder synced; dropped when that fails. */
int file_draft_finish(struct file_draft *draft, struct error *err);

/* Takes away what was not finished; safe on any draft that was opened. */
void file_draft_drop(struct file_draft *draft);

/* Makes `path` hold exactly these bytes, by a draft, or leaves it as it was. */
int file_replace(
    const char *path, struct slice content, mode_t mode, struct error *err);

/* The folder that `path` lies in, "." where it names none; the caller's. */
char *file_folder(const char *path);

/* Makes the names in the folder of `path` last; errno on -1. */
int file_sync_folder(const char *path);

/* Creates the folders above `path` that are missing, mode 0700. */
int file_make_parents(const char *path, struct error *err);

#endif
