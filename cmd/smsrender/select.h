/* SPDX-License-Identifier: ISC */
/*
 * select: the templates of a run, and which of them hold for a call.
 */
#ifndef SMSRENDER_SELECT_H
#define SMSRENDER_SELECT_H

#include "base/diag.h"
#include "base/opt.h"
#include "config/config.h"
#include "facts.h"
#include "template/conditions.h"
#include "template/template_file.h"

/* Zeroed it is empty and valid. */
struct selection {
	struct template_file *files;
	size_t count;
	int code; /* EX_CONFIG when templates had to be left out */

	/* Private. */
	struct arena memory; /* paths */
	struct conditions *conditions;
	struct choice *choices; /* one for each file */
	const struct facts *facts;
};

/*
 * Loads what the picks name (a file, a folder, the id of one in the folder of
 * the configuration), or that whole folder when there are no picks; nothing
 * when there is no folder either.  In a folder, files ending in .yaml count,
 * in the order of their names.  A template that is wrong, and the second one
 * of an id, is told of and left out.  -1 when a pick is not there: EX_NOINPUT.
 */
int selection_load(struct selection *selection, const struct opt_list *picks,
    const struct config *config, const struct diag *diag, struct error *err);
void selection_release(struct selection *selection);

/* Before the questions about a call; all is borrowed until the next one. */
void selection_start(struct selection *selection, const struct facts *facts,
    const struct template_scope *scope, struct arena *arena);

/*
 * Does the file of that index hold for the call?  1, 0, or -1 when `when`
 * fails.  A confirmation never does for somebody who was not reached, nor, like
 * a reminder, for an appointment that is cancelled.
 */
int selection_holds(
    struct selection *selection, size_t index, struct error *err);

#endif
