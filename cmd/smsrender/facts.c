/* SPDX-License-Identifier: ISC */
#include "facts.h"

#include "text/address.h"

#include <string.h>

/* A member that is wanted of an object. */
struct wanted {
	struct slice name;
	struct view *into;
};

#define WANTED(name, into)                     \
	{                                      \
		{name, sizeof(name) - 1}, into \
	}

/* One walk through the object for all of them. */
static void
facts_pick(struct record *call, const char *field, const struct wanted *wanted,
    size_t count)
{
	struct view object = record_view(call, field);
	struct view_step step = {0};
	struct slice key;
	size_t i;

	if (view_type(object) != SCAN_OBJECT)
		return;
	while (view_next(object, &step)) {
		key = view_unescape(step.key, &call->arena);
		for (i = 0; i < count; i++)
			if (slice_equal(key, wanted[i].name))
				*wanted[i].into = step.value;
	}
}

/* As the platform knows it, else as it was spelt in the call. */
static void
facts_address(struct facts *facts, struct view spelt)
{
	facts->email = record_text(facts->call, "customer_email");
	if (!address_is_valid(facts->email))
		facts->email = view_text(spelt, &facts->call->arena);
	if (!address_is_valid(facts->email))
		facts->email = (struct slice){NULL, 0};
}

static void
facts_read(struct facts *facts)
{
	struct view callback = {NULL, 0}, channel = {NULL, 0};
	struct view email = {NULL, 0};
	const struct wanted of_appointment[] = {
	    WANTED("appointment_id", &facts->appointment.id),
	    WANTED("version", &facts->appointment.version),
	    WANTED("starts_at", &facts->appointment.starts_at),
	    WANTED("timezone", &facts->appointment.timezone),
	    WANTED("status", &facts->appointment.status),
	};
	const struct wanted of_data[] = {
	    WANTED("callback_number", &callback),
	    WANTED("channel_preferred", &channel),
	    WANTED("customer_email", &email),
	};

	facts_pick(facts->call, "appointment", of_appointment,
	    sizeof(of_appointment) / sizeof(of_appointment[0]));
	facts_pick(
	    facts->call, "data", of_data, sizeof(of_data) / sizeof(of_data[0]));
	facts->cancelled = slice_among(
	    view_text(facts->appointment.status, &facts->call->arena),
	    "cancelled|canceled");
	facts->callback = view_text(callback, &facts->call->arena);
	facts->channel = record_text(facts->call, "channel_preferred");
	if (facts->channel.p == NULL)
		facts->channel = view_text(channel, &facts->call->arena);
	facts_address(facts, email);
	facts->business = record_text(facts->call, "business_number");
}

/* ---- who gets it -------------------------------------------------------- */

/* The number the caller asked us to text, else the one of the call. */
static void
facts_number(struct facts *facts)
{
	struct slice own = record_text(facts->call, "customer_number");

	if (facts->callback.p != NULL) {
		if (phone_from_end(facts->callback, facts->number))
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
	return (facts->business.p != NULL &&
		   slice_equal(facts->business, to)) ||
	    config_is_ours(config, to);
}

/* Do we know which end of the call is the customer? */
static bool
facts_sides_known(const struct facts *facts, const struct config *config)
{
	struct slice direction = record_text(facts->call, "direction");

	return facts->callback.p != NULL || !slice_is(direction, "unknown") ||
	    (facts->business.p != NULL &&
		config_is_ours(config, facts->business));
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
	if (!slice_is(facts->channel, "email") &&
	    !slice_is(facts->channel, "voice"))
		facts->channel = (struct slice){NULL, 0};
	else if (facts->reason == NULL)
		facts->reason = "channel_preferred";
}

bool
facts_by_email(const struct facts *facts, bool written)
{
	return written && facts->email.p != NULL && facts->reason != NULL &&
	    !slice_is(facts->channel, "voice");
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
		view_text(facts->appointment.timezone, &facts->call->arena)},
	    {"customer", "customer_timezone",
		record_text(facts->call, "customer_timezone")},
	    {"tenant", "timezone", slice_of(config->timezone)},
	};
	size_t i;

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		if (places[i].name.n == 0)
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
	facts->reached = !slice_is(record_text(call, "stage"), "not_connected");
	facts_read(facts);
	facts_recipient(facts, config);
	facts_channel(facts);
	facts->sender = config_find_sender(config, facts->business);
	facts->tenant = record_text(call, "tenant");
	if (facts->tenant.p == NULL)
		facts->tenant = slice_of(config->tenant);
	facts->language = record_text(call, "language");
	return facts_zone(facts, config, zones, err);
}
