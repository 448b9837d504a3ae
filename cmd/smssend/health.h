/* SPDX-License-Identifier: ISC */
/*
 * health: which carriers are down.  All processes share what they learn: how
 * often in a row a carrier received nothing stands in the store, with the time
 * until which it is left alone.  A carrier that is down is tried with one
 * message at a time; the first that it answers makes it well again.
 */
#ifndef SMSSEND_HEALTH_H
#define SMSSEND_HEALTH_H

#include "run.h"

enum {
	HEALTH_DOWN = 3, /* misses in a row */
	HEALTH_TRIES = 1, /* attempts at once of a carrier that is down */
	HEALTH_WAIT_MS = 60 * 1000, /* no process leaves it alone longer for
				       what another one saw */
};

/* What the store knows of one. */
struct health {
	int64_t misses;
	int64_t until_ms; /* wall clock */
};

/* misses 0 when it knows nothing. */
int health_read(struct store *store, const char *provider,
    struct health *health, struct error *err);

/* "up", "down", or "trying": with one message at a time. */
const char *health_word(const struct health *health);

/* Reads what the store knows into run->carrier_states. */
int health_load(struct run *run, struct error *err);

/* Nothing was received, or it wants less of us: none before `wait_ms` is
 * over.  What failed together is one miss. */
int health_miss(struct run *run, const struct carrier *carrier, int64_t wait_ms,
    struct error *err);

/* It answered. */
int health_answer(
    struct run *run, const struct carrier *carrier, struct error *err);

/* Nothing more goes by it in this run; without another one nothing is claimed
 * any more. */
void health_close(struct run *run, const struct carrier *carrier);

/* It refused our credentials: closed, and the next run tries it with one
 * message. */
int health_refuse(
    struct run *run, const struct carrier *carrier, struct error *err);

/* Is the carrier down and not to be tried yet, or closed? */
bool health_is_down(const struct run *run, const struct carrier *carrier);

/* Those that are, as a set for struct carrier_question; and with them those
 * that are being tried. */
unsigned health_down(const struct run *run);
unsigned health_ill(const struct run *run);

#endif
