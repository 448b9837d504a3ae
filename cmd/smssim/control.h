/* SPDX-License-Identifier: ISC */
/*
 * control: the simulator's own interface, for tests and for its page.  JSON in
 * and out, below /sim/:
 *
 *	GET  phones	the conversations, latest first
 *	GET  messages	everything taken, with counts of equal ones
 *	POST reply	{"from": PHONE, "to": OURS, "body": TEXT}
 *	POST fate	{"fate": [RULE, ...], "receipt": [RULE, ...]}
 *	POST quit
 */
#ifndef SMSSIM_CONTROL_H
#define SMSSIM_CONTROL_H

#include "deliver.h"
#include "http/server.h"
#include "sim.h"

#define CONTROL_ROOT "/sim/"

enum {
	CONTROL_PHONES = 50, /* conversations shown */
	CONTROL_MESSAGES = 100, /* latest messages of each */
};

/* Answers a request below CONTROL_ROOT. */
void control_handle(struct sim *sim, struct deliver *deliver,
    const struct http_call *call, struct http_reply *reply);

#endif
