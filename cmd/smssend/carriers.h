/* SPDX-License-Identifier: ISC */
/*
 * carriers: the providers that are configured, and which of them takes a
 * message.
 */
#ifndef SMSSEND_CARRIERS_H
#define SMSSEND_CARRIERS_H

#include "base/error.h"
#include "config/config.h"
#include "provider/provider.h"
#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>

enum { CARRIERS_MAX = 16 };

struct carrier {
	const struct provider *provider;
	struct provider_values values;
};

struct carriers {
	struct carrier list[CARRIERS_MAX];
	size_t count;
};

/* Reads them from the configuration; none at all is EX_CONFIG. */
int carriers_load(
    struct carriers *carriers, const struct config *config, struct error *err);

/* By its provider's name; NULL when it is not configured. */
const struct carrier *carriers_find(
    const struct carriers *carriers, struct slice name);

/* Does any of them carry that? */
bool carriers_carry(const struct carriers *carriers, unsigned what);

/* What is to be sent. */
struct carrier_question {
	unsigned carries; /* PROVIDER_EMAIL, …; 0: texts */
	struct slice from; /* not there: ours to choose */
	struct slice to, category;
	struct record *message; /* is tried; NULL: any will do */
	unsigned down; /* those to leave out if others can: a bit each, by
			  their place in the list */
	bool well; /* these are left out in any case */
};

struct carrier_choice {
	const struct carrier *carrier;
	struct slice from; /* not there: the carrier has a pool of senders */
	const struct config_sender *sender; /* NULL: not one of ours */
};

/*
 * A sender that is given has its carrier: its own, else the first of `route`,
 * else the only one.  Else the first carrier on the message's route takes it
 * that can: from one of its senders, in their order, or else by its pool.  It
 * can when its driver makes a request of the message, the recipient's country
 * takes that sender, and the carrier is not down; else one that is down is
 * taken, and at last one whose sender that country refuses.  EX_DATAERR when no
 * driver makes a request of it, EX_CONFIG when there is none to ask.
 *
 * E-mail and calls have no senders here: the first that can of those that carry
 * them, in the order of the route and then of the drivers.
 */
int carriers_choose(const struct carriers *carriers,
    const struct config *config, const struct carrier_question *question,
    struct carrier_choice *choice, struct error *err);

/*
 * Whose lane is it (channel.h)?  One that names no carrier, or one that is not
 * configured any more, is that of the first that may have it.
 */
int carriers_of_lane(const struct carriers *carriers,
    const struct config *config, struct slice lane, unsigned down,
    struct carrier_choice *choice, struct error *err);

#endif
