/* SPDX-License-Identifier: ISC */
/*
 * dynamic: a text that was written elsewhere, by a model, into a field of the
 * call.  It is a caller's words: no template, no links but to the brand's
 * domains, nothing that is not seen.  Numbers of cards and people in it are
 * masked.  What cannot be used has a reason, and the template's own text takes
 * its place.
 */
#ifndef SMSRENDER_DYNAMIC_H
#define SMSRENDER_DYNAMIC_H

#include "base/error.h"
#include "config/config.h"
#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>

struct dynamic {
	struct slice text; /* in the arena; not there: not used */
	const char *reason; /* of that, a word of the record's dynamic_reason */
	bool redacted; /* something was masked */
};

/*
 * Reads the field, a path in the call or in its `data`.  -1 when it cannot be
 * used: `reason` is set, and err says it in full.
 */
int dynamic_read(struct dynamic *dynamic, struct record *call,
    const char *field, const struct config *config, struct arena *arena,
    struct error *err);

/* The same for a finished text of more segments than it may have. */
int dynamic_measure(struct dynamic *dynamic, struct slice body, size_t segments,
    struct error *err);

#endif
