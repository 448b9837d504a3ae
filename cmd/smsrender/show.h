/* SPDX-License-Identifier: ISC */
/*
 * show: messages for people instead of records: on the terminal, or as a page.
 */
#ifndef SMSRENDER_SHOW_H
#define SMSRENDER_SHOW_H

#include "config/config.h"
#include "marks.h"
#include "page.h"
#include "record/filter.h"
#include "template/template_file.h"
#include "time/zone.h"

#include <stdbool.h>

struct show {
	const struct config *config; /* borrowed, like the zones */
	struct zone_set *zones;
	const struct template_scope *scope; /* of the renderings */
	struct filter *filter; /* where previews are written */
	bool colour;
	bool samples; /* what is shown are templates' samples */
	bool on_page;
	struct page page;
	struct marks marks; /* of the text that is added next, for a page */

	/* Private. */
	struct record message;
	struct buf text, longest;
	bool started; /* something was drawn */
};

void show_init(struct show *show);
void show_release(struct show *show);

/*
 * Adds a message record or an object with a body, as JSON; file is what it was
 * made of, or NULL.  EX_DATAERR when it cannot be shown.
 */
int show_text(struct show *show, struct slice json,
    const struct template_file *file, struct error *err);

/* The same for a message record that was read. */
int show_record(struct show *show, struct record *record, struct error *err);

/* On a page, what comes next is another section. */
void show_group(struct show *show);

/* On a page, says why something is not there; file as above. */
void show_problem(struct show *show, const struct template_file *file,
    const struct error *err);

#endif
