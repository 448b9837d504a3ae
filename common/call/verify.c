/* SPDX-License-Identifier: ISC */
/*
 * How each platform proves that a webhook is its own: Vapi by a shared secret
 * (docs.vapi.ai/server-url/server-authentication), Retell by an HMAC
 * (docs.retellai.com/features/secure-webhook).
 */
#include "call/call.h"

#include "base/crypto.h"
#include "base/num.h"
#include "time/instant.h"

#include <string.h>
#include <strings.h>

enum { VERIFY_WINDOW_MS = 5 * INSTANT_MINUTE }; /* age, or haste, allowed */

/* What came with the webhook. */
struct verify_request {
	struct slice body, secret;
	const char *(*header)(const void *context, const char *name);
	const void *context;
	int64_t now_ms;
};

static struct slice
verify_header(const struct verify_request *request, const char *name)
{
	return slice_of(request->header(request->context, name));
}

/* X-Vapi-Secret: SECRET, or Authorization: Bearer SECRET. */
static bool
verify_vapi(const struct verify_request *request)
{
	static const char scheme[] = "Bearer ";
	const size_t skip = sizeof(scheme) - 1;
	struct slice sent = verify_header(request, "X-Vapi-Secret");

	if (sent.p == NULL) {
		sent = verify_header(request, "Authorization");
		if (sent.n <= skip || strncasecmp(sent.p, scheme, skip) != 0)
			return false;
		sent.p += skip;
		sent.n -= skip;
	}
	return crypto_equal(sent, request->secret);
}

/* The value of name= in "v=1,d=2". */
static struct slice
verify_part(struct slice header, const char *name)
{
	size_t len = strlen(name), n;

	while (header.n > 0) {
		const char *comma = memchr(header.p, ',', header.n);

		n = comma != NULL ? (size_t)(comma - header.p) : header.n;
		if (n > len && memcmp(header.p, name, len) == 0 &&
		    header.p[len] == '=')
			return (struct slice){header.p + len + 1, n - len - 1};
		n += comma != NULL;
		header.p += n;
		header.n -= n;
	}
	return (struct slice){NULL, 0};
}

/* x-retell-signature: v=MS,d=HEX of HMAC-SHA256 over the body and MS. */
static bool
verify_retell(const struct verify_request *request)
{
	struct slice header = verify_header(request, "x-retell-signature");
	struct slice at = verify_part(header, "v");
	struct slice digest = verify_part(header, "d");
	uint8_t mac[CRYPTO_SHA256_SIZE];
	char hex[CRYPTO_SHA256_HEX];
	struct buf signed_text;
	int64_t at_ms;

	if (at.p == NULL || digest.p == NULL ||
	    num_parse(at, 0, INT64_MAX, &at_ms) != 0)
		return false;
	if (at_ms < request->now_ms - VERIFY_WINDOW_MS ||
	    at_ms > request->now_ms + VERIFY_WINDOW_MS)
		return false;
	buf_init(&signed_text, BUF_NO_CAP);
	buf_addslice(&signed_text, request->body);
	buf_addslice(&signed_text, at);
	crypto_hmac_sha256(request->secret, buf_slice(&signed_text), mac);
	buf_release(&signed_text);
	crypto_hex(mac, sizeof(mac), hex);
	return crypto_equal(digest, slice_of(hex));
}

static const struct {
	const char *platform;
	bool (*verify)(const struct verify_request *request);
} verifiers[] = {
    {"retell", verify_retell},
    {"vapi", verify_vapi},
};

bool
call_verify(const char *platform, struct slice body, struct slice secret,
    const char *(*header)(const void *context, const char *name),
    const void *context, int64_t now_ms)
{
	const struct verify_request request = {
	    body, secret, header, context, now_ms};
	size_t i;

	if (secret.n == 0)
		return false;
	for (i = 0; i < sizeof(verifiers) / sizeof(verifiers[0]); i++)
		if (strcmp(verifiers[i].platform, platform) == 0)
			return verifiers[i].verify(&request);
	return false;
}
