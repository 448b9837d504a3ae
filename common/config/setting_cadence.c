/* SPDX-License-Identifier: ISC */
/* "2 per 10m": a limit on how often somebody is written to. */
#include "base/num.h"
#include "config/kind.h"

#include <string.h>

static const struct {
	char unit;
	int64_t ms;
} units[] = {
    {'s', 1000}, {'m', 60 * 1000}, {'h', 3600 * 1000}, {'d', 24 * 3600 * 1000}};

enum { CADENCE_LONGEST = 1000 }; /* of the number before a unit */

static const char between[] = " per ";

/* "10m", "24h" in ms; 0: it is none. */
static int64_t
cadence_window(struct slice text)
{
	int64_t number;
	size_t i;

	if (text.n < 2 ||
	    num_parse((struct slice){text.p, text.n - 1}, 1, CADENCE_LONGEST,
		&number) != 0)
		return 0;
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (units[i].unit == text.p[text.n - 1])
			return number * units[i].ms;
	return 0;
}

static bool
cadence_parse(struct slice text, struct config_cadence *cadence)
{
	const char *per = strstr(text.p, between);
	struct slice window;

	if (per == NULL)
		return false;
	window = slice_of(per + sizeof(between) - 1);
	cadence->text = text.p;
	cadence->window_ms = cadence_window(window);
	return cadence->window_ms > 0 &&
	    num_parse((struct slice){text.p, (size_t)(per - text.p)}, 1,
		CONFIG_CADENCE_MAX, &cadence->count) == 0;
}

int
store_cadence(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node)
{
	struct config *config = loader->config;
	struct config_cadence *cadence = arena_alloc(
	    &config->memory, yaml_count(node) * sizeof(*cadence));
	const struct yaml_node *item;
	size_t count = 0;

	(void)setting;
	for (item = node->first; item != NULL; item = item->next)
		if (!cadence_parse(item->text, &cadence[count++]))
			return config_refuse(loader, item->line,
			    "not a limit such as '2 per 10m' '%s'",
			    item->text.p);
	config->cadence = cadence;
	config->cadence_count = count;
	return 0;
}
