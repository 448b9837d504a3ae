/* SPDX-License-Identifier: ISC */
#include "page.h"

#include "base/num.h"
#include "report_text.h"
#include "text/html.h"
#include "wilson.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NONE "\u2013"

/* ---- numbers ----------------------------------------------------------------
 */

static void
add_data(
    struct page *page, const char *path, const char *value, const char *text)
{
	buf_addf(page->out, "<data data-of=\"%s\" value=\"%s\">%s</data>", path,
	    value, text);
}

void
page_value(struct page *page, const char *value, const char *text,
    const char *path, ...)
{
	char at[PAGE_PATH_MAX];
	va_list ap;

	va_start(ap, path);
	(void)vsnprintf(at, sizeof(at), path, ap);
	va_end(ap);
	add_data(page, at, value, text);
}

void
page_format_count(uint64_t value, char text[PAGE_COUNT_MAX])
{
	char plain[NUM_TEXT_MAX];
	int length, i, n = 0;

	length = snprintf(plain, sizeof(plain), "%" PRIu64, value);
	for (i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			text[n++] = ',';
		text[n++] = plain[i];
	}
	text[n] = '\0';
}

static void
add_count(struct page *page, const char *path, uint64_t count)
{
	char value[NUM_TEXT_MAX], text[PAGE_COUNT_MAX];

	(void)snprintf(value, sizeof(value), "%" PRIu64, count);
	page_format_count(count, text);
	add_data(page, path, value, text);
}

void
page_count(struct page *page, uint64_t count, const char *path, ...)
{
	char at[PAGE_PATH_MAX];
	va_list ap;

	va_start(ap, path);
	(void)vsnprintf(at, sizeof(at), path, ap);
	va_end(ap);
	add_count(page, at, count);
}

static void
add_share(struct page *page, const char *path, const char *member, double share,
    const char *unit)
{
	char at[2 * PAGE_PATH_MAX], value[NUM_TEXT_MAX], text[NUM_TEXT_MAX];

	(void)snprintf(at, sizeof(at), "%s.%s", path, member);
	(void)snprintf(value, sizeof(value), "%.6f", share);
	(void)snprintf(text, sizeof(text), "%.2f%s", 100 * share, unit);
	add_data(page, at, value, text);
}

void
page_rate(
    struct page *page, uint64_t hits, uint64_t tries, const char *path, ...)
{
	char at[PAGE_PATH_MAX];
	va_list ap;

	va_start(ap, path);
	(void)vsnprintf(at, sizeof(at), path, ap);
	va_end(ap);
	if (tries == 0)
		buf_adds(page->out, NONE);
	else
		add_share(
		    page, at, "rate", report_rate(hits, tries), "\u00a0%");
}

void
page_interval(
    struct page *page, uint64_t hits, uint64_t tries, const char *path, ...)
{
	char at[PAGE_PATH_MAX], member[2 * PAGE_PATH_MAX];
	struct wilson interval;
	va_list ap;

	va_start(ap, path);
	(void)vsnprintf(at, sizeof(at), path, ap);
	va_end(ap);
	(void)snprintf(member, sizeof(member), "%s.numerator", at);
	add_count(page, member, hits);
	buf_adds(page->out, " of ");
	(void)snprintf(member, sizeof(member), "%s.denominator", at);
	add_count(page, member, tries);
	if (tries == 0)
		return;
	interval = wilson_interval(hits, tries);
	buf_adds(page->out, "; <span class=\"interval\">");
	add_share(page, at, "low", interval.low, "");
	buf_adds(page->out, " to ");
	add_share(page, at, "high", interval.high, "\u00a0%");
	buf_adds(page->out, "</span>");
}

void
page_span(struct page *page, int64_t ms, const char *path, ...)
{
	char at[PAGE_PATH_MAX], value[NUM_TEXT_MAX], text[REPORT_SPAN_MAX];
	va_list ap;

	va_start(ap, path);
	(void)vsnprintf(at, sizeof(at), path, ap);
	va_end(ap);
	(void)snprintf(value, sizeof(value), "%" PRId64, ms);
	report_span(ms, text);
	add_data(page, at, value, text);
}

void
page_money(struct page *page, int64_t amount, uint64_t by, int places,
    const char *path, ...)
{
	char at[PAGE_PATH_MAX], value[NUM_TEXT_MAX], text[NUM_TEXT_MAX];
	va_list ap;

	if (by == 0) {
		buf_adds(page->out, NONE);
		return;
	}
	va_start(ap, path);
	(void)vsnprintf(at, sizeof(at), path, ap);
	va_end(ap);
	num_format_money(report_share(amount, by), NUM_MONEY_PLACES, value);
	num_format_money(report_share(amount, by), places, text);
	add_data(page, at, value, text);
}

/* ---- texts and pictures -----------------------------------------------------
 */

void
page_text(struct page *page, struct slice text)
{
	if (text.p == NULL || text.n == 0)
		buf_adds(page->out, "<i>not known</i>");
	else
		html_add(page->out, text);
}

void
page_section(struct page *page, const char *id, const char *title)
{
	buf_addf(page->out,
	    "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id,
	    title);
}

void
page_section_end(struct page *page)
{
	buf_adds(page->out, "</section>\n");
}

static void
add_head(struct page *page, const char *head, size_t n)
{
	if (n == 0)
		buf_adds(page->out, "<td></td>");
	else if (head[0] == '<')
		buf_addf(page->out,
		    "<th scope=\"col\" class=\"words\">%.*s</th>", (int)(n - 1),
		    head + 1);
	else
		buf_addf(
		    page->out, "<th scope=\"col\">%.*s</th>", (int)n, head);
}

void
page_table(struct page *page, const char *caption, const char *heads)
{
	size_t n;

	buf_addf(page->out,
	    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" "
	    "aria-label=\"%s\">\n<table>\n<caption>%s</caption>\n<thead><tr>",
	    caption, caption);
	for (;; heads++) {
		n = strcspn(heads, "|");
		add_head(page, heads, n);
		heads += n;
		if (*heads == '\0')
			break;
	}
	buf_adds(page->out, "</tr></thead>\n<tbody>\n");
}

void
page_table_end(struct page *page)
{
	buf_adds(page->out, "</tbody>\n</table>\n</div>\n");
}

void
page_bar(struct page *page, uint64_t value, uint64_t most, const char *class)
{
	buf_addf(page->out,
	    "<svg class=\"bar %s\" viewBox=\"0 0 100 1\" "
	    "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
	    "<rect width=\"%.2f\" height=\"1\"/></svg>",
	    class, 100 * report_rate(value, most));
}

void
page_range(struct page *page, uint64_t hits, uint64_t tries)
{
	struct wilson interval;

	if (tries == 0)
		return;
	interval = wilson_interval(hits, tries);
	buf_addf(page->out,
	    "<svg class=\"range\" viewBox=\"0 0 100 10\" "
	    "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
	    "<rect class=\"maybe\" x=\"%.2f\" width=\"%.2f\" height=\"10\"/>"
	    "<rect class=\"at\" x=\"%.2f\" width=\"1\" height=\"10\"/></svg>",
	    100 * interval.low, 100 * (interval.high - interval.low),
	    99 * report_rate(hits, tries));
}
