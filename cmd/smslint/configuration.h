/* SPDX-License-Identifier: ISC */
/*
 * configuration: its senders and campaigns through the rules of
 * configurations, and each campaign's samples through those of messages.
 */
#ifndef SMSLINT_CONFIGURATION_H
#define SMSLINT_CONFIGURATION_H

#include "linter.h"
#include "sheet.h"

/*
 * file: what the linter's configuration was read from.  campaign: the one whose
 * registration is looked at, or NULL.
 */
void configuration_lint(struct linter *linter, struct sheet *sheet,
    struct sheet_file *file, const struct config_campaign *campaign);

#endif
