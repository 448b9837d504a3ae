/* SPDX-License-Identifier: ISC */
#include "lane.h"

#include "base/fault.h"
#include "behind.h"
#include "channel.h"
#include "claim.h"
#include "entry.h"
#include "flight.h"
#include "health.h"
#include "oneoff.h"
#include "policy/rate.h"
#include "space.h"

#include <poll.h>
#include <stdio.h>

enum {
	LANE_METER_MAX = 64,
	LANE_GAP_MS = 5, /* of the broken variant */
	LANE_ONEOFF = 1000, /* rows that a one-off looks for its own in */
};

/* One sender's turn in one tick. */
struct lane {
	struct slice sender; /* or whose pool, … (channel.h) */
	const struct carrier *carrier; /* NULL: it is not configured any more */
	bool known; /* false: no carrier can be found for it */
	int64_t rate; /* millionths of a segment a second; 0: no limit */
	char meter[LANE_METER_MAX];
	int64_t full_us; /* when its bucket is full again */
	int64_t now_us;
};

/* The wall clock, which processes share; never --now: it is the provider that
 * counts. */
static int64_t
lane_clock_us(void)
{
	const struct clock real = {.fixed = false};

	return clock_now(&real) * 1000;
}

static int64_t
lane_rate(const struct channel *channel, const struct carrier_choice *choice)
{
	if (channel->lane != NULL)
		return channel->rate;
	if (choice->sender != NULL && choice->sender->mps > 0)
		return choice->sender->mps;
	if (choice->from.p == NULL || choice->carrier->provider->parse == NULL)
		return 0; /* the carrier's own pool; a file */
	return rate_of_kind(
	    slice_of(choice->sender != NULL ? choice->sender->kind : NULL));
}

static int
lane_open(
    struct run *run, struct slice sender, struct lane *lane, struct error *err)
{
	struct carrier_choice choice;

	*lane = (struct lane){.sender = sender};
	if (channel_carrier(sender).p != NULL &&
	    carriers_find(&run->carriers, channel_carrier(sender)) == NULL)
		return 0;
	if (carriers_of_lane(&run->carriers, run->config, sender,
		health_down(run), &choice, err) != 0)
		return -1;
	*lane = (struct lane){.sender = sender,
	    .carrier = choice.carrier,
	    .rate = lane_rate(channel_of_lane(sender), &choice),
	    .now_us = lane_clock_us()};
	(void)snprintf(
	    lane->meter, sizeof(lane->meter), "rate/%.*s", SLICE_ARG(sender));
	return 0;
}

/* The lane and its meter, until the commit: 1; 0 when they are another's. */
static int
lane_take(struct run *run, struct lane *lane, struct error *err)
{
	int ours = journal_lane(run->store, lane->sender, err);
	int64_t period_ms;

	if (ours > 0 &&
	    meter_read(run->store, slice_of(lane->meter), &period_ms,
		&lane->full_us, err) < 0)
		return -1;
	return ours;
}

/* Milliseconds until the sender may send something; 0: now. */
static int64_t
lane_wait_ms(const struct lane *lane)
{
	int64_t wait_us;

	if (lane->rate == 0)
		return 0;
	wait_us = rate_free_us(lane->rate, lane->full_us, lane->now_us) -
	    lane->now_us;
	return (wait_us + 999) / 1000;
}

/* How many more attempts the carrier may have on their way. */
static size_t
lane_room(const struct run *run, const struct carrier *carrier)
{
	const struct carrier_state *state =
	    &run->carrier_states[carrier - run->carriers.list];
	size_t most = state->misses < HEALTH_DOWN ? RUN_SLOTS : HEALTH_TRIES;
	size_t busy = 0, i;

	for (i = 0; i < run->slots; i++)
		busy += run->attempts[i].stage != ATTEMPT_FREE &&
		    run->attempts[i].stage != ATTEMPT_SETTLED &&
		    run->attempts[i].carrier == carrier;
	return busy < most ? most - busy : 0;
}

/* A free slot that this carrier may use, or NULL. */
static struct attempt *
lane_slot(struct run *run, const struct carrier *carrier)
{
	size_t i;

	if (lane_room(run, carrier) == 0)
		return NULL;
	for (i = 0; i < run->slots; i++)
		if (run->attempts[i].stage == ATTEMPT_FREE)
			return &run->attempts[i];
	return NULL;
}

static int
lane_write(struct run *run, const struct lane *lane, struct error *err)
{
	return lane->rate == 0 ? 0
			       : meter_write(run->store, slice_of(lane->meter),
				     0, lane->full_us, err);
}

/* What must never be: rows are looked up, and others may mark them before we
 * do.  For the proof that notices it. */
static int
lane_let_go(struct run *run, struct error *err)
{
	if (store_commit(run->store, err) != 0)
		return -1;
	(void)poll(NULL, 0, LANE_GAP_MS);
	return store_begin_turn(run->store, err);
}

/* Claims row after row while there are slots and the rate allows it. */
static int
lane_claim_rows(struct run *run, struct lane *lane, struct journal_row *rows,
    size_t count, struct error *err)
{
	struct attempt *attempt;
	int64_t segments;
	size_t i;
	int done;

	if (fault_broken("select-then-mark") && lane_let_go(run, err) != 0)
		return -1;
	for (i = 0; i < count && lane_wait_ms(lane) == 0; i++) {
		if (!oneoff_allows(run, rows[i].id))
			continue;
		attempt = lane_slot(run, lane->carrier);
		if (attempt == NULL)
			break;
		done = claim_row(run, &rows[i], lane->carrier, attempt, err);
		if (done < 0)
			return -1;
		if (done == 0)
			run_look(run, 0); /* its reader's next is first now */
		if (done == 0 || lane->rate == 0)
			continue;
		if (!record_int(&attempt->message, "segments", &segments))
			segments = 1;
		lane->full_us = rate_take(
		    lane->rate, lane->full_us, lane->now_us, segments);
	}
	/* The rest goes at the rate, not at the pace of answers. */
	if (i < count && lane_wait_ms(lane) > 0)
		run_look(run, clock_monotonic() + lane_wait_ms(lane));
	return lane_write(run, lane, err);
}

/* Nothing goes out of it now: its rows keep no other text to the same person
 * waiting. */
static bool
lane_rests(const struct run *run, const struct lane *lane)
{
	return lane->carrier == NULL || health_is_down(run, lane->carrier);
}

/* What is asked of the journal for this lane. */
static struct journal_turn
lane_ask(const struct run *run, const struct lane *lane, size_t limit)
{
	return (struct journal_turn){.sender = lane->sender,
	    .settled_ms = clock_now(&run->clock) - RUN_SETTLE_MS,
	    .limit = limit,
	    .resting = run->resting,
	    .any_order = run->oneoffs.room > 0};
}

/* The row as run->message says. */
static int
lane_move(struct run *run, const struct journal_row *row, struct slice to,
    int64_t now, struct error *err)
{
	struct buf line;
	int result;

	buf_init(&line, BUF_NO_CAP);
	record_write(&run->message, &line);
	result = journal_reroute(
	    run->store, row->seq, to, buf_slice(&line), now, err);
	buf_release(&line);
	return result;
}

/* Carriers that rest, or are being tried already. */
static unsigned
lane_closed(const struct run *run)
{
	unsigned closed = health_down(run);
	size_t i;

	for (i = 0; i < run->carriers.count; i++)
		if (lane_room(run, &run->carriers.list[i]) == 0)
			closed |= 1u << i;
	return closed;
}

/*
 * What may go by another carrier, and one that is well, goes to its lane: all
 * while this one rests, else what it did not receive.  What is new may be the
 * one that it is tried with.  Where none is well, the first goes to one whose
 * rest is over: nothing else may come by to try that one with.
 */
static int
lane_reroute(struct run *run, const struct lane *lane, struct error *err)
{
	struct entry_context context = {.config = run->config,
	    .carriers = &run->carriers,
	    .down = health_ill(run)};
	bool lost = lane->carrier == NULL, goes;
	bool rests = lane_rests(run, lane);
	bool tried = !rests;
	const struct journal_turn turn = lane_ask(run, lane, RUN_INTAKE);
	int64_t now = clock_now(&run->clock);
	struct journal_row *rows;
	struct slice to;
	size_t count, i;

	if (!lost && (context.down == 0 || run->carriers.count < 2))
		return 0;
	if (journal_due(run->store, &turn, &run->arena, &rows, &count, err) !=
	    0)
		return -1;
	for (i = 0; i < count; i++) {
		if (!rests && rows[i].attempts == 0)
			continue;
		if (record_fill(&run->message, rows[i].record, err) != 0)
			return -1;
		goes = entry_reroute(
		    &context, lane->carrier, &run->message, &to);
		if (!goes && !tried) {
			tried = true;
			context.down = lane_closed(run);
			goes = entry_reroute(
			    &context, lane->carrier, &run->message, &to);
			context.down = health_ill(run);
		}
		if (!goes)
			continue;
		if (lane_move(run, &rows[i], to, now, err) != 0)
			return -1;
		run_look(run, 0);
	}
	return 0;
}

/* One lane's turn; when it may not have one, when to look again. */
static int
lane_turn(struct run *run, struct lane *lane, size_t share, struct error *err)
{
	const struct carrier_state *state =
	    &run->carrier_states[lane->carrier - run->carriers.list];
	int64_t mono = clock_monotonic();
	size_t limit = lane_room(run, lane->carrier), count;
	struct journal_turn turn;
	struct journal_row *rows;

	if (lane->rate > 0) {
		int ours = lane_take(run, lane, err);

		if (ours <= 0)
			return ours;
	}
	if ((state->closed || state->misses >= HEALTH_DOWN) &&
	    lane_reroute(run, lane, err) != 0)
		return -1;
	if (state->closed)
		return 0;
	if (mono < state->pause_until || lane_wait_ms(lane) > 0) {
		run_look(run,
		    mono < state->pause_until ? state->pause_until
					      : mono + lane_wait_ms(lane));
		return 0;
	}
	if (limit > share)
		limit = share;
	if (run->oneoffs.room > 0)
		limit = LANE_ONEOFF; /* its own are among the first */
	if (limit == 0)
		return 0;
	turn = lane_ask(run, lane, limit);
	if (journal_due(run->store, &turn, &run->arena, &rows, &count, err) !=
		0 ||
	    lane_claim_rows(run, lane, rows, count, err) != 0)
		return -1;
	if (count == limit && run->oneoffs.room == 0)
		run_look(run, mono + lane_wait_ms(lane));
	return 0;
}

/* When something waits for a time that had not come by `now`: look then. */
static int
lane_sleep(struct run *run, int64_t now, struct error *err)
{
	int64_t next;
	int found = journal_next_due(run->store, now, &next, err);

	if (found > 0 && !run->clock.fixed)
		run_look(run, clock_monotonic() + next - now);
	return found < 0 ? -1 : 0;
}

/* Opens all of them; run->resting says which rest.  One that no carrier can be
 * found for is reported, and rests: other senders go on. */
static int
lane_open_all(struct run *run, const struct slice *senders, size_t count,
    struct lane *lanes, struct error *err)
{
	struct buf json;
	int result = 0;
	size_t i;

	buf_init(&json, BUF_NO_CAP);
	for (i = 0; result == 0 && i < count; i++) {
		if (lane_open(run, senders[i], &lanes[i], err) == 0)
			lanes[i].known = true;
		else if (err->code == EX_CONFIG)
			run_fail(run, err);
		else
			result = -1;
		if (!lane_rests(run, &lanes[i]))
			continue;
		buf_addc(&json, json.len > 0 ? ',' : '[');
		view_write_string(
		    &json, senders[i].p != NULL ? senders[i] : slice_of(""));
	}
	run->resting = slice_of(NULL);
	if (json.len > 0) {
		buf_addc(&json, ']');
		run->resting = arena_slice(&run->arena, buf_slice(&json));
	}
	buf_release(&json);
	return result;
}

/* All lanes once, each with its share of the slots; another one is first each
 * time. */
static int
lane_turns(struct run *run, struct error *err)
{
	struct slice *senders;
	struct lane *lanes, *lane;
	size_t count, share, i;

	if (journal_lanes(run->store, &run->arena, &senders, &count, err) != 0)
		return -1;
	lanes = arena_alloc(&run->arena, count * sizeof(*lanes));
	if (lane_open_all(run, senders, count, lanes, err) != 0)
		return -1;
	share = count > 0 ? (RUN_SLOTS + count - 1) / count : 0;
	for (i = 0; i < count; i++) {
		lane = &lanes[(run->first_lane + i) % count];
		if (!lane->known)
			continue;
		if ((lane->carrier != NULL ? lane_turn(run, lane, share, err)
					   : lane_reroute(run, lane, err)) != 0)
			return -1;
	}
	run->first_lane++;
	return 0;
}

int
lane_claim(struct run *run, struct error *err)
{
	int64_t now = clock_now(&run->clock);
	size_t promoted;
	int behind;

	if (run->no_claims || run->draining || clock_monotonic() < run->look_at)
		return 0;
	if (space_check(run->config->store, err) != 0) {
		run_fail(run, err);
		run_stop_claims(run);
		return 0;
	}
	run->look_at = RUN_NEVER;
	behind = behind_check(run, now, err);
	if (behind != 0) {
		if (run->options->watch)
			run_look(run, clock_monotonic() + RUN_WATCH_MS);
		return behind < 0 ? -1 : 0;
	}
	if (health_load(run, err) != 0 ||
	    journal_promote(run->store, now, RUN_INTAKE, &promoted, err) != 0)
		return -1;
	run->progress.begun += promoted;
	if (promoted == RUN_INTAKE)
		run_look(run, 0);
	if (lane_turns(run, err) != 0 ||
	    (flight_count(run, ATTEMPT_CLAIMED) > 0 &&
		behind_note(run, now, err) != 0))
		return -1;
	if (run->options->watch)
		run_look(run, clock_monotonic() + RUN_WATCH_MS);
	if (store_passed_over(run->store))
		run_look(run, clock_monotonic() + RUN_POLL_MS);
	return lane_sleep(run, now, err);
}
