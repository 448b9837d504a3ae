/* SPDX-License-Identifier: ISC */
#include "base/crypto_sign.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

enum {
	SIGN_RSA_BITS = 2048,
	SIGN_ED25519_KEY = 32, /* bytes */
	SIGN_YEAR = 365 * 24 *
	    3600, /* seconds that a certificate is good for */
};

static void
sign_need(bool done)
{
	if (done)
		return;
	(void)fputs("smspipe: libcrypto failed\n", stderr);
	_Exit(EX_SOFTWARE);
}

/* ---- checking ------------------------------------------------------------ */

static bool
sign_verify(EVP_PKEY *key, const char *digest, struct slice data,
    struct slice signature)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	bool good;

	sign_need(context != NULL);
	good = EVP_DigestVerifyInit_ex(
		   context, NULL, digest, NULL, NULL, key, NULL) == 1 &&
	    EVP_DigestVerify(context, (const unsigned char *)signature.p,
		signature.n, (const unsigned char *)(data.n > 0 ? data.p : ""),
		data.n) == 1;
	EVP_MD_CTX_free(context);
	return good;
}

/* The key of a certificate; NULL when there is none. */
static EVP_PKEY *
sign_certified_key(struct slice certificate)
{
	EVP_PKEY *key = NULL;
	X509 *read = NULL;
	BIO *text;

	if (certificate.n == 0 || certificate.n > INT_MAX)
		return NULL;
	text = BIO_new_mem_buf(certificate.p, (int)certificate.n);
	sign_need(text != NULL);
	read = PEM_read_bio_X509(text, NULL, NULL, NULL);
	if (read != NULL)
		key = X509_get_pubkey(read);
	X509_free(read);
	BIO_free(text);
	return key;
}

bool
crypto_verify_rsa(struct slice certificate, const char *digest,
    struct slice data, struct slice signature)
{
	EVP_PKEY *key = sign_certified_key(certificate);
	bool good = key != NULL && EVP_PKEY_is_a(key, "RSA") == 1 &&
	    sign_verify(key, digest, data, signature);

	EVP_PKEY_free(key);
	return good;
}

static bool
sign_is_p256(EVP_PKEY *key)
{
	char group[32];
	size_t len;

	return EVP_PKEY_is_a(key, "EC") == 1 &&
	    EVP_PKEY_get_group_name(key, group, sizeof(group), &len) == 1 &&
	    strcmp(group, "prime256v1") == 0;
}

bool
crypto_verify_ecdsa(
    struct slice key_der, struct slice data, struct slice signature)
{
	const unsigned char *at = (const unsigned char *)key_der.p;
	EVP_PKEY *key = NULL;
	bool good;

	if (key_der.n > 0 && key_der.n <= INT_MAX)
		key = d2i_PUBKEY(NULL, &at, (long)key_der.n);
	good = key != NULL &&
	    at == (const unsigned char *)key_der.p + key_der.n &&
	    sign_is_p256(key) && sign_verify(key, "SHA256", data, signature);
	EVP_PKEY_free(key);
	return good;
}

bool
crypto_verify_ed25519(
    struct slice key_raw, struct slice data, struct slice signature)
{
	EVP_PKEY *key = NULL;
	bool good;

	if (key_raw.n == SIGN_ED25519_KEY)
		key = EVP_PKEY_new_raw_public_key_ex(NULL, "ED25519", NULL,
		    (const unsigned char *)key_raw.p, key_raw.n);
	good = key != NULL && sign_verify(key, NULL, data, signature);
	EVP_PKEY_free(key);
	return good;
}

/* ---- making -------------------------------------------------------------- */

struct crypto_key {
	EVP_PKEY *pair;
};

static struct crypto_key *
sign_wrap(EVP_PKEY *pair)
{
	struct crypto_key *key = calloc(1, sizeof(*key));

	sign_need(pair != NULL && key != NULL);
	key->pair = pair;
	return key;
}

struct crypto_key *
crypto_key_new_rsa(void)
{
	return sign_wrap(
	    EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)SIGN_RSA_BITS));
}

struct crypto_key *
crypto_key_new_ecdsa(void)
{
	return sign_wrap(EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256"));
}

struct crypto_key *
crypto_key_new_ed25519(void)
{
	return sign_wrap(EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"));
}

void
crypto_key_free(struct crypto_key *key)
{
	if (key == NULL)
		return;
	EVP_PKEY_free(key->pair);
	free(key);
}

void
crypto_key_sign(struct crypto_key *key, const char *digest, struct slice data,
    struct buf *out)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	size_t len = 0;
	char *at;

	sign_need(context != NULL &&
	    EVP_DigestSignInit_ex(
		context, NULL, digest, NULL, NULL, key->pair, NULL) == 1 &&
	    EVP_DigestSign(context, NULL, &len,
		(const unsigned char *)(data.n > 0 ? data.p : ""),
		data.n) == 1);
	at = buf_reserve(out, len);
	if (at != NULL) {
		sign_need(EVP_DigestSign(context, (unsigned char *)at, &len,
			      (const unsigned char *)(data.n > 0 ? data.p : ""),
			      data.n) == 1);
		out->len += len;
	}
	EVP_MD_CTX_free(context);
}

/* What libcrypto wrote there. */
static void
sign_take(BIO *from, struct buf *out)
{
	char *text = NULL;
	long len = BIO_get_mem_data(from, &text);

	sign_need(len > 0);
	buf_add(out, text, (size_t)len);
	BIO_free(from);
}

void
crypto_key_public(struct crypto_key *key, struct buf *out)
{
	BIO *der = BIO_new(BIO_s_mem());

	sign_need(der != NULL && i2d_PUBKEY_bio(der, key->pair) == 1);
	sign_take(der, out);
}

void
crypto_key_certificate(struct crypto_key *key, struct buf *out)
{
	static const unsigned char name[] = "smssim";
	X509 *made = X509_new();
	BIO *pem = BIO_new(BIO_s_mem());
	X509_NAME *subject;

	sign_need(made != NULL && pem != NULL);
	subject = X509_get_subject_name(made);
	sign_need(X509_set_version(made, X509_VERSION_3) == 1 &&
	    ASN1_INTEGER_set(X509_get_serialNumber(made), 1) == 1 &&
	    X509_gmtime_adj(X509_getm_notBefore(made), 0) != NULL &&
	    X509_gmtime_adj(X509_getm_notAfter(made), SIGN_YEAR) != NULL &&
	    X509_NAME_add_entry_by_txt(
		subject, "CN", MBSTRING_ASC, name, -1, -1, 0) == 1 &&
	    X509_set_issuer_name(made, subject) == 1 &&
	    X509_set_pubkey(made, key->pair) == 1 &&
	    X509_sign(made, key->pair, EVP_sha256()) > 0 &&
	    PEM_write_bio_X509(pem, made) == 1);
	X509_free(made);
	sign_take(pem, out);
}
