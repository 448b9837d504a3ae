/* SPDX-License-Identifier: ISC */
/*
 * smslint: any text as the body of a message, and, where it begins like one, as
 * a template file.  A finding has words and lies in what it was found in; the
 * same text gives the same findings; every form of the report is whole.
 */
#include "cmd/smslint/format.h"
#include "cmd/smslint/template.h"
#include "record/scan.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

/* Whoever remembers what was there before answers differently. */
static const char *of_batches[] = {"snowshoe", "url-cycling", "duplicate-body"};
static const struct opt_list all = {.items = NULL};

static void
check_report(const struct linter *linter, struct slice body)
{
	const struct lint_report *report = &linter->report;
	const struct lint_finding *finding = report->findings;
	struct scan_fault fault;
	struct buf json;
	size_t i;

	for (i = 0; i < report->count; i++, finding++) {
		HOLDS(finding->rule != NULL && finding->message.n > 0);
		HOLDS(finding->place.p == NULL ||
		    (finding->place.p >= report->body &&
			finding->place.p + finding->place.n <=
			    report->body + body.n));
	}
	buf_init(&json, BUF_NO_CAP);
	lint_report_json(report, &json);
	HOLDS(
	    scan_value(buf_slice(&json), SCAN_DEPTH_MAX, &fault) == SCAN_GOOD);
	buf_release(&json);
}

static void
check_body(struct linter *linter, struct record *record, struct slice body)
{
	struct error err;
	struct buf json;
	size_t count;

	buf_init(&json, BUF_NO_CAP);
	buf_adds(&json,
	    "{\"record\":\"message\",\"record_version\":1,"
	    "\"category\":\"promotional\",\"to\":\"+12125550147\"");
	buf_adds(&json, ",\"body\":");
	view_write_string(&json, body);
	buf_addc(&json, '}');
	HOLDS(record_fill(record, buf_slice(&json), &err) == 0);
	linter_run(linter, record, LINT_MESSAGE | LINT_MEDIA);
	check_report(linter, body);
	count = linter->report.errors;
	linter_run(linter, record, LINT_MESSAGE | LINT_MEDIA);
	HOLDS(linter->report.errors == count);
	buf_release(&json);
}

static void
check_formats(const struct sheet *sheet)
{
	static const char *const names[] = {
	    "text", "jsonl", "github", "sarif", "junit", "rdjsonl"};
	struct scan_fault fault;
	struct buf out;
	size_t i;

	buf_init(&out, BUF_NO_CAP);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		buf_reset(&out);
		format_find(names[i])->write(sheet, true, &out);
		HOLDS(scan_utf8_prefix(buf_slice(&out)) == out.len);
		if (strcmp(names[i], "sarif") == 0)
			HOLDS(scan_value(slice_trim(buf_slice(&out), "\n"),
				  SCAN_DEPTH_MAX, &fault) == SCAN_GOOD);
	}
	buf_release(&out);
}

static void
check_template(struct linter *linter, struct slice text)
{
	struct templates templates;
	struct zone_set zones = {0};
	struct sheet sheet;
	size_t i;

	sheet_init(&sheet);
	templates_init(&templates, linter, &zones, 0);
	templates_lint(
	    &templates, &sheet, sheet_add_file(&sheet, "t.yaml", text));
	sheet_settle(&sheet);
	for (i = 0; i < sheet.count; i++)
		HOLDS(sheet.findings[i].at + sheet.findings[i].length <=
		    sheet.findings[i].file->source.n);
	check_formats(&sheet);
	templates_release(&templates);
	sheet_release(&sheet);
	zone_set_release(&zones);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *domains[] = {"maple.example"};
	static struct config config = {
	    .brand = {.name = "Maple Street Dental"}, .max_segments = 3};
	static struct record record;
	static struct linter linter;
	const struct opt_list ignore = {.items = of_batches, .count = 3};
	struct slice text = fuzz_slice(data, size);

	if (linter.rule_count == 0) {
		config.brand.domains = domains;
		config.brand.domain_count = 1;
		config.brand_json = "{\"name\":\"Maple Street Dental\"}";
		linter_init(&linter, &config, &all, &ignore);
	}
	if (text.n > 3 && memcmp(text.p, "id:", 3) == 0)
		check_template(&linter, text);
	else if (scan_utf8_prefix(text) == text.n)
		check_body(&linter, &record, text);
	return 0;
}
