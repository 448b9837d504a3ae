/* SPDX-License-Identifier: ISC */
/* The table of engines, found by the scheme of a store's URL. */
#include "store/engine.h"

#include <string.h>

static const struct store_engine *const engines[] = {
    &store_sqlite,
#ifdef WITH_POSTGRES
    &store_postgres,
#endif
};

enum { ENGINES = sizeof(engines) / sizeof(engines[0]) };

/* The engine of a URL and what stands behind its colon; NULL: none. */
static const struct store_engine *
store_engine_of(const char *url, const char **place)
{
	size_t scheme = strcspn(url, ":"), i;

	*place = url + scheme + 1;
	for (i = 0; i < ENGINES; i++)
		if (url[scheme] == ':' && url[scheme + 1] != '\0' &&
		    strlen(engines[i]->scheme) == scheme &&
		    memcmp(url, engines[i]->scheme, scheme) == 0)
			return engines[i];
	return NULL;
}

struct store *
store_open(const char *url, bool read_only, struct error *err)
{
	const char *place;
	const struct store_engine *engine = store_engine_of(url, &place);

	if (engine != NULL)
		return engine->open(place, read_only, err);
	/* The scheme alone: the rest may hold a password. */
	error_set(err, EX_CONFIG, "no store, such as sqlite:PATH: '%.*s'",
	    (int)strcspn(url, ":"), url);
	return NULL;
}

int
store_migrate(const char *url, int64_t *from, int64_t *to, struct error *err)
{
	const char *place;
	const struct store_engine *engine = store_engine_of(url, &place);
	struct store *store;

	*from = *to = 0;
	if (engine != NULL && engine->migrate != NULL)
		return engine->migrate(place, from, to, err);
	store = store_open(url, false, err);
	store_close(store);
	return store != NULL ? 0 : -1;
}

bool
store_is_there(const char *url)
{
	const char *place;
	const struct store_engine *engine = store_engine_of(url, &place);

	return engine == NULL || engine->is_there(place);
}
