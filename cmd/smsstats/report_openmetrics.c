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
	struct buf names[DIMS_MAX]; /* of --by as labels, no two the same */
};

static void
om_value(struct buf *out, struct slice text)
{
	size_t i;

	buf_adds(out, "=\"");
	for (i = 0; i < text.n; i++) {
		if (text.p[i] == '\n') {
			buf_adds(out, "\\n");
			continue;
		}
		if (text.p[i] == '"' || text.p[i] == '\\')
			buf_addc(out, '\\');
		buf_addc(out, text.p[i]);
	}
	buf_addc(out, '"');
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_taken(const struct scrape *scrape, size_t count, struct slice name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (slice_equal(buf_slice(&scrape->names[i]), name))
			return true;
	return false;
}

/*
 * The name of a label: letters, digits and '_' alone, no "__" in front, which
 * Prometheus keeps for itself; and none of the first `count` of --by, or "_2"
 * comes behind it.
 */
static void
om_name(struct buf *out, const struct scrape *scrape, size_t count,
    const char *text)
{
	size_t start = out->len, end;
	unsigned number = 2;

	if (!is_letter(text[0]) && !(text[0] == '_' && text[1] != '_'))
		buf_adds(out, "by_");
	for (; *text != '\0'; text++)
		buf_addc(out,
		    is_letter(*text) || (*text >= '0' && *text <= '9') ? *text
								       : '_');
	end = out->len;
	while (is_taken(scrape, count,
	    (struct slice){out->data + start, out->len - start})) {
		out->len = end;
		buf_addf(out, "_%u", number++);
	}
}

/* Behind the names of --by. */
static void
om_label(const struct scrape *scrape, const char *name, struct slice value)
{
	struct buf *out = scrape->out;

	if (value.p == NULL)
		return;
	if (out->data[out->len - 1] != '{')
		buf_addc(out, ',');
	om_name(out, scrape, scrape->report->ask->by, name);
	om_value(out, value);
}

/* The rest of --top is told from a value that reads the same. */
static void
om_group(const struct scrape *scrape, const struct report_group *group)
{
	struct slice value, rest = slice_of("(others)");
	struct buf *out = scrape->out;
	size_t i;

	for (i = 0; i < scrape->report->ask->by; i++) {
		value = group->rest > 0 ? rest : group->labels[i];
		if (value.p == NULL)
			continue;
		if (out->data[out->len - 1] != '{')
			buf_addc(out, ',');
		buf_addslice(out, buf_slice(&scrape->names[i]));
		om_value(out, value);
	}
	if (group->rest > 0)
		om_label(scrape, "others", slice_of("true"));
}

static void
om_start(const struct scrape *scrape, const char *id, const char *suffix,
    const struct report_group *group, const struct extra *extra, size_t count)
{
	struct buf *out = scrape->out;
	size_t start, i;

	buf_addf(out, "smspipe_%s%s", id, suffix);
	start = out->len;
	buf_addc(out, '{');
	if (group != NULL)
		om_group(scrape, group);
	for (i = 0; i < count; i++)
		om_label(scrape, extra[i].name, extra[i].value);
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

	for (i = 0; i < report->ask->by; i++) {
		buf_init(&scrape.names[i], BUF_NO_CAP);
		om_name(&scrape.names[i], &scrape, i,
		    report->ask->dims->list[i].name);
	}
	accs = acc_table(&count);
	for (i = 0; i < count; i++) {
		scrape.figure = i;
		if (om_forms[accs[i].kind->form] != NULL && !accs[i].hidden)
			om_forms[accs[i].kind->form](&scrape, &accs[i]);
	}
	om_notes(&scrape);
	buf_adds(out, "# EOF");
	for (i = 0; i < report->ask->by; i++)
		buf_release(&scrape.names[i]);
}
