/* SPDX-License-Identifier: ISC */
/*
 * ahead: a large file read, cut into lines and scanned by a thread of its own,
 * while the records before are being worked on.  Only stream.c includes this.
 *
 * The thread hands over one batch after the other, whole lines but for the last
 * one of the file or one that is too long.  Which line is good, and where its
 * members lie, is known then; the stream judges all others itself.
 */
#ifndef RECORD_AHEAD_H
#define RECORD_AHEAD_H

#include "base/buf.h"
#include "record/scan.h"

#include <stdbool.h>
#include <stddef.h>

/* A line that is a record. */
struct ahead_line {
	size_t start; /* offset in the batch's text */
	size_t member, count; /* of its members in the batch's */
};

struct ahead_batch {
	struct buf text;
	struct ahead_line *lines;
	size_t line_count, line_room;
	struct scan_member *members;
	size_t member_count, member_room;
	bool ended; /* nothing follows */
	int failed; /* errno of a read; 0: none */
};

struct ahead;

/*
 * Starts reading there.  NULL when it would not pay (a file that is small or no
 * file, a machine of one processor) or there are no threads to be had.  fd
 * stays the caller's, and is not to be read by anybody else.
 */
struct ahead *ahead_open(int fd);

/* Waits for the next batch, which is the caller's until the next call. */
struct ahead_batch *ahead_next(struct ahead *ahead);

/* Ends the thread.  NULL is fine. */
void ahead_close(struct ahead *ahead);

#endif
