/* SPDX-License-Identifier: ISC */
/*
 * vcon_parts: the document in the making.  For vcon.c and vcon_read.c.
 */
#ifndef SMSSTATS_VCON_PARTS_H
#define SMSSTATS_VCON_PARTS_H

#include "vcon.h"

struct json_object;

/* A text of the thread: ours, or an answer. */
struct vcon_text {
	int64_t at; /* ms; INT64_MAX: it never went out */
	bool reply;
	struct slice id, provider_id; /* ours; the provider's */
	struct slice from, to, body;
	struct slice intent, action, match; /* of a reply */
};

struct vcon_document {
	const struct vcon *vcon;
	struct record *records; /* one a line */
	struct record *call; /* NULL: there is no record of it */
	struct vcon_text *texts; /* by time */
	size_t text_count;
	struct json_object *parties, *dialog, *analysis, *attachments;
	struct slice *numbers; /* of the parties */
	size_t number_count;
	int64_t newest;
};

/* Reads the lines: the call, and the texts by time. */
void vcon_read(struct vcon_document *doc);

/* What was known first stays. */
void vcon_keep_first(struct slice *known, struct slice text);

#endif
