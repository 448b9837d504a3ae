/* SPDX-License-Identifier: ISC */
#include "policy/cadence.h"
#include "policy/place.h"
#include "time/instant.h"

#include <string.h>

#define THREE(state)                                             \
	{                                                        \
		"3 per 24h, promotional, " state, 3, INSTANT_DAY \
	}

/* New Jersey's is disputed, and kept. */
static const struct cadence_cap caps[] = {
    {"FL", true, "Fla. Stat. 501.616(6)", THREE("FL")},
    {"MD", true, "Md. Com. Law 14-4501 ff.", THREE("MD")},
    {"NJ", false, "S921 (2023)", THREE("NJ")},
    {"OK", true, "15 O.S. 775C.4", THREE("OK")},
    {"OR", false, "ORS 646.561 ff.", THREE("OR")},
};

enum { CAPS = sizeof(caps) / sizeof(caps[0]) };

const struct cadence_cap *
cadence_caps(size_t *count)
{
	*count = CAPS;
	return caps;
}

const struct cadence_cap *
cadence_cap_find(struct slice number)
{
	struct place place;
	size_t i;

	if (!place_find(number, &place) || place.region == NULL ||
	    strcmp(place.country, "US") != 0)
		return NULL;
	for (i = 0; i < CAPS; i++)
		if (strcmp(place.region, caps[i].state) == 0)
			return &caps[i];
	return NULL;
}
