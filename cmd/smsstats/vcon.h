/* SPDX-License-Identifier: ISC */
/*
 * vcon: one call with its texts and the answers to them, as one document for
 * the audit file: a vCon, unsigned (draft-ietf-vcon-vcon-core-04).
 *
 *	vcon_find: which records belong to the call, from call to messages to
 *		receipts and replies to acts of consent
 *	vcon_write: the document
 */
#ifndef SMSSTATS_VCON_H
#define SMSSTATS_VCON_H

#include "hash.h"
#include "map.h"
#include "record/record.h"
#include "session.h"

/* A record that belongs to it. */
struct vcon_line {
	enum record_kind kind;
	struct slice text; /* the line; in the arena */
};

struct vcon {
	struct session *session;
	struct slice call_id;
	struct vcon_line *lines; /* each once, in order of the input */
	size_t count, room;
	struct arena arena; /* of the lines */

	/* Private to vcon_find: hashes of ids that are known to belong. */
	struct hash_seed seed;
	struct map ids, seen;
	bool grew; /* an id was new */
};

/* Reads the operands, and the store, as often as it takes. */
void vcon_find(struct vcon *vcon, char *const *operands);
void vcon_release(struct vcon *vcon);

/* The document on one line. */
void vcon_write(const struct vcon *vcon, struct buf *out);

/* Reads, and writes the document; nothing found is EX_NO. */
void vcon_run(struct session *session, char *const *operands);

#endif
