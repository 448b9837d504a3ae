/* SPDX-License-Identifier: ISC */
/*
 * loose: dates as people write them: "March 14, 2016 at 10:20 pm", "14 Mar
 * 2016", "Mon, 14 Mar 2016 10:20:30 -0500", "2016/03/14".
 */
#ifndef TIME_LOOSE_H
#define TIME_LOOSE_H

#include "base/slice.h"
#include "time/instant.h"

#include <stdbool.h>

/* What was said; the parts that were not are 0. */
struct loose {
	struct civil civil;
	bool year, month, day, time; /* said */
	bool zoned; /* an offset or a zone was said */
	int offset_s; /* east of UTC */
};

/*
 * Month names and zones are English, as in mail (RFC 5322) and in Ruby's
 * Time.parse.  -1 when there is a word that is none of a date's, a date or
 * time that does not exist, or neither of them.
 */
int loose_parse(struct slice text, struct loose *loose);

#endif
