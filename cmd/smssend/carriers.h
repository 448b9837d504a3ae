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

struct carrier_choice {
	const struct carrier *carrier;
	struct slice from; /* not there: the carrier has a pool of senders */
	const struct config_sender *sender; /* NULL: not one of ours */
};

/*
 * The sender is `from`, else the first of the configuration whose provider is
 * on the route; the carrier is that sender's, else the first of the route, else
 * the only one.  EX_CONFIG when there is none.
 */
int carriers_choose(const struct carriers *carriers,
    const struct config *config, struct slice from,
    struct carrier_choice *choice, struct error *err);

#endif
