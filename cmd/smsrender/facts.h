/* SPDX-License-Identifier: ISC */
/*
 * facts: what all messages of one call have in common.
 */
#ifndef SMSRENDER_FACTS_H
#define SMSRENDER_FACTS_H

#include "base/error.h"
#include "config/config.h"
#include "record/record.h"
#include "text/phone.h"
#include "time/zone.h"

#include <stdbool.h>
#include <stdint.h>

struct facts {
	struct record *call; /* the call record, checked */
	struct {
		struct view id, version, starts_at, timezone, status;
	} appointment; /* its members */
	bool reached; /* somebody, or a voicemail */
	bool cancelled; /* the appointment */
	struct slice business; /* our end of the call; may not be there */
	struct slice callback; /* the number we were asked to text */
	struct slice to; /* E.164; not there: `reason` says why */
	const char *reason; /* why no message may go, or NULL */
	struct slice channel; /* preferred, when it is not a text */
	struct slice email; /* their address; may not be there */
	const struct config_sender *sender; /* our end of the call, or NULL */
	struct slice tenant;
	struct slice language; /* may not be there */
	const struct zone *zone;
	const char *zone_basis; /* "appointment", "customer" or "tenant" */
	bool event; /* not a call */
	bool has_hangup;
	int64_t hangup_ms; /* end of the call, or when the event occurred */
	char number[PHONE_MAX]; /* behind `to` */
};

/*
 * Fills facts for a call record.  Strings are borrowed from the record and the
 * configuration.  -1 for a time zone that does not exist (EX_DATAERR) or none
 * at all (EX_CONFIG).
 */
int facts_gather(struct facts *facts, struct record *call,
    const struct config *config, struct zone_set *zones, struct error *err);

/*
 * Does a template that is also written as an e-mail reach them by it?  When no
 * text may go and they did not ask for a call.
 */
bool facts_by_email(const struct facts *facts, bool written);

#endif
