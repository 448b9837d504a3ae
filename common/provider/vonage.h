/* SPDX-License-Identifier: ISC */
/*
 * vonage: what the files of this driver share.  Vonage's reference:
 * developer.vonage.com/en/api/sms, …/en/messaging/sms/overview.
 */
#ifndef PROVIDER_VONAGE_H
#define PROVIDER_VONAGE_H

#include "http/form.h"
#include "provider/provider.h"

/* The statuses of requests; the err-codes of receipts. */
extern const struct provider_code vonage_codes[];
extern const struct provider_code vonage_receipt_codes[];

/*
 * The fields of a webhook, which comes as a query, a form or a JSON object, by
 * the account's settings.
 */
int vonage_fields(const struct provider_hook *hook, struct form *form,
    struct arena *arena, struct error *err);

void vonage_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out);
bool vonage_verify(const struct provider_hook *hook, struct arena *arena);
int vonage_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);
int vonage_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
