/* SPDX-License-Identifier: ISC */
#include "consent.h"

#include "channel.h"

int
consent_ask(struct store *store, struct record *message, int64_t now_ms,
    struct arena *arena, struct verdict *verdict, struct error *err)
{
	struct slice number = channel_recipient(message);
	struct verdict_query query = {.tenant = record_text(message, "tenant"),
	    .program = record_text(message, "program"),
	    .category = record_text(message, "category"),
	    .purpose = record_text(message, "purpose"),
	    .channel = record_text(message, "channel"),
	    .sender = record_text(message, "from"),
	    .now_ms = now_ms};
	struct ledger_entry *entries = NULL;
	size_t count = 0;

	if (store != NULL &&
	    (ledger_entries(store, number, arena, &entries, &count, err) != 0 ||
		inbound_last(store, number, query.sender,
		    &query.last_inbound_ms, err) < 0))
		return -1;
	verdict_fold(entries, count, &query, verdict);
	return 0;
}

int
consent_ask_instead(struct store *store, struct record *message, int64_t now_ms,
    struct arena *arena, struct verdict *verdict, struct error *err)
{
	struct record text = {0};
	struct journal_row row;
	int result;

	result = journal_find(
	    store, record_text(message, "fallback_of"), arena, &row, err);
	if (result <= 0)
		return result;
	result = record_fill(&text, row.record, err);
	if (result == 0)
		result = consent_ask(store, &text, now_ms, arena, verdict, err);
	record_release(&text);
	return result < 0 ? -1 : 1;
}
