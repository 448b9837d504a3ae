/* SPDX-License-Identifier: ISC */
/*
 * schedule: when a message is due, and until when.
 */
#ifndef SMSRENDER_SCHEDULE_H
#define SMSRENDER_SCHEDULE_H

#include "base/error.h"
#include "record/view.h"
#include "template/template_file.h"
#include "time/zone.h"

#include <stdint.h>

enum {
	/* What was due so long ago, or less, is still worth sending. */
	SCHEDULE_GRACE_MS = 5 * INSTANT_MINUTE,
};

/*
 * An instant as records hold it; without an offset it is a wall clock in the
 * zone.  -1 when the view is no time.
 */
int schedule_read(struct view view, const struct zone *zone,
    struct arena *arena, int64_t *unix_ms);

/*
 * The anchor, moved: years to days on the wall clock of the zone, then the
 * time of day, then hours to seconds as time that passes.
 */
int64_t schedule_apply(const struct schedule *schedule, int64_t anchor_ms,
    const struct zone *zone);

#endif
