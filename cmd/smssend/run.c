/* SPDX-License-Identifier: ISC */
#include "run.h"

#include "base/fault.h"
#include "budget.h"
#include "claim.h"
#include "flight.h"
#include "intake.h"
#include "lane.h"
#include "optout.h"
#include "progress.h"
#include "settle.h"
#include "stop.h"

#include <poll.h>

void
run_print(struct run *run)
{
	progress_count(run);
	record_write(&run->out, &run->lines);
	buf_addc(&run->lines, '\n');
}

void
run_fail(struct run *run, const struct error *err)
{
	progress_clear(run);
	filter_fail(&run->filter, err);
}

void
run_leave(struct run *run)
{
	run->filter.code = error_worse(run->filter.code, EX_TEMPFAIL);
}

void
run_look(struct run *run, int64_t at)
{
	if (at < run->look_at)
		run->look_at = at;
}

void
run_stop_claims(struct run *run)
{
	if (run->no_claims)
		return;
	run->no_claims = true;
	run->deadline = clock_monotonic() + run->grace_ms;
}

/* Nothing new; what is on its way is waited for, `grace` at most. */
static void
run_drain(struct run *run, int64_t grace_ms)
{
	if (run->draining)
		return;
	run->draining = true;
	run->filter.stop = true;
	run->deadline = clock_monotonic() + grace_ms;
}

/* Without an answer a request ends by its own timeout, well before this. */
enum { RUN_DRAIN_MS = 3600 * 1000 };

static bool
run_has_input(const struct run *run)
{
	struct pollfd wait = {
	    .fd = stream_fd(&run->filter.in), .events = POLLIN};

	if (run->filter.stop || run->filter.ended)
		return false;
	return run->oneoffs.at < run->oneoffs.count || wait.fd < 0 ||
	    run->filter.in.at < run->filter.in.buf.len ||
	    poll(&wait, 1, 0) != 0;
}

static void
run_check_ends(struct run *run)
{
	if (stop_asked() && !run->draining) {
		if (run_has_input(run))
			run_leave(run);
		run_drain(run, run->grace_ms);
	}
	if (run->filter.out.failed)
		run_drain(run, RUN_DRAIN_MS);
	else if (run->filter.stop)
		run->filter.ended = true;
	if (run->draining && clock_monotonic() >= run->deadline)
		flight_abandon(run);
}

/* Milliseconds until claims are looked for; RUN_NEVER: only after others. */
static int64_t
run_until_claims(const struct run *run)
{
	int64_t mono = clock_monotonic();

	if (run->no_claims || run->draining || run->look_at == RUN_NEVER)
		return RUN_NEVER;
	return run->look_at > mono ? run->look_at - mono : 0;
}

/* Is there anything to write into the journal? */
static bool
run_has_work(const struct run *run)
{
	return flight_count(run, ATTEMPT_ENDED) > 0 || run_has_input(run) ||
	    run_until_claims(run) == 0 ||
	    (!run->draining && clock_monotonic() >= run->rescue_at);
}

/* What must never be: requests go out before their claims are committed.  For
 * the test that notices it. */
static void
run_send_early(struct run *run)
{
	flight_start(run);
	if (flight_count(run, ATTEMPT_FLYING) == 0)
		return;
	while (flight_count(run, ATTEMPT_FLYING) > 0) {
		(void)http_client_wait(run->client, -1, RUN_POLL_MS);
		flight_collect(run);
	}
	(void)fault_fails("claim-before-commit");
}

/* Without input a tick is a turn, which other processes may have as well. */
static int
run_begin(struct run *run, struct error *err)
{
	bool input = run_has_input(run);
	bool first = input || optout_is_near(run);

	run->took_in = false;
	run->progress_before = run->progress;
	run->tick_at = clock_monotonic();
	if ((first ? store_begin(run->store, err)
		   : store_begin_turn(run->store, err)) != 0)
		return -1;
	run->took_in = input;
	return budget_is_set(run) ? meter_lock(run->store, err) : 0;
}

/* Outcomes, input, claims: in this order, or all of it not at all. */
static int
run_transaction(struct run *run, struct error *err)
{
	if (run_begin(run, err) != 0)
		return -1;
	if (!run->draining && clock_monotonic() >= run->rescue_at &&
	    claim_rescue(run, err) != 0)
		return -1;
	if (settle_ended(run, err) != 0 ||
	    (run->took_in && intake_records(run, err) != 0) ||
	    lane_claim(run, err) != 0)
		return -1;
	if (fault_broken("send-before-commit"))
		run_send_early(run);
	if (flight_count(run, ATTEMPT_CLAIMED) > 0)
		(void)fault_fails("claim-before-commit");
	if (flight_count(run, ATTEMPT_SETTLED) > 0)
		(void)fault_fails("settle-before-commit");
	if (run->fallbacks > 0)
		(void)fault_fails("fallback-before-commit");
	return store_commit(run->store, err);
}

/* The journal fails: what is known and not written down is said at least. */
static void
run_lost(struct run *run, const struct error *why)
{
	size_t i;

	store_rollback(run->store);
	run_fail(run, why);
	run_stop_claims(run);
	run_drain(run, run->grace_ms);
	buf_reset(&run->lines);
	flight_free(run, ATTEMPT_CLAIMED);
	for (i = 0; i < run->slots; i++) {
		struct attempt *attempt = &run->attempts[i];
		struct error err;

		if (attempt->stage != ATTEMPT_ENDED &&
		    attempt->stage != ATTEMPT_SETTLED)
			continue;
		error_set(&err, why->code,
		    "message '%.*s': its outcome is not in the journal: %s "
		    "%.*s",
		    SLICE_ARG(attempt->id),
		    attempt->outcome.verdict == PROVIDER_SENT ? "accepted"
							      : "not accepted",
		    SLICE_ARG(attempt->outcome.id));
		run_fail(run, &err);
		attempt->stage = ATTEMPT_SETTLED;
	}
	flight_free(run, ATTEMPT_SETTLED);
}

void
run_flush(struct run *run)
{
	if (run->lines.len > 0) {
		run->lines.len--; /* the writer adds the last newline */
		filter_write_text(&run->filter, buf_slice(&run->lines));
	}
	buf_reset(&run->lines);
	filter_flush(&run->filter);
}

/* Is this a trouble of the store that may pass, and has nothing been lost by
 * it?  What was read from the input cannot be read again. */
static bool
run_may_wait(struct run *run, const struct error *why)
{
	if ((why->code != EX_UNAVAILABLE && why->code != EX_TEMPFAIL) ||
	    (run->took_in && why->code != EX_TEMPFAIL) || run->draining)
		return false;
	if (run->away_since == 0) {
		run->away_since = run->tick_at;
		diag_warn(run->diag, "%s: trying again", why->text);
	}
	return run->options->watch ||
	    clock_monotonic() < run->away_since + RUN_AWAY_MS;
}

/* As if this tick had not been: its claims are nobody's, its outcomes are
 * written down by the next one. */
static void
run_undo(struct run *run)
{
	size_t i;

	store_rollback(run->store);
	buf_reset(&run->lines);
	run->progress = run->progress_before;
	flight_free(run, ATTEMPT_CLAIMED);
	for (i = 0; i < run->slots; i++)
		if (run->attempts[i].stage == ATTEMPT_SETTLED)
			run->attempts[i].stage = ATTEMPT_ENDED;
	run_look(run, 0);
	arena_reset(&run->arena);
}

static void
run_failed(struct run *run, const struct error *why)
{
	if (run_may_wait(run, why)) {
		run->again_at = clock_monotonic() + RUN_AGAIN_MS;
		run->committing = why->code == EX_TEMPFAIL;
		if (!run->committing)
			run_undo(run);
		return;
	}
	run->committing = false;
	run->away_since = 0;
	run_lost(run, why);
	arena_reset(&run->arena);
}

static void
run_tick(struct run *run)
{
	struct error err;
	int result;

	if (clock_monotonic() < run->again_at ||
	    (!run->committing && !run_has_work(run)))
		return;
	result = run->committing ? store_commit(run->store, &err)
				 : run_transaction(run, &err);
	if (result != 0) {
		run_failed(run, &err);
		return;
	}
	run->committing = false;
	run->away_since = 0;
	if (flight_count(run, ATTEMPT_CLAIMED) > 0)
		(void)fault_fails("claim-after-commit");
	if (flight_count(run, ATTEMPT_SETTLED) > 0)
		(void)fault_fails("settle-after-commit");
	if (run->fallbacks > 0)
		(void)fault_fails("fallback-after-commit");
	run->fallbacks = 0;
	flight_free(run, ATTEMPT_SETTLED);
	if (!fault_broken("leak"))
		arena_reset(&run->arena);
	run_flush(run);
	flight_start(run);
}

static bool
run_is_flying(const struct run *run)
{
	return flight_count(run, ATTEMPT_FLYING) +
	    flight_count(run, ATTEMPT_ENDED) >
	    0;
}

static bool
run_is_done(const struct run *run)
{
	if (run_is_flying(run))
		return false;
	if (run->draining)
		return true;
	if (run->away_since != 0)
		return false;
	if (run->options->watch && !run->no_claims)
		return false;
	if (run->no_claims)
		return run->filter.ended || clock_monotonic() >= run->deadline;
	return run->filter.ended && run_until_claims(run) > RUN_HORIZON_MS;
}

/* How long there is nothing to do, unless something comes in. */
static int
run_patience(const struct run *run)
{
	int64_t wait = run_is_flying(run) ? RUN_POLL_MS : RUN_IDLE_MS;
	int64_t left = run_until_claims(run);

	if (clock_monotonic() < run->again_at)
		return RUN_POLL_MS;
	if (flight_count(run, ATTEMPT_ENDED) > 0 || run_has_input(run))
		return 0;
	return (int)(left < wait ? left : wait);
}

void
run_work(struct run *run)
{
	int fd;

	for (;;) {
		run_check_ends(run);
		run_tick(run);
		progress_show(run);
		if (run_is_done(run))
			return;
		fd = run->filter.stop || run->filter.ended
		    ? -1
		    : stream_fd(&run->filter.in);
		(void)http_client_wait(run->client, fd, run_patience(run));
		flight_collect(run);
	}
}
