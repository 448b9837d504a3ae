/* SPDX-License-Identifier: ISC */
/*
 * callback: a person who asks to be called back (a reply whose action is
 * request_callback) gets a call, where `callback` is set in the configuration.
 * The call is a message like any other: journal, consent, hours, cadence.
 */
#ifndef SMSSEND_CALLBACK_H
#define SMSSEND_CALLBACK_H

#include "run.h"

/* Could a call be made as `callback` says?  EX_CONFIG when it could not. */
int callback_check(const struct carriers *carriers, const struct config *config,
    struct error *err);

/* Does a call follow from the reply? */
bool callback_is_asked(const struct config *config, struct record *reply);

/*
 * The call, as a message; the reply has passed record_check.  `answered` is the
 * message that it answers; NULL: that one is not known.
 */
void callback_make(const struct config *config, struct record *reply,
    struct record *answered, int64_t now_ms, struct record *order);

#endif
