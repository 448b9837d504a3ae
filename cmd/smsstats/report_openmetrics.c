/* SPDX-License-Identifier: ISC */
/*
 * OpenMetrics 1.0: what a Prometheus scrapes.  All are gauges, since a report
 * is of a period, not of all time: a counter must never go down.
 */
#include "report.h"

#include "base/num.h"
#include "report_text.h"
#include "wilson.h"

#include <inttypes.h>

/* What one sample adds to the labels of its group. */
struct extra {
	const char *name;
	struct slice value;
};

/* Whose figures are written, and how often: once, or once a group. */
struct scrape {
	const struct report *report;
	struct buf *out;
	size_t figure;
};

static void
om_escape(struct buf *out, struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++) {
		if (text.p[i] == '\n') {
			buf_adds(out, "\\n");
			continue;
		}
		if (text.p[i] == '"' || text.p[i] == '\\')
			buf_addc(out, '\\');
		buf_addc(out, text.p[i]);
	}
}

/* A name may hold letters, digits and '_' alone. */
static void
om_name(struct buf *out, const char *name)
{
	const char *p;

	if (*name >= '0' && *name <= '9')
		buf_addc(out, '_');
	for (p = name; *p != '\0'; p++)
		buf_addc(out,
		    (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
			    (*p >= '0' && *p <= '9')
			? *p
			: '_');
}

static void
om_label(struct buf *out, const char *name, struct slice value)
{
	if (value.p == NULL)
		return;
	buf_addc(out, out->data[out->len - 1] == '{' ? ' ' : ',');
	if (out->data[out->len - 1] == ' ')
		out->len--;
	om_name(out, name);
	buf_adds(out, "=\"");
	om_escape(out, value);
	buf_addc(out, '"');
}

static void
om_start(const struct scrape *scrape, const char *id, const char *suffix,
    const struct report_group *group, const struct extra *extra, size_t count)
{
	struct buf *out = scrape->out;
	size_t start, i;

	buf_adds(out, "smspipe_");
	om_name(out, id);
	buf_adds(out, suffix);
	start = out->len;
	buf_addc(out, '{');
	for (i = 0; group != NULL && i < scrape->report->ask->by; i++)
		om_label(out, scrape->report->ask->dims->list[i].name,
		    group->rest > 0 ? slice_of("(others)") : group->labels[i]);
	for (i = 0; i < count; i++)
		om_label(out, extra[i].name, extra[i].value);
	if (out->len == start + 1)
		out->len--;
	else
		buf_addc(out, '}');
	buf_addc(out, ' ');
}

static void
om_family(const struct scrape *scrape, const char *id, const char *suffix,
    const char *unit, const char *help)
{
	struct buf *out = scrape->out;

	buf_addf(out, "# TYPE smspipe_%s%s gauge\n", id, suffix);
	if (unit != NULL)
		buf_addf(out, "# UNIT smspipe_%s%s %s\n", id, suffix, unit);
	buf_addf(out, "# HELP smspipe_%s%s %s\n", id, suffix, help);
}

/* Calls `each` for the figures of every group, or those of all. */
static void
om_each(const struct scrape *scrape,
    void (*each)(const struct scrape *scrape, const struct figure *figure,
	const struct report_group *group))
{
	const struct report *report = scrape->report;
	size_t i;

	if (report->ask->by == 0) {
		each(scrape, &report->figures[scrape->figure], NULL);
		return;
	}
	for (i = 0; i < report->group_count; i++)
		each(scrape, &report->groups[i].figures[scrape->figure],
		    &report->groups[i]);
}

static void
om_count_one(const struct scrape *scrape, const struct figure *figure,
    const struct report_group *group)
{
	om_start(scrape, figure->acc->id, "", group, NULL, 0);
	buf_addf(scrape->out, "%" PRIu64 "\n", figure->hits);
}

static void
om_count(const struct scrape *scrape, const struct acc *acc)
{
	om_family(scrape, acc->id, "", NULL, acc->title);
	om_each(scrape, om_count_one);
}

static void
om_rate_one(const struct scrape *scrape, const struct figure *figure,
    const struct report_group *group)
{
	struct wilson interval;
	struct extra extra = {.name = "bound"};

	if (figure->tries == 0)
		return;
	interval = wilson_interval(figure->hits, figure->tries);
	om_start(scrape, figure->acc->id, "_ratio", group, NULL, 0);
	buf_addf(
	    scrape->out, "%.6f\n", report_rate(figure->hits, figure->tries));
	extra.value = slice_of("low");
	om_start(scrape, figure->acc->id, "_ratio", group, &extra, 1);
	buf_addf(scrape->out, "%.6f\n", interval.low);
	extra.value = slice_of("high");
	om_start(scrape, figure->acc->id, "_ratio", group, &extra, 1);
	buf_addf(scrape->out, "%.6f\n", interval.high);
}

static void
om_rate(const struct scrape *scrape, const struct acc *acc)
{
	om_family(scrape, acc->id, "_ratio", "ratio", acc->title);
	om_each(scrape, om_rate_one);
}

static void
om_latency_one(const struct scrape *scrape, const struct figure *figure,
    const struct report_group *group)
{
	static const char *const names[] = {"0.5", "0.95", "0.99"};
	struct extra extra = {.name = "quantile"};
	int i;

	for (i = 0; figure->tries > 0 && i < FIGURE_PERCENTILES; i++) {
		extra.value = slice_of(names[i]);
		om_start(scrape, figure->acc->id, "_seconds", group, &extra, 1);
		buf_addf(scrape->out, "%.3f\n",
		    (double)figure->percentiles[i] / 1000);
	}
}

static void
om_latency(const struct scrape *scrape, const struct acc *acc)
{
	om_family(scrape, acc->id, "_seconds", "seconds", acc->title);
	om_each(scrape, om_latency_one);
}

static void
om_mean_one(const struct scrape *scrape, const struct figure *figure,
    const struct report_group *group)
{
	if (figure->tries == 0)
		return;
	om_start(scrape, figure->acc->id, "_mean", group, NULL, 0);
	buf_addf(
	    scrape->out, "%.4f\n", report_rate(figure->hits, figure->tries));
}

static void
om_mean(const struct scrape *scrape, const struct acc *acc)
{
	om_family(scrape, acc->id, "_mean", NULL, acc->title);
	om_each(scrape, om_mean_one);
}

static void
om_cost_one(const struct scrape *scrape, const struct figure *figure,
    const struct report_group *group)
{
	struct extra extra = {.name = "currency"};
	char text[NUM_TEXT_MAX];
	size_t i;

	for (i = 0; i < figure->row_count; i++) {
		extra.value = figure->rows[i].labels[0];
		om_start(scrape, figure->acc->id, "", group, &extra, 1);
		num_format_money(
		    figure->rows[i].amount, NUM_MONEY_PLACES, text);
		buf_addf(scrape->out, "%s\n", text);
	}
}

static void
om_cost(const struct scrape *scrape, const struct acc *acc)
{
	om_family(scrape, acc->id, "", NULL, acc->title);
	om_each(scrape, om_cost_one);
}

static void
om_tally_one(const struct scrape *scrape, const struct figure *figure,
    const struct report_group *group)
{
	const struct acc *acc = figure->acc;
	struct extra extra[ACC_LABELS];
	size_t i, n;

	for (i = 0; i < figure->row_count; i++) {
		for (n = 0; n < ACC_LABELS && acc->labels[n] != NULL; n++)
			extra[n] = (struct extra){
			    acc->labels[n], figure->rows[i].labels[n]};
		om_start(scrape, acc->id, "", group, extra, n);
		buf_addf(scrape->out, "%" PRIu64 "\n", figure->rows[i].count);
	}
}

static void
om_tally(const struct scrape *scrape, const struct acc *acc)
{
	om_family(scrape, acc->id, "", NULL, acc->title);
	om_each(scrape, om_tally_one);
}

static void (*const om_forms[FIGURE_FORMS])(
    const struct scrape *scrape, const struct acc *acc) = {
    [FIGURE_COUNT] = om_count,
    [FIGURE_RATE] = om_rate,
    [FIGURE_LATENCY] = om_latency,
    [FIGURE_MEAN] = om_mean,
    [FIGURE_COST] = om_cost,
    [FIGURE_TALLY] = om_tally,
};

static void
om_notes(const struct scrape *scrape)
{
	struct report_note notes[REPORT_NOTES];
	size_t count = report_notes(scrape->report, notes), i;
	struct extra extra = {.name = "what"};

	om_family(scrape, "noted", "", NULL, "what was read, left out or odd");
	for (i = 0; i < count; i++) {
		extra.value = slice_of(notes[i].id);
		om_start(scrape, "noted", "", NULL, &extra, 1);
		buf_addf(scrape->out, "%" PRIu64 "\n", notes[i].count);
	}
}

void
report_openmetrics(const struct report *report, struct buf *out)
{
	struct scrape scrape = {.report = report, .out = out};
	const struct acc *accs;
	size_t count, i;

	accs = acc_table(&count);
	for (i = 0; i < count; i++) {
		scrape.figure = i;
		if (om_forms[accs[i].kind->form] != NULL && !accs[i].hidden)
			om_forms[accs[i].kind->form](&scrape, &accs[i]);
	}
	om_notes(&scrape);
	buf_adds(out, "# EOF");
}
