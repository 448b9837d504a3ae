/* SPDX-License-Identifier: ISC */
/*
 * receipt: how an accepted message goes on, and what its status callbacks say.
 */
#ifndef SMSSIM_RECEIPT_H
#define SMSSIM_RECEIPT_H

#include "base/slice.h"

#include <stddef.h>

enum {
	RECEIPT_STEPS_MAX = 6, /* with the STATUS_NONE at the end */
};

/* In the order of Twilio's states: a message never goes back. */
enum status {
	STATUS_NONE,
	STATUS_QUEUED,
	STATUS_SENT,
	STATUS_DELIVERED,
	STATUS_UNDELIVERED,
	STATUS_FAILED,
	STATUS_RECEIVED, /* an inbound text */
};

/* Why a message was not delivered; each provider has its own code for it. */
enum reason {
	REASON_NONE,
	REASON_UNREACHABLE,
	REASON_UNKNOWN_NUMBER,
	REASON_LANDLINE,
	REASON_FILTERED,
	REASON_UNREGISTERED,
	REASON_EXPIRED,
	REASON_STOPPED, /* the phone said STOP; no receipt of the table */
	REASON_COUNT,
};

struct receipt {
	const char *name, *summary;
	enum status steps[RECEIPT_STEPS_MAX]; /* ends with STATUS_NONE */
	enum status end; /* reached behind the steps, without a word */
	enum reason reason; /* of an undelivered or failed message */
	const char *magic; /* digits behind FATE_MAGIC; NULL: no number */
};

/* By index, the first (0) being the usual course; NULL behind the last. */
const struct receipt *receipt_at(size_t index);

/* The one of this recipient; NULL for an ordinary number. */
const struct receipt *receipt_of(struct slice to);

/* "queued", "sent", ... */
const char *status_name(enum status status);

#endif
