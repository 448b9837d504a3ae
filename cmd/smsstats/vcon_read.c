/* SPDX-License-Identifier: ISC */
/* The records of a call, read: what was said, by whom, when. */
#include "vcon_parts.h"

#include <stdlib.h>

/* ---- texts ------------------------------------------------------------------
 */

static struct vcon_text *
text_of(struct vcon_document *doc, struct slice id)
{
	struct vcon_text *text;
	size_t i;

	for (i = 0; i < doc->text_count; i++)
		if (!doc->texts[i].reply && slice_equal(doc->texts[i].id, id))
			return &doc->texts[i];
	text = &doc->texts[doc->text_count++];
	*text = (struct vcon_text){.at = INT64_MAX, .id = id};
	return text;
}

void
vcon_keep_first(struct slice *known, struct slice text)
{
	if (known->n == 0)
		*known = text;
}

/* It was in the conversation from when a provider had it. */
static void
read_text(
    struct vcon_document *doc, struct record *record, enum record_kind kind)
{
	struct slice id = record_text(record, "message_id");
	struct slice provider_id = record_text(record, "provider_message_id");
	enum journal_state state;
	struct vcon_text *text;
	int64_t at;
	size_t i;

	for (i = 0; id.n == 0 && i < doc->text_count; i++)
		if (slice_equal(doc->texts[i].provider_id, provider_id))
			id = doc->texts[i].id;
	if (id.n == 0)
		return;
	text = text_of(doc, id);
	vcon_keep_first(&text->provider_id, provider_id);
	vcon_keep_first(&text->from, record_text(record, "from"));
	vcon_keep_first(&text->to, record_text(record, "to"));
	vcon_keep_first(&text->body, record_text(record, "body"));
	if (kind == RECORD_DELIVERY &&
	    journal_state_find(record_text(record, "status"), &state) == 0 &&
	    (event_state_taken((int)state) || provider_id.n > 0) &&
	    record_time(record, "received_at", &at) && at < text->at)
		text->at = at;
}

static void
read_reply(struct vcon_document *doc, struct record *record)
{
	struct vcon_text *text = &doc->texts[doc->text_count++];

	*text = (struct vcon_text){.at = INT64_MAX,
	    .reply = true,
	    .id = record_text(record, "reply_id"),
	    .provider_id = record_text(record, "provider_message_id"),
	    .from = record_text(record, "from"),
	    .to = record_text(record, "to"),
	    .body = record_text(record, "body"),
	    .intent = record_text(record, "intent"),
	    .action = record_text(record, "action"),
	    .match = record_text(record, "match")};
	(void)record_time(record, "received_at", &text->at);
}

static int
compare_texts(const void *left, const void *right)
{
	const struct vcon_text *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return slice_compare(a->id, b->id);
}

/* ---- reading ----------------------------------------------------------------
 */

/* Of several records of a call the one that knows most. */
static bool
knows_more(struct record *record, struct record *than)
{
	return than == NULL ||
	    !slice_is(record_text(record, "stage"), "ended") ||
	    !slice_is(record_text(than, "stage"), "analyzed");
}

static void
note_time(struct vcon_document *doc, struct record *record)
{
	static const char *const names[] = {
	    "received_at", "recorded_at", "created_at", "ended_at"};
	int64_t at;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (record_time(record, names[i], &at) && at > doc->newest)
			doc->newest = at;
}

/* Messages first: a receipt may have the provider's id alone. */
static void
read_kind(struct vcon_document *doc, enum record_kind kind)
{
	const struct vcon *vcon = doc->vcon;
	size_t i;

	for (i = 0; i < vcon->count; i++) {
		if (vcon->lines[i].kind != kind)
			continue;
		if (kind == RECORD_MESSAGE || kind == RECORD_DELIVERY)
			read_text(doc, &doc->records[i], kind);
		else if (kind == RECORD_REPLY)
			read_reply(doc, &doc->records[i]);
		else if (kind == RECORD_CALL &&
		    knows_more(&doc->records[i], doc->call))
			doc->call = &doc->records[i];
	}
}

void
vcon_read(struct vcon_document *doc)
{
	static const enum record_kind kinds[] = {
	    RECORD_CALL, RECORD_MESSAGE, RECORD_DELIVERY, RECORD_REPLY};
	const struct vcon *vcon = doc->vcon;
	struct error err;
	size_t i;

	for (i = 0; i < vcon->count; i++)
		if (record_fill(&doc->records[i], vcon->lines[i].text, &err) ==
		    0)
			note_time(doc, &doc->records[i]);
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		read_kind(doc, kinds[i]);
	qsort(doc->texts, doc->text_count, sizeof(*doc->texts), compare_texts);
}
