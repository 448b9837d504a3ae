/* SPDX-License-Identifier: ISC */
#include "facts.h"

#include <string.h>

/* A text at a path; not there when empty. */
static struct slice
facts_text(struct record *call, const char *path)
{
	struct view view = record_path(call, path);
	struct slice text = view_string(view, &call->arena);

	if (view_type(view) == SCAN_NUMBER)
		text = view_number(view);
	return text.n > 0 ? text : (struct slice){NULL, 0};
}

/* ---- who gets it -------------------------------------------------------- */

/* The number the caller asked us to text, else the one of the call. */
static void
facts_number(struct facts *facts)
{
	struct slice asked = facts_text(facts->call, "data.callback_number");
	struct slice own = record_text(facts->call, "customer_number");

	if (asked.p != NULL) {
		if (phone_from_end(asked, facts->number))
			facts->to = slice_of(facts->number);
		else
			facts->reason = "invalid_number";
	} else if (own.p != NULL) {
		facts->to = own;
	} else {
		facts->reason = "no_number";
	}
}

/* A wrong swap of the ends would text ourselves. */
static bool
facts_is_ours(
    const struct facts *facts, const struct config *config, struct slice to)
{
	struct slice business = record_text(facts->call, "business_number");

	return (business.p != NULL && slice_equal(business, to)) ||
	    config_is_ours(config, to);
}

/* Do we know which end of the call is the customer? */
static bool
facts_sides_known(const struct facts *facts, const struct config *config)
{
	struct slice direction = record_text(facts->call, "direction");
	struct slice business = record_text(facts->call, "business_number");

	return !slice_is(direction, "unknown") ||
	    facts_text(facts->call, "data.callback_number").p != NULL ||
	    (business.p != NULL && config_is_ours(config, business));
}

static void
facts_recipient(struct facts *facts, const struct config *config)
{
	facts_number(facts);
	if (facts->to.p == NULL)
		return;
	if (facts_is_ours(facts, config, facts->to))
		facts->reason = "own_number";
	else if (!facts_sides_known(facts, config))
		facts->reason = "direction_unknown";
	if (facts->reason != NULL)
		facts->to = (struct slice){NULL, 0};
}

/* Somebody who asked for another way than texts gets no text. */
static void
facts_channel(struct facts *facts)
{
	struct slice wish = facts_text(facts->call, "channel_preferred");

	if (wish.p == NULL)
		wish = facts_text(facts->call, "data.channel_preferred");
	if (!slice_is(wish, "email") && !slice_is(wish, "voice"))
		return;
	facts->channel = wish;
	if (facts->reason == NULL)
		facts->reason = "channel_preferred";
}

/* ---- where and when ----------------------------------------------------- */

static int
facts_zone(struct facts *facts, const struct config *config,
    struct zone_set *zones, struct error *err)
{
	const struct {
		const char *basis, *what;
		struct slice name;
	} places[] = {
	    {"appointment", "appointment.timezone",
		facts_text(facts->call, "appointment.timezone")},
	    {"customer", "customer_timezone",
		facts_text(facts->call, "customer_timezone")},
	    {"tenant", "timezone", slice_of(config->timezone)},
	};
	size_t i;

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		if (places[i].name.p == NULL)
			continue;
		facts->zone_basis = places[i].basis;
		facts->zone = zone_find(zones, places[i].name, err);
		if (facts->zone == NULL)
			return error_prefix(err, "%s", places[i].what);
		return 0;
	}
	return error_set(err, EX_CONFIG, "no time zone: 'timezone' is not set");
}

int
facts_gather(struct facts *facts, struct record *call,
    const struct config *config, struct zone_set *zones, struct error *err)
{
	*facts = (struct facts){.call = call};
	facts->event = slice_is(record_text(call, "stage"), "event");
	facts->has_hangup = record_time(
	    call, facts->event ? "occurred_at" : "ended_at", &facts->hangup_ms);
	facts_recipient(facts, config);
	facts_channel(facts);
	facts->sender = config_find_sender(
	    config, record_text(call, "business_number"));
	facts->tenant = record_text(call, "tenant");
	if (facts->tenant.p == NULL)
		facts->tenant = slice_of(config->tenant);
	facts->language = record_text(call, "language");
	return facts_zone(facts, config, zones, err);
}
