/* SPDX-License-Identifier: ISC */
/* Charts, each with its numbers in a table below. */
#include "page.h"
#include "report_text.h"
#include "text/html.h"

#include <inttypes.h>
#include <stdio.h>

enum { CHART_HEIGHT = 100, CHART_WIDE = 8 /* columns that fill a page */ };

/* ---- what was sent over time ----------------------------------------------
 */

static void
time_part(struct page *page, size_t i, double from, double part, double most,
    const char *class)
{
	if (part > 0)
		buf_addf(page->out,
		    "<rect class=\"%s\" x=\"%zu.1\" width=\"0.8\" "
		    "y=\"%.3f\" height=\"%.3f\"/>",
		    class, i, CHART_HEIGHT * (1 - (from + part) / most),
		    CHART_HEIGHT * part / most);
}

static void
time_column(struct page *page, const struct report_bucket *bucket, size_t i,
    uint64_t most)
{
	double delivered = (double)bucket->delivered;
	double failed = (double)bucket->failed;
	double open = (double)bucket->sent - delivered - failed;

	buf_addf(page->out,
	    "<g><title>%s: %" PRIu64 " sent, %" PRIu64 " delivered, %" PRIu64
	    " failed</title>",
	    bucket->name, bucket->sent, bucket->delivered, bucket->failed);
	time_part(page, i, 0, delivered, (double)most, "good");
	time_part(page, i, delivered, open, (double)most, "open");
	time_part(page, i, delivered + open, failed, (double)most, "bad");
	buf_adds(page->out, "</g>\n");
}

static size_t
time_peak(const struct report_bucket *buckets, size_t count)
{
	size_t peak = 0, i;

	for (i = 0; i < count; i++)
		if (buckets[i].sent > buckets[peak].sent)
			peak = i;
	return peak;
}

static void
time_chart(struct page *page, const struct report_bucket *buckets, size_t count)
{
	size_t peak = time_peak(buckets, count), i;

	buf_addf(page->out, "<figure%s>\n<p class=\"axis\"><span>",
	    count < CHART_WIDE ? " class=\"few\"" : "");
	page_count(page, buckets[peak].sent, "over_time.%zu.sent", peak);
	buf_adds(page->out, "</span></p>\n");
	buf_addf(page->out,
	    "<svg class=\"chart\" role=\"img\" "
	    "aria-labelledby=\"time-title time-desc\" "
	    "viewBox=\"0 0 %zu %d\" preserveAspectRatio=\"none\">\n"
	    "<title id=\"time-title\">Texts sent over time</title>\n"
	    "<desc id=\"time-desc\">One column each from %s to %s, parted into "
	    "delivered, without an answer yet, and failed. The table below has "
	    "the numbers.</desc>\n",
	    count, CHART_HEIGHT, buckets[0].name, buckets[count - 1].name);
	for (i = 0; i < count; i++)
		time_column(page, &buckets[i], i, buckets[peak].sent);
	buf_addf(page->out,
	    "</svg>\n<p class=\"axis\"><span>%s</span><span>%s</span></p>\n"
	    "<figcaption><span class=\"key good\"></span> delivered "
	    "<span class=\"key open\"></span> pending or unknown "
	    "<span class=\"key bad\"></span> failed</figcaption>\n</figure>\n",
	    buckets[0].name, count > 1 ? buckets[count - 1].name : "");
}

void
page_time(struct page *page)
{
	struct report_bucket *buckets;
	size_t count, i;

	buckets = report_buckets(page->report, &count);
	if (count > 0) {
		page_section(page, "time", "Over time");
		time_chart(page, buckets, count);
		page_table(
		    page, "Sent over time", "From|Sent|Delivered|Failed");
		for (i = 0; i < count; i++) {
			buf_addf(page->out, "<tr><th scope=\"row\">%s</th><td>",
			    buckets[i].name);
			page_count(
			    page, buckets[i].sent, "over_time.%zu.sent", i);
			buf_adds(page->out, "</td><td>");
			page_count(page, buckets[i].delivered,
			    "over_time.%zu.delivered", i);
			buf_adds(page->out, "</td><td>");
			page_count(
			    page, buckets[i].failed, "over_time.%zu.failed", i);
			buf_adds(page->out, "</td></tr>\n");
		}
		page_table_end(page);
		page_section_end(page);
	}
	report_buckets_free(buckets);
}

/* ---- funnel ----------------------------------------------------------------
 */

static void
funnel_losses(struct page *page, size_t step)
{
	const struct report_step *row = &page->report->funnel[step];
	size_t i;

	for (i = 0; i < row->loss_count; i++) {
		buf_adds(page->out, i > 0 ? "<br>" : "");
		page_count(page, row->losses[i].count,
		    "funnel.%zu.lost.%zu.count", step, i);
		buf_addc(page->out, ' ');
		html_add(page->out, row->losses[i].why);
		if (row->losses[i].reason.p != NULL) {
			buf_adds(page->out, ", ");
			html_add(page->out, row->losses[i].reason);
		}
	}
}

void
page_funnel(struct page *page)
{
	const struct report *report = page->report;
	uint64_t most = 0;
	size_t i;

	for (i = 0; i < report->step_count; i++)
		if (report->funnel[i].count > most)
			most = report->funnel[i].count;
	page_section(page, "funnel", "From the call to the answer");
	page_table(
	    page, "Steps, and what was lost before each", "Step|Texts||<Lost");
	for (i = 0; i < report->step_count; i++) {
		buf_addf(page->out, "<tr><th scope=\"row\">%s</th><td>",
		    report->funnel[i].title);
		page_count(
		    page, report->funnel[i].count, "funnel.%zu.count", i);
		buf_adds(page->out, "</td><td class=\"picture\">");
		page_bar(page, report->funnel[i].count, most, "step");
		buf_adds(page->out, "</td><td class=\"words\">");
		funnel_losses(page, i);
		buf_adds(page->out, "</td></tr>\n");
	}
	page_table_end(page);
	page_section_end(page);
}

/* ---- latencies -------------------------------------------------------------
 */

static void
latency_chart(struct page *page, const struct figure *figure,
    const struct report_span_row *rows, size_t count)
{
	const char *id = figure->acc->id;
	uint64_t most = 0;
	size_t i;

	for (i = 0; i < count; i++)
		most = rows[i].count > most ? rows[i].count : most;
	buf_addf(page->out,
	    "<figure>\n<svg class=\"chart low\" role=\"img\" "
	    "aria-labelledby=\"%s-title %s-desc\" viewBox=\"0 0 %zu %d\" "
	    "preserveAspectRatio=\"none\">\n<title id=\"%s-title\">%s"
	    "</title>\n<desc id=\"%s-desc\">One column for each step of time, "
	    "the quickest first. The table below has the numbers.</desc>\n",
	    id, id, count, CHART_HEIGHT, id, figure->acc->title, id);
	for (i = 0; i < count; i++) {
		buf_addf(page->out,
		    "<g><title>%s: %" PRIu64 "</title><rect class=\"%s\" "
		    "x=\"%zu.05\" width=\"0.9\" y=\"%.3f\" "
		    "height=\"%.3f\"/></g>\n",
		    rows[i].name, rows[i].count,
		    rows[i].from < figure->acc->in_time ? "good" : "open", i,
		    CHART_HEIGHT * (1 - report_rate(rows[i].count, most)),
		    CHART_HEIGHT * report_rate(rows[i].count, most));
	}
	buf_adds(page->out,
	    "</svg>\n<figcaption><span class=\"key good\"></span> within 30 s "
	    "<span class=\"key open\"></span> later</figcaption>\n</figure>\n");
	page_table(page, figure->acc->title, "Time|Texts");
	for (i = 0; i < count; i++) {
		buf_addf(page->out, "<tr><th scope=\"row\">%s</th><td>",
		    rows[i].name);
		page_count(
		    page, rows[i].count, "distributions.%s.%zu.count", id, i);
		buf_adds(page->out, "</td></tr>\n");
	}
	page_table_end(page);
}

static void
latency_line(struct page *page, const struct figure *figure)
{
	static const char *const names[] = {"p50", "p95", "p99"};
	const char *id = figure->acc->id;
	int i;

	buf_addf(page->out, "<h3>%s</h3>\n<p>", figure->acc->title);
	for (i = 0; i < FIGURE_PERCENTILES; i++) {
		buf_addf(page->out, "%s%s ", i > 0 ? ", " : "", names[i]);
		page_span(page, figure->percentiles[i], "latencies.%s.%s_ms",
		    id, names[i]);
	}
	buf_adds(page->out, "; within 30 s ");
	page_rate(
	    page, figure->hits, figure->tries, "latencies.%s.within_30s", id);
	buf_adds(page->out, " (");
	page_interval(
	    page, figure->hits, figure->tries, "latencies.%s.within_30s", id);
	buf_adds(page->out, ")</p>\n");
}

void
page_latencies(struct page *page)
{
	const struct report *report = page->report;
	struct report_span_row rows[REPORT_SPANS];
	bool first = true;
	size_t i;

	for (i = 0; i < report->count; i++) {
		const struct figure *figure = &report->figures[i];

		if (figure->acc->kind->form != FIGURE_LATENCY ||
		    figure->tries == 0)
			continue;
		if (first) {
			page_section(page, "latencies", "How long it takes");
			buf_adds(page->out, "<div class=\"two\">\n");
		}
		first = false;
		buf_adds(page->out, "<div>\n");
		latency_line(page, figure);
		report_distribution(figure, rows);
		latency_chart(page, figure, rows, REPORT_SPANS);
		buf_adds(page->out, "</div>\n");
	}
	if (first)
		return;
	buf_adds(page->out, "</div>\n");
	page_section_end(page);
}
