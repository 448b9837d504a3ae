/* SPDX-License-Identifier: ISC */
#include "carriers.h"

#include "policy/place.h"

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

bool
carriers_carry(const struct carriers *carriers, unsigned what)
{
	size_t i;

	for (i = 0; i < carriers->count; i++)
		if ((carriers->list[i].provider->carries & what) != 0)
			return true;
	return false;
}

/* A list of providers in order. */
struct route {
	const char **names;
	size_t count;
};

static bool
route_fits(const struct config_route *route, const char *country,
    const struct carrier_question *question)
{
	size_t i;

	if (route->category != NULL &&
	    !slice_is(question->category, route->category))
		return false;
	for (i = 0; i < route->country_count; i++)
		if (country != NULL &&
		    strcmp(route->countries[i], country) == 0)
			return true;
	return route->country_count == 0;
}

static struct route
route_of(const struct config *config, const struct carrier_question *question)
{
	const struct config_route *route = config->routes;
	struct place place = {.country = NULL};
	size_t i;

	if (config->routes_count > 0)
		(void)place_find(question->to, &place);
	for (i = 0; i < config->routes_count; i++)
		if (route_fits(&route[i], place.country, question))
			return (struct route){
			    route[i].providers, route[i].provider_count};
	return (struct route){config->route, config->route_count};
}

static bool
carriers_is_down(const struct carriers *carriers, const struct carrier *carrier,
    const struct carrier_question *question)
{
	return (question->down >> (carrier - carriers->list) & 1) != 0;
}

/* The first sender that the carrier may use; those without a provider are
 * anybody's. */
static const struct config_sender *
carriers_sender(const struct config *config, const struct carrier *carrier)
{
	const char *name = carrier->provider->name;
	size_t i;

	for (i = 0; i < config->sender_count; i++)
		if (config->senders[i].provider == NULL ||
		    strcmp(config->senders[i].provider, name) == 0)
			return &config->senders[i];
	return NULL;
}

/* Down the route; false when nobody on it can. */
static bool
carriers_walk(const struct carriers *carriers, const struct config *config,
    const struct route *route, const struct carrier_question *question,
    bool down_too, struct carrier_choice *choice)
{
	const struct carrier *carrier;
	size_t i;

	for (i = 0; i < route->count; i++) {
		carrier = carriers_find(carriers, slice_of(route->names[i]));
		if (carrier == NULL ||
		    (carrier->provider->carries & PROVIDER_SMS) == 0 ||
		    (!down_too &&
			carriers_is_down(carriers, carrier, question)))
			continue;
		choice->sender = carriers_sender(config, carrier);
		if (choice->sender == NULL &&
		    (carrier->provider->senders & PROVIDER_POOL) == 0)
			continue;
		choice->carrier = carrier;
		choice->down = down_too;
		if (choice->sender != NULL)
			choice->from = slice_of(choice->sender->number);
		return true;
	}
	return false;
}

/* One for what has no sender; false when nobody can, or all are down. */
static bool
carriers_any(const struct carriers *carriers, const struct route *route,
    const struct carrier_question *question, bool down_too,
    struct carrier_choice *choice)
{
	const struct carrier *carrier;
	size_t i;

	for (i = 0; i < route->count + carriers->count; i++) {
		carrier = i < route->count
		    ? carriers_find(carriers, slice_of(route->names[i]))
		    : &carriers->list[i - route->count];
		if (carrier == NULL ||
		    (carrier->provider->carries & question->carries) == 0 ||
		    (!down_too &&
			carriers_is_down(carriers, carrier, question)))
			continue;
		choice->carrier = carrier;
		choice->down = down_too;
		return true;
	}
	return false;
}

/* The first on the route that carries texts; NULL: there is none. */
static const char *
route_first(const struct carriers *carriers, const struct route *route)
{
	const struct carrier *carrier;
	size_t i;

	for (i = 0; i < route->count; i++) {
		carrier = carriers_find(carriers, slice_of(route->names[i]));
		if (carrier == NULL ||
		    (carrier->provider->carries & PROVIDER_SMS) != 0)
			return route->names[i];
	}
	return NULL;
}

/* The carrier of a sender, or of any that the route does not know. */
static int
carriers_fixed(const struct carriers *carriers, const struct route *route,
    struct carrier_choice *choice, struct error *err)
{
	const char *name = NULL;

	if (choice->sender != NULL)
		name = choice->sender->provider;
	if (name == NULL)
		name = route_first(carriers, route);
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

int
carriers_choose(const struct carriers *carriers, const struct config *config,
    const struct carrier_question *question, struct carrier_choice *choice,
    struct error *err)
{
	struct route route = route_of(config, question);

	*choice = (struct carrier_choice){.from = question->from};
	if (question->carries != 0) {
		choice->from = (struct slice){NULL, 0};
		if (carriers_any(carriers, &route, question, false, choice) ||
		    carriers_any(carriers, &route, question, true, choice))
			return 0;
		return error_set(err, EX_CONFIG,
		    "no provider of e-mail or of calls is configured");
	}
	if (question->from.p != NULL) {
		choice->sender = config_find_sender(config, question->from);
		return carriers_fixed(carriers, &route, choice, err);
	}
	if (carriers_walk(carriers, config, &route, question, false, choice) ||
	    carriers_walk(carriers, config, &route, question, true, choice))
		return 0;
	if (route.count == 0 && config->sender_count > 0) {
		choice->sender = &config->senders[0];
		choice->from = slice_of(choice->sender->number);
	}
	return carriers_fixed(carriers, &route, choice, err);
}
