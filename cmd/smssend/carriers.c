/* SPDX-License-Identifier: ISC */
#include "carriers.h"

int
carriers_load(
    struct carriers *carriers, const struct config *config, struct error *err)
{
	const struct provider *const *provider = provider_table();
	struct carrier *carrier;

	*carriers = (struct carriers){.count = 0};
	for (; *provider != NULL; provider++) {
		if (yaml_get(config->providers, (*provider)->name) == NULL)
			continue;
		carrier = &carriers->list[carriers->count++];
		carrier->provider = *provider;
		if (provider_configure(
			*provider, config, &carrier->values, err) != 0)
			return -1;
	}
	if (carriers->count == 0)
		return error_set(err, EX_CONFIG,
		    "no provider is configured: set providers: in %s",
		    config->path != NULL ? config->path : "smspipe.yaml");
	return 0;
}

const struct carrier *
carriers_find(const struct carriers *carriers, struct slice name)
{
	size_t i;

	for (i = 0; i < carriers->count; i++)
		if (slice_is(name, carriers->list[i].provider->name))
			return &carriers->list[i];
	return NULL;
}

bool
carriers_carry(const struct carriers *carriers, unsigned what)
{
	size_t i;

	for (i = 0; i < carriers->count; i++)
		if ((carriers->list[i].provider->carries & what) != 0)
			return true;
	return false;
}
