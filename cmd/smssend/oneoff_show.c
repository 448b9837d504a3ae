/* SPDX-License-Identifier: ISC */
#include "oneoff_show.h"

#include "base/num.h"
#include "consent/ask.h"
#include "policy/place.h"
#include "text/visible.h"

enum {
	SHOW_ZONES = 3, /* local times of one number */
	SHOW_PLACES = 4, /* decimals of a cost */
};

void
oneoff_show_text(struct record *message, size_t recipients, struct buf *out)
{
	struct slice cost = record_text(message, "cost_estimate");
	struct slice at = record_text(message, "send_at");
	char total[NUM_TEXT_MAX];
	int64_t segments = 0, each;
	struct view_step step = {0};

	(void)record_int(message, "segments", &segments);
	visible_add(out, record_text(message, "body"));
	while (view_next(record_view(message, "media_urls"), &step)) {
		buf_adds(out, "\nwith ");
		visible_add(out, view_string(step.value, &message->arena));
	}
	buf_addf(out, "\n\n%d %s, %.*s", (int)segments,
	    segments == 1 ? "segment" : "segments",
	    SLICE_ARG(record_text(message, "encoding")));
	if (num_parse_money(cost, &each) == 0) {
		num_format_money(
		    each * (int64_t)recipients, SHOW_PLACES, total);
		buf_addf(out, ", %s %.*s", total,
		    SLICE_ARG(record_text(message, "currency")));
	}
	buf_addf(out, "\nfrom %.*s%s%.*s\n",
	    SLICE_ARG(record_text(message, "from")), at.p != NULL ? " at " : "",
	    SLICE_ARG(at));
}

/* "9:30 PM" would need a language; a clock of 24 hours does not. */
static void
show_clock(struct run *run, struct slice zone_name, struct buf *out)
{
	static const char days[][4] = {
	    "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	const struct zone *zone;
	struct error ignored;
	struct civil civil;

	zone = zone_find(&run->zones, zone_name, &ignored);
	if (zone == NULL)
		return;
	zone_civil(zone, clock_now(&run->clock), &civil, NULL, NULL);
	buf_addf(out, ", %s %02d:%02d %.*s", days[civil_weekday(&civil)],
	    civil.hour, civil.minute, SLICE_ARG(zone_name));
}

static void
show_times(struct run *run, struct slice number, struct buf *out)
{
	struct place place;
	struct slice zone;
	const char *rest;
	int count = 0;

	if (!place_find(number, &place))
		return;
	rest = place.zones;
	while (count < SHOW_ZONES && place_next_zone(&rest, &zone)) {
		show_clock(run, zone, out);
		count++;
	}
	if (place_next_zone(&rest, &zone))
		buf_adds(out, ", and other zones");
}

/* The entry that the verdict rests on. */
static int
show_consent(
    struct run *run, struct record *message, struct buf *out, struct error *err)
{
	struct verdict verdict;
	char when[INSTANT_TEXT_MAX];

	if (ask_message(run->store, run->config, message,
		clock_now(&run->clock), &run->arena, &verdict, err) != 0)
		return -1;
	if (!verdict.allowed || verdict.entry == NULL) {
		buf_addf(out, "; consent: %s",
		    verdict.allowed ? "answers them" : verdict.reason);
		return 0;
	}
	buf_addf(out, "; consent: %s",
	    verdict.kind != NULL ? verdict.kind : "given");
	instant_format(verdict.entry->effective_ms, when);
	buf_addf(out, " by %.*s on %.10s (%.*s)",
	    SLICE_ARG(verdict.entry->method), when,
	    SLICE_ARG(verdict.consent_id));
	return 0;
}

int
oneoff_show_recipient(struct run *run, struct record *message,
    const struct policy_finding *finding, struct buf *out, struct error *err)
{
	struct slice to = record_text(message, "to");
	char until[INSTANT_TEXT_MAX];

	buf_addf(out, "to %.*s", SLICE_ARG(to));
	show_times(run, to, out);
	if (show_consent(run, message, out, err) != 0)
		return -1;
	if (finding->verdict == POLICY_REFUSES)
		buf_addf(out, "; refused: %s", finding->reason);
	if (finding->verdict == POLICY_HOLDS) {
		instant_format(finding->until_ms, until);
		buf_addf(out, "; waits until %s: %s", until, finding->reason);
	}
	buf_addc(out, '\n');
	return 0;
}
