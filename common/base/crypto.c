/* SPDX-License-Identifier: ISC */
#include "base/crypto.h"

#include "base/mem.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

struct crypto_sha256 {
	EVP_MD *method;
	EVP_MD_CTX *context;
};

static void
crypto_need(bool done)
{
	if (done)
		return;
	(void)fputs("smspipe: libcrypto failed\n", stderr);
	_Exit(EX_SOFTWARE);
}

struct crypto_sha256 *
crypto_sha256_new(void)
{
	struct crypto_sha256 *digest = mem_alloc(sizeof(*digest));

	digest->method = EVP_MD_fetch(NULL, "SHA256", NULL);
	digest->context = EVP_MD_CTX_new();
	crypto_need(digest->method != NULL && digest->context != NULL);
	return digest;
}

void
crypto_sha256_free(struct crypto_sha256 *digest)
{
	if (digest == NULL)
		return;
	EVP_MD_CTX_free(digest->context);
	EVP_MD_free(digest->method);
	free(digest);
}

void
crypto_sha256_start(struct crypto_sha256 *digest)
{
	crypto_need(
	    EVP_DigestInit_ex2(digest->context, digest->method, NULL) == 1);
}

void
crypto_sha256_add(struct crypto_sha256 *digest, const void *p, size_t n)
{
	crypto_need(EVP_DigestUpdate(digest->context, p, n) == 1);
}

void
crypto_sha256_add_field(struct crypto_sha256 *digest, struct slice field)
{
	uint64_t n = field.n;
	uint8_t size[8];
	int i;

	for (i = 7; i >= 0; i--, n >>= 8)
		size[i] = (uint8_t)(n & 0xff);
	crypto_sha256_add(digest, size, sizeof(size));
	crypto_sha256_add(digest, field.p != NULL ? field.p : "", field.n);
}

void
crypto_sha256_end(struct crypto_sha256 *digest, uint8_t out[CRYPTO_SHA256_SIZE])
{
	crypto_need(EVP_DigestFinal_ex(digest->context, out, NULL) == 1);
}

void
crypto_sha256_hmac(struct crypto_sha256 *digest, struct slice key,
    struct slice data, uint8_t out[CRYPTO_SHA256_SIZE])
{
	enum { BLOCK = 64 };
	uint8_t inner[BLOCK], outer[BLOCK];
	size_t i;

	crypto_need(key.n <= BLOCK);
	for (i = 0; i < BLOCK; i++) {
		uint8_t byte = i < key.n ? (uint8_t)key.p[i] : 0;

		inner[i] = byte ^ 0x36;
		outer[i] = byte ^ 0x5c;
	}
	crypto_sha256_start(digest);
	crypto_sha256_add(digest, inner, BLOCK);
	crypto_sha256_add(digest, data.p != NULL ? data.p : "", data.n);
	crypto_sha256_end(digest, out);
	crypto_sha256_start(digest);
	crypto_sha256_add(digest, outer, BLOCK);
	crypto_sha256_add(digest, out, CRYPTO_SHA256_SIZE);
	crypto_sha256_end(digest, out);
}

void
crypto_sha256_hex(struct slice data, char hex[CRYPTO_SHA256_HEX])
{
	uint8_t out[CRYPTO_SHA256_SIZE];

	crypto_need(EVP_Q_digest(NULL, "SHA256", NULL,
			data.p != NULL ? data.p : "", data.n, out, NULL) == 1);
	crypto_hex(out, sizeof(out), hex);
}

size_t
crypto_hmac(const char *digest, struct slice key, struct slice data,
    uint8_t out[CRYPTO_MAC_SIZE])
{
	size_t len = 0;

	crypto_need(EVP_Q_mac(NULL, "HMAC", NULL, digest, NULL, key.p, key.n,
			(const unsigned char *)data.p, data.n, out,
			CRYPTO_MAC_SIZE, &len) != NULL);
	return len;
}

size_t
crypto_hash(const char *digest, struct slice data, uint8_t out[CRYPTO_MAC_SIZE])
{
	size_t len = 0;

	crypto_need(EVP_Q_digest(NULL, digest, NULL,
			data.p != NULL ? data.p : "", data.n, out, &len) == 1);
	return len;
}

void
crypto_hmac_sha1(
    struct slice key, struct slice data, uint8_t out[CRYPTO_SHA1_SIZE])
{
	uint8_t mac[CRYPTO_MAC_SIZE];

	(void)crypto_hmac("SHA1", key, data, mac);
	memcpy(out, mac, CRYPTO_SHA1_SIZE);
}

void
crypto_hmac_sha256(
    struct slice key, struct slice data, uint8_t out[CRYPTO_SHA256_SIZE])
{
	uint8_t mac[CRYPTO_MAC_SIZE];

	(void)crypto_hmac("SHA256", key, data, mac);
	memcpy(out, mac, CRYPTO_SHA256_SIZE);
}

void
crypto_hex(const uint8_t *data, size_t len, char *hex)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < len; i++) {
		hex[2 * i] = digits[data[i] >> 4];
		hex[2 * i + 1] = digits[data[i] & 15];
	}
	hex[2 * len] = '\0';
}

void
crypto_base64(struct slice data, struct buf *out)
{
	size_t size = (data.n + 2) / 3 * 4;
	char *at = buf_reserve(out, size);

	if (at == NULL || size == 0)
		return;
	(void)EVP_EncodeBlock(
	    (unsigned char *)at, (const unsigned char *)data.p, (int)data.n);
	out->len += size;
}

int
crypto_base64_decode(struct slice text, struct buf *out)
{
	size_t pad = 0;
	char *at;
	int got;

	if (text.n % 4 != 0)
		return -1;
	while (pad < 2 && pad < text.n && text.p[text.n - 1 - pad] == '=')
		pad++;
	at = buf_reserve(out, text.n / 4 * 3);
	if (at == NULL)
		return -1;
	got = EVP_DecodeBlock(
	    (unsigned char *)at, (const unsigned char *)text.p, (int)text.n);
	if (got < 0 || (size_t)got != text.n / 4 * 3)
		return -1; /* blanks were skipped, or it was no base64 */
	out->len += (size_t)got - pad;
	out->data[out->len] = '\0';
	return 0;
}

int
crypto_base64url_decode(struct slice text, struct buf *out)
{
	int result = text.n % 4 == 1 ? -1 : 0;
	struct buf plain;
	size_t i;

	buf_init(&plain, BUF_NO_CAP);
	for (i = 0; i < text.n; i++) {
		if (memchr("+/=", text.p[i], 3) != NULL)
			result = -1;
		buf_addc(&plain,
		    text.p[i] == '-'	   ? '+'
			: text.p[i] == '_' ? '/'
					   : text.p[i]);
	}
	while (plain.len % 4 != 0)
		buf_addc(&plain, '=');
	if (result == 0)
		result = crypto_base64_decode(buf_slice(&plain), out);
	buf_release(&plain);
	return result;
}

bool
crypto_equal(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || CRYPTO_memcmp(a.p, b.p, a.n) == 0);
}

void
crypto_random(void *out, size_t len)
{
	crypto_need(RAND_bytes(out, (int)len) == 1);
}

void
crypto_uuid7(int64_t unix_ms, char text[37])
{
	uint64_t ms = unix_ms > 0 ? (uint64_t)unix_ms : 0;
	uint8_t id[16];
	char hex[33];
	int i;

	crypto_random(id, sizeof(id));
	for (i = 5; i >= 0; i--, ms >>= 8)
		id[i] = (uint8_t)(ms & 0xff);
	id[6] = (uint8_t)((id[6] & 0x0f) | 0x70);
	id[8] = (uint8_t)((id[8] & 0x3f) | 0x80);
	crypto_hex(id, sizeof(id), hex);
	(void)snprintf(text, 37, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8,
	    hex + 12, hex + 16, hex + 20);
}

void
crypto_wipe(void *p, size_t len)
{
	OPENSSL_cleanse(p, len);
}
