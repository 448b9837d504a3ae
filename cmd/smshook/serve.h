/* SPDX-License-Identifier: ISC */
/*
 * serve: requests from the network, records to the outlet.
 */
#ifndef SMSHOOK_SERVE_H
#define SMSHOOK_SERVE_H

#include "base/error.h"
#include "desk.h"

#include <stdbool.h>
#include <stdint.h>

enum { SERVE_PORT = 8580 }; /* unless --port says otherwise */

struct serve_options {
	const char *address; /* numeric */
	uint16_t port; /* 0: any free one */
	int listen_fd; /* handed over by systemd; 0: none */
	const char *port_file; /* gets the port's number; NULL: none */
	int64_t max_seconds; /* 0: until a signal */
	const char *output; /* as for stream_writer_open */
	const char *spool; /* the folder records go to instead; NULL: none */
};

/* Only programs of this machine reach it. */
bool serve_is_local(const struct serve_options *options);

/*
 * Serves until SIGTERM, SIGINT, the time limit, or the first record that
 * cannot be written.  Returns the exit code, errors have been reported.
 */
int serve(struct desk *desk, const struct serve_options *options);

#endif
