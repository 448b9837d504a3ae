/* SPDX-License-Identifier: ISC */
/*
 * vonage_verify: a JWT (RFC 7519, HS256) with the hash of the body, or, of old,
 * the parameter sig over all others (developer.vonage.com: signed webhooks,
 * signing messages).
 */
#include "base/crypto.h"
#include "provider/answer.h"
#include "provider/hook.h"
#include "provider/vonage.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- JWT ----------------------------------------------------------------- */

/* The JSON of a part of it, decoded into the arena. */
static bool
jwt_part(struct slice text, struct arena *arena, struct view *out)
{
	struct scan_fault fault;
	struct slice plain = {NULL, 0};
	struct buf decoded;

	buf_init(&decoded, BUF_NO_CAP);
	if (crypto_base64url_decode(text, &decoded) == 0)
		plain = arena_slice(arena, buf_slice(&decoded));
	buf_release(&decoded);
	if (plain.p == NULL ||
	    scan_value(plain, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD)
		return false;
	*out = view_of(plain);
	return true;
}

static bool
jwt_is_signed(struct slice text, struct slice signature, struct slice secret)
{
	uint8_t mac[CRYPTO_SHA256_SIZE];
	struct buf given;
	bool good;

	crypto_hmac_sha256(secret, text, mac);
	buf_init(&given, BUF_NO_CAP);
	good = crypto_base64url_decode(signature, &given) == 0 &&
	    crypto_equal(buf_slice(&given),
		(struct slice){(const char *)mac, sizeof(mac)});
	buf_release(&given);
	return good;
}

/* Without a body there is nothing that its hash could prove. */
static bool
jwt_verify(
    const struct provider_hook *hook, struct slice token, struct arena *arena)
{
	size_t one = slice_find(token, slice_of(".")), two;
	char hex[CRYPTO_SHA256_HEX];
	struct view head, claims;
	struct slice rest, issued;

	if (one == SIZE_MAX || hook->body.n == 0)
		return false;
	rest = (struct slice){token.p + one + 1, token.n - one - 1};
	two = slice_find(rest, slice_of("."));
	if (two == SIZE_MAX ||
	    !jwt_part((struct slice){token.p, one}, arena, &head) ||
	    !jwt_part((struct slice){rest.p, two}, arena, &claims) ||
	    !slice_is(answer_text(head, "alg", arena), "HS256") ||
	    !jwt_is_signed((struct slice){token.p, one + 1 + two},
		(struct slice){rest.p + two + 1, rest.n - two - 1},
		hook->secret))
		return false;
	crypto_sha256_hex(hook->body, hex);
	issued = answer_text(claims, "iat", arena);
	return slice_is(answer_text(claims, "payload_hash", arena), hex) &&
	    (issued.n == 0 || hook_is_recent(hook, issued));
}

/* ---- sig ----------------------------------------------------------------- */

static int
sig_compare(const void *left, const void *right)
{
	const struct form_field *a = left, *b = right;

	return slice_compare(a->name, b->name);
}

/* "&name=value" of each in order, '&' and '=' within a value as '_'. */
static void
sig_text(struct form *form, struct buf *out)
{
	const struct form_field *field;
	size_t i, c;

	qsort(form->fields, form->count, sizeof(*form->fields), sig_compare);
	for (i = 0; i < form->count; i++) {
		field = &form->fields[i];
		if (slice_is(field->name, "sig"))
			continue;
		buf_addc(out, '&');
		buf_addslice(out, field->name);
		buf_addc(out, '=');
		for (c = 0; c < field->value.n; c++)
			buf_addc(out,
			    memchr("&=", field->value.p[c], 2) != NULL
				? '_'
				: field->value.p[c]);
	}
}

/* All that an account may be set to; the first is keyed by the end alone. */
static const struct {
	const char *digest;
	bool is_hash;
} sig_methods[] = {{"MD5", true}, {"MD5", false}, {"SHA1", false},
    {"SHA256", false}, {"SHA512", false}};

static bool
sig_is(
    struct slice given, size_t method, struct slice text, struct slice secret)
{
	uint8_t mac[CRYPTO_MAC_SIZE];
	char hex[2 * CRYPTO_MAC_SIZE + 1];
	struct buf keyed;
	size_t n;

	if (sig_methods[method].is_hash) {
		buf_init(&keyed, BUF_NO_CAP);
		buf_addslice(&keyed, text);
		buf_addslice(&keyed, secret);
		n = crypto_hash(
		    sig_methods[method].digest, buf_slice(&keyed), mac);
		buf_release(&keyed);
	} else {
		n = crypto_hmac(sig_methods[method].digest, secret, text, mac);
	}
	crypto_hex(mac, n, hex);
	return crypto_equal(given, slice_of(hex));
}

static bool
sig_verify(const struct provider_hook *hook, struct arena *arena)
{
	struct slice given, time;
	struct form form;
	struct error err;
	bool good = false;
	struct buf text;
	char *lower;
	size_t i;

	if (vonage_fields(hook, &form, arena, &err) != 0)
		return false;
	given = form_get(&form, "sig");
	time = form_get(&form, "timestamp");
	if (given.n == 0 || !hook_is_recent(hook, time))
		return false;
	lower = arena_string(arena, given);
	for (i = 0; i < given.n; i++)
		if (lower[i] >= 'A' && lower[i] <= 'F')
			lower[i] = (char)(lower[i] - 'A' + 'a');
	buf_init(&text, BUF_NO_CAP);
	sig_text(&form, &text);
	for (i = 0; i < sizeof(sig_methods) / sizeof(sig_methods[0]); i++)
		good = sig_is((struct slice){lower, given.n}, i,
			   buf_slice(&text), hook->secret) ||
		    good;
	buf_release(&text);
	return good;
}

bool
vonage_verify(const struct provider_hook *hook, struct arena *arena)
{
	const char *given = hook->header(hook->context, "Authorization");

	if (hook->secret.n == 0)
		return false;
	if (given != NULL && strncasecmp(given, "Bearer ", 7) == 0)
		return jwt_verify(hook, slice_of(given + 7), arena);
	return sig_verify(hook, arena);
}
