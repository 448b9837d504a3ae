/* SPDX-License-Identifier: ISC */
/*
 * packet: a campaign's registration, in the field names of The Campaign
 * Registry.
 */
#ifndef SMSLINT_PACKET_H
#define SMSLINT_PACKET_H

#include "base/buf.h"
#include "config/config.h"

/* Adds one JSON object and a line feed; what is not known is null. */
void packet_write(const struct config_campaign *campaign,
    const struct config *config, struct buf *out);

#endif
