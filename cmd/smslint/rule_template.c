/* SPDX-License-Identifier: ISC */
/* What only a template shows, whoever is written to. */
#include "subject.h"
#include "template/source.h"

#include <string.h>

static const struct yaml_node *
variable_entry(const struct subject *subject, const struct variable *variable)
{
	return subject_entry(subject, "variables", variable->path);
}

static void
rule_variable_link(const struct subject *subject)
{
	const struct template_file *file = subject->template;
	size_t i;

	if (subject->settings->config->brand.domain_count > 0)
		return;
	for (i = 0; i < file->variable_count; i++)
		if (file->variables[i].link)
			subject_add(subject, LINT_WARNING,
			    variable_entry(subject, &file->variables[i]),
			    "'%s' may be a link to any host: name the brand's "
			    "in brand.domains",
			    file->variables[i].path);
}

static bool
looks_at(const struct wordings *wordings, const char *path)
{
	size_t i;

	for (i = 0; i < wordings->count; i++)
		if (source_looks_at(wordings->items[i].source, false, path))
			return true;
	return false;
}

static void
rule_variable_unused(const struct subject *subject)
{
	const struct template_file *file = subject->template;
	const char *path;
	size_t i;

	for (i = 0; i < file->variable_count; i++) {
		path = file->variables[i].path;
		if (!looks_at(&file->body, path) &&
		    !looks_at(&file->subject, path) &&
		    !looks_at(&file->email, path) &&
		    !looks_at(&file->media, path) &&
		    !looks_at(&file->dynamic.frame, path))
			subject_add(subject, LINT_WARNING,
			    variable_entry(subject, &file->variables[i]),
			    "no text looks at '%s'", path);
	}
}

static void
rule_link_undeclared(const struct subject *subject)
{
	const struct template_file *file = subject->template;
	const struct config_campaign *campaign = file->campaign != NULL
	    ? config_find_campaign(subject->settings->config, file->campaign)
	    : NULL;
	bool link = false;
	size_t i;

	if (campaign == NULL || campaign->embedded_link)
		return;
	for (i = 0; i < file->variable_count; i++)
		link = link || file->variables[i].link;
	if (link || subject->links)
		subject_add(subject, LINT_WARNING,
		    subject_entry(subject, "campaign", NULL),
		    "the text has a link, and the campaign '%s' is registered "
		    "without: embedded_link",
		    file->campaign);
}

/* ---- samples ------------------------------------------------------------ */

enum {
	SAMPLE_LETTERS = 4, /* shorter words are in every text */
	SAMPLE_WORDS = 4, /* fewer prove nothing */
	SAMPLE_SHARED = 50, /* percent of them in one sample */
};

/* How many percent of the text's longer words the sample has. */
static size_t
sample_shares(const struct words *text, const struct words *sample)
{
	size_t i, all = 0, shared = 0;

	for (i = 0; i < text->count; i++) {
		if (text->list[i].text.n < SAMPLE_LETTERS)
			continue;
		all++;
		shared += words_find(sample, &text->list[i], 1) < sample->count;
	}
	return all < SAMPLE_WORDS ? 100 : shared * 100 / all;
}

/* The author's own words, in any language of the template. */
static bool
sample_resembles(const struct subject *subject, struct slice sample)
{
	const struct wordings *body = &subject->template->body;
	struct words text = {0}, other = {0};
	struct arena memory = {0};
	bool found = false;
	size_t i;

	words_split(&other, sample);
	for (i = 0; i < body->count && !found; i++) {
		words_split(
		    &text, source_words(body->items[i].source, &memory));
		found = sample_shares(&text, &other) >= SAMPLE_SHARED;
	}
	words_release(&other);
	words_release(&text);
	arena_release(&memory);
	return found;
}

static void
rule_campaign_sample(const struct subject *subject)
{
	const struct template_file *file = subject->template;
	const struct config_campaign *campaign = file->campaign != NULL
	    ? config_find_campaign(subject->settings->config, file->campaign)
	    : NULL;
	size_t i;

	if (campaign == NULL || campaign->sample_count == 0)
		return;
	for (i = 0; i < campaign->sample_count; i++)
		if (sample_resembles(subject, slice_of(campaign->samples[i])))
			return;
	subject_add(subject, LINT_WARNING,
	    subject_entry(subject, "campaign", NULL),
	    "it resembles none of the samples that the campaign '%s' is "
	    "registered with",
	    file->campaign);
}

static void
rule_campaign_unknown(const struct subject *subject)
{
	const struct template_file *file = subject->template;
	const struct config *config = subject->settings->config;

	if (file->campaign != NULL && config->campaign_count > 0 &&
	    config_find_campaign(config, file->campaign) == NULL)
		subject_add(subject, LINT_ERROR,
		    subject_entry(subject, "campaign", NULL),
		    "the configuration has no campaign '%s'", file->campaign);
}

/* ---- the table --------------------------------------------------------- */

#define HEAD                                                                   \
	"id: visit\npurpose: confirmation\ncategory: transactional\nprogram: " \
	"appointments\n"
#define BODY(text)                                                           \
	"body: \"{{ brand.name }}: see you soon" text ". Reply STOP to opt " \
	"out.\"\n"

static const struct lint_rule rows[] = {
    {.id = "template-broken",
	.severity = LINT_ERROR,
	.scope = LINT_TEMPLATE,
	.summary = "a file that is no template, or does not parse",
	.why = "smsrender refuses it, and no call gets its text.",
	.source = "sms-template(5)",
	.example = HEAD "body: \"{{ brand.name \"\n",
	.near_miss = HEAD BODY("")},
    {.id = "variable-unbounded",
	.severity = LINT_WARNING,
	.scope = LINT_TEMPLATE,
	.summary = "a value without a limit, so that the text has none",
	.why = "What a caller or a model said can be of any length, and each "
	       "segment is paid for. With a max under variables the longest "
	       "text is known before anybody calls.",
	.source = "sms-template(5), variables",
	.example = HEAD BODY(" {{ data.note }}"),
	.near_miss = HEAD BODY(
	    " {{ data.note }}") "variables: {data.note: {max: 20}}\n"},
    {.id = "variable-link",
	.severity = LINT_WARNING,
	.scope = LINT_TEMPLATE,
	.summary = "a value that may be a link to any host",
	.why = "A variable with `link: true` lets through what the call says. "
	       "With brand.domains only links to those hosts are.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.2",
	.example = HEAD BODY(" {{ data.url }}") "variables: {data.url: {max: "
						"40, link: true}}\n",
	.near_miss = HEAD BODY(
	    " {{ data.url }}") "variables: {data.url: {max: 40}}\n",
	.check_template = rule_variable_link},
    {.id = "variable-unused",
	.severity = LINT_WARNING,
	.scope = LINT_TEMPLATE,
	.summary = "a declared value that no text looks at",
	.why = "Most often its name is misspelt, here or in the text, which "
	       "then has no limit.",
	.source = "sms-template(5), variables",
	.example = HEAD BODY("") "variables: {data.note: {max: 20}}\n",
	.near_miss = HEAD BODY(
	    " {{ data.note }}") "variables: {data.note: {max: 20}}\n",
	.check_template = rule_variable_unused},
    {.id = "link-undeclared",
	.severity = LINT_WARNING,
	.scope = LINT_TEMPLATE,
	.summary = "a link under a campaign that is registered without",
	.why = "The Campaign Registry asks whether texts have links; carriers "
	       "filter those that were not declared.",
	.source = "The Campaign Registry, embeddedLink",
	.example = HEAD
	"campaign: appointments\n" BODY(" https://maple.example/visit"),
	.near_miss = HEAD
	"campaign: links\n" BODY(" https://maple.example/visit"),
	.check_template = rule_link_undeclared},
    {.id = "campaign-unknown",
	.severity = LINT_ERROR,
	.scope = LINT_TEMPLATE,
	.summary = "a campaign that the configuration does not have",
	.why = "Its texts would go out under another campaign, or none.",
	.source = "sms-config(5), campaigns",
	.example = HEAD "campaign: appointment\n" BODY(""),
	.near_miss = HEAD "campaign: appointments\n" BODY(""),
	.check_template = rule_campaign_unknown},
    {.id = "campaign-sample",
	.severity = LINT_WARNING,
	.scope = LINT_TEMPLATE,
	.summary = "a text that resembles no sample of its campaign",
	.why = "Carriers compare what is sent with the samples of the "
	       "registration. A text resembles one that has half of its "
	       "longer words.",
	.source =
	    "campaign review of The Campaign Registry; Twilio error 30893",
	.example = HEAD "campaign: sampled\nbody: \"{{ brand.name }}: thank "
			"you for the payment received this morning. Reply "
			"STOP to opt out.\"\n",
	.near_miss = HEAD "campaign: sampled\nbody: \"{{ brand.name }}: your "
			  "appointment with Sarah is confirmed. Reply STOP "
			  "to opt out.\"\n",
	.check_template = rule_campaign_sample},
};

const struct lint_family rules_template = LINT_FAMILY(rows);
