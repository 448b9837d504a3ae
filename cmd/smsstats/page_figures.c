/* SPDX-License-Identifier: ISC */
/* The headline figures, all counts and rates, and the footer. */
#include "health.h"
#include "page.h"
#include "text/html.h"

#include <string.h>

static const struct {
	const char *class, *word;
} verdicts[] = {
    [HEALTH_NONE] = {"", ""},
    [HEALTH_GOOD] = {" well", "well"},
    [HEALTH_FAIR] = {" fair", "worth a look"},
    [HEALTH_BAD] = {" ill", "beyond the limit"},
};

/* ---- cards ------------------------------------------------------------------
 */

static void
card_start(struct page *page, const char *title, enum health health)
{
	buf_addf(page->out,
	    "<div class=\"card%s\">\n<h3>%s</h3>\n<p class=\"big\">",
	    verdicts[health].class, title);
}

static void
card_end(struct page *page, enum health health)
{
	if (health != HEALTH_NONE)
		buf_addf(page->out, "<p class=\"verdict\">%s</p>\n",
		    verdicts[health].word);
	buf_adds(page->out, "</div>\n");
}

static void
card_before(struct page *page, const char *id)
{
	const struct figure *before;

	if (page->report->before == NULL)
		return;
	before = report_figure(page->report->before, id);
	buf_adds(page->out, "<p>before: ");
	page_rate(page, before->hits, before->tries, "before.rates.%s", id);
	buf_adds(page->out, "</p>\n");
}

static void
card_rate(struct page *page, const char *id, const char *title)
{
	const struct figure *figure = report_figure(page->report->figures, id);
	enum health health = health_of(page->report->alerts, figure);

	card_start(page, title, health);
	page_rate(page, figure->hits, figure->tries, "rates.%s", id);
	buf_adds(page->out, "</p>\n<p>");
	page_interval(page, figure->hits, figure->tries, "rates.%s", id);
	buf_adds(page->out, "</p>\n");
	card_before(page, id);
	card_end(page, health);
}

static void
card_latency(struct page *page, const char *id, const char *title)
{
	const struct figure *figure = report_figure(page->report->figures, id);

	if (figure->tries == 0)
		return;
	card_start(page, title, HEALTH_NONE);
	page_span(
	    page, figure->percentiles[FIGURE_P95], "latencies.%s.p95_ms", id);
	buf_adds(page->out, "</p>\n<p>p95; within 30 s: ");
	page_rate(
	    page, figure->hits, figure->tries, "latencies.%s.within_30s", id);
	buf_adds(page->out, "</p>\n");
	card_end(page, HEALTH_NONE);
}

static void
card_cost(struct page *page)
{
	const struct figure *cost = report_figure(
	    page->report->figures, "cost");

	if (cost->row_count == 0)
		return;
	card_start(page, "A delivered text", HEALTH_NONE);
	page_money(page, cost->rows[0].amount, cost->rows[0].delivered, 4,
	    "cost.0.per_delivered");
	buf_addc(page->out, ' ');
	page_text(page, cost->rows[0].labels[0]);
	buf_adds(page->out, "</p>\n<p>");
	page_money(page, cost->rows[0].amount, 1, 2, "cost.0.amount");
	buf_addc(page->out, ' ');
	page_text(page, cost->rows[0].labels[0]);
	buf_adds(page->out, " in all</p>\n");
	card_end(page, HEALTH_NONE);
}

void
page_cards(struct page *page)
{
	page_section(page, "headline", "At a glance");
	buf_adds(page->out, "<div class=\"cards\">\n");
	card_rate(page, "delivery_rate", "Delivered");
	card_rate(page, "error_rate", "Errors");
	card_rate(page, "filter_rate", "Filtered as spam");
	card_rate(page, "opt_out_rate", "Opt-outs, of people");
	card_rate(page, "response_rate", "Answered");
	card_rate(page, "confirm_rate", "Confirmed");
	card_latency(page, "hangup_to_accepted", "Hang-up to accepted");
	card_latency(page, "accepted_to_delivered", "Accepted to delivered");
	card_cost(page);
	buf_adds(page->out, "</div>\n");
	page_section_end(page);
}

/* ---- all --------------------------------------------------------------------
 */

static void
all_counts(struct page *page)
{
	const struct report *report = page->report;
	size_t i;

	page_table(page, "Counts", "What|Number");
	for (i = 0; i < report->count; i++) {
		const struct figure *figure = &report->figures[i];

		if (figure->acc->kind->form != FIGURE_COUNT)
			continue;
		buf_addf(page->out,
		    "<tr><th scope=\"row\" class=\"level%d\">%s</th><td>",
		    figure->acc->level, figure->acc->title);
		page_count(page, figure->hits, "counts.%s", figure->acc->id);
		buf_adds(page->out, "</td></tr>\n");
	}
	page_table_end(page);
}

static void
all_rates(struct page *page)
{
	const struct report *report = page->report;
	size_t i;

	page_table(page, "Rates", "What|Rate||Count and 95 % interval");
	for (i = 0; i < report->count; i++) {
		const struct figure *figure = &report->figures[i];
		const char *id = figure->acc->id;

		if (figure->acc->kind->form != FIGURE_RATE)
			continue;
		buf_addf(page->out, "<tr><th scope=\"row\">%s</th><td>",
		    figure->acc->title);
		page_rate(page, figure->hits, figure->tries, "rates.%s", id);
		buf_adds(page->out, "</td><td class=\"picture\">");
		page_range(page, figure->hits, figure->tries);
		buf_adds(page->out, "</td><td>");
		page_interval(
		    page, figure->hits, figure->tries, "rates.%s", id);
		buf_adds(page->out, "</td></tr>\n");
	}
	page_table_end(page);
}

void
page_all(struct page *page)
{
	page_section(page, "all", "All counts and rates");
	buf_adds(page->out, "<div class=\"two\">\n");
	all_counts(page);
	all_rates(page);
	buf_adds(page->out, "</div>\n");
	page_section_end(page);
}

void
page_notes(struct page *page)
{
	struct report_note notes[REPORT_NOTES];
	size_t count = report_notes(page->report, notes), i;

	page_section(page, "notes", "Noted");
	buf_adds(page->out, "<ul>\n");
	for (i = 0; i < count; i++) {
		if (notes[i].count == 0)
			continue;
		buf_adds(page->out, "<li>");
		page_count(page, notes[i].count, "notes.%s", notes[i].id);
		buf_addf(page->out, " %s</li>\n", notes[i].words);
	}
	buf_adds(page->out, "</ul>\n");
	page_section_end(page);
}
