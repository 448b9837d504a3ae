/* SPDX-License-Identifier: ISC */
/*
 * outlet: records out, each handed to the kernel before its webhook is
 * answered.  Whoever reads may be slow or gone; a write that could wait is
 * never begun, and the wait for it has an end.
 */
#ifndef SMSHOOK_OUTLET_H
#define SMSHOOK_OUTLET_H

#include "base/error.h"
#include "record/stream.h"

#include <stdbool.h>

enum { OUTLET_WAIT_MS = 2000 }; /* for a reader that is behind */

struct outlet {
	struct stream_writer writer;
	bool blocked; /* the last wait was in vain: do not wait again */
};

enum outlet_answer {
	OUTLET_WRITTEN,
	OUTLET_BLOCKED, /* try again later */
	OUTLET_FAILED, /* never again; err says why (EX_IOERR) */
};

/* path as for stream_writer_open. */
int outlet_open(struct outlet *outlet, const char *path, struct error *err);

/*
 * Writes the lines of one request, newlines included.  What was begun and is
 * blocked half way keeps its place: its rest goes out before anything else, so
 * lines stay whole.
 */
enum outlet_answer outlet_put(
    struct outlet *outlet, struct slice lines, struct error *err);

/* -1 with EX_IOERR for what outlet_put has not told of. */
int outlet_close(struct outlet *outlet, struct error *err);

#endif
