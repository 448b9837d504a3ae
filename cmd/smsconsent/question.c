/* SPDX-License-Identifier: ISC */
#include "question.h"

#include "record/view.h"
#include "text/phone.h"
#include "time/instant.h"

static const struct ledger_entry *
find_entry(
    const struct ledger_entry *entries, size_t count, struct slice consent_id)
{
	size_t i;

	for (i = 0; consent_id.p != NULL && i < count; i++)
		if (slice_equal(entries[i].consent_id, consent_id))
			return &entries[i];
	return NULL;
}

int
question_ask(struct session *session, struct slice number,
    struct verdict_query *query, struct answer *answer, struct error *err)
{
	struct ledger_entry *entries;
	size_t count;

	query->now_ms = clock_now(&session->clock);
	if (!phone_is_e164(number))
		query->channel = slice_of("email");
	if (ledger_entries(session->store, number, &session->arena, &entries,
		&count, err) != 0 ||
	    inbound_last(session->store, number, query->sender,
		&query->last_inbound_ms, err) < 0)
		return -1;
	verdict_fold(entries, count, query, &answer->verdict);
	answer->entry = find_entry(entries, count, answer->verdict.consent_id);
	return 0;
}

void
answer_json(
    const struct answer *answer, int64_t now_ms, bool explain, struct buf *out)
{
	const struct verdict *verdict = &answer->verdict;
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
	answer_words(answer, &words);
	view_write_member(out, "explain", buf_slice(&words));
	buf_release(&words);
}

static void
entry_words(const struct ledger_entry *entry, struct buf *out)
{
	char time[INSTANT_TEXT_MAX];

	instant_format(entry->effective_ms, time);
	buf_addf(out, "%.*s by %.*s on %s (%.*s)", SLICE_ARG(entry->action),
	    SLICE_ARG(entry->method), time, SLICE_ARG(entry->consent_id));
}

void
answer_words(const struct answer *answer, struct buf *out)
{
	const struct verdict *verdict = &answer->verdict;

	if (!verdict->allowed)
		buf_addf(out, "no, %s: ", verdict->reason);
	else if (verdict->kind != NULL)
		buf_addf(out, "yes, %s: ", verdict->kind);
	else
		buf_adds(out, "yes, to confirm: ");
	if (answer->entry != NULL)
		entry_words(answer->entry, out);
	else if (verdict->allowed)
		buf_adds(out, "answers the person's own text");
	else
		buf_adds(out, "no entry of the ledger allows it");
}
