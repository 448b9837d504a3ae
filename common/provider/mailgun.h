/* SPDX-License-Identifier: ISC */
/*
 * mailgun: what the files of this driver share.  Mailgun's reference:
 * documentation.mailgun.com/docs/mailgun/api-reference, …/user-manual/events.
 */
#ifndef PROVIDER_MAILGUN_H
#define PROVIDER_MAILGUN_H

#include "provider/provider.h"

/* Of answers by their status, and of events by what they are. */
extern const struct provider_code mailgun_codes[];
extern const struct provider_code mailgun_event_codes[];

/* "<2026…@domain>" without its brackets; not there: it is no such id. */
struct slice mailgun_id(struct slice text);

void mailgun_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out);
bool mailgun_verify(const struct provider_hook *hook, struct arena *arena);
int mailgun_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
