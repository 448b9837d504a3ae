/* SPDX-License-Identifier: ISC */
/*
 * sweep: a provider's pages of what our webhook may have missed, one after
 * another.
 */
#ifndef SMSCONSENT_SWEEP_H
#define SMSCONSENT_SWEEP_H

#include "base/error.h"
#include "base/mem.h"
#include "http/client.h"
#include "provider/provider.h"

enum { SWEEP_PAGES_MAX = 10 * 1000 }; /* of one list */

/* One list that is asked for. */
struct sweep_list {
	const struct provider *provider; /* with missed_build */
	struct provider_values values;
	struct provider_query query;
};

/*
 * Hands each page to `take` as it comes; what it was given is then gone.  0
 * when the list was read to its end, else -1: EX_NOPERM when the account is
 * refused, or what `take` said.
 */
int sweep_list(struct http_client *client, const struct sweep_list *list,
    int (*take)(void *context, const struct sweep_list *list,
	const struct provider_missed_page *page, struct error *err),
    void *context, struct error *err);

#endif
