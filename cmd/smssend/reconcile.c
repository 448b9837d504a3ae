/* SPDX-License-Identifier: ISC */
#include "reconcile.h"

#include "base/fault.h"
#include "channel.h"
#include "decide.h"
#include "reconcile_parts.h"
#include "stop.h"

#include <stdlib.h>

/* ---- asking -------------------------------------------------------------- */

static void
look_end(struct look *look)
{
	found_release(&look->found);
	arena_reset(&look->arena);
	look->asking = look->complete = false;
	look->pages = 0;
}

/* A list that fails is no look: nothing is known, and nothing written down. */
static void
look_fail(struct reconcile *work, struct look *look, const struct error *err)
{
	struct run *run = work->run;
	const char *name = work->carriers[look->row]->provider->name;
	struct error told;

	work->failed = true;
	if (err->code == EX_NOPERM) {
		error_set(
		    &told, EX_NOPERM, "%s: refused us: %s", name, err->text);
		if (!work->over)
			run_fail(run, &told);
		work->over = true;
	} else {
		diag_warn(run->diag, "message '%.*s': %s: no list: %s",
		    SLICE_ARG(work->rows[look->row].id), name, err->text);
		if (++work->misses == RECONCILE_MISSES)
			work->over = true;
	}
	look->asking = false;
	if (fault_broken("blind-look")) {
		look->complete = true;
		return;
	}
	look_end(look);
	look->row++;
}

/* Asks for the first page, or the one that the last named. */
static void
look_ask(struct reconcile *work, struct look *look, const char *next)
{
	const struct carrier *carrier = work->carriers[look->row];
	const struct journal_row *row = &work->rows[look->row];
	const struct provider_query query = {.to = row->to,
	    .from = channel_sender(row->from),
	    .since_ms = row->attempted_ms - FOUND_SKEW_MS};
	struct http_request request;
	struct error err;

	if (look->pages++ == RECONCILE_PAGES_MAX)
		(void)error_set(&err, EX_UNAVAILABLE, "it does not end");
	else if (carrier->provider->list_build(&carrier->values, &query, next,
		     &look->arena, &request, &err) == 0) {
		request.tag = look;
		if (http_client_start(work->run->client, &request, &err) == 0) {
			look->asking = true;
			return;
		}
	}
	look_fail(work, look, &err);
}

/* A page came. */
static void
look_take(struct reconcile *work, const struct http_answer *answer)
{
	struct look *look = answer->tag;
	const struct carrier *carrier = work->carriers[look->row];
	struct provider_page page;
	struct error err;

	if (carrier->provider->list_parse(
		&carrier->values, answer, &look->arena, &page, &err) != 0) {
		look_fail(work, look, &err);
		return;
	}
	look->asking = false;
	work->misses = 0;
	found_add(&look->found, &page);
	if (page.next == NULL)
		look->complete = true;
	else
		look_ask(work, look, page.next);
}

/* The rows of the next person. */
static void
look_fill(struct reconcile *work, struct look *look)
{
	size_t end = work->next;

	while (end < work->count &&
	    slice_equal(work->rows[end].to, work->rows[work->next].to))
		end++;
	look->row = work->next;
	look->end = work->next = end;
}

/* True while some page is on its way, or some list to be judged. */
static bool
reconcile_ask(struct reconcile *work)
{
	bool asking = false;
	size_t i;

	for (i = 0; i < RECONCILE_SLOTS; i++) {
		struct look *look = &work->looks[i];

		while (!look->asking && !look->complete && !work->over) {
			if (look->row == look->end)
				look_fill(work, look);
			if (look->row == look->end)
				break;
			look_ask(work, look, NULL);
		}
		asking = asking || look->asking || look->complete;
	}
	return asking;
}

/* ---- deciding ------------------------------------------------------------ */

/* All looks that are complete, or none of them. */
static int
reconcile_decide(struct reconcile *work, struct error *err)
{
	struct run *run = work->run;
	size_t i;

	if (store_begin(run->store, err) != 0)
		return -1;
	for (i = 0; i < RECONCILE_SLOTS; i++) {
		struct look *look = &work->looks[i];

		if (look->complete &&
		    decide_row(
			run, &work->rows[look->row], &look->found, err) != 0)
			return -1;
	}
	(void)fault_fails("look-before-commit");
	return store_commit(run->store, err);
}

static void
reconcile_settle(struct reconcile *work)
{
	struct run *run = work->run;
	struct error err;
	bool any = false;
	size_t i;

	for (i = 0; i < RECONCILE_SLOTS; i++)
		any = any || work->looks[i].complete;
	if (!any)
		return;
	if (reconcile_decide(work, &err) != 0) {
		store_rollback(run->store);
		run_fail(run, &err);
		buf_reset(&run->lines);
		work->over = true;
	}
	for (i = 0; i < RECONCILE_SLOTS; i++)
		if (work->looks[i].complete) {
			look_end(&work->looks[i]);
			work->looks[i].row++;
		}
	arena_reset(&run->arena);
	run_flush(run);
}

static void
reconcile_loop(struct reconcile *work)
{
	struct run *run = work->run;
	struct http_answer answer;

	while (reconcile_ask(work)) {
		(void)http_client_wait(run->client, -1, RUN_POLL_MS);
		while (http_client_next(run->client, &answer))
			look_take(work, &answer);
		reconcile_settle(work);
		if (stop_asked() || run->filter.out.failed)
			work->over = true;
		if (work->over)
			return;
	}
}

/* ---- what is left -------------------------------------------------------- */

static void
reconcile_tell(struct reconcile *work)
{
	const struct run *run = work->run;
	size_t i;

	for (i = 0; i < run->carriers.count; i++)
		if (work->unasked[i] > 0)
			diag_warn(run->diag,
			    "%s has no list to ask for: %zu ambiguous stay so",
			    run->carriers.list[i].provider->name,
			    work->unasked[i]);
	if (work->unasked[CARRIERS_MAX] > 0)
		diag_warn(run->diag,
		    "%zu ambiguous went to a provider that is not configured",
		    work->unasked[CARRIERS_MAX]);
	if (work->recent > 0)
		diag_warn(run->diag, "%zu ambiguous are too new to ask about",
		    work->recent);
	if (work->misses >= RECONCILE_MISSES)
		diag_warn(run->diag, "%d lists failed in a row: no more tried",
		    RECONCILE_MISSES);
}

void
reconcile_work(struct run *run)
{
	struct reconcile *work = mem_zalloc(1, sizeof(*work));
	struct error err;
	size_t left = 0, i;

	work->run = run;
	if (reconcile_gather(work, &err) != 0) {
		store_rollback(run->store);
		buf_reset(&run->lines);
		run_fail(run, &err);
	} else {
		reconcile_loop(work);
		reconcile_tell(work);
		if (reconcile_count(work, &left, &err) != 0)
			run_fail(run, &err);
		if (left > 0)
			diag_warn(
			    run->diag, "%zu ambiguous in the journal", left);
		if (left > 0 || work->failed)
			run_leave(run);
	}
	for (i = 0; i < RECONCILE_SLOTS; i++) {
		found_release(&work->looks[i].found);
		arena_release(&work->looks[i].arena);
	}
	arena_release(&work->arena);
	free(work);
}
