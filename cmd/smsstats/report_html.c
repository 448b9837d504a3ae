/* SPDX-License-Identifier: ISC */
#include "base/opt.h"
#include "page.h"
#include "text/html.h"
#include "time/instant.h"

static void
html_time(struct page *page, const char *before, int64_t at)
{
	char text[INSTANT_TEXT_MAX];

	instant_format(at, text);
	buf_addf(page->out, "%s<time datetime=\"%s\">%.10s %.5s UTC</time>",
	    before, text, text, text + 11);
}

static void
html_head(struct page *page)
{
	const struct report *report = page->report;
	struct slice title = slice_of(
	    report->title != NULL ? report->title : "Text messages");

	html_add_head(page->out, page_style);
	buf_adds(page->out, "<title>");
	html_add(page->out, title);
	buf_adds(page->out,
	    ": are the texts arriving?</title>\n</head>\n<body>\n"
	    "<header>\n<h1>");
	html_add(page->out, title);
	buf_adds(page->out,
	    "</h1>\n<p>Are the texts arriving, are they wanted, are they on "
	    "time, and what do they cost?</p>\n<p class=\"when\">");
	if (report->as_of != INT64_MIN)
		html_time(page, "As of ", report->as_of);
	if (report->ask->since != INT64_MIN)
		html_time(page, ", from ", report->ask->since);
	if (report->ask->until != INT64_MAX)
		html_time(page, ", before ", report->ask->until);
	buf_adds(page->out, "</p>\n</header>\n<main>\n");
}

static void
html_sections(struct page *page)
{
	page_cards(page);
	page_time(page);
	page_changes(page);
	page_funnel(page);
	page_errors(page);
	page_groups(page);
	page_splits(page);
	page_latencies(page);
	page_costs(page);
	page_all(page);
}

void
report_html(const struct report *report, struct buf *out)
{
	struct page page = {report, out};

	html_head(&page);
	if (report->messages > 0)
		html_sections(&page);
	else if (report->left_out > 0)
		buf_adds(out, "<p>No data: no message was asked for.</p>\n");
	else
		buf_adds(out, "<p>No data yet: no message was read.</p>\n");
	page_notes(&page);
	buf_adds(out,
	    "</main>\n<footer><p>Rates stand with the interval that holds the "
	    "true rate with 95 % certainty. Definitions: smsstats(1).</p>"
	    "<p>smsstats " SMSPIPE_VERSION "</p></footer>\n</body>\n</html>");
}
