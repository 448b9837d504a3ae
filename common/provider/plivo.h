/* SPDX-License-Identifier: ISC */
/*
 * plivo: what the files of this driver share.  Plivo's reference:
 * www.plivo.com/docs/messaging/api/message, …/docs/messaging/concepts.
 */
#ifndef PROVIDER_PLIVO_H
#define PROVIDER_PLIVO_H

#include "provider/provider.h"

#define PLIVO_BASE "https://api.plivo.com"

/* The codes of deliveries; a request's errors have no code. */
extern const struct provider_code plivo_codes[];
extern const struct provider_status plivo_statuses[];

/* A request to …/Account/ID/Message/ with the account's credentials. */
int plivo_request(const struct provider_values *values, const char *method,
    struct arena *arena, struct http_request *out, struct error *err);

void plivo_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out);
int plivo_list_build(const struct provider_values *values,
    const struct provider_query *query, const char *next, struct arena *arena,
    struct http_request *out, struct error *err);
int plivo_list_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_page *out, struct error *err);
bool plivo_verify(const struct provider_hook *hook, struct arena *arena);
int plivo_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);
int plivo_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
