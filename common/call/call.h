/* SPDX-License-Identifier: ISC */
/*
 * call: from a voice platform's payload to a call record.
 *
 * platforms.c lists mappings, as data: where each fact sits in each platform's
 * payload and how it is converted.  A mapping of the configuration (calls:
 * mappings:) has the same form.
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
 * The calls that a run has read of late, for platforms that tell of one in
 * several events of which only the first has the numbers (Telnyx): a later one
 * becomes a whole record by what is remembered.  Bounded; 4 MB at the most.
 */
struct call_memory;
struct call_memory *call_memory_new(void);
void call_memory_free(struct call_memory *memory); /* NULL is fine */

struct call_context {
	const struct config *config;
	const char *from; /* insists on a platform; NULL: recognise it */
	struct call_memory *memory; /* NULL: each event for itself */
	int64_t received_ms; /* where the payload has no time of its own */
};

/*
 * Normalises `input` (a record that is no call record) into `out`.
 * 1 done; 0 when no platform recognises it; -1 with EX_DATAERR when one does
 * and the payload is broken.
 */
int call_normalise(struct record *input, const struct call_context *context,
    struct record *out, struct error *err);

/* The same for a body that is no record yet (a webhook). */
int call_normalise_text(struct slice text, const struct call_context *context,
    struct record *out, struct error *err);

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
