/* SPDX-License-Identifier: ISC */
#include "report.h"

#include "record/view.h"
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
json_count(const struct figure *figure, struct buf *out)
{
	json_key(out, figure->acc->id);
	buf_addf(out, "%" PRIu64, figure->hits);
}

static void
json_rate(const struct figure *figure, struct buf *out)
{
	struct wilson interval;

	json_key(out, figure->acc->id);
	buf_addf(out, "{\"numerator\":%" PRIu64 ",\"denominator\":%" PRIu64,
	    figure->hits, figure->tries);
	if (figure->tries == 0) {
		buf_adds(out, ",\"rate\":null,\"low\":null,\"high\":null}");
		return;
	}
	interval = wilson_interval(figure->hits, figure->tries);
	buf_addf(out, ",\"rate\":%.6f,\"low\":%.6f,\"high\":%.6f}",
	    (double)figure->hits / (double)figure->tries, interval.low,
	    interval.high);
}

static void
json_row(const struct acc *acc, const struct figure_row *row, struct buf *out)
{
	int i;

	buf_addc(out, '{');
	for (i = 0; i < ACC_LABELS && acc->labels[i] != NULL; i++) {
		json_key(out, acc->labels[i]);
		view_write_string(out, row->labels[i]);
	}
	json_key(out, "count");
	buf_addf(out, "%" PRIu64 "}", row->count);
}

static void
json_tally(const struct figure *figure, struct buf *out)
{
	size_t i;

	json_key(out, figure->acc->id);
	buf_addc(out, '[');
	for (i = 0; i < figure->row_count; i++) {
		if (i > 0)
			buf_addc(out, ',');
		json_row(figure->acc, &figure->rows[i], out);
	}
	buf_addc(out, ']');
}

void
report_json(const struct report *report, struct buf *out)
{
	char as_of[INSTANT_TEXT_MAX];

	buf_adds(out, "{\"report\":\"smsstats\",\"as_of\":");
	if (report->as_of == INT64_MIN) {
		buf_adds(out, "null");
	} else {
		instant_format(report->as_of, as_of);
		view_write_string(out, slice_of(as_of));
	}
	buf_adds(out, ",\"counts\":{");
	report_figures(report, FIGURE_COUNT, json_count, out);
	buf_adds(out, "},\"rates\":{");
	report_figures(report, FIGURE_RATE, json_rate, out);
	buf_addc(out, '}');
	report_figures(report, FIGURE_TALLY, json_tally, out);
	buf_addc(out, '}');
}
