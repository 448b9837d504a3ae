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
 * A lane is what waits for one sender, and stands as the sender of its rows.
 * Texts have one for each number or name.  What a provider sends from a pool,
 * e-mails or calls waits in "pool/NAME", "email/NAME" or "voice/NAME".
 */
struct channel {
	const char *name; /* field channel of sms-record.5 */
	unsigned carries; /* PROVIDER_SMS, … */
	const char *lane; /* NULL: texts */
	int64_t rate; /* as policy/rate.h, of the lane; 0: no limit */
	const char *nobody; /* the reason when there is no recipient */
};

const struct channel *channel_of(struct record *message);
const struct channel *channel_of_lane(struct slice lane);

/* The lane of what `provider` sends; `from` not there: from its pool. */
struct slice channel_lane(const struct channel *channel, struct slice from,
    const char *provider, struct arena *arena);

/* The sender of a lane, and the provider that it names; not there: none. */
struct slice channel_sender(struct slice lane);
struct slice channel_carrier(struct slice lane);

/* The number; of an e-mail the address, in small letters; not there when there
 * is none.  In the record's arena. */
struct slice channel_recipient(struct record *message);

#endif
