/* SPDX-License-Identifier: ISC */
/*
 * campaign: what the rules about campaigns share.
 */
#ifndef SMSLINT_CAMPAIGN_H
#define SMSLINT_CAMPAIGN_H

#include "subject.h"

/* The entry of that key of the campaign, else of the campaign itself. */
const struct yaml_node *campaign_entry(const struct subject *subject,
    const struct config_campaign *campaign, const char *key);

/* Is the brand's name in the text? */
bool campaign_names_brand(const struct subject *subject, const char *text);

#endif
