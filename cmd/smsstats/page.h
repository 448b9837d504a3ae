/* SPDX-License-Identifier: ISC */
/*
 * page: parts of the report as an HTML page.
 *
 * Each number is a <data> element that says which member of the report as JSON
 * it is, and the value there:
 *
 *	<data data-of="rates.delivery_rate.rate" value="0.727273">72.73 %</data>
 */
#ifndef SMSSTATS_PAGE_H
#define SMSSTATS_PAGE_H

#include "report.h"

enum {
	PAGE_PATH_MAX = 128, /* bytes of a path with its NUL */
	PAGE_ROWS = 20, /* of a table; the rest is not shown */
	PAGE_GROUPS = 500, /* of --by */
};

struct page {
	const struct report *report;
	struct buf *out;
};

extern const char *const page_style[]; /* ends with NULL */

/* ---- numbers; the path is that of a member of the JSON ------------------- */

void page_count(struct page *page, uint64_t value, const char *path, ...)
    __attribute__((format(printf, 3, 4)));

/* A rate in percent; "–" where there are no cases. */
void page_rate(struct page *page, uint64_t hits, uint64_t tries,
    const char *path, ...) __attribute__((format(printf, 4, 5)));

/* "8 of 11, 43.44 to 90.25 %": the path is that of the rate. */
void page_interval(struct page *page, uint64_t hits, uint64_t tries,
    const char *path, ...) __attribute__((format(printf, 4, 5)));

void page_span(struct page *page, int64_t ms, const char *path, ...)
    __attribute__((format(printf, 3, 4)));

/* An amount in millionths shared by so many, with its decimals; "–" by 0. */
void page_money(struct page *page, int64_t amount, uint64_t by, int places,
    const char *path, ...) __attribute__((format(printf, 5, 6)));

/* A number of the JSON's own making, as text for people. */
void page_value(struct page *page, const char *value, const char *text,
    const char *path, ...) __attribute__((format(printf, 4, 5)));

/* ---- texts and pictures ---------------------------------------------------
 */

/* What is not there is "not known". */
void page_text(struct page *page, struct slice text);

/* "1,234,567". */
enum { PAGE_COUNT_MAX = 32 };
void page_format_count(uint64_t value, char text[PAGE_COUNT_MAX]);

/* The start of a section, and of a table with these heads ("a|b||<c"): the
 * first column holds names, others numbers, pictures where the head is empty,
 * or words where it begins with '<'. */
void page_section(struct page *page, const char *id, const char *title);
void page_section_end(struct page *page);
void page_table(struct page *page, const char *caption, const char *heads);
void page_table_end(struct page *page);

/* A bar in a table's cell: of so many of the most. */
void page_bar(
    struct page *page, uint64_t value, uint64_t most, const char *class);

/* A rate with its interval, drawn from 0 to 100 %. */
void page_range(struct page *page, uint64_t hits, uint64_t tries);

/* ---- sections -------------------------------------------------------------
 */

void page_cards(struct page *page);
void page_time(struct page *page);
void page_funnel(struct page *page);
void page_errors(struct page *page);
void page_splits(struct page *page);
void page_latencies(struct page *page);
void page_costs(struct page *page);
void page_changes(struct page *page);
void page_groups(struct page *page);
void page_all(struct page *page); /* every count and rate */
void page_notes(struct page *page);

#endif
