/* SPDX-License-Identifier: ISC */
/*
 * own: whose links a finished text has.  No value brings one (guard.h), but
 * two of them side by side could make one: "evil" and ".com".
 */
#ifndef SMSRENDER_OWN_H
#define SMSRENDER_OWN_H

#include "scope.h"

/*
 * Each link must lead to one of the brand's domains, or stand in the author's
 * words, in the brand's, or in a value that may be a link; else EX_DATAERR.
 */
int own_check(const struct scope *scope, const struct wording *wording,
    struct slice text, struct arena *arena, struct error *err);

#endif
