/* SPDX-License-Identifier: ISC */
/*
 * crypto_sign: signatures with a key of two halves, from OpenSSL's libcrypto:
 * checking one with the public half, and, for the simulator, making keys and
 * signatures.
 */
#ifndef BASE_CRYPTO_SIGN_H
#define BASE_CRYPTO_SIGN_H

#include "base/buf.h"
#include "base/slice.h"

#include <stdbool.h>

/*
 * Is it a signature of data by the RSA key of this certificate (PEM): PKCS #1
 * version 1.5 (RFC 8017, 8.2) over `digest`, "SHA1" or "SHA256"?  Nothing else
 * in the certificate is looked at: where it came from is the caller's proof.
 */
bool crypto_verify_rsa(struct slice certificate, const char *digest,
    struct slice data, struct slice signature);

/*
 * Is it a signature (DER) of data by this key (DER, SubjectPublicKeyInfo):
 * ECDSA on P-256 with SHA-256?
 */
bool crypto_verify_ecdsa(
    struct slice key, struct slice data, struct slice signature);

/* Is it a signature of data by this key of 32 bytes: Ed25519 (RFC 8032)? */
bool crypto_verify_ed25519(
    struct slice key, struct slice data, struct slice signature);

struct crypto_key;

/* A new one, for RSA of 2048 bits, for ECDSA on P-256 or for Ed25519. */
struct crypto_key *crypto_key_new_rsa(void);
struct crypto_key *crypto_key_new_ecdsa(void);
struct crypto_key *crypto_key_new_ed25519(void);
void crypto_key_free(struct crypto_key *key);

/* Adds the signature's bytes; Ed25519 has a digest of its own (NULL). */
void crypto_key_sign(struct crypto_key *key, const char *digest,
    struct slice data, struct buf *out);

/* Adds the public half: SubjectPublicKeyInfo in DER, or a certificate of its
 * own signature in PEM. */
void crypto_key_public(struct crypto_key *key, struct buf *out);
void crypto_key_certificate(struct crypto_key *key, struct buf *out);

#endif
