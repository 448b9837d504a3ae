/* SPDX-License-Identifier: ISC */
/*
 * appointment: which of two messages about one appointment is out of date.
 */
#ifndef POLICY_APPOINTMENT_H
#define POLICY_APPOINTMENT_H

#include "record/record.h"

#include <stdbool.h>
#include <stdint.h>

/* What a message record says of its appointment; texts are the record's. */
struct appointment_message {
	struct slice template_id;
	int64_t version; /* -1: its platform counts none */
	int64_t call_ended_ms; /* 0: unknown */
	bool cancels; /* its purpose is cancellation */
	bool later; /* it has a send_at: a reminder, a follow-up */
};

void appointment_read(
    struct record *message, struct appointment_message *appointment);

/*
 * Does `newer` make `older` wrong?  Both are of one tenant and appointment.  A
 * higher version does, for the same template and for what was to be sent later;
 * where versions do not tell, the later call, for the same template.  A
 * cancellation makes all wrong that was said before it.
 */
bool appointment_supersedes(const struct appointment_message *newer,
    const struct appointment_message *older);

#endif
