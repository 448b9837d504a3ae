/* SPDX-License-Identifier: ISC */
/*
 * wire_vonage: what its files share among themselves.
 */
#ifndef SMSSIM_WIRE_VONAGE_H
#define SMSSIM_WIRE_VONAGE_H

#include "wire.h"

#define VONAGE_PRICE "0.0333" /* EUR a part */

/* The account's values. */
enum { VONAGE_API_KEY, VONAGE_API_SECRET, VONAGE_SIGNATURE_SECRET };

bool vonage_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out);

#endif
