/* SPDX-License-Identifier: ISC */
/* Every row of the table, by its own example and near miss. */
#include "cmd/smslint/linter.h"
#include "tests/unit/test.h"

#include <string.h>

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
	config_release(&config);
	return test_done();
}
