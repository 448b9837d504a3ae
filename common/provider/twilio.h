/* SPDX-License-Identifier: ISC */
/*
 * twilio: what the files of this driver share.  Twilio's reference:
 * www.twilio.com/docs/messaging/api/message-resource, …/docs/api/errors,
 * …/docs/usage/webhooks/webhooks-security.
 */
#ifndef PROVIDER_TWILIO_H
#define PROVIDER_TWILIO_H

#include "provider/provider.h"

/* The codes of requests and of deliveries, in one table. */
extern const struct provider_code twilio_codes[];

/* What has no row is no state of a message to people. */
extern const struct provider_status twilio_statuses[];

/* "SM" or "MM" and 32 hex digits. */
bool twilio_is_sid(struct slice text);

/* "https://api.twilio.com", or what is configured; "/…/Messages.json". */
void twilio_add_base(const struct provider_values *values, struct buf *url);
void twilio_add_path(const struct provider_values *values, struct buf *url);

/* A request to that address with the account's credentials. */
int twilio_request(const struct provider_values *values, const char *method,
    struct arena *arena, struct http_request *out, struct error *err);

int twilio_list_build(const struct provider_values *values,
    const struct provider_query *query, const char *next, struct arena *arena,
    struct http_request *out, struct error *err);
int twilio_missed_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_missed_page *out, struct error *err);
int twilio_list_parse(const struct provider_values *values,
    const struct http_answer *answer, struct arena *arena,
    struct provider_page *out, struct error *err);
void twilio_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out);
bool twilio_verify(const struct provider_hook *hook, struct arena *arena);
int twilio_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);
int twilio_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
