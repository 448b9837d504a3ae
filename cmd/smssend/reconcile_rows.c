/* SPDX-License-Identifier: ISC */
/* Which messages are asked about. */
#include "claim.h"
#include "entry.h"
#include "receipt.h"
#include "reconcile_parts.h"

#include <stdlib.h>

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

int
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

int
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
