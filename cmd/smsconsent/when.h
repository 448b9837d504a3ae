/* SPDX-License-Identifier: ISC */
/*
 * when: times as tables have them.
 */
#ifndef SMSCONSENT_WHEN_H
#define SMSCONSENT_WHEN_H

#include "base/error.h"
#include "base/slice.h"
#include "time/zone.h"

#include <stdint.h>

/*
 * RFC 3339, also as databases write it ("2026-11-01 10:00:00+00", "… UTC"); a
 * date, or a date and time, of the zone's clock (NULL: refused); seconds or
 * milliseconds since 1970, with a fraction or an exponent.  Before the first
 * text message (1992) nobody agreed to any: -1 with EX_DATAERR, as for all that
 * is no time or lies behind latest_ms.
 */
int when_read(struct slice text, const struct zone *zone, int64_t latest_ms,
    int64_t *ms, struct error *err);

#endif
