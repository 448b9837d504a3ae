/* SPDX-License-Identifier: ISC */
#include "report.h"

#include "base/num.h"
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

/* What came from outside must not steer a terminal nor bend a column. */
static void
table_plain(struct buf *out, struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		buf_addc(out,
		    text.p[i] >= 0x20 && text.p[i] < 0x7f ? text.p[i] : '?');
}

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
table_count(const struct figure *figure, struct buf *out)
{
	table_title(out, figure->acc->title, figure->acc->level);
	buf_addf(out, "%*" PRIu64 "\n", TABLE_NUMBER, figure->hits);
}

static void
table_rate(const struct figure *figure, struct buf *out)
{
	char of[2 * NUM_TEXT_MAX];
	struct wilson interval;

	table_title(out, figure->acc->title, figure->acc->level);
	if (figure->tries == 0) {
		buf_addf(out, "%*s\n", TABLE_NUMBER, "-");
		return;
	}
	interval = wilson_interval(figure->hits, figure->tries);
	(void)snprintf(of, sizeof(of), "%" PRIu64 " of %" PRIu64, figure->hits,
	    figure->tries);
	buf_addf(out, "%*.2f %%%*s  %6.2f %% to %6.2f %%\n", TABLE_NUMBER - 2,
	    100 * (double)figure->hits / (double)figure->tries, TABLE_OF, of,
	    100 * interval.low, 100 * interval.high);
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
table_tally(const struct figure *figure, struct buf *out)
{
	uint64_t rest = figure->hits;
	size_t i;

	buf_addf(out, "\n%s\n", figure->acc->title);
	if (figure->row_count == 0)
		buf_addf(out, "%*s\n", TABLE_NUMBER, "-");
	for (i = 0; i < figure->row_count && i < TABLE_ROWS; i++) {
		rest -= figure->rows[i].count;
		table_row(figure->acc, &figure->rows[i], out);
	}
	if (rest > 0)
		buf_addf(
		    out, "%*" PRIu64 "  in other rows\n", TABLE_NUMBER, rest);
}

void
report_table(const struct report *report, struct buf *out)
{
	char as_of[INSTANT_TEXT_MAX];

	if (report->messages == 0) {
		buf_adds(out, "no data yet: no message was read");
		return;
	}
	instant_format(report->as_of, as_of);
	buf_addf(out, "as of %s\n\n", as_of);
	report_figures(report, FIGURE_COUNT, table_count, out);
	buf_addf(out, "\n%*s%*s%*s  %s\n", TABLE_TITLE, "", TABLE_NUMBER,
	    "rate", TABLE_OF, "count", "95 % interval");
	report_figures(report, FIGURE_RATE, table_rate, out);
	report_figures(report, FIGURE_TALLY, table_tally, out);
	out->len--; /* the last newline */
}
