/* SPDX-License-Identifier: ISC */
/*
 * Whose number is whose.  A platform that names the outside party is believed;
 * else the direction decides; else the one end that is ours.  Never a guess:
 * the wrong one would text the voice agent.
 */
#include "call/draft.h"
#include "text/phone.h"

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

static bool
call_is_at(const struct call_end *party, const struct call_end *end)
{
	return party->number[0] != '\0' &&
	    strcmp(party->number, end->number) == 0;
}

/* Which way the call went, where the platform does not say. */
static void
call_guess_direction(
    const struct call_draft *draft, struct call_parties *parties)
{
	bool inbound = call_is_at(&parties->customer, &parties->from);
	bool outbound = call_is_at(&parties->customer, &parties->to);

	if (inbound == outbound) {
		inbound = call_is_ours(draft, &parties->to);
		outbound = call_is_ours(draft, &parties->from);
	}
	if (inbound != outbound)
		parties->direction = inbound ? "inbound" : "outbound";
}

/* Whichever the platform names, parties or ends: the others follow. */
static void
call_fill(struct call_parties *parties)
{
	bool outbound = strcmp(parties->direction, "outbound") == 0;
	struct call_end *near = outbound ? &parties->business
					 : &parties->customer;
	struct call_end *far = outbound ? &parties->customer
					: &parties->business;

	if (!outbound && strcmp(parties->direction, "inbound") != 0)
		return;
	if (parties->from.raw.p == NULL)
		parties->from = *near;
	else if (near->raw.p == NULL)
		*near = parties->from;
	if (parties->to.raw.p == NULL)
		parties->to = *far;
	else if (far->raw.p == NULL)
		*far = parties->to;
}

/* Drops the prefix, whatever its case. */
static struct slice
call_without(struct slice text, const char *prefix)
{
	size_t n = strlen(prefix);

	if (text.n > n && strncasecmp(text.p, prefix, n) == 0) {
		text.p += n;
		text.n -= n;
	}
	return text;
}

/* The raw end: a number in its one form, else without "tel:". */
static void
call_put_raw(struct record *out, const char *field, const struct call_end *end)
{
	struct slice raw = end->raw;

	if (raw.p == NULL) {
		record_set_null(out, field);
		return;
	}
	raw = call_without(raw, "tel:");
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

/* What a platform says of the ends is the customer's where that end is. */
static const struct {
	const char *field, *inbound, *outbound;
} call_person[] = {
    {"customer_name", "from_name", "to_name"},
    {"customer_email", "from_email", "to_email"},
};

static void
call_put_person(struct call_draft *draft)
{
	bool inbound = strcmp(draft->direction, "inbound") == 0;
	bool outbound = strcmp(draft->direction, "outbound") == 0;
	struct slice text;
	size_t i;

	for (i = 0; i < sizeof(call_person) / sizeof(call_person[0]); i++) {
		text = call_text(draft, call_person[i].field);
		if (text.p == NULL && inbound)
			text = call_text(draft, call_person[i].inbound);
		else if (text.p == NULL && outbound)
			text = call_text(draft, call_person[i].outbound);
		record_copy_text(draft->out, call_person[i].field,
		    call_without(text, "mailto:"));
	}
	/* Whoever could have told the name and did not. */
	if (view_is_null(record_view(draft->out, "customer_name")) &&
	    call_next_row(draft->mapping, "customer_name", NULL) != NULL)
		record_set_null(draft->out, "customer_name");
}

/* An event that is no call has none. */
static const char *
call_direction(struct call_draft *draft)
{
	struct slice word;

	if (call_next_row(draft->mapping, "call_id", NULL) == NULL)
		return "none";
	word = call_text(draft, "direction");
	return word.p != NULL ? arena_string(draft->arena, word) : "unknown";
}

void
call_put_parties(struct call_draft *draft)
{
	struct record *out = draft->out;
	struct call_parties parties = {
	    .direction = call_direction(draft),
	    .from = call_read_end_of_line(draft, "from"),
	    .to = call_read_end_of_line(draft, "to"),
	    .customer = call_read_end_of_line(draft, "customer_number"),
	    .business = call_read_end_of_line(draft, "business_number"),
	};

	if (strcmp(parties.direction, "unknown") == 0)
		call_guess_direction(draft, &parties);
	call_fill(&parties);
	draft->direction = parties.direction;
	record_set_text(out, "direction", slice_of(parties.direction));
	call_put_raw(out, "from", &parties.from);
	call_put_raw(out, "to", &parties.to);
	call_put_number(out, "customer_number", &parties.customer);
	call_put_number(out, "business_number", &parties.business);
	call_put_person(draft);
}
