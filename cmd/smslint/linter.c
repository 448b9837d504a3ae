/* SPDX-License-Identifier: ISC */
#include "linter.h"

#include "base/num.h"
#include "record/message.h"

#include <stdio.h>
#include <string.h>

enum { LINTER_COST_PLACES = 4 }; /* decimals of cost_estimate */

static bool
listed(const struct opt_list *list, const char *id)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->items[i], id) == 0)
			return true;
	return false;
}

void
linter_init(struct linter *linter, const struct config *config,
    const struct opt_list *select, const struct opt_list *ignore)
{
	size_t i, count = rules_count();
	const struct lint_rule *rule;

	*linter = (struct linter){.rule_count = 0};
	lint_settings_init(&linter->settings, config);
	buf_init(&linter->json, BUF_NO_CAP);
	for (i = 0; i < count && i < RULES_MAX; i++) {
		rule = rules_at(i);
		if ((select->count == 0 || listed(select, rule->id)) &&
		    !listed(ignore, rule->id))
			linter->rules[linter->rule_count++] = rule;
		else
			continue;
		linter->levels[linter->rule_count - 1] = LINT_AS_IS;
		if (rule->scope == LINT_BATCH && linter->batch == NULL)
			linter->batch = batch_new();
	}
}

void
linter_release(struct linter *linter)
{
	lint_settings_release(&linter->settings);
	lint_message_release(&linter->message);
	batch_free(linter->batch);
	linter->batch = NULL;
	buf_release(&linter->json);
}

void
linter_set_level(
    struct linter *linter, const char *id, enum lint_severity severity)
{
	size_t i;

	for (i = 0; i < linter->rule_count; i++)
		if (strcmp(linter->rules[i]->id, id) == 0)
			linter->levels[i] = (int)severity;
}

const struct lint_rule *
linter_rule(
    const struct linter *linter, const char *id, enum lint_severity *severity)
{
	size_t i;

	for (i = 0; i < linter->rule_count; i++)
		if (strcmp(linter->rules[i]->id, id) == 0) {
			if (linter->levels[i] != LINT_AS_IS)
				*severity =
				    (enum lint_severity)linter->levels[i];
			return linter->rules[i];
		}
	return NULL;
}

void
linter_run(struct linter *linter, struct record *record, unsigned scopes)
{
	struct lint_report *report = &linter->report;
	size_t i;

	lint_message_read(&linter->message, record, &linter->settings);
	if ((scopes & LINT_BATCH) != 0 && linter->batch != NULL)
		batch_note(
		    linter->batch, &linter->message, &linter->message.batch);
	lint_report_start(report, &linter->message, record);
	for (i = 0; i < linter->rule_count; i++) {
		report->rule = linter->rules[i];
		report->level = linter->levels[i];
		if ((report->rule->scope & scopes) == 0)
			continue;
		report->rule->check(
		    &linter->message, &linter->settings, report);
	}
}

static void
linter_set_size(struct linter *linter, struct record *record)
{
	const struct segment_count *size = &linter->message.size;
	bool gsm7 = size->encoding == SEGMENT_GSM7;
	char amount[NUM_TEXT_MAX], quoted[NUM_TEXT_MAX + 2];
	int64_t cost;

	record_set_json(
	    record, "encoding", slice_of(gsm7 ? "\"gsm7\"" : "\"ucs2\""));
	record_set_int(record, "segments", (int64_t)size->segments);
	if (!lint_message_cost(&linter->message, &linter->settings, &cost))
		return;
	num_format_money(cost, LINTER_COST_PLACES, amount);
	(void)snprintf(quoted, sizeof(quoted), "\"%s\"", amount);
	record_set_json(record, "cost_estimate", slice_of(quoted));
	record_set_json(record, "currency", slice_of("\"USD\""));
}

int
linter_judge(struct linter *linter, struct record *record, struct error *err)
{
	if (record_check(record, err) != 0)
		return -1;
	linter_run(linter, record, LINT_MESSAGE | LINT_MEDIA | LINT_BATCH);
	linter_set_size(linter, record);
	buf_reset(&linter->json);
	lint_report_json(&linter->report, &linter->json);
	record_set_json(record, "lint", buf_slice(&linter->json));
	if (linter->report.errors > 0)
		message_suppress(record, "lint_failed");
	return 0;
}
