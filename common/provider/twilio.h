/* SPDX-License-Identifier: ISC */
/*
 * twilio: what the files of this driver share.  Twilio's reference:
 * www.twilio.com/docs/messaging/api/message-resource, …/docs/api/errors,
 * …/docs/usage/webhooks/webhooks-security.
 */
#ifndef PROVIDER_TWILIO_H
#define PROVIDER_TWILIO_H

#include "provider/provider.h"

/* What an error code says about a request that was refused with it. */
struct twilio_code {
	int first, last; /* codes, inclusive */
	const char *class; /* error_class of sms-record.5 */
	enum provider_verdict verdict;
};

/* NULL for a code that neither the list nor the known ranges have. */
const struct twilio_code *twilio_code_find(struct slice code);

void twilio_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out);
bool twilio_verify(const struct provider_hook *hook, struct arena *arena);
int twilio_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);
int twilio_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
