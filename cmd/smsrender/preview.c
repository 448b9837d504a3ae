/* SPDX-License-Identifier: ISC */
#include "preview.h"

#include "base/num.h"
#include "config/price.h"
#include "text/cluster.h"
#include "text/visible.h"
#include "words.h"

enum { PREVIEW_COST_PLACES = 4 }; /* decimals */

/* ---- reading ------------------------------------------------------------ */

static void
preview_read_texts(struct preview *preview, struct record *record)
{
	preview->to = record_text(record, "to");
	preview->from = record_text(record, "from");
	preview->template_id = record_text(record, "template_id");
	preview->language = record_text(record, "language");
	preview->purpose = record_text(record, "purpose");
	preview->category = record_text(record, "category");
	preview->channel = record_text(record, "channel");
	preview->status = record_text(record, "status");
	preview->reason = record_text(record, "reason");
	preview->stopped = slice_among(preview->status,
	    "suppressed|expired|rejected|cancelled|failed|undelivered");
	preview->body = record_text(record, "body");
	if (preview->body.p == NULL)
		preview->body = slice_of("");
	preview->media = record_view(record, "media_urls");
	preview->mms = view_count(preview->media) > 0;
}

/* The zone that the record names, else ours, else UTC. */
static int
preview_read_times(struct preview *preview, struct record *record,
    const struct config *config, struct zone_set *zones, struct error *err)
{
	struct slice name = record_text(record, "timezone");

	if (name.p == NULL)
		name = slice_of(
		    config->timezone != NULL ? config->timezone : "UTC");
	preview->zone = zone_find(zones, name, err);
	if (preview->zone == NULL)
		return error_prefix(err, "timezone");
	preview->has_send = record_time(record, "send_at", &preview->send_ms);
	preview->has_expires = record_time(
	    record, "expires_at", &preview->expires_ms);
	return 0;
}

/* By the prices of the configuration, else what the record says. */
static void
preview_read_cost(
    struct preview *preview, struct record *record, const struct config *config)
{
	const struct config_sender *sender = NULL;
	struct slice kind = record_text(record, "sender_kind");

	if (preview->from.p != NULL)
		sender = config_find_sender(config, preview->from);
	if (kind.p == NULL && sender != NULL)
		kind = slice_of(sender->kind);
	preview->currency = slice_of("USD");
	preview->has_cost = !preview->mms &&
	    price_of_message(
		config, sender, kind, preview->size.segments, &preview->cost);
	if (preview->has_cost)
		return;
	preview->currency = record_text(record, "currency");
	preview->has_cost = preview->currency.p != NULL &&
	    num_parse_money(
		record_text(record, "cost_estimate"), &preview->cost) == 0;
}

int
preview_read(struct preview *preview, struct record *record,
    const struct config *config, struct zone_set *zones, struct error *err)
{
	*preview = (struct preview){
	    .message = record_kind(record) == RECORD_MESSAGE,
	    .arena = &record->arena};
	preview_read_texts(preview, record);
	segment_count(preview->body, &preview->size);
	preview_read_cost(preview, record, config);
	return preview_read_times(preview, record, config, zones, err);
}

/* ---- in words ----------------------------------------------------------- */

size_t
preview_cut(const struct preview *preview, size_t start)
{
	struct slice rest = {preview->body.p + start, preview->body.n - start};

	if (preview->mms)
		return preview->body.n;
	return start + segment_part(rest, &preview->size);
}

void
preview_size(const struct preview *preview, struct buf *out)
{
	struct slice rest = preview->body;
	size_t n, characters = 0;

	if (!preview->mms) {
		words_size(out, &preview->size, preview->body);
		return;
	}
	for (; rest.n > 0; rest.p += n, rest.n -= n) {
		n = cluster_length(rest);
		characters++;
	}
	buf_addf(out, "MMS, %zu character%s", characters,
	    characters == 1 ? "" : "s");
}

void
preview_cost(const struct preview *preview, struct buf *out)
{
	char amount[NUM_TEXT_MAX];

	num_format_money(preview->cost, PREVIEW_COST_PLACES, amount);
	buf_addf(out, "%s ", amount);
	visible_add_line(out, preview->currency);
}

void
preview_send(const struct preview *preview, struct buf *out)
{
	if (preview->sample)
		words_schedule(out, &preview->file->send);
	else if (preview->has_send)
		words_time(out, preview->send_ms, preview->zone);
	else
		buf_adds(out, "now");
}

void
preview_expires(const struct preview *preview, struct buf *out)
{
	if (preview->sample)
		words_schedule(out, &preview->file->expires);
	else
		words_time(out, preview->expires_ms, preview->zone);
}

void
preview_reason(const struct preview *preview, struct buf *out)
{
	const char *words = words_reason(preview->reason);

	visible_add_line(
	    out, preview->reason.p != NULL ? preview->reason : preview->status);
	if (words != NULL)
		buf_addf(out, ": %s", words);
}
