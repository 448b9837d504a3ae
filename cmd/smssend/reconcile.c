/* SPDX-License-Identifier: ISC */
#include "reconcile.h"

#include "base/fault.h"
#include "claim.h"
#include "decide.h"
#include "entry.h"
#include "receipt.h"
#include "stop.h"

#include <stdlib.h>

/* A list that is asked for, for the rows of one person, one after another. */
struct look {
	size_t row, end; /* of reconcile's rows: this one, behind the last */
	bool asking; /* a page is on its way */
	bool complete; /* all pages came */
	int pages;
	struct arena arena; /* of the row at hand */
	struct found found;
};

struct reconcile {
	struct run *run;
	struct arena arena; /* owns the rows */
	struct journal_row *rows;
	const struct carrier **carriers; /* of the rows */
	size_t count, next; /* the first row that no look has taken */
	struct look looks[RECONCILE_SLOTS];
	size_t unasked[CARRIERS_MAX + 1]; /* by carrier; the last: not there */
	size_t recent; /* rows too new to be asked about */
	int misses; /* lists in a row that failed */
	bool failed; /* some list did */
	bool over; /* nothing more is asked */
};

/* ---- which rows ---------------------------------------------------------- */

/* One person's rows together, the latest attempt first: what it made is not
 * taken for what an earlier one made. */
static int
reconcile_compare(const void *left, const void *right)
{
	const struct journal_row *a = left, *b = right;
	int order = slice_compare(a->to, b->to);

	if (order == 0)
		order = (a->attempted_ms < b->attempted_ms) -
		    (a->attempted_ms > b->attempted_ms);
	return order != 0 ? order : (a->seq < b->seq) - (a->seq > b->seq);
}

static int
reconcile_list(struct reconcile *work, enum journal_state state,
    struct journal_row **rows, size_t *count, struct error *err)
{
	const struct journal_filter filter = {.by_state = true, .state = state};

	return journal_list(
	    work->run->store, &filter, &work->arena, rows, count, err);
}

/* The rows in question; held ones only where they are to be sent again. */
static int
reconcile_find(struct reconcile *work, struct error *err)
{
	const char *how = work->run->options->ambiguous;
	struct journal_row *open, *held = NULL;
	size_t held_count = 0, i;

	if (reconcile_list(work, JOURNAL_AMBIGUOUS, &open, &work->count, err) !=
		0 ||
	    (how != NULL && slice_is(slice_of(how), "resend") &&
		reconcile_list(work, JOURNAL_HELD, &held, &held_count, err) !=
		    0))
		return -1;
	work->rows = arena_alloc(
	    &work->arena, (work->count + held_count + 1) * sizeof(*work->rows));
	if (work->count > 0)
		memcpy(work->rows, open, work->count * sizeof(*open));
	for (i = 0; i < held_count; i++)
		if (entry_is_unfound(&held[i]))
			work->rows[work->count++] = held[i];
	if (work->count > 0)
		qsort(work->rows, work->count, sizeof(*work->rows),
		    reconcile_compare);
	return 0;
}

/* Whom to ask; NULL when there is nobody, which is counted. */
static const struct carrier *
reconcile_carrier(struct reconcile *work, const struct journal_row *row)
{
	const struct carriers *all = &work->run->carriers;
	const struct carrier *carrier = carriers_find(all, row->provider);

	if (carrier != NULL && carrier->provider->list_build != NULL)
		return carrier;
	work->unasked[carrier != NULL ? carrier - all->list : CARRIERS_MAX]++;
	return NULL;
}

/* Leaves those to be asked about; what is stored settles the others. */
static int
reconcile_sift(struct reconcile *work, struct error *err)
{
	struct run *run = work->run;
	int64_t settled = clock_now(&run->clock) - RUN_SETTLE_MS;
	const struct carrier *carrier;
	size_t count = 0, i;
	int known;

	work->carriers = arena_alloc(
	    &work->arena, (work->count + 1) * sizeof(struct carrier *));
	for (i = 0; i < work->count; i++) {
		known = receipt_recall(run, &work->rows[i], err);
		if (known < 0)
			return -1;
		if (known > 0)
			continue;
		if (work->rows[i].attempted_ms > settled) {
			work->recent++;
			continue;
		}
		carrier = reconcile_carrier(work, &work->rows[i]);
		if (carrier == NULL)
			continue;
		work->carriers[count] = carrier;
		work->rows[count++] = work->rows[i];
	}
	work->count = count;
	return 0;
}

static int
reconcile_gather(struct reconcile *work, struct error *err)
{
	struct run *run = work->run;
	int code = run->filter.code;

	if (store_begin(run->store, err) != 0 || claim_rescue(run, err) != 0 ||
	    reconcile_find(work, err) != 0 || reconcile_sift(work, err) != 0 ||
	    store_commit(run->store, err) != 0)
		return -1;
	/* What the rescue left is counted when all is done. */
	run->filter.code = code;
	arena_reset(&run->arena);
	run_flush(run);
	return 0;
}

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
	    .from = row->from,
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

static int
reconcile_count(struct reconcile *work, size_t *count, struct error *err)
{
	struct journal_row *rows;
	int result;

	if (store_begin(work->run->store, err) != 0)
		return -1;
	result = reconcile_list(work, JOURNAL_AMBIGUOUS, &rows, count, err);
	store_rollback(work->run->store);
	return result;
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
