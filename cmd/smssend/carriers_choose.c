/* SPDX-License-Identifier: ISC */
/* Which carrier takes a message, and from which sender. */
#include "carriers.h"
#include "channel.h"
#include "policy/abroad.h"
#include "policy/place.h"

#include <string.h>

/* A list of providers in order. */
struct route {
	const char **names;
	size_t count;
};

/* How a carrier and a sender suit a message: the least is taken. */
enum fit {
	FIT_WELL,
	FIT_DOWN, /* once the carrier is there again */
	FIT_REFUSED, /* the recipient's country takes no such sender */
	FIT_NEVER,
};

struct search {
	const struct carriers *carriers;
	const struct config *config;
	const struct carrier_question *question;
	enum fit fit; /* of the choice so far */
	struct carrier_choice *choice;
	bool tried;
	struct error *why; /* the first that was tried cannot */
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

/* The first of `route` that carries texts; NULL: there is none. */
static const char *
route_first(const struct carriers *carriers, const struct config *config)
{
	const struct carrier *carrier;
	size_t i;

	for (i = 0; i < config->route_count; i++) {
		carrier = carriers_find(carriers, slice_of(config->route[i]));
		if (carrier == NULL ||
		    (carrier->provider->carries & PROVIDER_SMS) != 0)
			return config->route[i];
	}
	return NULL;
}

/* The carrier of a sender, or of one that we do not know (NULL). */
static const struct carrier *
carriers_of_sender(const struct carriers *carriers, const struct config *config,
    const struct config_sender *sender, struct error *err)
{
	const char *name = sender != NULL ? sender->provider : NULL;
	const struct carrier *carrier = NULL;

	if (name == NULL)
		name = route_first(carriers, config);
	if (name != NULL)
		carrier = carriers_find(carriers, slice_of(name));
	else if (carriers->count == 1)
		carrier = &carriers->list[0];
	if (carrier != NULL)
		return carrier;
	if (name != NULL)
		(void)error_set(
		    err, EX_CONFIG, "provider '%s' is not configured", name);
	else
		(void)error_set(
		    err, EX_CONFIG, "several providers, and no route");
	return NULL;
}

static const struct config_campaign *
search_campaign(const struct search *search, const struct config_sender *sender)
{
	struct record *message = search->question->message;
	struct slice name = record_text(message, "campaign");

	if (name.p != NULL)
		return config_find_campaign(
		    search->config, arena_string(&message->arena, name));
	return sender != NULL && sender->campaign != NULL
	    ? config_find_campaign(search->config, sender->campaign)
	    : NULL;
}

static struct slice
search_text(const struct search *search, const char *name, const char * or)
{
	struct slice text = record_text(search->question->message, name);

	return text.p != NULL ? text : slice_of(or);
}

/* As the claim will ask (policies.c). */
static bool
search_may(const struct search *search, const struct config_sender *sender)
{
	const struct carrier_question *question = search->question;
	const struct config_campaign *campaign = search_campaign(
	    search, sender);
	const struct abroad_question abroad = {.to = question->to,
	    .from = slice_of(sender != NULL ? sender->number : NULL),
	    .kind = slice_of(sender != NULL ? sender->kind : NULL),
	    .registered = sender != NULL && sender->registered,
	    .promotional = slice_is(question->category, "promotional"),
	    .entity_id = search_text(search, "india_entity_id",
		campaign != NULL ? campaign->india_entity_id : NULL),
	    .template_id = search_text(search, "india_template_id",
		campaign != NULL ? campaign->india_template_id : NULL)};
	struct policy_finding finding;

	abroad_check(&abroad, &question->message->arena, &finding);
	return finding.verdict == POLICY_PASSES;
}

/* A trial: does its driver make a request of it?  The message stays as it is.
 */
static bool
search_builds(struct search *search, const struct carrier *carrier,
    const struct config_sender *sender)
{
	struct record *message = search->question->message;
	bool text = search->question->carries == 0;
	struct slice from = record_text(message, "from");
	struct provider_request request;
	struct error err;
	int result;

	if (text && sender != NULL)
		record_set_text(message, "from", slice_of(sender->number));
	else if (text)
		record_remove(message, "from");
	result = carrier->provider->build(&carrier->values, message, "trial",
	    &message->arena, &request, &err);
	if (text && from.p != NULL)
		record_set_text(message, "from", from);
	else if (text)
		record_remove(message, "from");
	if (result != 0 && !search->tried)
		*search->why = err;
	search->tried = true;
	return result == 0;
}

static bool
search_is_down(const struct search *search, const struct carrier *carrier)
{
	return (search->question->down >> (carrier - search->carriers->list) &
		   1) != 0;
}

/* Takes them if they suit better than the choice so far. */
static void
search_try(struct search *search, const struct carrier *carrier,
    const struct config_sender *sender)
{
	enum fit fit = search_is_down(search, carrier) ? FIT_DOWN : FIT_WELL;

	if (fit == FIT_DOWN && search->question->well)
		return;
	if (search->question->message != NULL && fit < search->fit) {
		if (!search_builds(search, carrier, sender))
			return;
		if (search->question->carries == 0 &&
		    !search_may(search, sender))
			fit = FIT_REFUSED;
	}
	if (fit >= search->fit ||
	    (fit == FIT_REFUSED && search->question->well))
		return;
	search->fit = fit;
	*search->choice = (struct carrier_choice){.carrier = carrier,
	    .sender = sender,
	    .from = slice_of(sender != NULL ? sender->number : NULL)};
}

/* From each of the carrier's senders, and by its pool. */
static void
search_carrier(struct search *search, const struct carrier *carrier)
{
	const struct config *config = search->config;
	const struct config_sender *sender = config->senders;
	struct error ignored;
	size_t i;

	if ((carrier->provider->carries & PROVIDER_SMS) == 0)
		return;
	for (i = 0; i < config->sender_count && search->fit > FIT_WELL; i++)
		if (carriers_of_sender(search->carriers, config, &sender[i],
			&ignored) == carrier)
			search_try(search, carrier, &sender[i]);
	if (search->fit > FIT_WELL &&
	    (carrier->provider->senders & PROVIDER_POOL) != 0)
		search_try(search, carrier, NULL);
}

/* Without a route the senders stand in order. */
static void
search_senders(struct search *search)
{
	const struct config *config = search->config;
	const struct carrier *carrier;
	struct error ignored;
	size_t i;

	for (i = 0; i < config->sender_count && search->fit > FIT_WELL; i++) {
		carrier = carriers_of_sender(
		    search->carriers, config, &config->senders[i], &ignored);
		if (carrier != NULL)
			search_try(search, carrier, &config->senders[i]);
	}
	if (search->carriers->count == 1)
		search_carrier(search, &search->carriers->list[0]);
}

static void
search_route(struct search *search, const struct route *route)
{
	unsigned carries = search->question->carries;
	size_t all = carries != 0 ? search->carriers->count : 0, i;
	const struct carrier *carrier;

	for (i = 0; i < route->count + all && search->fit > FIT_WELL; i++) {
		carrier = i < route->count
		    ? carriers_find(search->carriers, slice_of(route->names[i]))
		    : &search->carriers->list[i - route->count];
		if (carrier == NULL)
			continue;
		if (carries == 0)
			search_carrier(search, carrier);
		else if ((carrier->provider->carries & carries) != 0)
			search_try(search, carrier, NULL);
	}
}

int
carriers_choose(const struct carriers *carriers, const struct config *config,
    const struct carrier_question *question, struct carrier_choice *choice,
    struct error *err)
{
	struct route route = route_of(config, question);
	struct search search = {.carriers = carriers,
	    .config = config,
	    .question = question,
	    .fit = FIT_NEVER,
	    .choice = choice,
	    .why = err};

	*choice = (struct carrier_choice){.from = question->from};
	if (question->carries == 0 && question->from.p != NULL) {
		choice->sender = config_find_sender(config, question->from);
		choice->carrier = carriers_of_sender(
		    carriers, config, choice->sender, err);
		return choice->carrier != NULL ? 0 : -1;
	}
	choice->from = (struct slice){NULL, 0};
	if (question->carries == 0 && route.count == 0)
		search_senders(&search);
	else
		search_route(&search, &route);
	if (search.fit != FIT_NEVER)
		return 0;
	if (search.tried || question->well)
		return -1;
	if (question->carries != 0)
		return error_set(err, EX_CONFIG,
		    "no provider of e-mail or of calls is configured");
	choice->carrier = carriers_of_sender(carriers, config, NULL, err);
	return choice->carrier != NULL ? 0 : -1;
}

int
carriers_of_lane(const struct carriers *carriers, const struct config *config,
    struct slice lane, unsigned down, struct carrier_choice *choice,
    struct error *err)
{
	const struct channel *channel = channel_of_lane(lane);
	const struct carrier_question question = {
	    .carries = channel->lane != NULL ? channel->carries : 0,
	    .from = channel_sender(lane),
	    .down = down};

	*choice = (struct carrier_choice){
	    .carrier = carriers_find(carriers, channel_carrier(lane))};
	if (choice->carrier != NULL)
		return 0;
	return carriers_choose(carriers, config, &question, choice, err);
}
