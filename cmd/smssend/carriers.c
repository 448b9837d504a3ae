/* SPDX-License-Identifier: ISC */
#include "carriers.h"

#include <string.h>

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

static bool
carriers_on_route(const struct config *config, const char *provider)
{
	size_t i;

	for (i = 0; i < config->route_count; i++)
		if (provider != NULL && strcmp(config->route[i], provider) == 0)
			return true;
	return provider == NULL || config->route_count == 0;
}

static const struct config_sender *
carriers_first_sender(const struct config *config)
{
	size_t i;

	for (i = 0; i < config->sender_count; i++)
		if (carriers_on_route(config, config->senders[i].provider))
			return &config->senders[i];
	return NULL;
}

int
carriers_choose(const struct carriers *carriers, const struct config *config,
    struct slice from, struct carrier_choice *choice, struct error *err)
{
	const char *name = NULL;

	*choice = (struct carrier_choice){.from = from};
	choice->sender = from.p != NULL ? config_find_sender(config, from)
					: carriers_first_sender(config);
	if (from.p == NULL && choice->sender != NULL)
		choice->from = slice_of(choice->sender->number);
	if (choice->sender != NULL)
		name = choice->sender->provider;
	if (name == NULL && config->route_count > 0)
		name = config->route[0];
	if (name != NULL)
		choice->carrier = carriers_find(carriers, slice_of(name));
	else if (carriers->count == 1)
		choice->carrier = &carriers->list[0];
	if (choice->carrier != NULL)
		return 0;
	if (name != NULL)
		return error_set(
		    err, EX_CONFIG, "provider '%s' is not configured", name);
	return error_set(err, EX_CONFIG, "several providers, and no route");
}
