/* SPDX-License-Identifier: ISC */
/*
 * words: times, lengths and amounts as people read them, in English.
 */
#ifndef SMSRENDER_WORDS_H
#define SMSRENDER_WORDS_H

#include "base/buf.h"
#include "template/template_file.h"
#include "text/segment.h"
#include "time/zone.h"

#include <stdint.h>

/* "Mon Dec 7 2026, 2:30 PM EST (America/New_York)" */
void words_time(struct buf *out, int64_t unix_ms, const struct zone *zone);

/*
 * "1 day before appointment.starts_at, same time of day"; "at once" for a
 * schedule that is not set.
 */
void words_schedule(struct buf *out, const struct schedule *schedule);

/*
 * "1 segment, GSM-7, 143 of 160 septets"; for UCS-2 with the first character
 * that forces it.  size is that of the body.
 */
void words_size(
    struct buf *out, const struct segment_count *size, struct slice body);

/* What a reason of smsrender's means; NULL for those of others. */
const char *words_reason(struct slice reason);

/* "Spanish" for "es-MX"; NULL when we have no word for it. */
const char *words_language(struct slice language);

#endif
