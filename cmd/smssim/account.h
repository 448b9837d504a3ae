/* SPDX-License-Identifier: ISC */
/*
 * account: the credentials that the simulated provider knows.
 */
#ifndef SMSSIM_ACCOUNT_H
#define SMSSIM_ACCOUNT_H

#include "base/diag.h"
#include "base/error.h"

#include <stdbool.h>

enum {
	ACCOUNT_SID_MAX = 64, /* bytes with the NUL */
	ACCOUNT_TOKEN_MAX = 128,
};

struct account {
	char sid[ACCOUNT_SID_MAX];
	char token[ACCOUNT_TOKEN_MAX];
	bool made_up; /* nobody named any: these are random */
};

/*
 * From `path` (two lines: SID and token; refused when others can read it), else
 * $TWILIO_ACCOUNT_SID and $TWILIO_AUTH_TOKEN, else providers.twilio of the
 * configuration, else made up.  The configuration (NULL: looked for) is read
 * in any case and must be right; its warnings are told.
 */
int account_load(struct account *account, const char *path,
    const char *config_path, const struct diag *diag, struct error *err);

#endif
