/* SPDX-License-Identifier: ISC */
/*
 * sigv4: is a request signed as AWS wants it?  Signature Version 4 computed
 * anew, from its description
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 */
#ifndef SMSSIM_SIGV4_H
#define SMSSIM_SIGV4_H

#include "base/slice.h"

#include <stdint.h>

enum {
	SIGV4_SKEW_MS = 5 * 60 * 1000, /* of x-amz-date, either way */
};

/* A request, and who may have signed it. */
struct sigv4_request {
	const char *method, *path, *query; /* query NULL: none */
	struct slice body;
	const char *(*header)(const void *context, const char *name);
	const void *context;
	const char *key_id, *secret;
	const char *service; /* "sns" */
	int64_t now_ms;
};

enum sigv4_verdict {
	SIGV4_GOOD,
	SIGV4_MISSING, /* no Authorization */
	SIGV4_INCOMPLETE, /* a part of it, or of what it must cover */
	SIGV4_UNKNOWN_KEY,
	SIGV4_SCOPE, /* another service, or another day */
	SIGV4_EXPIRED, /* or from the future */
	SIGV4_MISMATCH,
};

enum sigv4_verdict sigv4_check(const struct sigv4_request *request);

#endif
