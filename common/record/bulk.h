/* SPDX-License-Identifier: ISC */
/*
 * bulk: all records of the operands, worked on by several threads at once, for
 * programs whose result does not depend on the order.
 *
 * The input is read in chunks of whole lines; who takes a chunk works on all of
 * its records.  Lines that are no record, and those that the program refuses,
 * are told of in the order of the input, with file and line.
 */
#ifndef RECORD_BULK_H
#define RECORD_BULK_H

#include "base/error.h"
#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BULK_WORKERS_MAX = 16 };

/* A line that was refused: text is borrowed during the call. */
struct bulk_fault {
	const char *file;
	uint64_t line;
	struct slice text;
	bool cut; /* the last line of its file, without a newline */
	struct error err; /* with the place in front; EX_DATAERR: a line */
};

struct bulk {
	char *const *operands; /* NULL-terminated; none or "-": stdin */
	void *context;
	/*
	 * A record, borrowed during the call.  alike: its keys are those of
	 * the record that this worker had before.  -1 with err: refused.
	 */
	int (*take)(void *context, size_t worker, struct record *record,
	    bool alike, struct error *err);
	/* One call at a time; false: read no more. */
	bool (*refuse)(void *context, const struct bulk_fault *fault);
};

/* How many threads pay for these operands: from 1 to BULK_WORKERS_MAX. */
size_t bulk_workers(char *const *operands);

/* Returns when all was read. */
void bulk_run(const struct bulk *bulk, size_t workers);

/*
 * For other work in parts: calls `work` once a worker, each in a thread of its
 * own, and returns when all have.
 */
void bulk_each(
    void (*work)(void *context, size_t worker), void *context, size_t workers);

/* One at a time of those that share a lock is between take and give. */
struct bulk_lock;
struct bulk_lock *bulk_lock_new(void);
void bulk_lock_free(struct bulk_lock *lock);
void bulk_lock_take(struct bulk_lock *lock);
void bulk_lock_give(struct bulk_lock *lock);

#endif
