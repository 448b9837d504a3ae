/* SPDX-License-Identifier: ISC */
/*
 * template: a template file through all rules.  Each language is rendered the
 * longest way and through each branch that is not on it, with the values that
 * `variables` declares; what the rules of messages find in these texts is led
 * back to where it stands in the file.
 */
#ifndef SMSLINT_TEMPLATE_H
#define SMSLINT_TEMPLATE_H

#include "base/diag.h"
#include "linter.h"
#include "sheet.h"
#include "template/partials.h"
#include "time/zone.h"

#include <stdint.h>

/* What all templates of a run share. */
struct templates {
	struct linter *linter;
	struct partials partials;
	struct zone_set *zones;
	const struct zone *zone; /* that times are printed in; NULL: UTC */
	int64_t now_ms;
	const struct diag *diag; /* lengths of listed files; NULL: nowhere */
	struct buf brand; /* JSON: the configuration's, or a stand-in */
};

/* config outlives it. */
void templates_init(struct templates *templates, struct linter *linter,
    struct zone_set *zones, int64_t now_ms);
void templates_release(struct templates *templates);

/*
 * Lints a template of the sheet; one that cannot be read as one is a finding
 * too.
 */
void templates_lint(
    struct templates *templates, struct sheet *sheet, struct sheet_file *file);

#endif
