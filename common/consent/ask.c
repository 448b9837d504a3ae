/* SPDX-License-Identifier: ISC */
#include "consent/ask.h"

#include "text/address.h"
#include "time/instant.h"

struct verdict_query
ask_query(const struct config *config, struct record *message, int64_t now_ms)
{
	return (struct verdict_query){.tenant = record_text(message, "tenant"),
	    .channel = record_text(message, "channel"),
	    .program = record_text(message, "program"),
	    .category = record_text(message, "category"),
	    .purpose = record_text(message, "purpose"),
	    .sender = record_text(message, "from"),
	    .promotional_ms = ask_promotional_ms(config),
	    .now_ms = now_ms};
}

int64_t
ask_promotional_ms(const struct config *config)
{
	return (int64_t)config->promotional_days * INSTANT_DAY;
}

struct slice
ask_subject(struct record *message)
{
	char address[ADDRESS_MAX];

	if (!slice_is(record_text(message, "channel"), "email"))
		return record_text(message, "to");
	if (!address_key(record_text(message, "email"), address))
		return (struct slice){NULL, 0};
	return arena_slice(&message->arena, slice_of(address));
}

int
ask_ledger(struct store *store, struct slice number,
    struct verdict_query *query, struct arena *arena, struct verdict *verdict,
    struct error *err)
{
	struct ledger_entry *entries = NULL;
	size_t count = 0;

	if (store != NULL &&
	    (ledger_entries(store, number, arena, &entries, &count, err) != 0 ||
		(verdict_asks_inbound(query) &&
		    inbound_last(store, number, query->sender, query->now_ms,
			&query->last_inbound_ms, err) < 0)))
		return -1;
	verdict_fold(entries, count, query, verdict);
	return 0;
}

int
ask_message(struct store *store, const struct config *config,
    struct record *message, int64_t now_ms, struct arena *arena,
    struct verdict *verdict, struct error *err)
{
	struct verdict_query query = ask_query(config, message, now_ms);

	return ask_ledger(
	    store, ask_subject(message), &query, arena, verdict, err);
}
