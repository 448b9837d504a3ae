/* SPDX-License-Identifier: ISC */
#include "config/price.h"

#include "base/num.h"
#include "text/cost.h"

bool
price_of_segment(const struct config *config, const char *provider,
    struct slice kind, int64_t *price)
{
	const struct yaml_node *row = NULL;

	if (provider != NULL && kind.p != NULL)
		row = yaml_get(config->prices, provider);
	if (row == NULL)
		return false;
	for (row = row->first; row != NULL; row = row->next)
		if (slice_is(kind, row->key))
			return num_parse_money(row->text, price) == 0;
	return false;
}

bool
price_abroad(const struct config *config, const char *provider,
    const char *country, int64_t *price)
{
	const struct yaml_node *row = yaml_get(config->prices, provider);
	const struct yaml_node *cell = yaml_get(row, country);

	return cell != NULL && num_parse_money(cell->text, price) == 0;
}

bool
price_of_message(const struct config *config,
    const struct config_sender *sender, struct slice kind, size_t segments,
    int64_t *cost)
{
	const char *provider = NULL;
	int64_t price;

	if (sender != NULL && sender->provider != NULL)
		provider = sender->provider;
	else if (config->route_count > 0)
		provider = config->route[0];
	if (!price_of_segment(config, provider, kind, &price))
		return false;
	*cost = cost_of_message(segments, price, kind, (struct slice){NULL, 0});
	return true;
}
