/* SPDX-License-Identifier: ISC */
/*
 * bandwidth: what the files of this driver share.  Bandwidth's reference:
 * dev.bandwidth.com/apis/messaging, …/docs/messaging/errors/codes.
 */
#ifndef PROVIDER_BANDWIDTH_H
#define PROVIDER_BANDWIDTH_H

#include "provider/provider.h"

/* Of requests: the types of errors.  Of deliveries: numbers of four digits. */
extern const struct provider_code bandwidth_types[];
extern const struct provider_code bandwidth_codes[];

/* A request to …/users/ACCOUNT/messages with the account's credentials. */
int bandwidth_request(const struct provider_values *values, const char *method,
    struct arena *arena, struct http_request *out, struct error *err);

int bandwidth_list_build(const struct provider_values *values,
    const struct provider_query *query, const char *next, struct arena *arena,
    struct http_request *out, struct error *err);
int bandwidth_list_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_page *out, struct error *err);
bool bandwidth_verify(const struct provider_hook *hook, struct arena *arena);
int bandwidth_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);
int bandwidth_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
