/* SPDX-License-Identifier: ISC */
/*
 * wire_telnyx: what the files of this wire share.
 */
#ifndef SMSSIM_WIRE_TELNYX_H
#define SMSSIM_WIRE_TELNYX_H

#include "wire.h"

/* An error in Telnyx's form; the code is a string there. */
void telnyx_error(struct http_reply *reply, int status, const char *code,
    const char *title, const char *pointer);

/* GET of who has opted out. */
void telnyx_optouts(const struct wire_call *call);

#endif
