/* SPDX-License-Identifier: ISC */
/* The sections that are tables. */
#include "page.h"
#include "report_text.h"
#include "text/html.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

static void
row_start(struct page *page, struct slice name)
{
	buf_adds(page->out, "<tr><th scope=\"row\">");
	page_text(page, name);
	buf_adds(page->out, "</th><td>");
}

static void
row_next(struct page *page)
{
	buf_adds(page->out, "</td><td>");
}

static void
row_end(struct page *page)
{
	buf_adds(page->out, "</td></tr>\n");
}

/* ---- errors ----------------------------------------------------------------
 */

static void
error_classes(struct page *page, const struct figure *classes)
{
	size_t i;

	page_table(page, "By class, and what to do",
	    "Class|Texts||<In words|<What to do");
	for (i = 0; i < classes->row_count && i < PAGE_ROWS; i++) {
		const struct figure_row *row = &classes->rows[i];

		row_start(page, row->labels[0]);
		page_count(page, row->count, "error_classes.%zu.count", i);
		buf_adds(page->out, "</td><td class=\"picture\">");
		page_bar(page, row->count, classes->rows[0].count, "bad");
		buf_adds(page->out, "</td><td class=\"words\">");
		page_text(page, row->labels[1]);
		buf_adds(page->out, "</td><td class=\"words\">");
		html_add(page->out,
		    slice_of(
			event_errors[event_error_find(row->labels[0])].advice));
		row_end(page);
	}
	page_table_end(page);
}

static void
error_codes(struct page *page, const struct figure *codes)
{
	size_t i;

	if (codes->row_count == 0)
		return;
	page_table(page, "By the provider's code", "Code|Texts|<Class|<Means");
	for (i = 0; i < codes->row_count && i < PAGE_ROWS; i++) {
		const struct figure_row *row = &codes->rows[i];

		buf_adds(page->out, "<tr><th scope=\"row\">");
		page_text(page, row->labels[0]);
		buf_addc(page->out, ' ');
		page_text(page, row->labels[1]);
		buf_adds(page->out, "</th><td>");
		page_count(page, row->count, "error_codes.%zu.count", i);
		buf_adds(page->out, "</td><td class=\"words\">");
		page_text(page, row->labels[2]);
		buf_adds(page->out, "</td><td class=\"words\">");
		html_add(page->out,
		    slice_of(
			report_code_words(row->labels[0], row->labels[1])));
		row_end(page);
	}
	page_table_end(page);
}

/* Suppressed and held ones by reason. */
static void
error_reasons(struct page *page, const char *id)
{
	const struct figure *reasons = report_figure(page->report->figures, id);
	size_t i;

	if (reasons->row_count == 0)
		return;
	page_table(page, reasons->acc->title, "Reason|Texts|");
	for (i = 0; i < reasons->row_count && i < PAGE_ROWS; i++) {
		row_start(page, reasons->rows[i].labels[0]);
		page_count(page, reasons->rows[i].count, "%s.%zu.count", id, i);
		buf_adds(page->out, "</td><td class=\"picture\">");
		page_bar(page, reasons->rows[i].count, reasons->rows[0].count,
		    "open");
		row_end(page);
	}
	page_table_end(page);
}

void
page_errors(struct page *page)
{
	const struct figure *figures = page->report->figures;
	const struct figure *classes = report_figure(figures, "error_classes");

	page_section(page, "errors", "What fails, and why");
	if (classes->row_count > 0)
		error_classes(page, classes);
	else
		buf_adds(page->out, "<p>Nothing failed.</p>\n");
	error_codes(page, report_figure(figures, "error_codes"));
	error_reasons(page, "suppressed_reasons");
	error_reasons(page, "held_reasons");
	page_section_end(page);
}

/* ---- templates, carriers, senders -------------------------------------------
 */

static void
split_table(struct page *page, size_t split, const char *title)
{
	const char *id = report_split_ids[split];
	struct report_split *rows;
	size_t count, i;

	rows = report_splits(page->report, split, &count);
	page_table(page, title, "Name|Sent|Delivered||Failed");
	for (i = 0; i < count && i < PAGE_ROWS; i++) {
		row_start(page, rows[i].name);
		page_count(page, rows[i].sent, "%s.%zu.sent", id, i);
		row_next(page);
		page_rate(page, rows[i].delivered, rows[i].sent,
		    "%s.%zu.delivery_rate", id, i);
		buf_adds(page->out, "</td><td class=\"picture\">");
		page_range(page, rows[i].delivered, rows[i].sent);
		row_next(page);
		page_count(page, rows[i].failed, "%s.%zu.failed", id, i);
		row_end(page);
	}
	page_table_end(page);
	report_splits_free(rows);
}

void
page_splits(struct page *page)
{
	static const char *const titles[TALLY_SPLITS] = {
	    "Templates", "Carriers", "Senders"};
	size_t i;

	page_section(page, "splits", "Carriers, templates, senders");
	for (i = 0; i < TALLY_SPLITS; i++)
		if (page->report->ask->splits[i] != SIZE_MAX)
			split_table(page, i, titles[i]);
	page_section_end(page);
}

/* ---- cost -------------------------------------------------------------------
 */

static void
cost_table(struct page *page, const struct figure *cost)
{
	size_t i;

	page_table(page, "Cost by currency",
	    "Currency|Amount|Texts|A delivered text|A confirmed one");
	for (i = 0; i < cost->row_count; i++) {
		const struct figure_row *row = &cost->rows[i];

		row_start(page, row->labels[0]);
		page_money(page, row->amount, 1, 2, "cost.%zu.amount", i);
		row_next(page);
		page_count(page, row->count, "cost.%zu.messages", i);
		row_next(page);
		page_money(page, row->amount, row->delivered, 4,
		    "cost.%zu.per_delivered", i);
		row_next(page);
		page_money(page, row->amount, row->confirmed, 4,
		    "cost.%zu.per_confirmed", i);
		row_end(page);
	}
	page_table_end(page);
}

void
page_costs(struct page *page)
{
	const struct figure *figures = page->report->figures;
	const struct figure *cost = report_figure(figures, "cost");
	const struct figure *segments = report_figure(figures, "segments");
	char value[32], text[32];

	if (cost->row_count == 0 && segments->tries == 0)
		return;
	page_section(page, "cost", "What it costs");
	if (segments->tries > 0) {
		double mean = report_rate(segments->hits, segments->tries);

		(void)snprintf(value, sizeof(value), "%.4f", mean);
		(void)snprintf(text, sizeof(text), "%.2f", mean);
		buf_adds(page->out, "<p>Segments a message: ");
		page_value(page, value, text, "segments.mean");
		buf_adds(page->out, "</p>\n");
	}
	if (cost->row_count > 0)
		cost_table(page, cost);
	page_section_end(page);
}

/* ---- changes ----------------------------------------------------------------
 */

void
page_changes(struct page *page)
{
	const struct report *report = page->report;
	char value[32], text[32];
	size_t i;

	if (!report->ask->compare)
		return;
	page_section(page, "changes", "What moved the delivery rate");
	if (report->change_count == 0) {
		buf_adds(page->out, "<p>Nothing to compare with before.</p>\n");
		page_section_end(page);
		return;
	}
	page_table(page, "Against the period before, in points",
	    "What|Moved|Now|Before");
	for (i = 0; i < report->change_count && i < PAGE_ROWS; i++) {
		const struct report_change *change = &report->changes[i];

		buf_addf(page->out, "<tr><th scope=\"row\">%s ", change->dim);
		page_text(page, change->value);
		buf_adds(page->out, "</th><td>");
		(void)snprintf(value, sizeof(value), "%.6f", change->moved);
		(void)snprintf(
		    text, sizeof(text), "%+.2f", 100 * change->moved);
		page_value(page, value, text, "changes.%zu.moved", i);
		row_next(page);
		page_rate(page, change->delivered[PERIOD_NOW],
		    change->sent[PERIOD_NOW], "changes.%zu.now", i);
		row_next(page);
		page_rate(page, change->delivered[PERIOD_BEFORE],
		    change->sent[PERIOD_BEFORE], "changes.%zu.before", i);
		row_end(page);
	}
	page_table_end(page);
	page_section_end(page);
}

/* ---- groups -----------------------------------------------------------------
 */

static void
group_name(struct page *page, const struct report_group *group)
{
	size_t i;

	if (group->rest > 0) {
		buf_adds(page->out, "<i>all others</i>");
		return;
	}
	for (i = 0; i < group->label_count; i++) {
		buf_adds(page->out, i > 0 ? ", " : "");
		page_text(page, group->labels[i]);
	}
}

static void
group_row(struct page *page, size_t i)
{
	static const char *const rates[] = {
	    "delivery_rate", "error_rate", "filter_rate", "opt_out_rate"};
	const struct report_group *group = &page->report->groups[i];
	const struct figure *figure;
	size_t r;

	buf_adds(page->out, "<tr><th scope=\"row\">");
	group_name(page, group);
	buf_adds(page->out, "</th><td>");
	page_count(page, group->messages, "groups.%zu.counts.messages", i);
	row_next(page);
	figure = report_figure(group->figures, "sent");
	page_count(page, figure->hits, "groups.%zu.counts.sent", i);
	for (r = 0; r < sizeof(rates) / sizeof(rates[0]); r++) {
		row_next(page);
		figure = report_figure(group->figures, rates[r]);
		page_rate(page, figure->hits, figure->tries,
		    "groups.%zu.rates.%s", i, rates[r]);
		if (r > 0)
			continue;
		buf_adds(page->out, "</td><td class=\"picture\">");
		page_range(page, figure->hits, figure->tries);
	}
	row_end(page);
}

void
page_groups(struct page *page)
{
	const struct report *report = page->report;
	size_t i;

	if (report->ask->by == 0)
		return;
	page_section(page, "groups", "Groups");
	buf_adds(page->out, "<p>By ");
	for (i = 0; i < report->ask->by; i++) {
		buf_adds(page->out, i > 0 ? ", " : "");
		html_add(page->out, slice_of(report->ask->dims->list[i].name));
	}
	buf_adds(page->out, ".</p>\n");
	page_table(page, "A line a group",
	    "Group|Texts|Sent|Delivered||Errors|Spam|Opt-outs");
	for (i = 0; i < report->group_count && i < PAGE_GROUPS; i++)
		group_row(page, i);
	page_table_end(page);
	page_section_end(page);
}
