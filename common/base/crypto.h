/* SPDX-License-Identifier: ISC */
/*
 * crypto: the few primitives we need, from OpenSSL's libcrypto.  Only this
 * module includes its headers.  A failure inside libcrypto is a bug or a
 * broken machine and ends the program with EX_SOFTWARE (70).
 */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include "base/buf.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CRYPTO_SHA256_SIZE = 32, /* bytes */
	CRYPTO_SHA256_HEX = 65, /* bytes of hex text with its NUL */
	CRYPTO_SHA1_SIZE = 20,
	CRYPTO_MAC_SIZE = 64, /* the longest digest */
};

/*
 * A digest that is set up once and used many times (looking up an algorithm
 * costs more than hashing a short text).
 */
struct crypto_sha256;

struct crypto_sha256 *crypto_sha256_new(void);
void crypto_sha256_free(struct crypto_sha256 *digest);
void crypto_sha256_start(struct crypto_sha256 *digest);
void crypto_sha256_add(struct crypto_sha256 *digest, const void *p, size_t n);

/* The same with the length in front (8 bytes, big-endian): unambiguous lists.
 */
void crypto_sha256_add_field(struct crypto_sha256 *digest, struct slice field);
void crypto_sha256_end(
    struct crypto_sha256 *digest, uint8_t out[CRYPTO_SHA256_SIZE]);

/* HMAC-SHA-256 (RFC 2104) of many short texts; `key` has at most 64 bytes. */
void crypto_sha256_hmac(struct crypto_sha256 *digest, struct slice key,
    struct slice data, uint8_t out[CRYPTO_SHA256_SIZE]);

/* Lower-case hex of SHA-256 over data. */
void crypto_sha256_hex(struct slice data, char hex[CRYPTO_SHA256_HEX]);

void crypto_hmac_sha1(
    struct slice key, struct slice data, uint8_t out[CRYPTO_SHA1_SIZE]);
void crypto_hmac_sha256(
    struct slice key, struct slice data, uint8_t out[CRYPTO_SHA256_SIZE]);

/* HMAC with "MD5", "SHA1", "SHA256" or "SHA512"; the digest's length. */
size_t crypto_hmac(const char *digest, struct slice key, struct slice data,
    uint8_t out[CRYPTO_MAC_SIZE]);

/* The same, unkeyed. */
size_t crypto_hash(
    const char *digest, struct slice data, uint8_t out[CRYPTO_MAC_SIZE]);

void crypto_hex(const uint8_t *data, size_t len, char *hex); /* 2n + 1 bytes */
void crypto_base64(struct slice data, struct buf *out);

/* -1 when text is not base64 (RFC 4648 section 4, padding required). */
int crypto_base64_decode(struct slice text, struct buf *out);

/* The same for base64url without padding (RFC 4648 section 5). */
int crypto_base64url_decode(struct slice text, struct buf *out);

/* Equal, in a time that does not depend on where they differ. */
bool crypto_equal(struct slice a, struct slice b);

void crypto_random(void *out, size_t len);

/* A UUIDv7 (RFC 9562, 5.7) for this instant, 36 characters and a NUL. */
void crypto_uuid7(int64_t unix_ms, char text[37]);

/* Overwrites a secret that is no longer needed. */
void crypto_wipe(void *p, size_t len);

#endif
