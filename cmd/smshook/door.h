/* SPDX-License-Identifier: ISC */
/*
 * door: the table of paths that smshook answers, and the secrets that open
 * them.
 */
#ifndef SMSHOOK_DOOR_H
#define SMSHOOK_DOOR_H

#include "base/error.h"
#include "base/slice.h"
#include "config/config.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	DOOR_TYPES = 2, /* content types that one door takes */
	DOOR_PROOFS = 4,
	DOOR_MESSAGE_MAX = 64 * 1024, /* bytes of a provider's body */
	DOOR_CALL_MAX = 1024 * 1024, /* of a voice platform's */
};

enum door_kind {
	DOOR_PROVIDER, /* receipts and inbound texts: provider/provider.h */
	DOOR_PLATFORM, /* calls: call/call.h */
};

struct door {
	const char *name; /* of the provider or voice platform */
	const char *path;
	enum door_kind kind;
	const char *methods; /* as in Allow: "GET, POST" */
	const char *types[DOOR_TYPES]; /* of a POST; NULL: no more */
	size_t body_max; /* bytes */
	/* Where its secret is: a setting of the provider, else (NULL) that of
	 * hook.secrets with the door's name.
	 */
	const char *setting;
	/* The headers that prove it, one of which has to be there; none where
	 * the proof is in the URL or the body.
	 */
	const char *proofs[DOOR_PROOFS];
	/* The provider that signs a platform's events; NULL: the platform has a
	 * proof of its own.
	 */
	const char *signer;
	/* The answer to what was taken; NULL: empty. */
	const char *answer_type, *answer;
};

/* All doors; *count says how many. */
const struct door *door_table(size_t *count);

/* Does the signature cover the URL, which we then have to know? */
bool door_signs_url(const struct door *door);

/* NULL when there is none at that path, or of that name. */
const struct door *door_at(const char *path);
const struct door *door_named(struct slice name);

/*
 * The door's secret, borrowed from the config; NULL when none is configured.
 * -1 when it cannot be read: EX_CONFIG or EX_NOPERM.
 */
int door_secret(const struct door *door, const struct config *config,
    const char **secret, struct error *err);

#endif
