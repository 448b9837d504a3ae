/* SPDX-License-Identifier: ISC */
#include "configuration.h"

#include "record/json.h"
#include "subject.h"

#include <string.h>

struct reading {
	struct linter *linter;
	struct subject subject;
	struct record record;
	struct buf json;
};

/* A text of a campaign, as the message that it would be. */
static int
configuration_message(struct reading *reading,
    const struct config_campaign *campaign, const char *purpose,
    struct slice body, struct error *err)
{
	struct buf *json = &reading->json;

	buf_reset(json);
	buf_adds(json, "{\"record\":\"message\",\"record_version\":1");
	json_text(json, JSON("purpose"), slice_of(purpose));
	json_text(json, JSON("category"), slice_of(campaign->category));
	json_text(json, JSON("campaign"), slice_of(campaign->name));
	json_text(json, JSON("body"), body);
	buf_addc(json, '}');
	return record_fill(&reading->record, buf_slice(json), err);
}

/* Brand and STOP need not be in every sample, placeholders are right there. */
static const char configuration_not_of_samples[] =
    "brand-missing|optout-missing|placeholder-unfilled|phone-in-body";

static void
configuration_take(struct reading *reading, const struct yaml_node *node,
    const struct lint_finding *found)
{
	const struct subject *subject = &reading->subject;
	const struct lint_report *report = &reading->linter->report;
	struct sheet_finding finding = {.rule = found->rule,
	    .severity = found->severity,
	    .file = subject->file,
	    .at = node->at,
	    .length = node->end - node->at,
	    .message = found->message,
	    .suggestion = found->suggestion};
	size_t start;

	if (found->place.p != NULL) {
		start = (size_t)(found->place.p - report->body);
		finding.at = yaml_trace(subject->file->source, node, start);
		finding.length = yaml_trace(subject->file->source, node,
				     start + found->place.n) -
		    finding.at;
		finding.exact = finding.length == found->place.n;
	}
	sheet_add(subject->sheet, &finding);
}

/* But for the rules that do not hold for such a text. */
static void
configuration_lint_text(struct reading *reading,
    const struct config_campaign *campaign, const char *purpose,
    const struct yaml_node *node, const char *but)
{
	struct lint_report *report = &reading->linter->report;
	struct error err;
	size_t i;

	if (node == NULL || node->type != YAML_TEXT ||
	    configuration_message(
		reading, campaign, purpose, node->text, &err) != 0)
		return;
	linter_run(reading->linter, &reading->record, LINT_MESSAGE);
	for (i = 0; i < report->count; i++)
		if (!slice_among(slice_of(report->findings[i].rule->id), but))
			configuration_take(reading, node, &report->findings[i]);
}

static void
configuration_lint_campaign(
    struct reading *reading, const struct config_campaign *campaign)
{
	const struct yaml_node *node, *samples, *sample;

	node = subject_entry(&reading->subject, "campaigns", campaign->name);
	samples = node != NULL ? yaml_get(node, "samples") : NULL;
	if (samples != NULL)
		for (sample = samples->first; sample != NULL;
		     sample = sample->next)
			configuration_lint_text(reading, campaign, "other",
			    sample, configuration_not_of_samples);
	if (campaign == reading->subject.campaign && node != NULL)
		configuration_lint_text(reading, campaign, "opt_in_ack",
		    yaml_get(node, "opt_in_message"), "");
}

static void
configuration_lint_rules(struct reading *reading)
{
	const struct linter *linter = reading->linter;
	struct subject *subject = &reading->subject;
	size_t i;

	for (i = 0; i < linter->rule_count; i++) {
		subject->rule = linter->rules[i];
		subject->level = linter->levels[i];
		if (subject->rule->check_config != NULL)
			subject->rule->check_config(subject);
	}
}

void
configuration_lint(struct linter *linter, struct sheet *sheet,
    struct sheet_file *file, const struct config_campaign *campaign)
{
	const struct config *config = linter->settings.config;
	struct reading reading = {.linter = linter};
	struct yaml_document *document;
	struct error err;
	size_t i;

	/* It has been read once, so it can be. */
	document = yaml_read_text(file->source, file->path, &err);
	if (document == NULL)
		return;
	ignores_read(
	    &file->ignores, file->source, yaml_root(document), &sheet->memory);
	reading.subject = (struct subject){.settings = &linter->settings,
	    .sheet = sheet,
	    .file = file,
	    .root = yaml_root(document),
	    .campaign = campaign,
	    .all = linter->rule_count == rules_count()};
	buf_init(&reading.json, BUF_NO_CAP);
	for (i = 0; i < config->campaign_count; i++)
		configuration_lint_campaign(&reading, &config->campaigns[i]);
	configuration_lint_rules(&reading);
	buf_release(&reading.json);
	record_release(&reading.record);
	yaml_close(document);
}
