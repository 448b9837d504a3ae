/* SPDX-License-Identifier: ISC */
/*
 * capture: requests as they came, a line each, in the form that --replay reads.
 * What is a secret in them is not.
 */
#ifndef SMSHOOK_CAPTURE_H
#define SMSHOOK_CAPTURE_H

#include "base/error.h"
#include "handle.h"

/* A zeroed one captures nothing. */
struct capture {
	const char *path; /* borrowed */
	int fd;
};

/* Lines are added at the end of the file, made with mode 0600. */
int capture_open(struct capture *capture, const char *path, struct error *err);
void capture_close(struct capture *capture);

/*
 * Writes a request to a door.  A body that is no UTF-8 is left out.  -1 with
 * EX_IOERR: nothing more is captured, the request goes on.
 */
int capture_write(struct capture *capture, const struct handle_request *request,
    struct error *err);

#endif
