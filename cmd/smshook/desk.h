/* SPDX-License-Identifier: ISC */
/*
 * desk: what the two fronts, the server and the replay, share: the secrets, the
 * clock, the memory of what was there before.
 */
#ifndef SMSHOOK_DESK_H
#define SMSHOOK_DESK_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/error.h"
#include "capture.h"
#include "config/config.h"
#include "handle.h"
#include "seen.h"
#include "time/clock.h"

#include <stdbool.h>

enum { DESK_DOORS_MAX = 32 };

struct desk {
	const struct diag *diag;
	const struct config *config;
	struct clock clock;
	bool insecure; /* doors without a secret are open */
	const char *secrets[DESK_DOORS_MAX]; /* in the table's order */
	struct seen seen;
	struct capture capture;
};

/*
 * Reads the doors' secrets from desk->config and checks what it says of calls.
 * EX_CONFIG or EX_NOPERM.
 */
int desk_open(struct desk *desk, struct error *err);
void desk_release(struct desk *desk);

/*
 * Shuts the doors that cannot be served without hook.base_url, unless we are
 * `local` and know our own URL, and says which doors are open to everybody.  -1
 * with EX_CONFIG when none is left open.
 */
int desk_prepare(struct desk *desk, bool local, struct error *err);

/* The URL as its sender has it: base, and the path and query as they came. */
struct slice desk_url(const char *base, const char *target, struct buf *url);

/* One line a request: what became of it, never what was in it. */
void desk_log(const struct desk *desk, const struct door *door,
    const struct handle_result *result);

/* Empty when there is none. */
struct slice desk_secret(const struct desk *desk, const struct door *door);

/*
 * handle(), where an event that was there before is answered and dropped.  Once
 * the records are out desk_remember is due.
 */
void desk_take(struct desk *desk, const struct handle_request *request,
    struct arena *arena, struct handle_result *result);
void desk_remember(struct desk *desk, const struct handle_result *result);

/* What was remembered may not be out after all: it is taken again. */
void desk_forget(struct desk *desk);

#endif
