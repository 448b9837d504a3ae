/* SPDX-License-Identifier: ISC */
/*
 * health: how good is a rate?  The limits are those of the configuration, for
 * the colours of reports and for alerts alike.
 */
#ifndef SMSSTATS_HEALTH_H
#define SMSSTATS_HEALTH_H

#include "acc.h"
#include "config/config.h"

#include <stdbool.h>
#include <stdint.h>

enum health { HEALTH_NONE, HEALTH_GOOD, HEALTH_FAIR, HEALTH_BAD };

/* NONE where nothing is known of it: no limit, or no cases. */
enum health health_of(
    const struct config_alerts *alerts, const struct figure *figure);

/* The limit of a rate or of a latency's share in time; false: it has none. */
struct health_limit {
	const char *title; /* of what is limited */
	int64_t limit; /* millionths */
	bool least; /* bad below; else bad above */
};
bool health_limit(const struct config_alerts *alerts,
    const struct figure *figure, struct health_limit *limit);

/* Did it pass the limit?  There are cases. */
bool health_passed(
    const struct health_limit *limit, const struct figure *figure);

#endif
