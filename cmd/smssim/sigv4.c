/* SPDX-License-Identifier: ISC */
#include "sigv4.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "time/instant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SIGV4_NAME_MAX = 64, /* bytes of a header's name */
	SIGV4_PAIRS_MAX = 32, /* parameters of a query */
};

/* What the Authorization header says. */
struct sigv4_claim {
	struct slice key_id, date, region, service, end; /* of Credential */
	struct slice headers; /* "host;x-amz-date" */
	struct slice signature;
};

/* ---- the header ---------------------------------------------------------- */

/* Up to `mark`, which is taken too; the rest when there is none. */
static struct slice
sigv4_cut(struct slice *rest, char mark)
{
	const char *at = memchr(rest->p, mark, rest->n);
	struct slice part = *rest;

	if (at == NULL) {
		*rest = (struct slice){rest->p + rest->n, 0};
		return part;
	}
	part.n = (size_t)(at - rest->p);
	*rest = (struct slice){at + 1, rest->n - part.n - 1};
	return part;
}

static bool
sigv4_read(const char *text, struct sigv4_claim *claim)
{
	static const char algorithm[] = "AWS4-HMAC-SHA256 ";
	struct slice rest = slice_of(text), part, name;

	*claim = (struct sigv4_claim){.headers = {NULL, 0}};
	if (strncmp(text, algorithm, sizeof(algorithm) - 1) != 0)
		return false;
	rest.p += sizeof(algorithm) - 1;
	rest.n -= sizeof(algorithm) - 1;
	while (rest.n > 0) {
		part = slice_trim(sigv4_cut(&rest, ','), " ");
		name = sigv4_cut(&part, '=');
		if (slice_is(name, "SignedHeaders")) {
			claim->headers = part;
		} else if (slice_is(name, "Signature")) {
			claim->signature = part;
		} else if (slice_is(name, "Credential")) {
			claim->key_id = sigv4_cut(&part, '/');
			claim->date = sigv4_cut(&part, '/');
			claim->region = sigv4_cut(&part, '/');
			claim->service = sigv4_cut(&part, '/');
			claim->end = part;
		} else {
			return false;
		}
	}
	return claim->headers.n > 0 && claim->signature.n > 0 &&
	    claim->region.n > 0;
}

/* ---- the canonical request ----------------------------------------------- */

/* Blanks at the ends dropped, those within folded to one. */
static void
sigv4_add_value(struct buf *out, const char *value)
{
	struct slice text = slice_trim(slice_of(value), " \t");
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] != ' ' || text.p[i - 1] != ' ')
			buf_addc(out, text.p[i]);
}

/* Each signed header; false when one of them is not there. */
static bool
sigv4_add_headers(
    const struct sigv4_request *request, struct slice names, struct buf *out)
{
	char name[SIGV4_NAME_MAX];
	const char *value;
	struct slice part;

	while (names.n > 0) {
		part = sigv4_cut(&names, ';');
		if (part.n == 0 || part.n >= sizeof(name))
			return false;
		memcpy(name, part.p, part.n);
		name[part.n] = '\0';
		value = request->header(request->context, name);
		if (value == NULL)
			return false;
		buf_addf(out, "%s:", name);
		sigv4_add_value(out, value);
		buf_addc(out, '\n');
	}
	return true;
}

static int
sigv4_compare(const void *a, const void *b)
{
	return slice_compare(
	    *(const struct slice *)a, *(const struct slice *)b);
}

/* The parameters as they are escaped, sorted; a name alone gets its '='. */
static bool
sigv4_add_query(const char *query, struct buf *out)
{
	struct slice pairs[SIGV4_PAIRS_MAX], rest = slice_of(query);
	size_t count = 0, i;

	while (rest.n > 0) {
		if (count == SIGV4_PAIRS_MAX)
			return false;
		pairs[count++] = sigv4_cut(&rest, '&');
	}
	if (count > 0)
		qsort(pairs, count, sizeof(pairs[0]), sigv4_compare);
	for (i = 0; i < count; i++) {
		if (i > 0)
			buf_addc(out, '&');
		buf_addslice(out, pairs[i]);
		if (memchr(pairs[i].p, '=', pairs[i].n) == NULL)
			buf_addc(out, '=');
	}
	return true;
}

static bool
sigv4_add_request(const struct sigv4_request *request,
    const struct sigv4_claim *claim, struct buf *out)
{
	char hash[CRYPTO_SHA256_HEX];

	buf_addf(out, "%s\n%s\n", request->method, request->path);
	if (!sigv4_add_query(request->query, out))
		return false;
	buf_addc(out, '\n');
	if (!sigv4_add_headers(request, claim->headers, out))
		return false;
	buf_addc(out, '\n');
	buf_addslice(out, claim->headers);
	crypto_sha256_hex(request->body, hash);
	buf_addf(out, "\n%s", hash);
	return true;
}

/* ---- the signature ------------------------------------------------------- */

static void
sigv4_derive(uint8_t key[CRYPTO_SHA256_SIZE], struct slice with)
{
	uint8_t next[CRYPTO_SHA256_SIZE];

	crypto_hmac_sha256(
	    (struct slice){(const char *)key, CRYPTO_SHA256_SIZE}, with, next);
	memcpy(key, next, sizeof(next));
}

static void
sigv4_key(const char *secret, const struct sigv4_claim *claim,
    uint8_t key[CRYPTO_SHA256_SIZE])
{
	struct buf first;

	buf_init(&first, BUF_NO_CAP);
	buf_addf(&first, "AWS4%s", secret);
	crypto_hmac_sha256(buf_slice(&first), claim->date, key);
	crypto_wipe(first.data, first.len);
	buf_release(&first);
	sigv4_derive(key, claim->region);
	sigv4_derive(key, claim->service);
	sigv4_derive(key, slice_of("aws4_request"));
}

static bool
sigv4_matches(const struct sigv4_request *request,
    const struct sigv4_claim *claim, const char *date)
{
	char hex[CRYPTO_SHA256_HEX];
	uint8_t mac[CRYPTO_SHA256_SIZE];
	struct buf text;
	bool whole;

	buf_init(&text, BUF_NO_CAP);
	whole = sigv4_add_request(request, claim, &text);
	crypto_sha256_hex(buf_slice(&text), hex);
	buf_reset(&text);
	buf_addf(&text, "AWS4-HMAC-SHA256\n%s\n%.*s/%.*s/%.*s/%.*s\n%s", date,
	    SLICE_ARG(claim->date), SLICE_ARG(claim->region),
	    SLICE_ARG(claim->service), SLICE_ARG(claim->end), hex);
	sigv4_key(request->secret, claim, mac);
	sigv4_derive(mac, buf_slice(&text));
	buf_release(&text);
	crypto_hex(mac, sizeof(mac), hex);
	return whole && crypto_equal(claim->signature, slice_of(hex));
}

/* "20260102T030405Z" */
static bool
sigv4_time(const char *text, int64_t *unix_ms)
{
	char iso[] = "0000-00-00T00:00:00Z";
	size_t i;

	for (i = 0; i < 16; i++)
		if (i == 8	  ? text[i] != 'T'
			: i == 15 ? text[i] != 'Z'
				  : !ascii_is_digit(text[i]))
			return false;
	if (text[16] != '\0')
		return false;
	(void)snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", text,
	    text + 4, text + 6, text + 9, text + 11, text + 13);
	return instant_parse(slice_of(iso), unix_ms) == 0;
}

/* Does the signature cover what it has to? */
static bool
sigv4_covers(const struct sigv4_request *request, struct slice names)
{
	static const char *const always[] = {"host", "x-amz-date"};
	static const char *const if_there[] = {
	    "content-type", "x-amz-target", "x-amz-security-token"};
	char list[512];
	size_t i;

	if (names.n >= sizeof(list))
		return false;
	memcpy(list, names.p, names.n);
	list[names.n] = '\0';
	for (i = 0; i < names.n; i++)
		if (list[i] == ';')
			list[i] = '|';
	for (i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		if (!slice_among(slice_of(always[i]), list))
			return false;
	for (i = 0; i < sizeof(if_there) / sizeof(if_there[0]); i++)
		if (request->header(request->context, if_there[i]) != NULL &&
		    !slice_among(slice_of(if_there[i]), list))
			return false;
	return true;
}

enum sigv4_verdict
sigv4_check(const struct sigv4_request *request)
{
	const char *text = request->header(request->context, "Authorization");
	const char *date = request->header(request->context, "X-Amz-Date");
	struct sigv4_claim claim;
	int64_t at;

	if (text == NULL)
		return SIGV4_MISSING;
	if (date == NULL || !sigv4_read(text, &claim) ||
	    !sigv4_time(date, &at) || !sigv4_covers(request, claim.headers))
		return SIGV4_INCOMPLETE;
	if (!slice_is(claim.key_id, request->key_id))
		return SIGV4_UNKNOWN_KEY;
	if (!slice_is(claim.service, request->service) ||
	    !slice_is(claim.end, "aws4_request") || claim.date.n != 8 ||
	    memcmp(claim.date.p, date, claim.date.n) != 0)
		return SIGV4_SCOPE;
	if (at < request->now_ms - SIGV4_SKEW_MS ||
	    at > request->now_ms + SIGV4_SKEW_MS)
		return SIGV4_EXPIRED;
	return sigv4_matches(request, &claim, date) ? SIGV4_GOOD
						    : SIGV4_MISMATCH;
}
