/* SPDX-License-Identifier: ISC */
/*
 * wire_twilio: Twilio's side of its API for messages (2010-04-01), written
 * from its reference (https://www.twilio.com/docs/messaging/api) and sharing
 * nothing with the driver that talks to it.
 */
#ifndef SMSSIM_WIRE_TWILIO_H
#define SMSSIM_WIRE_TWILIO_H

#include "base/mem.h"
#include "deliver.h"
#include "http/client.h"
#include "http/server.h"
#include "receipt.h"
#include "sim.h"

#define TWILIO_ROOT "/2010-04-01/"

/* Answers a request below TWILIO_ROOT. */
void twilio_handle(struct sim *sim, struct deliver *deliver,
    const struct http_call *call, struct http_reply *reply);

/*
 * The post that tells `url` of the message's status, or of an inbound text;
 * signed.  All of it lives in the arena.
 */
void twilio_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out);

#endif
