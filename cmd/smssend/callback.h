/* SPDX-License-Identifier: ISC */
/*
 * callback: a person who asks to be called back (a reply whose action is
 * request_callback) gets a call, where `callback` is set in the configuration.
 * The call is a message like any other: journal, consent, hours, cadence.
 */
#ifndef SMSSEND_CALLBACK_H
#define SMSSEND_CALLBACK_H

#include "run.h"

/* A provider that makes no calls is EX_CONFIG. */
int callback_check(const struct carriers *carriers, const struct config *config,
    struct error *err);

/* False when nothing follows from the reply; else `order` is the message. */
bool callback_make(const struct config *config, struct record *reply,
    int64_t now_ms, struct record *order);

#endif
