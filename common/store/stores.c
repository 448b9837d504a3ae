/* SPDX-License-Identifier: ISC */
/* The table of engines, found by the scheme of a store's URL. */
#include "store/engine.h"

#include <string.h>

static const struct store_engine *const engines[] = {
    &store_sqlite,
};

enum { ENGINES = sizeof(engines) / sizeof(engines[0]) };

struct store *
store_open(const char *url, bool read_only, struct error *err)
{
	size_t scheme = strcspn(url, ":"), i;

	for (i = 0; i < ENGINES; i++)
		if (url[scheme] == ':' && url[scheme + 1] != '\0' &&
		    strlen(engines[i]->scheme) == scheme &&
		    memcmp(url, engines[i]->scheme, scheme) == 0)
			return engines[i]->open(
			    url + scheme + 1, read_only, err);
	/* The scheme alone: the rest may hold a password. */
	error_set(err, EX_CONFIG, "no store, such as sqlite:PATH: '%.*s'",
	    (int)scheme, url);
	return NULL;
}
