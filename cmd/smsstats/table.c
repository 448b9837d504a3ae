/* SPDX-License-Identifier: ISC */
#include "table.h"

#include "health.h"
#include "report_text.h"
#include "wilson.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
	ADVICE_ROWS = 3,
	CHANGE_ROWS = 8,
	SPARK_WIDTH = 48, /* bars in a line */
	SPARK_STEPS = 8,
	GROUP_WIDTH_MAX = 32, /* columns of a label */
};

void
table_plain(struct buf *out, struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		buf_addc(out,
		    text.p[i] >= 0x20 && text.p[i] < 0x7f ? text.p[i] : '?');
}

/* ---- colour ----------------------------------------------------------------
 */

static const char *const colours[] = {[HEALTH_GOOD] = "\033[32m",
    [HEALTH_FAIR] = "\033[33m",
    [HEALTH_BAD] = "\033[31m"};
static const char plain[] = "\033[0m";

void
table_judge(struct buf *out, const struct report *report,
    const struct figure *figure, const char *text)
{
	const char *colour = report->colour
	    ? colours[health_of(report->alerts, figure)]
	    : NULL;

	buf_adds(out, colour != NULL ? colour : "");
	buf_adds(out, text);
	buf_adds(out, colour != NULL ? plain : "");
}

/* ---- small pictures ---------------------------------------------------------
 */

static const char *const bars[SPARK_STEPS] = {"\u2581", "\u2582", "\u2583",
    "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};

void
table_sparks(struct buf *out, const struct report *report)
{
	struct report_bucket *buckets;
	uint64_t sums[SPARK_WIDTH] = {0}, most = 0;
	size_t count, width, i, at;

	if (!report->sparks)
		return;
	buckets = report_buckets(report, &count);
	width = count < SPARK_WIDTH ? count : SPARK_WIDTH;
	for (i = 0; i < count; i++) {
		at = i * width / count;
		sums[at] += buckets[i].sent;
		if (sums[at] > most)
			most = sums[at];
	}
	if (count > 1 && most > 0) {
		buf_addf(out, "\n%-26s", "sent over time");
		for (i = 0; i < width; i++)
			buf_adds(out,
			    sums[i] == 0
				? " "
				: bars[sums[i] * (SPARK_STEPS - 1) / most]);
		buf_addf(out, "\n%-26s%s to %s\n", "", buckets[0].name,
		    buckets[count - 1].name);
	}
	report_buckets_free(buckets);
}

/* ---- groups
 * ------------------------------------------------------------------ */

struct table_column {
	const char *title;
	int width;
	const char *id; /* of a figure */
};

static const struct table_column columns[] = {
    {"messages", 9, "messages"},
    {"sent", 9, "sent"},
    {"delivered", 11, "delivery_rate"},
    {"95 % interval", 17, NULL},
    {"errors", 9, "error_rate"},
    {"spam", 9, "filter_rate"},
    {"unknown", 9, "unknown_rate"},
    {"opt-out", 9, "opt_out_rate"},
    {"p95", 10, "accepted_to_delivered"},
};

static void
column_rate(struct buf *out, const struct report *report,
    const struct figure *figure, int width)
{
	char text[32];

	if (figure->tries == 0)
		(void)snprintf(text, sizeof(text), "%*s", width, "-");
	else
		(void)snprintf(text, sizeof(text), "%*.2f %%", width - 2,
		    100 * report_rate(figure->hits, figure->tries));
	table_judge(out, report, figure, text);
}

static void
column_interval(struct buf *out, const struct figure *figures, int width)
{
	const struct figure *rate = report_figure(figures, "delivery_rate");
	struct wilson interval;
	char text[32];

	if (rate->tries == 0) {
		buf_addf(out, "%*s", width, "");
		return;
	}
	interval = wilson_interval(rate->hits, rate->tries);
	(void)snprintf(text, sizeof(text), "%.1f-%.1f %%", 100 * interval.low,
	    100 * interval.high);
	buf_addf(out, "%*s", width, text);
}

static void
column(struct buf *out, const struct report *report,
    const struct figure *figures, const struct table_column *column)
{
	const struct figure *figure = column->id != NULL
	    ? report_figure(figures, column->id)
	    : NULL;
	char span[REPORT_SPAN_MAX] = "-";

	if (figure == NULL) {
		column_interval(out, figures, column->width);
	} else if (figure->acc->kind->form == FIGURE_COUNT) {
		buf_addf(out, "%*" PRIu64, column->width, figure->hits);
	} else if (figure->acc->kind->form == FIGURE_RATE) {
		column_rate(out, report, figure, column->width);
	} else {
		if (figure->tries > 0)
			report_span(figure->percentiles[FIGURE_P95], span);
		buf_addf(out, "%*s", column->width, span);
	}
}

static struct slice
group_label(const struct report_group *group, size_t i)
{
	struct slice label = group->labels[i];

	if (group->rest > 0)
		return slice_of(i == 0 ? "(others)" : "");
	if (label.p == NULL)
		label = slice_of("-");
	if (label.n > GROUP_WIDTH_MAX)
		label.n = GROUP_WIDTH_MAX;
	return label;
}

static size_t
label_width(const struct report *report, size_t i)
{
	size_t width = strlen(report->ask->dims->list[i].name), g;

	for (g = 0; g < report->group_count; g++)
		if (group_label(&report->groups[g], i).n > width)
			width = group_label(&report->groups[g], i).n;
	return width + 2;
}

static void
pad_label(struct buf *out, struct slice label, size_t width)
{
	table_plain(out, label);
	buf_addf(out, "%*s", (int)(width - label.n), "");
}

void
table_groups(struct buf *out, const struct report *report)
{
	const size_t count = sizeof(columns) / sizeof(columns[0]);
	size_t widths[DIMS_MAX] = {0}, by = report->ask->by, g, i;

	for (i = 0; i < by; i++) {
		widths[i] = label_width(report, i);
		pad_label(
		    out, slice_of(report->ask->dims->list[i].name), widths[i]);
	}
	for (i = 0; i < count; i++)
		buf_addf(out, "%*s", columns[i].width, columns[i].title);
	buf_addc(out, '\n');
	for (g = 0; g <= report->group_count; g++) {
		bool all = g == report->group_count;

		if (all && report->group_count < 2)
			break;
		for (i = 0; i < by; i++)
			pad_label(out,
			    all ? slice_of(i == 0 ? "all" : "")
				: group_label(&report->groups[g], i),
			    widths[i]);
		for (i = 0; i < count; i++)
			column(out, report,
			    all ? report->figures : report->groups[g].figures,
			    &columns[i]);
		buf_addc(out, '\n');
	}
}

/* ---- what to do
 * -------------------------------------------------------------- */

void
table_advice(struct buf *out, const struct report *report)
{
	const struct figure *classes = report_figure(
	    report->figures, "error_classes");
	size_t i;

	for (i = 0; i < classes->row_count && i < ADVICE_ROWS; i++) {
		struct slice name = classes->rows[i].labels[0];

		if (i == 0)
			buf_adds(out, "\nwhat to do\n");
		buf_addf(out, "  %-18.*s%s\n", SLICE_ARG(name),
		    event_errors[event_error_find(name)].advice);
	}
}

void
table_changes(struct buf *out, const struct report *report)
{
	const struct figure *now, *before;
	size_t i;

	if (!report->ask->compare)
		return;
	now = report_figure(report->figures, "delivery_rate");
	before = report_figure(report->before, "delivery_rate");
	if (now->tries == 0 || before->tries == 0) {
		buf_adds(out, "\nnothing to compare with before\n");
		return;
	}
	buf_addf(out,
	    "\ndelivery rate %.2f %%, %.2f %% before (%" PRIu64 " of %" PRIu64
	    "), moved by\n",
	    100 * report_rate(now->hits, now->tries),
	    100 * report_rate(before->hits, before->tries), before->hits,
	    before->tries);
	for (i = 0; i < report->change_count && i < CHANGE_ROWS; i++) {
		const struct report_change *change = &report->changes[i];

		buf_addf(out, "%+8.2f points  %s ", 100 * change->moved,
		    change->dim);
		table_plain(out,
		    change->value.p != NULL ? change->value : slice_of("-"));
		buf_addf(out,
		    ": %.2f %% of %" PRIu64 ", %.2f %% of %" PRIu64 " before\n",
		    100 *
			report_rate(change->delivered[PERIOD_NOW],
			    change->sent[PERIOD_NOW]),
		    change->sent[PERIOD_NOW],
		    100 *
			report_rate(change->delivered[PERIOD_BEFORE],
			    change->sent[PERIOD_BEFORE]),
		    change->sent[PERIOD_BEFORE]);
	}
}

void
table_notes(struct buf *out, const struct report *report)
{
	struct report_note notes[REPORT_NOTES];
	size_t count = report_notes(report, notes), i;
	bool first = true;

	for (i = 0; i < count; i++) {
		if (notes[i].count == 0 || strcmp(notes[i].id, "records") == 0)
			continue;
		if (first)
			buf_adds(out, "\nnoted\n");
		first = false;
		buf_addf(
		    out, "%10" PRIu64 "  %s\n", notes[i].count, notes[i].words);
	}
}
