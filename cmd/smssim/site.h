/* SPDX-License-Identifier: ISC */
/*
 * site: the server and what it serves: the providers' APIs, the control
 * interface, the page.
 */
#ifndef SMSSIM_SITE_H
#define SMSSIM_SITE_H

#include "base/error.h"
#include "deliver.h"
#include "http/server.h"
#include "sim.h"

#include <stdint.h>

enum {
	SITE_BODY_MAX = 64 * 1024, /* bytes of a request */
	SITE_TURN_MS = 500, /* the longest turn: signals and time wait for it */
};

/* A zeroed one is empty; sim is set before it is opened. */
struct site {
	struct sim sim;
	struct deliver *deliver;
	struct http_server *server;
};

/* port 0: any; arrival_ms: see deliver.h. */
int site_open(
    struct site *site, uint16_t port, int64_t arrival_ms, struct error *err);
void site_close(struct site *site);

/* Serves what comes, for SITE_TURN_MS at most. */
void site_turn(struct site *site);

#endif
