/* SPDX-License-Identifier: ISC */
/*
 * price: what messages cost by the `prices` of the configuration.  Amounts are
 * millionths of a US dollar.
 */
#ifndef CONFIG_PRICE_H
#define CONFIG_PRICE_H

#include "config/config.h"

/*
 * What the provider asks for one segment of a sender of that kind; false when
 * it is not set.  Neither of them need be there.
 */
bool price_of_segment(const struct config *config, const char *provider,
    struct slice kind, int64_t *price);

/* What it asks for one segment to another country (ISO 3166-1 alpha-2), whoever
 * sends it; false when it is not set. */
bool price_abroad(const struct config *config, const char *provider,
    const char *country, int64_t *price);

/*
 * What a message of so many segments costs by the provider that would carry it:
 * the sender's (NULL: none of ours), else the first of `route`.  False when
 * that price is not known.
 */
bool price_of_message(const struct config *config,
    const struct config_sender *sender, struct slice kind, size_t segments,
    int64_t *cost);

#endif
