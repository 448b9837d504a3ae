/* SPDX-License-Identifier: ISC */
#include "report.h"

#include "base/num.h"
#include "report_text.h"
#include "table.h"
#include "time/instant.h"
#include "wilson.h"

#include <inttypes.h>
#include <stdio.h>

enum {
	TABLE_TITLE = 26, /* columns of a title with its indentation */
	TABLE_NUMBER = 10,
	TABLE_OF = 20, /* "hits of tries" */
	TABLE_LABEL = 18, /* of all labels of a row but the last */
	TABLE_ROWS = 10, /* of a tally; the rest is one row */
	TABLE_INDENT = 2,
};

/* Blanks up to a column of the line that started at `start`; one at least. */
static void
table_pad(struct buf *out, size_t start, size_t column)
{
	do
		buf_addc(out, ' ');
	while (out->len - start < column);
}

static void
table_title(struct buf *out, const char *title, int level)
{
	buf_addf(out, "%*s%-*s", level * TABLE_INDENT, "",
	    TABLE_TITLE - level * TABLE_INDENT, title);
}

static void
table_count(
    const struct report *report, const struct figure *figure, struct buf *out)
{
	(void)report;
	table_title(out, figure->acc->title, figure->acc->level);
	buf_addf(out, "%*" PRIu64 "\n", TABLE_NUMBER, figure->hits);
}

static void
table_rate(
    const struct report *report, const struct figure *figure, struct buf *out)
{
	char of[2 * NUM_TEXT_MAX], rate[NUM_TEXT_MAX];
	struct wilson interval;

	table_title(out, figure->acc->title, figure->acc->level);
	if (figure->tries == 0) {
		buf_addf(out, "%*s\n", TABLE_NUMBER, "-");
		return;
	}
	interval = wilson_interval(figure->hits, figure->tries);
	(void)snprintf(of, sizeof(of), "%" PRIu64 " of %" PRIu64, figure->hits,
	    figure->tries);
	(void)snprintf(rate, sizeof(rate), "%*.2f %%", TABLE_NUMBER - 2,
	    100 * report_rate(figure->hits, figure->tries));
	table_judge(out, report, figure, rate);
	buf_addf(out, "%*s  %6.2f %% to %6.2f %%\n", TABLE_OF, of,
	    100 * interval.low, 100 * interval.high);
}

static void
table_latency(
    const struct report *report, const struct figure *figure, struct buf *out)
{
	static const char *const names[] = {"p50", "p95", "p99"};
	char span[REPORT_SPAN_MAX];
	int i;

	(void)report;
	if (figure->tries == 0)
		return;
	table_title(out, figure->acc->title, 0);
	for (i = 0; i < FIGURE_PERCENTILES; i++) {
		report_span(figure->percentiles[i], span);
		buf_addf(out, "%s %-7s ", names[i], span);
	}
	buf_addf(out, "%.1f %% in 30 s\n",
	    100 * report_rate(figure->hits, figure->tries));
}

static void
table_mean(
    const struct report *report, const struct figure *figure, struct buf *out)
{
	(void)report;
	if (figure->tries == 0)
		return;
	table_title(out, figure->acc->title, 0);
	buf_addf(out, "%*.2f\n", TABLE_NUMBER,
	    report_rate(figure->hits, figure->tries));
}

static void
table_share(struct buf *out, const char *what, int64_t amount, uint64_t by)
{
	char text[NUM_TEXT_MAX];

	if (by == 0)
		return;
	num_format_money(report_share(amount, by), 4, text);
	buf_addf(out, ", %s %s", text, what);
}

static void
table_cost(
    const struct report *report, const struct figure *figure, struct buf *out)
{
	char text[NUM_TEXT_MAX];
	size_t i;

	(void)report;
	for (i = 0; i < figure->row_count; i++) {
		const struct figure_row *row = &figure->rows[i];

		table_title(out, i == 0 ? figure->acc->title : "", 0);
		num_format_money(row->amount, 2, text);
		buf_addf(out, "%*s ", TABLE_NUMBER, text);
		table_plain(out, row->labels[0]);
		table_share(out, "a delivered", row->amount, row->delivered);
		table_share(out, "a confirmed", row->amount, row->confirmed);
		buf_addc(out, '\n');
	}
}

static void
table_row(const struct acc *acc, const struct figure_row *row, struct buf *out)
{
	size_t start;
	int i;

	buf_addf(out, "%*" PRIu64 "  ", TABLE_NUMBER, row->count);
	for (i = 0; i < ACC_LABELS && acc->labels[i] != NULL; i++) {
		start = out->len;
		table_plain(out, row->labels[i]);
		if (i + 1 < ACC_LABELS && acc->labels[i + 1] != NULL)
			table_pad(out, start, TABLE_LABEL);
	}
	buf_addc(out, '\n');
}

static void
table_tally(
    const struct report *report, const struct figure *figure, struct buf *out)
{
	uint64_t rest = figure->hits;
	size_t i;

	(void)report;
	if (figure->row_count == 0)
		return;
	buf_addf(out, "\n%s\n", figure->acc->title);
	for (i = 0; i < figure->row_count && i < TABLE_ROWS; i++) {
		rest -= figure->rows[i].count;
		table_row(figure->acc, &figure->rows[i], out);
	}
	if (rest > 0)
		buf_addf(
		    out, "%*" PRIu64 "  in other rows\n", TABLE_NUMBER, rest);
}

static void
table_figures(const struct report *report, enum figure_form form,
    void (*write)(const struct report *report, const struct figure *figure,
	struct buf *out),
    struct buf *out)
{
	size_t i;

	for (i = 0; i < report->count; i++)
		if (report->figures[i].acc->kind->form == form &&
		    !report->figures[i].acc->hidden)
			write(report, &report->figures[i], out);
}

static void
table_all(const struct report *report, struct buf *out)
{
	table_figures(report, FIGURE_COUNT, table_count, out);
	table_sparks(out, report);
	buf_addf(out, "\n%*s%*s%*s  %s\n", TABLE_TITLE, "", TABLE_NUMBER,
	    "rate", TABLE_OF, "count", "95 % interval");
	table_figures(report, FIGURE_RATE, table_rate, out);
	buf_addc(out, '\n');
	table_figures(report, FIGURE_LATENCY, table_latency, out);
	table_figures(report, FIGURE_MEAN, table_mean, out);
	table_figures(report, FIGURE_COST, table_cost, out);
	if (out->data[out->len - 2] == '\n')
		out->len--; /* there was none of these */
	table_figures(report, FIGURE_TALLY, table_tally, out);
	table_advice(out, report);
}

void
report_table(const struct report *report, struct buf *out)
{
	char as_of[INSTANT_TEXT_MAX];

	if (report->messages == 0 && report->left_out == 0) {
		buf_adds(out, "no data yet: no message was read\n");
	} else if (report->messages == 0) {
		buf_adds(out, "no data: no message was asked for\n");
	} else {
		instant_format(report->as_of, as_of);
		buf_addf(out, "as of %s\n\n", as_of);
		if (report->ask->by > 0)
			table_groups(out, report);
		else
			table_all(report, out);
		table_changes(out, report);
	}
	table_notes(out, report);
	out->len--; /* the last newline */
}
