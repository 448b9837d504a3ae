/* SPDX-License-Identifier: ISC */
/*
 * select: the templates of a run, and which of them hold for a call.
 */
#ifndef SMSRENDER_SELECT_H
#define SMSRENDER_SELECT_H

#include "base/opt.h"
#include "config/config.h"
#include "facts.h"
#include "template_file.h"

/* Zeroed it is empty and valid. */
struct selection {
	struct template_file *files;
	size_t count;

	/* Private. */
	struct arena memory; /* paths */
};

/*
 * Loads what the picks name (a file, a folder, the id of one in the folder of
 * the configuration), or that whole folder when there are no picks; nothing
 * when there is no folder either.  In a folder, files ending in .yaml count,
 * in the order of their names.  Two of one id are EX_CONFIG.
 */
int selection_load(struct selection *selection, const struct opt_list *picks,
    const struct config *config, struct error *err);
void selection_release(struct selection *selection);

/*
 * Does the template hold for the call?  1, 0, or -1 when `when` fails.  A
 * confirmation never does for somebody who was not reached, nor, like a
 * reminder, for an appointment that is cancelled.
 */
int selection_holds(const struct template_file *file, const struct facts *facts,
    const struct template_scope *scope, struct arena *arena, struct error *err);

#endif
