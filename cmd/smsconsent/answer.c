/* SPDX-License-Identifier: ISC */
#include "answer.h"

#include "record/view.h"
#include "time/instant.h"

void
answer_json(const struct verdict *verdict, int64_t now_ms, bool explain,
    struct buf *out)
{
	char time[INSTANT_TEXT_MAX];
	struct buf words;

	buf_addf(out, "{\"allowed\":%s", verdict->allowed ? "true" : "false");
	view_write_member(out, "reason", slice_of(verdict->reason));
	view_write_member(out, "kind", slice_of(verdict->kind));
	view_write_member(out, "basis", verdict->basis);
	view_write_member(out, "consent_id", verdict->consent_id);
	instant_format(now_ms, time);
	view_write_member(out, "checked_at", slice_of(time));
	if (!explain)
		return;
	buf_init(&words, BUF_NO_CAP);
	answer_say(verdict, &words);
	view_write_member(out, "explain", buf_slice(&words));
	buf_release(&words);
}

static void
entry_words(const struct ledger_entry *entry, struct buf *out)
{
	char time[INSTANT_TEXT_MAX];

	instant_format(entry->effective_ms, time);
	buf_addf(out, "%.*s by %.*s on %s ", SLICE_ARG(entry->action),
	    SLICE_ARG(entry->method), time);
	if (entry->consent_id.p != NULL)
		buf_addf(out, "(%.*s)", SLICE_ARG(entry->consent_id));
	else
		buf_adds(out, "(of a person who was erased since)");
}

void
answer_say(const struct verdict *verdict, struct buf *out)
{
	if (!verdict->allowed)
		buf_addf(out, "no, %s: ", verdict->reason);
	else if (verdict->kind != NULL)
		buf_addf(out, "yes, %s: ", verdict->kind);
	else
		buf_adds(out, "yes, to confirm: ");
	if (verdict->entry != NULL)
		entry_words(verdict->entry, out);
	else if (verdict->allowed)
		buf_adds(out, "answers the person's own text");
	else
		buf_adds(out, "no entry of the ledger allows it");
}
