/* SPDX-License-Identifier: ISC */
/*
 * telnyx: what the files of this driver share.  Telnyx's reference:
 * developers.telnyx.com/api/messaging, …/docs/messaging.
 */
#ifndef PROVIDER_TELNYX_H
#define PROVIDER_TELNYX_H

#include "provider/provider.h"

/* A request without a body; path begins with "/v2/". */
int telnyx_request(const struct provider_values *values, const char *method,
    const char *path, struct arena *arena, struct http_request *out,
    struct error *err);

/* The codes of requests and of deliveries, in one table. */
extern const struct provider_code telnyx_codes[];

/*
 * Do the provider's words say that the recipient replied STOP?  They count for
 * more than the number of the code, which a guide of Telnyx's own swaps.
 */
bool telnyx_is_stop(struct slice text);

void telnyx_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out);
int telnyx_missed_build(const struct provider_values *values,
    const struct provider_query *query, const char *next, struct arena *arena,
    struct http_request *out, struct error *err);
int telnyx_missed_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_missed_page *out, struct error *err);
bool telnyx_verify(const struct provider_hook *hook, struct arena *arena);
int telnyx_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);
int telnyx_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
