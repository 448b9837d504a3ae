/* SPDX-License-Identifier: ISC */
#include "config/config.h"
#include "config/secret.h"
#include "config/setting.h"

#include <string.h>

/* The setting of that name in a map, resolved if its kind says so. */
static int
config_get(const struct config *config, const struct setting_place *place,
    const struct yaml_node *map, const char **out, struct error *err)
{
	const char *name = place->names[place->depth - 1];
	const struct setting *setting = setting_find(place);
	const struct yaml_node *node = yaml_get(map, name);

	*out = NULL;
	if (setting == NULL || node == NULL || yaml_is_empty(node))
		return 0;
	*out = node->text.p;
	if (setting->kind != SETTING_SECRET &&
	    setting->kind != SETTING_REFERENCE)
		return 0;
	if (!secret_is_reference(node->text))
		return 0;
	if (secret_resolve(config->secrets, node->text.p, out, err) == 0)
		return 0;
	*out = NULL;
	return error_prefix(err, "%s:%d", config->path, node->line);
}

int
config_provider(const struct config *config, const char *provider,
    const char *name, const char **out, struct error *err)
{
	const struct setting_place place = {{"providers", provider, name}, 3};

	return config_get(
	    config, &place, yaml_get(config->providers, provider), out, err);
}

int
config_hook_secret(const struct config *config, const char *name,
    const char **out, struct error *err)
{
	const struct setting_place place = {{"hook", "secrets", name}, 3};

	return config_get(config, &place, config->hook_secrets, out, err);
}

bool
config_is_true(const char *text)
{
	return text != NULL &&
	    (strcmp(text, "true") == 0 || strcmp(text, "yes") == 0 ||
		strcmp(text, "on") == 0);
}

const struct config_sender *
config_find_sender(const struct config *config, struct slice number)
{
	size_t i;

	for (i = 0; i < config->sender_count; i++)
		if (slice_is(number, config->senders[i].number))
			return &config->senders[i];
	return NULL;
}

bool
config_is_ours(const struct config *config, struct slice number)
{
	size_t i;

	for (i = 0; i < config->number_count; i++)
		if (slice_is(number, config->numbers[i]))
			return true;
	return config_find_sender(config, number) != NULL;
}

const struct config_campaign *
config_find_campaign(const struct config *config, const char *name)
{
	size_t i;

	for (i = 0; i < config->campaign_count; i++)
		if (strcmp(config->campaigns[i].name, name) == 0)
			return &config->campaigns[i];
	return NULL;
}
