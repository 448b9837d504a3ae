/* SPDX-License-Identifier: ISC */
#include "config/kind.h"

static const struct kind kinds[] = {
    [SETTING_MAP] = {"map", YAML_MAP, NULL, store_map},
    [SETTING_ANY] = {"free map", YAML_MAP, NULL, store_map},
    [SETTING_SENDER] = {"map", YAML_MAP, NULL, store_sender},
    [SETTING_CAMPAIGN] = {"map", YAML_MAP, NULL, store_campaign},
    [SETTING_ROUTE] = {"map", YAML_MAP, NULL, store_route},
    [SETTING_PRICES] = {"map", YAML_MAP, NULL, store_prices},
    [SETTING_PRICE] = {"decimal number", YAML_TEXT, check_price, NULL},
    [SETTING_TEXT] = {"text", YAML_TEXT, NULL, store_text},
    [SETTING_TEXTS] = {"list of texts", YAML_LIST, NULL, store_list},
    [SETTING_NUMBERS] = {"list of numbers", YAML_LIST, check_number,
	store_list},
    [SETTING_COUNTRIES] = {"list of countries", YAML_LIST, check_country,
	store_list},
    [SETTING_PROVIDERS] = {"list of providers", YAML_LIST, check_provider,
	store_list},
    [SETTING_PROVIDER] = {"provider", YAML_TEXT, check_provider, store_text},
    [SETTING_WORD] = {"word", YAML_TEXT, check_word, store_text},
    [SETTING_BOOL] = {"true or false", YAML_TEXT, NULL, store_bool},
    [SETTING_COUNT] = {"whole number", YAML_TEXT, NULL, store_count},
    [SETTING_RATE] = {"decimal number", YAML_TEXT, NULL, store_rate},
    [SETTING_SHARE] = {"share", YAML_TEXT, NULL, store_share},
    [SETTING_CADENCE] = {"list of limits", YAML_LIST, NULL, store_cadence},
    [SETTING_DOLLARS] = {"amount of money", YAML_TEXT, NULL, store_dollars},
    [SETTING_PATH] = {"path", YAML_TEXT, check_path, store_text},
    [SETTING_STORE] = {"URL of a store", YAML_TEXT, check_store, store_text},
    [SETTING_URL] = {"URL", YAML_TEXT, check_url, store_text},
    [SETTING_REFERENCE] = {"text", YAML_TEXT, NULL, store_text},
    [SETTING_SECRET] = {"secret", YAML_TEXT, check_secret, NULL},
};

static const char *const not_a[] = {
    [YAML_TEXT] = "not a text",
    [YAML_LIST] = "not a list",
    [YAML_MAP] = "not a map",
};

const char *
setting_kind_name(enum setting_kind kind)
{
	return kinds[kind].name;
}

static int
refuse_shape(struct config_loader *loader, const struct yaml_node *node,
    const char *problem)
{
	const struct setting_place *place = &loader->place;

	return config_refuse(loader, node->line, "%s '%s'", problem,
	    config_place_text(loader, place->names[place->depth - 1]));
}

/* A text that is there and that its kind accepts. */
static int
take_text(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	const struct kind *kind = &kinds[setting->kind];

	if (text->type != YAML_TEXT)
		return refuse_shape(loader, text, not_a[YAML_TEXT]);
	if (text->text.n == 0)
		return refuse_shape(loader, text, "the text is empty");
	return kind->check != NULL ? kind->check(loader, setting, text) : 0;
}

int
setting_take(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	const struct kind *kind = &kinds[setting->kind];
	struct yaml_node *item;

	if (node->type != kind->shape)
		return refuse_shape(loader, node, not_a[kind->shape]);
	if (kind->shape == YAML_TEXT && take_text(loader, setting, node) != 0)
		return -1;
	if (kind->shape == YAML_LIST)
		for (item = node->first; item != NULL; item = item->next)
			if (take_text(loader, setting, item) != 0)
				return -1;
	return kind->store != NULL ? kind->store(loader, setting, node) : 0;
}
