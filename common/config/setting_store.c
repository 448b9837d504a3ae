/* SPDX-License-Identifier: ISC */
#include "base/num.h"
#include "config/kind.h"
#include "text/phone.h"

#include <limits.h>
#include <string.h>

static void *
member(const struct config_loader *loader, size_t where)
{
	return (char *)loader->base + where;
}

int
store_text(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	if (setting->where != 0)
		*(const char **)member(loader, setting->where) = node->text.p;
	return 0;
}

int
store_list(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	const char **items = arena_alloc(
	    &loader->config->memory, yaml_count(node) * sizeof(*items));
	const struct yaml_node *item;
	size_t count = 0;

	for (item = node->first; item != NULL; item = item->next)
		items[count++] = item->text.p;
	*(const char ***)member(loader, setting->where) = items;
	*(size_t *)member(loader, setting->count) = count;
	return 0;
}

int
store_bool(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	static const char *const words[] = {
	    "true", "false", "yes", "no", "on", "off", NULL};

	if (!node->plain || check_among(loader, node, node->text.p, words) != 0)
		return config_refuse(loader, node->line,
		    "neither true nor false '%s'", node->text.p);
	if (setting->where != 0)
		*(bool *)member(loader, setting->where) = config_is_true(
		    node->text.p);
	return 0;
}

int
store_count(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	int64_t value;

	if (num_parse(node->text, 1, INT_MAX, &value) != 0)
		return config_refuse(loader, node->line,
		    "not a whole number from 1 '%s'", node->text.p);
	if (setting->where != 0)
		*(int *)member(loader, setting->where) = (int)value;
	return 0;
}

int
store_rate(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	int64_t value;

	if (num_parse_money(node->text, &value) != 0 || value <= 0)
		return config_refuse(loader, node->line,
		    "not a decimal number above 0 '%s'", node->text.p);
	*(int64_t *)member(loader, setting->where) = value;
	return 0;
}

int
store_share(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	int64_t value;

	if (num_parse_money(node->text, &value) != 0 || value < 0 ||
	    value > NUM_MONEY_ONE)
		return config_refuse(loader, node->line,
		    "not a decimal number from 0 to 1 '%s'", node->text.p);
	*(int64_t *)member(loader, setting->where) = value;
	return 0;
}

/* Prices and fees are in this currency, so limits are too. */
int
store_dollars(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	static const char unit[] = " USD";
	struct slice amount = node->text;
	int64_t value;

	if (amount.n > sizeof(unit) - 1 &&
	    strcmp(amount.p + amount.n - (sizeof(unit) - 1), unit) == 0)
		amount.n -= sizeof(unit) - 1;
	else
		amount.n = 0;
	if (num_parse_money(amount, &value) != 0 || value <= 0)
		return config_refuse(loader, node->line,
		    "not an amount such as '50 USD' '%s'", node->text.p);
	*(int64_t *)member(loader, setting->where) = value;
	return 0;
}

int
store_map(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	if (setting->where != 0)
		*(const struct yaml_node **)member(
		    loader, setting->where) = node;
	return setting->kind == SETTING_ANY ? 0 : config_load_map(loader, node);
}

int
store_prices(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	(void)setting;
	if (check_provider_name(loader, node->key, node->key_line) != 0)
		return -1;
	return config_load_map(loader, node);
}

/* Reads a map into an element of its own. */
static int
load_element(
    struct config_loader *loader, void *element, const struct yaml_node *node)
{
	void *outer = loader->base;
	int result;

	loader->base = element;
	result = config_load_map(loader, node);
	loader->base = outer;
	return result;
}

/* What the number of a sender looks like: E.164, but for these kinds. */
static bool
has_form(struct slice number, const char *kind)
{
	if (strcmp(kind, "short_code") == 0)
		return phone_is_short_code(number);
	if (strcmp(kind, "alphanumeric") == 0)
		return phone_is_alphanumeric(number);
	return phone_is_e164(number);
}

int
store_sender(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	struct config *config = loader->config;
	struct config_sender *sender;

	(void)setting;
	if (config->senders == NULL)
		config->senders = arena_alloc(&config->memory,
		    yaml_count(loader->parent) * sizeof(*config->senders));
	sender = &config->senders[config->sender_count++];
	*sender = (struct config_sender){
	    .number = node->key, .line = node->key_line};
	if (load_element(loader, sender, node) != 0)
		return -1;
	if (sender->kind == NULL)
		return config_refuse(loader, node->key_line,
		    "a sender needs a kind '%s'", sender->number);
	if (!has_form(slice_of(sender->number), sender->kind))
		return config_refuse(loader, node->key_line,
		    "not the number of a %s sender '%s'", sender->kind,
		    sender->number);
	return 0;
}

int
store_campaign(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	struct config *config = loader->config;
	struct config_campaign *campaign;

	(void)setting;
	if (config->campaigns == NULL)
		config->campaigns = arena_alloc(&config->memory,
		    yaml_count(loader->parent) * sizeof(*config->campaigns));
	campaign = &config->campaigns[config->campaign_count++];
	*campaign = (struct config_campaign){
	    .name = node->key, .line = node->key_line};
	return load_element(loader, campaign, node);
}

int
store_route(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	struct config *config = loader->config;
	struct config_route *route;

	(void)setting;
	if (config->routes == NULL)
		config->routes = arena_alloc(&config->memory,
		    yaml_count(loader->parent) * sizeof(*config->routes));
	route = &config->routes[config->routes_count++];
	*route = (struct config_route){.name = node->key};
	if (load_element(loader, route, node) != 0)
		return -1;
	if (route->provider_count == 0)
		return config_refuse(loader, node->key_line,
		    "these routes need a route, the providers in order '%s'",
		    route->name);
	return 0;
}
