/* SPDX-License-Identifier: ISC */
/* Every row of the table, by its own example and near miss. */
#include "base/file.h"
#include "cmd/smslint/configuration.h"
#include "cmd/smslint/linter.h"
#include "cmd/smslint/template.h"
#include "cmd/smslint/use_case.h"
#include "tests/unit/test.h"

#include <string.h>
#include <unistd.h>

#define CONFIG "tests/fixtures/lint.yaml"

static const struct opt_list everything = {.items = NULL};

static const char plain[] =
    "{\"record\":\"message\",\"record_version\":1,\"message_id\":\"m-1\","
    "\"dedupe_key\":\"k-1\",\"tenant\":\"maple-street\","
    "\"to\":\"+12125550147\",\"from\":\"+12125550100\","
    "\"purpose\":\"confirmation\",\"category\":\"transactional\","
    "\"program\":\"appointments\",\"body\":\"Maple Street Dental: see you "
    "Tue 2:30 PM. Reply STOP to opt out.\","
    "\"created_at\":\"2026-11-30T15:51:29.100Z\",\"status\":\"rendered\"}";

/* The plain message with the members of `line` over it. */
static bool
laid_over(struct record *record, struct slice line)
{
	const struct scan_member *member;
	struct record over = {0};
	struct error err;
	char name[64];
	size_t i;

	if (record_fill(record, slice_of(plain), &err) != 0 ||
	    record_fill(&over, line, &err) != 0)
		return false;
	for (i = 0; i < over.index.count; i++) {
		member = &over.index.members[i];
		(void)snprintf(name, sizeof(name), "%.*s", (int)member->key_len,
		    over.text.p + member->key);
		record_set_json(record, name,
		    (struct slice){
			over.text.p + member->value, member->value_len});
	}
	record_release(&over);
	return record_check(record, &err) == 0;
}

/* The rules that speak up at the last of the lines, joined by blanks. */
static void
found(const struct config *config, const char *lines, struct buf *out)
{
	struct record record = {0};
	struct linter linter;
	struct error err;
	size_t n, i;

	buf_reset(out);
	linter_init(&linter, config, &everything, &everything);
	for (; *lines != '\0'; lines += n + (lines[n] == '\n')) {
		n = strcspn(lines, "\n");
		linter.report.count = 0;
		if (!laid_over(&record, (struct slice){lines, n}) ||
		    linter_judge(&linter, &record, &err) != 0)
			buf_adds(out, "(no message) ");
	}
	for (i = 0; i < linter.report.count; i++)
		if (i == 0 ||
		    linter.report.findings[i].rule !=
			linter.report.findings[i - 1].rule)
			buf_addf(out, "%s%s", i > 0 ? " " : "",
			    linter.report.findings[i].rule->id);
	linter_release(&linter);
	record_release(&record);
}

static void
test_examples(const struct config *config)
{
	const struct lint_rule *rule;
	char name[128];
	struct buf out;
	size_t i;

	buf_init(&out, BUF_NO_CAP);
	for (i = 0; i < rules_count(); i++) {
		rule = rules_at(i);
		if (rule->check == NULL)
			continue;
		(void)snprintf(name, sizeof(name),
		    "%s speaks up at its example alone", rule->id);
		TEST(name)
		{
			found(config, rule->example, &out);
			CHECK_STR(buf_text(&out), rule->id);
			found(config, rule->near_miss, &out);
			CHECK_STR(buf_text(&out), "");
		}
	}
	buf_release(&out);
}

/* ---- files --------------------------------------------------------------- */

/* The rules that speak up in the sheet, each once, joined by blanks. */
static void
found_rules(struct sheet *sheet, struct buf *out)
{
	size_t i, n = 0;

	sheet_settle(sheet);
	buf_reset(out);
	for (i = 0; i < rules_count(); i++) {
		size_t at = 0;

		while (at < sheet->count &&
		    sheet->findings[at].rule != rules_at(i))
			at++;
		if (at < sheet->count)
			buf_addf(
			    out, "%s%s", n++ > 0 ? " " : "", rules_at(i)->id);
	}
}

static void
found_in_template(
    const struct config *config, const char *text, struct buf *out)
{
	struct templates templates;
	struct zone_set zones = {0};
	struct linter linter;
	struct sheet sheet;

	linter_init(&linter, config, &everything, &everything);
	sheet_init(&sheet);
	templates_init(&templates, &linter, &zones, 0);
	templates_lint(&templates, &sheet,
	    sheet_add_file(&sheet, "t.yaml", slice_of(text)));
	found_rules(&sheet, out);
	templates_release(&templates);
	sheet_release(&sheet);
	zone_set_release(&zones);
	linter_release(&linter);
}

/* The file's first campaign is the one whose registration is looked at. */
static void
found_in_config(const char *text, struct buf *out)
{
	static const char path[] = "/tmp/smslint-rules-test.yaml";
	struct config config = {0};
	struct linter linter;
	struct sheet sheet;
	struct error err;

	buf_reset(out);
	if (file_replace(path, slice_of(text), 0600, &err) != 0 ||
	    config_load(&config, path, &err) != 0) {
		buf_adds(out, err.text);
		return;
	}
	linter_init(&linter, &config, &everything, &everything);
	sheet_init(&sheet);
	configuration_lint(&linter, &sheet,
	    sheet_add_file(&sheet, path, slice_of(text)),
	    config.campaign_count > 0 && strstr(text, "opt_in_message") != NULL
		? &config.campaigns[0]
		: NULL);
	found_rules(&sheet, out);
	sheet_release(&sheet);
	linter_release(&linter);
	config_release(&config);
	(void)unlink(path);
}

static void
test_files(const struct config *config)
{
	struct config bare = {0};
	const struct lint_rule *rule;
	char name[128];
	struct error err;
	struct buf out;
	size_t i;

	buf_init(&out, BUF_NO_CAP);
	CHECK_INT(config_load(&bare, "/dev/null", &err), 0);
	for (i = 0; i < rules_count(); i++) {
		rule = rules_at(i);
		if (rule->check != NULL)
			continue;
		(void)snprintf(name, sizeof(name),
		    "%s speaks up at its example alone", rule->id);
		TEST(name)
		{
			/* One needs a brand that has named no domains. */
			const struct config *which = config;

			if (strcmp(rule->id, "variable-link") == 0)
				which = &bare;
			if ((rule->scope & LINT_TEMPLATE) != 0)
				found_in_template(which, rule->example, &out);
			else
				found_in_config(rule->example, &out);
			CHECK_STR(buf_text(&out), rule->id);
			if ((rule->scope & LINT_TEMPLATE) != 0)
				found_in_template(which, rule->near_miss, &out);
			else
				found_in_config(rule->near_miss, &out);
			CHECK_STR(buf_text(&out), "");
		}
	}
	config_release(&bare);
	buf_release(&out);
}

/* ---- the use cases ------------------------------------------------------- */

static void
test_use_cases(void)
{
	struct buf text;
	struct error err;
	char code[64];
	const char *line;
	size_t count = 0;

	TEST("every use case of the registry is known, and no other")
	{
		buf_init(&text, BUF_NO_CAP);
		CHECK_INT(
		    file_read("tests/fixtures/tcr-use-cases.csv", &text, &err),
		    0);
		line = strchr(buf_text(&text), '\n');
		for (; line != NULL && line[1] != '\0';
		     line = strchr(line + 1, '\n')) {
			(void)snprintf(code, sizeof(code), "%.*s",
			    (int)strcspn(line + 1, ","), line + 1);
			CHECK(use_case_find(code) != NULL);
			count++;
		}
		CHECK_INT((int)count, 26);
		CHECK(use_case_find("MARKETTING") == NULL);
		CHECK_STR(use_case_nearest("MARKETTING"), "MARKETING");
		buf_release(&text);
	}
}

static void
test_rows(void)
{
	const struct lint_rule *rule;
	size_t i;

	TEST("every row is whole, and its id is the only one")
	{
		CHECK(rules_count() <= RULES_MAX);
		for (i = 0; i < rules_count(); i++) {
			rule = rules_at(i);
			CHECK(rules_find(rule->id) == rule);
			CHECK(strlen(rule->id) < RULES_ID_MAX);
			CHECK(rule->summary[0] != '\0');
			CHECK(rule->why[0] != '\0');
			CHECK(rule->source[0] != '\0');
			CHECK(rule->example[0] != '\0');
			CHECK(rule->near_miss[0] != '\0');
		}
	}
}

int
main(void)
{
	struct config config = {0};
	struct error err;

	TEST("the configuration of the examples is there")
	{
		CHECK_INT(config_load(&config, CONFIG, &err), 0);
	}
	test_rows();
	test_examples(&config);
	test_files(&config);
	test_use_cases();
	config_release(&config);
	return test_done();
}
