/* SPDX-License-Identifier: ISC */
#include "report.h"

#include "base/num.h"
#include "record/view.h"
#include "report_text.h"
#include "time/instant.h"
#include "wilson.h"

#include <inttypes.h>

static void
json_key(struct buf *out, const char *key)
{
	if (out->data[out->len - 1] != '{')
		buf_addc(out, ',');
	view_write_string(out, slice_of(key));
	buf_addc(out, ':');
}

static void
json_next(struct buf *out)
{
	if (out->data[out->len - 1] != '[')
		buf_addc(out, ',');
}

static void
json_number(struct buf *out, const char *key, uint64_t number)
{
	json_key(out, key);
	buf_addf(out, "%" PRIu64, number);
}

static void
json_text(struct buf *out, const char *key, struct slice text)
{
	json_key(out, key);
	if (text.p == NULL)
		buf_adds(out, "null");
	else
		view_write_string(out, text);
}

static void
json_time(struct buf *out, const char *key, int64_t at)
{
	char text[INSTANT_TEXT_MAX];

	json_key(out, key);
	if (at == INT64_MIN || at == INT64_MAX) {
		buf_adds(out, "null");
		return;
	}
	instant_format(at, text);
	view_write_string(out, slice_of(text));
}

static void
json_interval(struct buf *out, uint64_t hits, uint64_t tries)
{
	struct wilson interval;

	buf_addf(out, "{\"numerator\":%" PRIu64 ",\"denominator\":%" PRIu64,
	    hits, tries);
	if (tries == 0) {
		buf_adds(out, ",\"rate\":null,\"low\":null,\"high\":null}");
		return;
	}
	interval = wilson_interval(hits, tries);
	buf_addf(out, ",\"rate\":%.6f,\"low\":%.6f,\"high\":%.6f}",
	    report_rate(hits, tries), interval.low, interval.high);
}

/* ---- one function a form --------------------------------------------------
 */

static void
json_count(struct buf *out, const struct figure *figure)
{
	json_number(out, figure->acc->id, figure->hits);
}

static void
json_rate(struct buf *out, const struct figure *figure)
{
	json_key(out, figure->acc->id);
	json_interval(out, figure->hits, figure->tries);
}

static void
json_latency(struct buf *out, const struct figure *figure)
{
	static const char *const names[] = {"p50_ms", "p95_ms", "p99_ms"};
	int i;

	json_key(out, figure->acc->id);
	buf_addc(out, '{');
	json_number(out, "messages", figure->tries);
	for (i = 0; i < FIGURE_PERCENTILES; i++) {
		json_key(out, names[i]);
		if (figure->tries == 0)
			buf_adds(out, "null");
		else
			buf_addf(out, "%" PRId64, figure->percentiles[i]);
	}
	json_key(out, "within_30s");
	json_interval(out, figure->hits, figure->tries);
	buf_addc(out, '}');
}

static void
json_mean(struct buf *out, const struct figure *figure)
{
	json_key(out, figure->acc->id);
	buf_addc(out, '{');
	json_number(out, "messages", figure->tries);
	json_number(out, "segments", figure->hits);
	json_key(out, "mean");
	if (figure->tries == 0)
		buf_adds(out, "null}");
	else
		buf_addf(
		    out, "%.4f}", report_rate(figure->hits, figure->tries));
}

static void
json_share(struct buf *out, const char *key, int64_t amount, uint64_t by)
{
	char text[NUM_TEXT_MAX];

	json_key(out, key);
	if (by == 0) {
		buf_adds(out, "null");
		return;
	}
	num_format_money(report_share(amount, by), NUM_MONEY_PLACES, text);
	view_write_string(out, slice_of(text));
}

static void
json_cost(struct buf *out, const struct figure *figure)
{
	size_t i;

	json_key(out, figure->acc->id);
	buf_addc(out, '[');
	for (i = 0; i < figure->row_count; i++) {
		const struct figure_row *row = &figure->rows[i];

		json_next(out);
		buf_addc(out, '{');
		json_text(out, "currency", row->labels[0]);
		json_share(out, "amount", row->amount, 1);
		json_number(out, "messages", row->count);
		json_share(out, "per_delivered", row->amount, row->delivered);
		json_share(out, "per_confirmed", row->amount, row->confirmed);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

static void
json_tally(struct buf *out, const struct figure *figure)
{
	const struct acc *acc = figure->acc;
	size_t i;
	int l;

	json_key(out, acc->id);
	buf_addc(out, '[');
	for (i = 0; i < figure->row_count; i++) {
		json_next(out);
		buf_addc(out, '{');
		for (l = 0; l < ACC_LABELS && acc->labels[l] != NULL; l++)
			json_text(
			    out, acc->labels[l], figure->rows[i].labels[l]);
		json_number(out, "count", figure->rows[i].count);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

static void
json_figures(struct buf *out, const struct report *report,
    const struct figure *figures, enum figure_form form,
    void (*write)(struct buf *out, const struct figure *figure))
{
	size_t i;

	for (i = 0; i < report->count; i++)
		if (figures[i].acc->kind->form == form &&
		    !figures[i].acc->hidden)
			write(out, &figures[i]);
}

/* ---- what is not a figure of acc_table ------------------------------------
 */

/* Calls in the time that is asked about have hours; days for a longer one. */
static void
json_series(struct buf *out, const struct report *report)
{
	struct report_bucket *buckets;
	size_t count, i;

	buckets = report_buckets(report, &count);
	json_key(out, "over_time");
	buf_addc(out, '[');
	for (i = 0; i < count; i++) {
		json_next(out);
		buf_addc(out, '{');
		json_text(out, "from", slice_of(buckets[i].name));
		json_number(out, "sent", buckets[i].sent);
		json_number(out, "delivered", buckets[i].delivered);
		json_number(out, "failed", buckets[i].failed);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
	report_buckets_free(buckets);
}

static void
json_distribution(struct buf *out, const struct figure *figure)
{
	struct report_span_row rows[REPORT_SPANS];
	size_t i;

	report_distribution(figure, rows);
	json_key(out, figure->acc->id);
	buf_addc(out, '[');
	for (i = 0; i < REPORT_SPANS; i++) {
		json_next(out);
		buf_addc(out, '{');
		json_number(out, "from_ms", (uint64_t)rows[i].from);
		json_number(out, "count", rows[i].count);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

static void
json_loss(struct buf *out, const struct report_loss *loss)
{
	json_next(out);
	buf_addc(out, '{');
	json_text(out, "why", loss->why);
	json_text(out, "reason", loss->reason);
	json_number(out, "count", loss->count);
	buf_addc(out, '}');
}

static void
json_funnel(struct buf *out, const struct report *report)
{
	size_t i, l;

	json_key(out, "funnel");
	buf_addc(out, '[');
	for (i = 0; i < report->step_count; i++) {
		const struct report_step *step = &report->funnel[i];

		json_next(out);
		buf_addc(out, '{');
		json_text(out, "step", slice_of(step->id));
		json_number(out, "count", step->count);
		json_key(out, "lost");
		buf_addc(out, '[');
		for (l = 0; l < step->loss_count; l++)
			json_loss(out, &step->losses[l]);
		buf_adds(out, "]}");
	}
	buf_addc(out, ']');
}

static void
json_diagnosis(struct buf *out, const struct report *report)
{
	const struct figure *codes = report_figure(
	    report->figures, "error_codes");
	size_t i;

	json_key(out, "diagnosis");
	buf_addc(out, '[');
	for (i = 0; i < codes->row_count; i++) {
		const struct figure_row *row = &codes->rows[i];
		const struct error_row *class =
		    &event_errors[event_error_find(row->labels[2])];

		json_next(out);
		buf_addc(out, '{');
		json_text(out, "provider", row->labels[0]);
		json_text(out, "code", row->labels[1]);
		json_number(out, "count", row->count);
		json_text(out, "means",
		    slice_of(
			report_code_words(row->labels[0], row->labels[1])));
		json_text(out, "words", slice_of(class->words));
		json_text(out, "advice", slice_of(class->advice));
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

static void
json_splits(struct buf *out, const struct report *report)
{
	struct report_split *rows;
	size_t count, i, s;

	for (s = 0; s < TALLY_SPLITS; s++) {
		if (report->ask->splits[s] == SIZE_MAX)
			continue;
		rows = report_splits(report, s, &count);
		json_key(out, report_split_ids[s]);
		buf_addc(out, '[');
		for (i = 0; i < count; i++) {
			json_next(out);
			buf_addc(out, '{');
			json_text(out, "name", rows[i].name);
			json_number(out, "sent", rows[i].sent);
			json_number(out, "failed", rows[i].failed);
			json_key(out, "delivery_rate");
			json_interval(out, rows[i].delivered, rows[i].sent);
			buf_addc(out, '}');
		}
		buf_addc(out, ']');
		report_splits_free(rows);
	}
}

static void
json_changes(struct buf *out, const struct report *report)
{
	size_t i;

	json_key(out, "changes");
	buf_addc(out, '[');
	for (i = 0; i < report->change_count; i++) {
		const struct report_change *change = &report->changes[i];

		json_next(out);
		buf_addc(out, '{');
		json_text(out, "by", slice_of(change->dim));
		json_text(out, "value", change->value);
		json_key(out, "moved");
		buf_addf(out, "%.6f", change->moved);
		json_key(out, "before");
		json_interval(out, change->delivered[PERIOD_BEFORE],
		    change->sent[PERIOD_BEFORE]);
		json_key(out, "now");
		json_interval(out, change->delivered[PERIOD_NOW],
		    change->sent[PERIOD_NOW]);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

static void
json_notes(struct buf *out, const struct report *report)
{
	struct report_note notes[REPORT_NOTES];
	size_t count = report_notes(report, notes), i;

	json_key(out, "notes");
	buf_addc(out, '{');
	for (i = 0; i < count; i++)
		json_number(out, notes[i].id, notes[i].count);
	buf_addc(out, '}');
}

/* The figures of a period, or of a group. */
static void
json_numbers(
    struct buf *out, const struct report *report, const struct figure *figures)
{
	json_key(out, "counts");
	buf_addc(out, '{');
	json_figures(out, report, figures, FIGURE_COUNT, json_count);
	buf_addc(out, '}');
	json_key(out, "rates");
	buf_addc(out, '{');
	json_figures(out, report, figures, FIGURE_RATE, json_rate);
	buf_addc(out, '}');
	json_key(out, "latencies");
	buf_addc(out, '{');
	json_figures(out, report, figures, FIGURE_LATENCY, json_latency);
	buf_addc(out, '}');
	json_figures(out, report, figures, FIGURE_MEAN, json_mean);
	json_figures(out, report, figures, FIGURE_COST, json_cost);
	json_figures(out, report, figures, FIGURE_TALLY, json_tally);
}

static void
json_before(
    struct buf *out, const struct report *report, const struct figure *before)
{
	if (before == NULL)
		return;
	json_key(out, "before");
	buf_addc(out, '{');
	json_numbers(out, report, before);
	buf_addc(out, '}');
}

static void
json_group(struct buf *out, const struct report *report,
    const struct report_group *group)
{
	size_t i;

	buf_addc(out, '{');
	if (group->rest > 0) {
		json_number(out, "other_groups", group->rest);
	} else {
		json_key(out, "by");
		buf_addc(out, '{');
		for (i = 0; i < report->ask->by; i++)
			json_text(out, report->ask->dims->list[i].name,
			    group->labels[i]);
		buf_addc(out, '}');
	}
	json_numbers(out, report, group->figures);
	json_before(out, report, group->before);
	buf_addc(out, '}');
}

static void
json_head(struct buf *out, const struct report *report)
{
	json_text(out, "report", slice_of("smsstats"));
	json_time(out, "as_of", report->as_of);
	json_time(out, "since", report->ask->since);
	json_time(out, "until", report->ask->until);
}

void
report_json(const struct report *report, struct buf *out)
{
	size_t i;

	buf_addc(out, '{');
	json_head(out, report);
	json_numbers(out, report, report->figures);
	json_before(out, report, report->before);
	json_funnel(out, report);
	json_diagnosis(out, report);
	json_series(out, report);
	json_key(out, "distributions");
	buf_addc(out, '{');
	json_figures(
	    out, report, report->figures, FIGURE_LATENCY, json_distribution);
	buf_addc(out, '}');
	json_splits(out, report);
	if (report->ask->compare)
		json_changes(out, report);
	if (report->ask->by > 0) {
		json_key(out, "groups");
		buf_addc(out, '[');
		for (i = 0; i < report->group_count; i++) {
			json_next(out);
			json_group(out, report, &report->groups[i]);
		}
		buf_addc(out, ']');
	}
	json_notes(out, report);
	buf_addc(out, '}');
}

/* A line a group; without --by one line. */
void
report_jsonl(const struct report *report, struct buf *out)
{
	size_t i;

	if (report->ask->by == 0) {
		report_json(report, out);
		return;
	}
	for (i = 0; i < report->group_count; i++) {
		if (i > 0)
			buf_addc(out, '\n');
		json_group(out, report, &report->groups[i]);
	}
}
