/* SPDX-License-Identifier: ISC */
/*
 * spill: a temporary file for what does not fit in memory, in numbered parts.
 * It has no name, and is gone with the program.
 */
#ifndef STORE_SPILL_H
#define STORE_SPILL_H

#include "base/buf.h"
#include "base/error.h"

#include <stdint.h>

struct spill;

/* In $SQLITE_TMPDIR, $TMPDIR or /tmp.  NULL with EX_CANTCREAT. */
struct spill *spill_open(struct error *err);
void spill_close(struct spill *spill); /* NULL is fine */

/* Adds to a part; EX_IOERR when the disk is full. */
int spill_add(
    struct spill *spill, int64_t part, struct slice data, struct error *err);

/* Forgets the parts from that one on. */
int spill_drop(struct spill *spill, int64_t from, struct error *err);

/* Adds all of a part to out, in the order it was added. */
int spill_read(
    struct spill *spill, int64_t part, struct buf *out, struct error *err);

#endif
