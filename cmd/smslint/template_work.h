/* SPDX-License-Identifier: ISC */
/*
 * template_work: a template at work, and the way from its texts back into its
 * file.  Private to template*.c.
 */
#ifndef SMSLINT_TEMPLATE_WORK_H
#define SMSLINT_TEMPLATE_WORK_H

#include "subject.h"
#include "template.h"
#include "template/bound.h"

struct work {
	struct templates *templates;
	struct sheet *sheet;
	struct sheet_file *file;
	struct template_file template;
	const struct yaml_node *root;
	const struct wording *wording; /* the text at work */
	const struct yaml_node *node; /* the YAML that it was read from */
	struct record record;
	struct buf json;
	struct arena memory;
	struct subject subject;
};

/* The bytes of a file that are to blame. */
struct spot {
	const struct sheet_file *file;
	size_t at, length;
	bool exact; /* they are the bytes of the text */
};

/* The whole text at work: its key. */
struct spot spot_whole(const struct work *work);

/* Does `place`, as bound.h names it, stand for the template's own file? */
bool spot_is_own(const struct work *work, const char *place);

/* Bytes of a template's source, in the file that has it; false: it is gone. */
bool spot_set(const struct work *work, const char *place, size_t at,
    size_t length, struct spot *spot);

/* Where a stretch of the longest text stands; false: nobody wrote it. */
bool spot_find(struct work *work, const struct bound_body *body, size_t start,
    size_t length, struct spot *spot);

#endif
