/* SPDX-License-Identifier: ISC */
/* Before the first tick and after the last one. */
#include "backoff.h"
#include "base/num.h"
#include "oneoff.h"
#include "progress.h"
#include "run.h"

#include <stdlib.h>

int
run_open(struct run *run, char *const *operands)
{
	const struct options *options = run->options;
	int64_t grace = RUN_GRACE_S;
	struct ledger_head head;
	struct error err;

	progress_start(run);
	buf_init(&run->lines, BUF_NO_CAP);
	run->digest = crypto_sha256_new();
	/* Those that are settled in a tick are free after its commit only. */
	run->slots = 2 * RUN_SLOTS * run->carriers.count;
	run->attempts = mem_zalloc(run->slots, sizeof(*run->attempts));
	if (options->grace != NULL)
		(void)num_parse(slice_of(options->grace), 0, INT32_MAX, &grace);
	run->grace_ms = grace * 1000;
	if (filter_open(&run->filter, run->diag, &options->common, operands) !=
	    0)
		return -1;
	run->filter.in.no_wait = !options->dry_run;
	run->filter.ended = options->due || options->watch ||
	    options->reconcile;
	if (options->dry_run && !store_is_there(run->config->store))
		return 0;
	run->store = store_open(run->config->store, options->dry_run, &err);
	if (options->dry_run && run->store != NULL)
		return 0;
	if (run->store != NULL && ledger_end(run->store, &head, &err) == 0)
		run->client = http_client_new(&err);
	if (run->client != NULL)
		return 0;
	run_fail(run, &err);
	return -1;
}

/* Of a one-off: its own that could go. */
static int
run_count_own(struct run *run, size_t *count, struct error *err)
{
	struct journal_row row;
	size_t i;
	int found;

	for (i = 0; i < run->oneoffs.count; i++) {
		found = journal_find(run->store,
		    record_text(&run->oneoffs.messages[i], "message_id"),
		    &run->arena, &row, err);
		if (found < 0)
			return -1;
		*count += found > 0 && row.state == JOURNAL_QUEUED;
	}
	return 0;
}

/* Messages that could go and did not are work for a rerun. */
static int
run_count_left(struct run *run, size_t *count, struct error *err)
{
	int64_t until = clock_now(&run->clock) + BACKOFF_TOLD_MAX_MS;
	int result;

	if (store_begin(run->store, err) != 0)
		return -1;
	result = run->oneoffs.room > 0
	    ? run_count_own(run, count, err)
	    : journal_left(run->store, until, RUN_INTAKE, count, err);
	store_rollback(run->store);
	return result;
}

static void
run_tell_left(struct run *run)
{
	struct error err;
	size_t count = 0;

	if (run_count_left(run, &count, &err) != 0) {
		run_fail(run, &err);
	} else if (count > 0) {
		diag_warn(run->diag,
		    "%s%zu queued in the journal, for smssend --due",
		    count == RUN_INTAKE ? "at least " : "", count);
		run_leave(run);
	}
}

int
run_close(struct run *run)
{
	size_t i;

	if (run->client != NULL && !run->options->reconcile)
		run_tell_left(run);
	if (run->client != NULL)
		progress_sum(run);
	http_client_free(run->client);
	if (run->store != NULL)
		store_close(run->store);
	for (i = 0; i < run->slots; i++) {
		record_release(&run->attempts[i].message);
		arena_release(&run->attempts[i].arena);
	}
	record_release(&run->record);
	record_release(&run->message);
	record_release(&run->email);
	record_release(&run->order);
	record_release(&run->out);
	oneoff_release(run);
	free(run->attempts);
	zone_set_release(&run->zones);
	arena_release(&run->arena);
	buf_release(&run->lines);
	crypto_sha256_free(run->digest);
	return filter_close(&run->filter);
}
