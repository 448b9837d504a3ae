/* SPDX-License-Identifier: ISC */
/*
 * How each platform proves that a webhook is its own: Vapi by a shared secret
 * (docs.vapi.ai/server-url/server-authentication), Telnyx by Ed25519
 * (developers.telnyx.com: webhook signing), others by an HMAC: Retell
 * (docs.retellai.com/features/secure-webhook), Bland
 * (docs.bland.ai/tutorials/webhook-signing), ElevenLabs (elevenlabs.io/docs:
 * post-call webhooks), OpenAI (standardwebhooks.com).
 *
 * Programs of your own, as the stacks LiveKit and Pipecat are, and Synthflow,
 * whose signature leaves the body out, bring the secret as a bearer token.
 */
#include "call/call.h"

#include "base/crypto.h"
#include "base/crypto_sign.h"
#include "base/num.h"
#include "time/instant.h"

#include <string.h>
#include <strings.h>

enum {
	VERIFY_WINDOW_MS = 5 * INSTANT_MINUTE, /* age, or haste, allowed */
	/* ElevenLabs' own library allows as much. */
	VERIFY_ELEVENLABS_MS = 30 * INSTANT_MINUTE,
};

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

/* Authorization: Bearer SECRET (RFC 6750). */
static bool
verify_bearer(const struct verify_request *request)
{
	static const char scheme[] = "Bearer ";
	const size_t skip = sizeof(scheme) - 1;
	struct slice sent = verify_header(request, "Authorization");

	if (sent.n <= skip || strncasecmp(sent.p, scheme, skip) != 0)
		return false;
	sent.p += skip;
	sent.n -= skip;
	return crypto_equal(sent, request->secret);
}

/* X-Vapi-Secret: SECRET, or a bearer token. */
static bool
verify_vapi(const struct verify_request *request)
{
	struct slice sent = verify_header(request, "X-Vapi-Secret");

	return sent.p != NULL ? crypto_equal(sent, request->secret)
			      : verify_bearer(request);
}

/* Is that time, in units of so many ms, near enough to now? */
static bool
verify_is_recent(const struct verify_request *request, struct slice text,
    int64_t unit_ms, int64_t window_ms)
{
	int64_t at;

	return num_parse(text, 0, INT64_MAX / 1000, &at) == 0 &&
	    at * unit_ms >= request->now_ms - window_ms &&
	    at * unit_ms <= request->now_ms + window_ms;
}

/* HMAC-SHA256 over the three one after another, in hex. */
static bool
verify_hmac_hex(const struct verify_request *request, struct slice first,
    const char *between, struct slice last, struct slice digest)
{
	uint8_t mac[CRYPTO_SHA256_SIZE];
	char hex[CRYPTO_SHA256_HEX];
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	buf_addslice(&text, first);
	buf_adds(&text, between);
	buf_addslice(&text, last);
	crypto_hmac_sha256(request->secret, buf_slice(&text), mac);
	buf_release(&text);
	crypto_hex(mac, sizeof(mac), hex);
	return crypto_equal(digest, slice_of(hex));
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

	return at.p != NULL && digest.p != NULL &&
	    verify_is_recent(request, at, 1, VERIFY_WINDOW_MS) &&
	    verify_hmac_hex(request, request->body, "", at, digest);
}

/* elevenlabs-signature: t=SECONDS,v0=HEX over SECONDS, a dot and the body. */
static bool
verify_elevenlabs(const struct verify_request *request)
{
	struct slice header = verify_header(request, "elevenlabs-signature");
	struct slice at = verify_part(header, "t");
	struct slice digest = verify_part(header, "v0");

	return at.p != NULL && digest.p != NULL &&
	    verify_is_recent(
		request, at, INSTANT_SECOND, VERIFY_ELEVENLABS_MS) &&
	    verify_hmac_hex(request, at, ".", request->body, digest);
}

/* X-Webhook-Signature: HEX over the body; no time, so nothing gets old. */
static bool
verify_bland(const struct verify_request *request)
{
	struct slice none = {"", 0};
	struct slice digest = verify_header(request, "X-Webhook-Signature");

	return digest.p != NULL &&
	    verify_hmac_hex(request, request->body, "", none, digest);
}

/* Is one of "v1,BASE64 v1,BASE64" that? */
static bool
verify_listed(struct slice list, struct slice wanted)
{
	while (list.n > 0) {
		const char *blank = memchr(list.p, ' ', list.n);
		size_t n = blank != NULL ? (size_t)(blank - list.p) : list.n;

		if (n > 3 && memcmp(list.p, "v1,", 3) == 0 &&
		    crypto_equal((struct slice){list.p + 3, n - 3}, wanted))
			return true;
		n += blank != NULL;
		list.p += n;
		list.n -= n;
	}
	return false;
}

/* webhook-signature: over webhook-id, webhook-timestamp and the body, with dots
 * between, by a key in base64 behind "whsec_". */
static bool
verify_openai(const struct verify_request *request)
{
	static const char prefix[] = "whsec_";
	const size_t skip = sizeof(prefix) - 1;
	struct slice id = verify_header(request, "webhook-id");
	struct slice at = verify_header(request, "webhook-timestamp");
	struct slice secret = request->secret;
	uint8_t mac[CRYPTO_SHA256_SIZE];
	struct buf key, text, wanted;
	bool good;

	if (id.p == NULL || at.p == NULL ||
	    !verify_is_recent(request, at, INSTANT_SECOND, VERIFY_WINDOW_MS))
		return false;
	if (secret.n > skip && memcmp(secret.p, prefix, skip) == 0)
		secret = (struct slice){secret.p + skip, secret.n - skip};
	buf_init(&key, BUF_NO_CAP);
	buf_init(&text, BUF_NO_CAP);
	buf_init(&wanted, BUF_NO_CAP);
	buf_addf(&text, "%.*s.%.*s.", SLICE_ARG(id), SLICE_ARG(at));
	buf_addslice(&text, request->body);
	good = crypto_base64_decode(secret, &key) == 0 && key.len > 0;
	crypto_hmac_sha256(buf_slice(&key), buf_slice(&text), mac);
	crypto_base64((struct slice){(const char *)mac, sizeof(mac)}, &wanted);
	good = good &&
	    verify_listed(verify_header(request, "webhook-signature"),
		buf_slice(&wanted));
	buf_release(&wanted);
	buf_release(&text);
	buf_release(&key);
	return good;
}

/* telnyx-signature-ed25519: base64, over telnyx-timestamp, '|' and the body. */
static bool
verify_telnyx(const struct verify_request *request)
{
	struct slice given = verify_header(request, "telnyx-signature-ed25519");
	struct slice at = verify_header(request, "telnyx-timestamp");
	struct buf key, signature, text;
	bool good;

	if (given.p == NULL || at.p == NULL ||
	    !verify_is_recent(request, at, INSTANT_SECOND, VERIFY_WINDOW_MS))
		return false;
	buf_init(&key, BUF_NO_CAP);
	buf_init(&signature, BUF_NO_CAP);
	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "%.*s|", SLICE_ARG(at));
	buf_addslice(&text, request->body);
	good = crypto_base64_decode(request->secret, &key) == 0 &&
	    crypto_base64_decode(given, &signature) == 0 &&
	    crypto_verify_ed25519(
		buf_slice(&key), buf_slice(&text), buf_slice(&signature));
	buf_release(&text);
	buf_release(&signature);
	buf_release(&key);
	return good;
}

static const struct {
	const char *platform;
	bool (*verify)(const struct verify_request *request);
} verifiers[] = {
    {"bland", verify_bland},
    {"elevenlabs", verify_elevenlabs},
    {"generic", verify_bearer},
    {"livekit", verify_bearer},
    {"openai", verify_openai},
    {"pipecat", verify_bearer},
    {"retell", verify_retell},
    {"synthflow", verify_bearer},
    {"telnyx-voice", verify_telnyx},
    {"vapi", verify_vapi},
    {"vcon", verify_bearer},
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
