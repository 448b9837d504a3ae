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

/* A status of Twilio's in our words; NULL for one that messages to people do
 * not have. */
struct twilio_status {
	const char *word, *status;
	bool terminal;
};
const struct twilio_status *twilio_status_find(struct slice word);

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
