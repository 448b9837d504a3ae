/* SPDX-License-Identifier: ISC */
#include "behind.h"

enum {
	BEHIND_MS = 2000, /* more than clocks of one machine differ */
	BEHIND_STEP_MS = 1000, /* the note is as exact as that */
};

static const char behind_meter[] = "clock";

static int
behind_newest(struct run *run, int64_t *newest_ms, struct error *err)
{
	int64_t period_ms;

	*newest_ms = 0;
	return meter_read(
	    run->store, slice_of(behind_meter), &period_ms, newest_ms, err);
}

int
behind_check(struct run *run, int64_t now_ms, struct error *err)
{
	int64_t newest_ms;

	if (run->clock.fixed)
		return 0;
	if (behind_newest(run, &newest_ms, err) < 0)
		return -1;
	if (now_ms + BEHIND_MS >= newest_ms) {
		run->behind = false;
		return 0;
	}
	if (!run->behind)
		diag_warn(run->diag,
		    "the clock is %.0f s behind the journal: nothing is sent "
		    "until it is right",
		    (double)(newest_ms - now_ms) / 1000);
	run->behind = true;
	run_leave(run);
	return 1;
}

int
behind_note(struct run *run, int64_t now_ms, struct error *err)
{
	int64_t newest_ms;

	if (run->clock.fixed)
		return 0;
	if (behind_newest(run, &newest_ms, err) < 0)
		return -1;
	if (now_ms < newest_ms + BEHIND_STEP_MS)
		return 0;
	return meter_write(run->store, slice_of(behind_meter), 0, now_ms, err);
}
