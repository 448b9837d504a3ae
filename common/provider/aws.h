/* SPDX-License-Identifier: ISC */
/*
 * aws: what the drivers of Amazon's two services for texts share: settings,
 * signed requests, and what comes in by a topic of SNS
 * (docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html).
 */
#ifndef PROVIDER_AWS_H
#define PROVIDER_AWS_H

#include "provider/provider.h"

enum {
	AWS_REGION = PROVIDER_OWN,
	AWS_ACCESS_KEY_ID,
	AWS_SECRET_ACCESS_KEY,
	AWS_SESSION_TOKEN,
	AWS_SIGNING_CERTIFICATE,
	AWS_OWN, /* the first of the one driver's own */
};

/* The rows of a table of settings. */
#define AWS_SETTINGS                                                          \
	PROVIDER_HTTP_SETTINGS,                                               \
	    [AWS_REGION] = {"region", true, false, "such as us-east-1",       \
		"AWS_REGION"},                                                \
	    [AWS_ACCESS_KEY_ID] = {"access_key_id", true, false,              \
		"id of a key that may send", "AWS_ACCESS_KEY_ID"},            \
	    [AWS_SECRET_ACCESS_KEY] = {"secret_access_key", true, true,       \
		"its secret", "AWS_SECRET_ACCESS_KEY"},                       \
	    [AWS_SESSION_TOKEN] = {"session_token", false, true,              \
		"of a temporary key", "AWS_SESSION_TOKEN"},                   \
	    [AWS_SIGNING_CERTIFICATE] = {"signing_certificate", false, false, \
		"PEM that notifications name by SigningCertURL", NULL}

/*
 * A POST to base_url, else https://HOST.REGION.amazonaws.com/, that is signed
 * for the service of the same name as HOST.
 */
int aws_request(const struct provider *provider,
    const struct provider_values *values, const char *host, struct arena *arena,
    struct http_request *out, struct error *err);

/*
 * Is the notification signed by hook->secret, the certificate, and does it name
 * a certificate of SNS?  The certificate is configured, never fetched: that is
 * what makes this a pure function.
 */
bool aws_verify(const struct provider_hook *hook, struct arena *arena);

/* The JSON inside of a notification; not there when it is none.  EX_DATAERR for
 * a body that is no JSON. */
int aws_message(const struct provider_hook *hook, struct arena *arena,
    struct view *message, struct error *err);

/* "confirm the subscription: URL" for a confirmation that names SNS. */
const char *aws_notice(const struct provider_hook *hook, struct arena *arena);

/* An inbound text of a two-way number. */
int aws_inbound(const struct provider *provider,
    const struct provider_hook *hook, struct arena *arena, struct record *out,
    struct error *err);

#endif
