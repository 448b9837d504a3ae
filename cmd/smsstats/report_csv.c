/* SPDX-License-Identifier: ISC */
/* CSV (RFC 4180): a row a group, or one of all; a column a figure. */
#include "report.h"

#include "base/num.h"
#include "report_text.h"
#include "wilson.h"

#include <inttypes.h>

/* Would a spreadsheet take it for a formula?  A telephone number it may. */
static bool
is_formula(struct slice text)
{
	size_t i;

	if (text.n == 0 || text.p[0] == '\0' ||
	    strchr("=+-@\t\r", text.p[0]) == NULL)
		return false;
	for (i = 1; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return true;
	return text.p[0] != '+' || text.n == 1;
}

static void
csv_text(struct buf *out, struct slice text)
{
	size_t i;

	if (text.p == NULL)
		return;
	buf_addc(out, '"');
	if (is_formula(text))
		buf_addc(out, '\'');
	for (i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, text.p[i]);
	}
	buf_addc(out, '"');
}

/* ---- one function a form: its names, or (figure not NULL) its values -------
 */

static void
csv_count(struct buf *out, const struct acc *acc, const struct figure *figure)
{
	if (figure == NULL)
		buf_addf(out, ",%s", acc->id);
	else
		buf_addf(out, ",%" PRIu64, figure->hits);
}

static void
csv_rate(struct buf *out, const struct acc *acc, const struct figure *figure)
{
	struct wilson interval;

	if (figure == NULL) {
		buf_addf(out, ",%s,%s_low,%s_high", acc->id, acc->id, acc->id);
		return;
	}
	if (figure->tries == 0) {
		buf_adds(out, ",,,");
		return;
	}
	interval = wilson_interval(figure->hits, figure->tries);
	buf_addf(out, ",%.6f,%.6f,%.6f",
	    report_rate(figure->hits, figure->tries), interval.low,
	    interval.high);
}

static void
csv_latency(struct buf *out, const struct acc *acc, const struct figure *figure)
{
	int i;

	if (figure == NULL) {
		buf_addf(out, ",%s_p50_ms,%s_p95_ms,%s_p99_ms,%s_within_30s",
		    acc->id, acc->id, acc->id, acc->id);
		return;
	}
	if (figure->tries == 0) {
		buf_adds(out, ",,,,");
		return;
	}
	for (i = 0; i < FIGURE_PERCENTILES; i++)
		buf_addf(out, ",%" PRId64, figure->percentiles[i]);
	buf_addf(out, ",%.6f", report_rate(figure->hits, figure->tries));
}

static void
csv_mean(struct buf *out, const struct acc *acc, const struct figure *figure)
{
	if (figure == NULL)
		buf_addf(out, ",%s_mean", acc->id);
	else if (figure->tries == 0)
		buf_addc(out, ',');
	else
		buf_addf(
		    out, ",%.4f", report_rate(figure->hits, figure->tries));
}

static void
csv_amount(struct buf *out, int64_t amount, uint64_t by)
{
	char text[NUM_TEXT_MAX];

	buf_addc(out, ',');
	if (by == 0)
		return;
	num_format_money(report_share(amount, by), NUM_MONEY_PLACES, text);
	buf_adds(out, text);
}

/* Of several currencies the most frequent one. */
static void
csv_cost(struct buf *out, const struct acc *acc, const struct figure *figure)
{
	const struct figure_row *row;

	(void)acc;
	if (figure == NULL) {
		buf_adds(out,
		    ",currency,cost,cost_per_delivered,cost_per_confirmed");
		return;
	}
	if (figure->row_count == 0) {
		buf_adds(out, ",,,,");
		return;
	}
	row = &figure->rows[0];
	buf_addc(out, ',');
	csv_text(out, row->labels[0]);
	csv_amount(out, row->amount, 1);
	csv_amount(out, row->amount, row->delivered);
	csv_amount(out, row->amount, row->confirmed);
}

static void (*const csv_forms[FIGURE_FORMS])(
    struct buf *out, const struct acc *acc, const struct figure *figure) = {
    [FIGURE_COUNT] = csv_count,
    [FIGURE_RATE] = csv_rate,
    [FIGURE_LATENCY] = csv_latency,
    [FIGURE_MEAN] = csv_mean,
    [FIGURE_COST] = csv_cost,
};

static void
csv_row(
    struct buf *out, const struct report *report, const struct figure *figures)
{
	const struct acc *accs;
	size_t count, i;

	accs = acc_table(&count);
	for (i = 0; i < count; i++)
		if (csv_forms[accs[i].kind->form] != NULL)
			csv_forms[accs[i].kind->form](out, &accs[i],
			    figures != NULL ? &figures[i] : NULL);
	(void)report;
}

void
report_csv(const struct report *report, struct buf *out)
{
	size_t by = report->ask->by, i, g;

	for (i = 0; i < by; i++) {
		csv_text(out, slice_of(report->ask->dims->list[i].name));
		buf_adds(out, i + 1 < by ? "," : "");
	}
	if (by == 0)
		buf_adds(out, "group");
	csv_row(out, report, NULL);
	for (g = 0; by > 0 && g < report->group_count; g++) {
		const struct report_group *group = &report->groups[g];

		buf_addc(out, '\n');
		for (i = 0; i < by; i++) {
			csv_text(out,
			    group->rest > 0 && i == 0 ? slice_of("(others)")
						      : group->labels[i]);
			buf_adds(out, i + 1 < by ? "," : "");
		}
		csv_row(out, report, group->figures);
	}
	if (by == 0) {
		buf_adds(out, "\nall");
		csv_row(out, report, report->figures);
	}
}
