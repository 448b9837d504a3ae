/* SPDX-License-Identifier: ISC */
/*
 * Whose number is whose.  A platform that names the outside party is believed;
 * else the direction decides; else the one end that is ours.  Never a guess:
 * the wrong one would text the voice agent.
 */
#include "call/draft.h"
#include "record/record.h"

#include <string.h>
#include <strings.h>

/* An end of the line as it came; not there when p is NULL. */
struct call_end {
	struct slice raw;
	char number[PHONE_MAX]; /* "" when it is no E.164 number */
};

struct call_parties {
	const char *direction;
	struct call_end from, to, customer, business;
};

static const struct call_word directions[] = {
    {"inbound", "inbound"},
    {"inboundPhoneCall", "inbound"},
    {"incoming", "inbound"},
    {"outbound", "outbound"},
    {"outboundPhoneCall", "outbound"},
    {"outbound-api", "outbound"},
    {"outbound-dial", "outbound"},
    {"outgoing", "outbound"},
    {"web", "web"},
    {"webCall", "web"},
    {"web_call", "web"},
    {"vapi.websocketCall", "web"},
    {0},
};

/* "phone_call" says nothing, so each path is asked on its own. */
static const char *
call_direction(struct call_draft *draft)
{
	const struct call_row *row = call_row(draft->mapping, "direction");
	const char *word = NULL;
	size_t i;

	for (i = 0; row != NULL && word == NULL && i < CALL_PATHS &&
	     row->paths[i] != NULL;
	     i++) {
		struct call_row one = {
		    row->field, row->reading, {row->paths[i]}};

		word = call_word(directions,
		    call_read_text(call_at(draft, &one), draft->arena));
	}
	return word != NULL ? word : "unknown";
}

static struct call_end
call_read_end_of_line(struct call_draft *draft, const char *field)
{
	struct call_end end = {.raw = call_text(draft, field)};

	if (end.raw.p != NULL)
		(void)phone_from_end(end.raw, end.number);
	return end;
}

static bool
call_is_ours(const struct call_draft *draft, const struct call_end *end)
{
	return end->number[0] != '\0' &&
	    config_is_ours(draft->config, slice_of(end->number));
}

/* The platform names the parties: the ends of the line follow. */
static void
call_ends_from_names(struct call_parties *parties)
{
	if (strcmp(parties->direction, "inbound") == 0) {
		parties->from = parties->customer;
		parties->to = parties->business;
	} else if (strcmp(parties->direction, "outbound") == 0) {
		parties->from = parties->business;
		parties->to = parties->customer;
	}
}

/* It names the ends: the parties follow. */
static void
call_names_from_ends(
    const struct call_draft *draft, struct call_parties *parties)
{
	bool from_ours = call_is_ours(draft, &parties->from);
	bool to_ours = call_is_ours(draft, &parties->to);

	if (strcmp(parties->direction, "unknown") == 0 && from_ours != to_ours)
		parties->direction = to_ours ? "inbound" : "outbound";
	if (strcmp(parties->direction, "inbound") == 0) {
		parties->customer = parties->from;
		parties->business = parties->to;
	} else if (strcmp(parties->direction, "outbound") == 0) {
		parties->customer = parties->to;
		parties->business = parties->from;
	}
}

/* The raw end: a number in its one form, else without "tel:". */
static void
call_put_raw(struct record *out, const char *field, const struct call_end *end)
{
	static const char prefix[] = "tel:";
	const size_t skip = sizeof(prefix) - 1;
	struct slice raw = end->raw;

	if (raw.p == NULL) {
		record_set_null(out, field);
		return;
	}
	if (raw.n > skip && strncasecmp(raw.p, prefix, skip) == 0) {
		raw.p += skip;
		raw.n -= skip;
	}
	if (end->number[0] != '\0' && strncasecmp(raw.p, "sip", 3) != 0)
		raw = slice_of(end->number);
	record_set_text(out, field, raw);
}

static void
call_put_number(
    struct record *out, const char *field, const struct call_end *end)
{
	if (end->number[0] != '\0')
		record_set_text(out, field, slice_of(end->number));
	else
		record_set_null(out, field);
}

void
call_put_parties(struct call_draft *draft)
{
	struct record *out = draft->out;
	struct call_parties parties = {
	    .direction = call_row(draft->mapping, "call_id") != NULL
		? call_direction(draft)
		: "none",
	    .from = call_read_end_of_line(draft, "from"),
	    .to = call_read_end_of_line(draft, "to"),
	    .customer = call_read_end_of_line(draft, "customer_number"),
	    .business = call_read_end_of_line(draft, "business_number"),
	};

	if (parties.customer.raw.p != NULL || parties.business.raw.p != NULL)
		call_ends_from_names(&parties);
	else
		call_names_from_ends(draft, &parties);
	record_set_text(out, "direction", slice_of(parties.direction));
	call_put_raw(out, "from", &parties.from);
	call_put_raw(out, "to", &parties.to);
	call_put_number(out, "customer_number", &parties.customer);
	call_put_number(out, "business_number", &parties.business);
}
