/* SPDX-License-Identifier: ISC */
#include "campaign.h"

const struct yaml_node *
campaign_entry(const struct subject *subject,
    const struct config_campaign *campaign, const char *key)
{
	const struct yaml_node *node = subject_entry(
	    subject, "campaigns", campaign->name);
	const struct yaml_node *inner = node != NULL ? yaml_get(node, key)
						     : NULL;

	return inner != NULL ? inner : node;
}

bool
campaign_names_brand(const struct subject *subject, const char *text)
{
	const struct words *brand = &subject->settings->brand;
	struct words words = {0};
	bool found;

	words_split(&words, slice_of(text));
	found = brand->count > 0 &&
	    words_find(&words, brand->list, brand->count) < words.count;
	words_release(&words);
	return found;
}
