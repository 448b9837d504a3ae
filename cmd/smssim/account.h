/* SPDX-License-Identifier: ISC */
/*
 * account: a customer's account with a simulated provider: the credentials
 * that the provider knows.
 */
#ifndef SMSSIM_ACCOUNT_H
#define SMSSIM_ACCOUNT_H

#include "base/crypto_sign.h"
#include "base/diag.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	ACCOUNT_VALUES_MAX = 6,
	ACCOUNT_VALUE_MAX = 256, /* bytes */
	ACCOUNTS_MAX = 16,
};

struct wire;

struct account {
	const struct wire *wire;
	char *values[ACCOUNT_VALUES_MAX]; /* in the order of wire->values */
	bool made_up[ACCOUNT_VALUES_MAX]; /* nobody named it */
	char *hook_url; /* inbound texts go there; NULL: nowhere */
	struct crypto_key *key; /* that signs its webhooks; NULL: none */
};

struct accounts {
	struct account list[ACCOUNTS_MAX]; /* in the order of wire_table() */
	size_t count;
};

/*
 * One account with each provider.  Its credentials are from `path` (refused
 * when others can read it: a line PROVIDER.NAME=VALUE each; two lines without
 * that are Twilio's SID and token), else the environment, else the providers'
 * settings in the configuration, else made up.  The configuration (NULL: looked
 * for) is read in any case and must be right; its warnings are told.
 */
int accounts_load(struct accounts *accounts, const char *path,
    const char *config_path, const struct diag *diag, struct error *err);
void accounts_release(struct accounts *accounts);

/* "URL" is for every provider without one, "PROVIDER=URL" for that one; copied.
 */
int accounts_set_hook(
    struct accounts *accounts, const char *text, struct error *err);

/* Adds ',"accounts":{…}' and, for Twilio, its two values by themselves: what is
 * made up or no secret. */
void accounts_show(const struct accounts *accounts, struct buf *json);

#endif
