/* SPDX-License-Identifier: ISC */
/*
 * deliver: what happens after a message was taken: it goes from state to
 * state, and each is posted to the message's callback URL; an inbound text
 * is posted to the provider's inbound URL.  Posts go to loopback addresses
 * only, so that nothing simulated reaches a real receiver.
 */
#ifndef SMSSIM_DELIVER_H
#define SMSSIM_DELIVER_H

#include "base/error.h"
#include "sim.h"

#include <stdint.h>

enum {
	DELIVER_POSTS_MAX = 32, /* in flight at a time */
	DELIVER_TRIES = 3, /* of a post that is not answered with 2xx */
	DELIVER_AGAIN_MS = 1000, /* between two tries */
	DELIVER_TIMEOUT_MS = 15 * 1000, /* for an answer */
};

struct deliver;

/* arrival_ms: the time from one state to the next. */
struct deliver *deliver_new(
    struct sim *sim, int64_t arrival_ms, struct error *err);
void deliver_free(struct deliver *deliver);

/* Is it an http:// URL of a loopback address? */
bool deliver_may_post(const char *url);

/* The message's next step is due after so many milliseconds. */
void deliver_add(
    struct deliver *deliver, struct sim_message *message, int64_t delay_ms);

/*
 * Works until fd is readable, timeout_ms passed or a step is due, and takes
 * the steps that are.
 */
void deliver_run(struct deliver *deliver, int fd, int timeout_ms);

#endif
