/* SPDX-License-Identifier: ISC */
/*
 * spool_read: the records of a spool, oldest first.  A file moves to done/ once
 * its lines were handed to whoever reads us: a crash in between gives them
 * twice, never not at all.
 */
#ifndef SMSHOOK_SPOOL_READ_H
#define SMSHOOK_SPOOL_READ_H

#include "base/diag.h"

#include <stdbool.h>

struct spool_reading {
	const struct diag *diag;
	const char *path; /* of the spool */
	const char *output; /* as for stream_writer_open */
	bool follow; /* wait for more, until a signal */
};

/* Returns the exit code, errors have been reported. */
int spool_read(const struct spool_reading *reading);

#endif
