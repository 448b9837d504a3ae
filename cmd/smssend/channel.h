/* SPDX-License-Identifier: ISC */
/*
 * channel: what differs between texts, e-mail and calls.  All three take the
 * same way through the journal.
 */
#ifndef SMSSEND_CHANNEL_H
#define SMSSEND_CHANNEL_H

#include "provider/provider.h"
#include "record/record.h"

/*
 * Texts have a lane for each sender.  E-mail and calls have one each, which
 * stands as the sender of their rows: any provider that carries them may take
 * what is in it, so that one stands in for another without more ado.
 */
struct channel {
	const char *name; /* field channel of sms-record.5 */
	unsigned carries; /* PROVIDER_SMS, … */
	const char *lane; /* NULL: its rows have their own senders */
	int64_t rate; /* as policy/rate.h, of the lane; 0: no limit */
	const char *nobody; /* the reason when there is no recipient */
};

const struct channel *channel_of(struct record *message);
const struct channel *channel_of_lane(struct slice sender);

/* The number; of an e-mail the address, in small letters; not there when there
 * is none.  In the record's arena. */
struct slice channel_recipient(struct record *message);

#endif
