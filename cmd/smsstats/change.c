/* SPDX-License-Identifier: ISC */
/*
 * change: which carrier, template or sender moved the delivery rate.
 *
 * With shares s and rates r of a value before (0) and now (1), and R the rate
 * of all before, the value moved it by s1 (r1 - R) - s0 (r0 - R).  These add up
 * to the change of the whole, whether a value got worse or became more
 * frequent.
 */
#include "base/mem.h"
#include "report_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int
compare_changes(const void *left, const void *right)
{
	const struct report_change *a = left, *b = right;
	double x = fabs(a->moved), y = fabs(b->moved);
	int order;

	if (x < y || x > y)
		return x < y ? 1 : -1;
	order = strcmp(a->dim, b->dim);
	return order != 0 ? order : slice_compare(a->value, b->value);
}

static double
part_of(const struct split_row *row, enum period period, uint64_t total,
    double rate)
{
	return report_rate(row->sent[period], total) *
	    (report_rate(row->delivered[period], row->sent[period]) - rate);
}

static void
add_split(struct report *report, size_t number, const uint64_t total[PERIODS],
    double rate)
{
	const struct split *split = &report->tally->splits[number];
	const struct ask *ask = report->ask;
	struct report_change *change;
	size_t i;

	report->changes = mem_realloc(report->changes,
	    report->change_count + split->count + 1, sizeof(*change));
	for (i = 0; i < split->count; i++) {
		const struct split_row *row = &split->rows[i];

		change = &report->changes[report->change_count++];
		*change = (struct report_change){
		    .dim = ask->dims->list[ask->splits[number]].name,
		    .value = tally_text(report->tally, row->value),
		    .moved = part_of(row, PERIOD_NOW, total[PERIOD_NOW], rate) -
			part_of(row, PERIOD_BEFORE, total[PERIOD_BEFORE], rate),
		};
		memcpy(change->sent, row->sent, sizeof(change->sent));
		memcpy(change->delivered, row->delivered,
		    sizeof(change->delivered));
	}
}

void
report_make_changes(struct report *report)
{
	const struct figure *now, *before;
	uint64_t total[PERIODS];
	size_t i;

	if (!report->ask->compare)
		return;
	now = report_figure(report->figures, "delivery_rate");
	before = report_figure(report->before, "delivery_rate");
	total[PERIOD_NOW] = now->tries;
	total[PERIOD_BEFORE] = before->tries;
	if (now->tries == 0 || before->tries == 0)
		return;
	for (i = 0; i < TALLY_SPLITS; i++)
		if (report->ask->splits[i] != SIZE_MAX)
			add_split(report, i, total,
			    report_rate(before->hits, before->tries));
	if (report->change_count > 1)
		qsort(report->changes, report->change_count,
		    sizeof(*report->changes), compare_changes);
}
