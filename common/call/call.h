/* SPDX-License-Identifier: ISC */
/*
 * call: from a voice platform's payload to a call record.
 *
 * platforms.c holds one table of mappings, as data: where each fact sits in
 * each platform's payload and how it is converted.  A mapping of the
 * configuration (calls: mappings:) has the same form.
 */
#ifndef CALL_CALL_H
#define CALL_CALL_H

#include "base/error.h"
#include "base/slice.h"
#include "config/config.h"
#include "record/record.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Normalises `input` (a record that is no call record) into `out`.
 * 1 done; 0 when no platform recognises it; -1 with EX_DATAERR when one does
 * and the payload is broken.  `from` insists on a platform (NULL: recognise).
 * received_ms stands in where the payload has no time of its own.
 */
int call_normalise(struct record *input, const char *from,
    const struct config *config, int64_t received_ms, struct record *out,
    struct error *err);

/* The same for a body that is no record yet (a webhook). */
int call_normalise_text(struct slice text, const char *from,
    const struct config *config, int64_t received_ms, struct record *out,
    struct error *err);

/*
 * Fills `appointment` of a call record that has none, from the paths of
 * calls.appointment; call_normalise has done so.
 */
void call_complete(struct record *out, const struct config *config);

/*
 * To be asked once at the start: is what the configuration says of calls sound
 * (EX_CONFIG with FILE:LINE), and is `from` (may be NULL) a platform we know
 * (EX_USAGE)?
 */
int call_check(
    const struct config *config, const char *from, struct error *err);

/*
 * Is the webhook signed as the platform signs?  `header` answers NULL for a
 * header that is absent.  False for a platform that is not known.
 */
bool call_verify(const char *platform, struct slice body, struct slice secret,
    const char *(*header)(const void *context, const char *name),
    const void *context, int64_t now_ms);

#endif
