/* SPDX-License-Identifier: ISC */
/* What was registered with The Campaign Registry. */
#include "campaign.h"
#include "use_case.h"

#include <string.h>

enum {
	CAMPAIGN_SAMPLES_MIN = 2,
	CAMPAIGN_SAMPLES_MAX = 5,
};

/* ---- the use case ------------------------------------------------------- */

static void
campaign_judge_subs(const struct subject *subject,
    const struct config_campaign *campaign, const struct use_case *use)
{
	const struct use_case *sub;
	size_t i;

	if (campaign->sub_use_case_count > 0 &&
	    (campaign->sub_use_case_count < use->subs_min ||
		campaign->sub_use_case_count > use->subs_max))
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "sub_use_cases"),
		    "the use case %s takes %zu to %zu sub-use-cases, not %zu",
		    use->code, use->subs_min, use->subs_max,
		    campaign->sub_use_case_count);
	for (i = 0; i < campaign->sub_use_case_count; i++) {
		sub = use_case_find(campaign->sub_use_cases[i]);
		if (sub == NULL || !sub->sub)
			subject_add(subject, LINT_ERROR,
			    campaign_entry(subject, campaign, "sub_use_cases"),
			    "'%s' is no sub-use-case",
			    campaign->sub_use_cases[i]);
	}
}

static void
campaign_judge_category(const struct subject *subject,
    const struct config_campaign *campaign, const struct use_case *use)
{
	bool promotional;

	if (campaign->category == NULL || use->texts == USE_CASE_ANY)
		return;
	promotional = strcmp(campaign->category, "promotional") == 0;
	if (promotional != (use->texts == USE_CASE_PROMOTIONAL))
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "category"),
		    "texts under the use case %s are %s", use->code,
		    promotional ? "not promotional" : "promotional");
}

static void
rule_campaign_use_case(const struct subject *subject)
{
	const struct config *config = subject->settings->config;
	const struct config_campaign *campaign;
	const struct use_case *use;
	const char *near;
	size_t i;

	for (i = 0; i < config->campaign_count; i++) {
		campaign = &config->campaigns[i];
		use = use_case_find(campaign->use_case);
		if (campaign->use_case == NULL)
			continue;
		if (use != NULL) {
			campaign_judge_subs(subject, campaign, use);
			campaign_judge_category(subject, campaign, use);
			continue;
		}
		near = use_case_nearest(campaign->use_case);
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "use_case"),
		    "the registry has no use case '%s'%s%s%s",
		    campaign->use_case, near != NULL ? ", did you mean '" : "",
		    near != NULL ? near : "", near != NULL ? "'?" : "");
	}
}

/* ---- samples ------------------------------------------------------------ */

struct samples {
	bool brand, optout, link, holes;
};

static struct samples
samples_read(
    const struct subject *subject, const struct config_campaign *campaign)
{
	struct samples samples = {.brand = false};
	struct links links = {0};
	const char *text;
	size_t i;

	for (i = 0; i < campaign->sample_count; i++) {
		text = campaign->samples[i];
		samples.brand = samples.brand ||
		    campaign_names_brand(subject, text);
		samples.optout = samples.optout || strstr(text, "STOP") != NULL;
		samples.holes = samples.holes || strstr(text, "{{") != NULL ||
		    strstr(text, "{%") != NULL;
		links_find(&links, slice_of(text));
		samples.link = samples.link || links.count > 0;
	}
	links_release(&links);
	return samples;
}

static void
samples_judge(
    const struct subject *subject, const struct config_campaign *campaign)
{
	const struct yaml_node *node = campaign_entry(
	    subject, campaign, "samples");
	struct samples samples = samples_read(subject, campaign);

	if (campaign->sample_count < CAMPAIGN_SAMPLES_MIN ||
	    campaign->sample_count > CAMPAIGN_SAMPLES_MAX)
		subject_add(subject, LINT_ERROR, node,
		    "the registry takes %d to %d samples, not %zu",
		    CAMPAIGN_SAMPLES_MIN, CAMPAIGN_SAMPLES_MAX,
		    campaign->sample_count);
	else if (subject->settings->brand.count > 0 && !samples.brand)
		subject_add(subject, LINT_ERROR, node,
		    "no sample names the brand '%s'",
		    subject->settings->config->brand.name);
	else if (!samples.optout)
		subject_add(subject, LINT_ERROR, node,
		    "no sample says how to opt out by STOP");
	else if (samples.holes)
		subject_add(subject, LINT_ERROR, node,
		    "what is filled in stands in [brackets]");
	else if (samples.link && !campaign->embedded_link)
		subject_add(subject, LINT_ERROR, node,
		    "a sample has a link, and embedded_link is false");
	else if (!samples.link && campaign->embedded_link)
		subject_add(subject, LINT_ERROR, node,
		    "embedded_link is true, and no sample shows a link");
}

static void
rule_campaign_samples(const struct subject *subject)
{
	const struct config *config = subject->settings->config;
	size_t i;

	for (i = 0; i < config->campaign_count; i++)
		if (config->campaigns[i].sample_count > 0 ||
		    &config->campaigns[i] == subject->campaign)
			samples_judge(subject, &config->campaigns[i]);
}

/* ---- the table --------------------------------------------------------- */

#define BRAND "brand: {name: Maple Street Dental}\n"
static const struct lint_rule rows[] = {
    {.id = "campaign-use-case",
	.severity = LINT_ERROR,
	.scope = LINT_CONFIG,
	.summary = "a use case that is none, or not of the category",
	.why = "The registry knows these codes only. A use case says which "
	       "texts may go out: under MARKETING they are promotional, under "
	       "ACCOUNT_NOTIFICATION they are not.",
	.source = "The Campaign Registry, usecase and subUsecases",
	.example = "campaigns: {news: {use_case: MARKETING, category: "
		   "transactional}}\n",
	.near_miss = "campaigns: {news: {use_case: MARKETING, category: "
		     "promotional}}\n",
	.check_config = rule_campaign_use_case},
    {.id = "campaign-samples",
	.severity = LINT_ERROR,
	.scope = LINT_CONFIG,
	.summary = "samples that the registry would send back",
	.why = "At least two, the brand in one, STOP in one, what is filled "
	       "in [in brackets], and links where embedded_link says so.",
	.source = "The Campaign Registry, sample1 to sample5; Twilio error "
		  "30893",
	.example = BRAND
	"campaigns: {visits: {samples: [\"Maple Street Dental: "
	"see you [day]. Reply STOP to opt out.\"]}}\n",
	.near_miss = BRAND "campaigns: {visits: {samples: [\"Maple Street "
			   "Dental: see you [day]. Reply STOP to opt out.\", "
			   "\"Maple Street Dental: your [service] is [day].\"]}"
			   "}\n",
	.check_config = rule_campaign_samples},
};

const struct lint_family rules_campaign = LINT_FAMILY(rows);
