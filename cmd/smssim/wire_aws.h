/* SPDX-License-Identifier: ISC */
/*
 * wire_aws: what Amazon's two services for texts have in common: signed
 * requests to one path, and notifications of SNS
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html).
 * All notifications bear the signature of one key, as all of a region's do; its
 * certificate is at AWS_CERTIFICATE.
 */
#ifndef SMSSIM_WIRE_AWS_H
#define SMSSIM_WIRE_AWS_H

#include "sigv4.h"
#include "wire.h"

enum { AWS_KEY_ID, AWS_SECRET_KEY }; /* the accounts' values */

#define AWS_VALUES                                       \
	[AWS_KEY_ID] = {.name = "access_key_id",         \
	    .env = "AWS_ACCESS_KEY_ID",                  \
	    .prefix = "AKIA",                            \
	    .needed = true,                              \
	    .word = true},                               \
	[AWS_SECRET_KEY] = {.name = "secret_access_key", \
	    .env = "AWS_SECRET_ACCESS_KEY",              \
	    .prefix = "",                                \
	    .needed = true}

enum { AWS_BODY_MAX = 1600 }; /* characters */

/* The path's tail of the signing certificate's URL. */
#define AWS_CERTIFICATE "/SimpleNotificationService-smssim.pem"

/* Is the request signed for that service, by this account? */
enum sigv4_verdict aws_check(const struct wire_call *call, const char *service);

/* Makes the key that signs notifications, unless there is one: RSA takes a
 * while, and most never see it. */
void aws_need_key(const struct wire_call *call);

/* Answers with the certificate of that key. */
void aws_certificate(const struct wire_call *call);

/* An inbound text as a topic of SNS tells it. */
struct json_object *aws_inbound_text(const struct sim_message *message);

/* The post of a notification with this message, which is taken.  False: there
 * is no key, since nobody sent through AWS or asked for the certificate. */
bool aws_notify_take(const struct sim *sim, struct json_object *message,
    const char *url, struct arena *arena, struct http_request *out);

/* "+15550001111", "TEXT", "12345" or the like; AWS takes a sender so. */
bool aws_is_sender(struct slice text);

/* Who sends where no sender is named: the account's own number. */
extern const char aws_own_number[];

#endif
