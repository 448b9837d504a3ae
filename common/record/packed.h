/* SPDX-License-Identifier: ISC */
/*
 * packed: reading a file that may be compressed, by gzip or zstd, as its first
 * bytes tell; several such members one behind the other are one file, as the
 * tools have it.
 */
#ifndef RECORD_PACKED_H
#define RECORD_PACKED_H

#include "base/error.h"

#include <stddef.h>
#include <sys/types.h>

struct packed;

/* fd stays the caller's.  Nothing is read yet. */
struct packed *packed_open(int fd);
void packed_close(struct packed *packed); /* NULL is fine */

/*
 * As read(2): 0 at the end; -1 with EX_IOERR, or EX_DATAERR for a file that is
 * damaged or ends too early.  `name` stands in messages.
 */
ssize_t packed_read(struct packed *packed, const char *name, void *out,
    size_t size, struct error *err);

#endif
