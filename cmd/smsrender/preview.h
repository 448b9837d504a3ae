/* SPDX-License-Identifier: ISC */
/*
 * preview: what a person wants to know of a message before it goes out, and
 * how a terminal shows it.
 */
#ifndef SMSRENDER_PREVIEW_H
#define SMSRENDER_PREVIEW_H

#include "base/buf.h"
#include "base/error.h"
#include "config/config.h"
#include "record/record.h"
#include "template/template_file.h"
#include "text/segment.h"
#include "time/zone.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Slices are not there when nobody knows; borrowed from the record. */
struct preview {
	const struct template_file
	    *file; /* that it was made of; NULL: unknown */
	struct slice longest; /* how long that can get, in words */
	bool message; /* a message record, not a bare text */
	bool sample; /* of nobody's call: it has no times of its own */
	struct slice to, from, template_id, language, purpose, category;
	struct slice channel, status, reason;
	bool stopped; /* it may not go */
	const struct zone *zone; /* for its times */
	bool has_send, has_expires;
	int64_t send_ms, expires_ms;
	struct view media; /* an array of URLs, or not there */
	struct arena *arena; /* of the record, for what is in it */
	struct slice body;
	struct segment_count size;
	bool mms; /* not cut into segments */
	bool has_cost;
	int64_t cost; /* millionths of `currency` */
	struct slice currency;
};

/*
 * Reads a message record that was checked, or an object with a body.  file,
 * longest and sample are left to the caller.  EX_DATAERR for a time zone that
 * does not exist.
 */
int preview_read(struct preview *preview, struct record *record,
    const struct config *config, struct zone_set *zones, struct error *err);

/*
 * The end of the segment that starts at this byte of the body; the body's
 * length for the last.
 */
size_t preview_cut(const struct preview *preview, size_t start);

/* "2 segments, GSM-7, ..." or "MMS, 143 characters" */
void preview_size(const struct preview *preview, struct buf *out);

/* "0.0125 USD"; has_cost is set. */
void preview_cost(const struct preview *preview, struct buf *out);

/* When it goes out: "now", or the local time and its zone. */
void preview_send(const struct preview *preview, struct buf *out);
void preview_expires(const struct preview *preview, struct buf *out);

/* "past: it was due more than five minutes ago" */
void preview_reason(const struct preview *preview, struct buf *out);

/*
 * Adds it as text for a terminal, a line feed at its end (preview_text.c).
 * What others wrote cannot steer the terminal.
 */
void preview_draw(const struct preview *preview, bool colour, struct buf *out);

#endif
