/* SPDX-License-Identifier: ISC */
/*
 * sendgrid: what the files of this driver share.  SendGrid's reference:
 * www.twilio.com/docs/sendgrid/api-reference/mail-send,
 * …/for-developers/tracking-events/event.
 */
#ifndef PROVIDER_SENDGRID_H
#define PROVIDER_SENDGRID_H

#include "provider/provider.h"

/* Of answers by their status, and of events by what they are. */
extern const struct provider_code sendgrid_codes[];
extern const struct provider_code sendgrid_event_codes[];

void sendgrid_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out);
bool sendgrid_verify(const struct provider_hook *hook, struct arena *arena);
int sendgrid_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
