/* SPDX-License-Identifier: ISC */
/*
 * kannel: what the files of this driver share.  Kannel's reference: its User's
 * Guide, "Using SMS gateway" (Debian package kannel-docs).
 */
#ifndef PROVIDER_KANNEL_H
#define PROVIDER_KANNEL_H

#include "provider/provider.h"

/* By the words of an answer; by what an SMSC told of a delivery. */
extern const struct provider_code kannel_codes[];
extern const struct provider_code kannel_receipt_codes[];

bool kannel_verify(const struct provider_hook *hook, struct arena *arena);
int kannel_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);
int kannel_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
