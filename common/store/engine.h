/* SPDX-License-Identifier: ISC */
/*
 * engine: what a kind of store provides.  The members have the contracts of the
 * functions of store/store.h that bear their names.
 */
#ifndef STORE_ENGINE_H
#define STORE_ENGINE_H

#include "store/chain.h"
#include "store/store.h"

enum { KEY_TEXT = 64 }; /* bytes of a key file: 32 in hex */

/* The head of every engine's own handle. */
struct store {
	const struct store_engine *engine;
	char *key_path; /* set by open: the ledger's key file; freed by
			   store_close */
	struct chain *chain; /* of store/ledger.c, as all below */
	char key[KEY_TEXT]; /* as it stands in the file */
	bool has_key;
};

struct store_engine {
	const char *scheme; /* of its URLs: "sqlite" */

	/* `place` is what stands behind the colon of the URL. */
	struct store *(*open)(
	    const char *place, bool read_only, struct error *err);

	/* Not there: what is old is brought up to date by open. */
	int (*migrate)(
	    const char *place, int64_t *from, int64_t *to, struct error *err);
	bool (*is_there)(const char *place);
	void (*close)(struct store *store);
	int (*begin)(struct store *store, struct error *err);
	int (*begin_reading)(struct store *store, struct error *err);

	/* Not there: as begin, and nothing is ever passed over. */
	int (*begin_turn)(struct store *store, struct error *err);
	bool (*passed_over)(struct store *store);
	int (*commit)(struct store *store, struct error *err);
	void (*rollback)(struct store *store);

	int (*find)(struct store *store, struct slice id, struct arena *arena,
	    struct journal_row *row, struct error *err);
	int (*find_provider)(struct store *store, struct slice provider,
	    struct slice provider_id, struct arena *arena,
	    struct journal_row *row, struct error *err);
	int (*find_reference)(struct store *store, struct slice reference,
	    struct arena *arena, struct journal_row *row, struct error *err);
	int (*add)(struct store *store, const struct journal_row *row,
	    struct error *err);
	int (*replace)(struct store *store, const struct journal_row *row,
	    struct error *err);
	int (*reroute)(struct store *store, int64_t seq, struct slice sender,
	    struct slice record, int64_t now_ms, struct error *err);
	int (*promote)(struct store *store, int64_t now_ms, size_t limit,
	    size_t *count, struct error *err);
	int (*left)(struct store *store, int64_t until_ms, size_t limit,
	    size_t *count, struct error *err);

	/* Not there: every lane is ours inside a transaction. */
	int (*lane)(
	    struct store *store, struct slice sender, struct error *err);
	int (*lanes)(struct store *store, struct arena *arena,
	    struct slice **senders, size_t *count, struct error *err);
	int (*due)(struct store *store, const struct journal_turn *turn,
	    struct arena *arena, struct journal_row **rows, size_t *count,
	    struct error *err);
	int (*next_due)(struct store *store, int64_t after_ms,
	    int64_t *not_before_ms, struct error *err);
	int (*claim)(struct store *store, int64_t seq, struct slice provider,
	    struct slice reference, int64_t now_ms, struct error *err);
	int (*settle)(struct store *store, int64_t seq,
	    const struct journal_change *change, int64_t now_ms,
	    struct error *err);
	int (*claims)(struct store *store, const struct journal_row *row,
	    const struct journal_claims *wanted, struct arena *arena,
	    int64_t **claimed_ms, size_t *count, struct error *err);
	int (*rescue)(struct store *store, int64_t now_ms, size_t *count,
	    struct error *err);
	int (*list)(struct store *store, const struct journal_filter *filter,
	    struct arena *arena, struct journal_row **rows, size_t *count,
	    struct error *err);
	int (*event_add)(struct store *store, const struct journal_event *event,
	    struct error *err);
	int (*events)(struct store *store, struct slice provider,
	    struct slice provider_id, struct arena *arena,
	    struct journal_event **events, size_t *count, struct error *err);
	int (*events_of)(struct store *store, struct slice id,
	    struct arena *arena, struct journal_event **events, size_t *count,
	    struct error *err);
	int (*look_add)(struct store *store, struct slice id, int64_t now_ms,
	    bool found, struct error *err);
	int (*looks)(struct store *store, struct slice id, struct arena *arena,
	    struct journal_look **looks, size_t *count, struct error *err);

	/* Not there: every transaction has it. */
	int (*meter_lock)(struct store *store, struct error *err);
	int (*meter_read)(struct store *store, struct slice name,
	    int64_t *period_ms, int64_t *amount, struct error *err);
	int (*meter_write)(struct store *store, struct slice name,
	    int64_t period_ms, int64_t amount, struct error *err);

	/*
	 * The ledger.  store/ledger.c seals entries; an engine keeps rows.
	 *
	 * head: the last entry, locked against other writers until the end of
	 * the transaction.  put: a row under entry->seq, and its personal half
	 * if entry->consent_id is there; 1, or 0 and nothing written when that
	 * is taken.  entries: by number.  kept: by `person`.  has_kept: is
	 * there any entry with a `person`?  walk: both halves, merged by seq.
	 * forget: deletes personal halves by number, and what they texted.
	 * scrub: makes sure that what was deleted is gone from the disk.
	 */
	int (*ledger_head)(
	    struct store *store, struct ledger_head *head, struct error *err);
	int (*ledger_put)(struct store *store, const struct ledger_entry *entry,
	    struct error *err);
	int (*ledger_entries)(struct store *store, struct slice number,
	    struct arena *arena, struct ledger_entry **entries, size_t *count,
	    struct error *err);
	int (*ledger_kept)(struct store *store, struct slice person,
	    struct arena *arena, struct ledger_entry **entries, size_t *count,
	    struct error *err);
	int (*ledger_has_kept)(
	    struct store *store, bool *kept, struct error *err);
	int (*ledger_walk)(struct store *store, ledger_visit *each,
	    void *context, struct error *err);
	int (*ledger_forget)(struct store *store, struct slice number,
	    bool entries, struct error *err);
	int (*ledger_scrub)(struct store *store, struct error *err);

	int (*inbound_add)(struct store *store, const struct inbound_text *text,
	    struct error *err);
	int (*tell)(struct store *store, enum journal_tale tale, int64_t after,
	    size_t limit, struct arena *arena, struct journal_told **rows,
	    size_t *count, struct error *err);
	int (*inbound_list)(struct store *store,
	    const struct inbound_filter *filter, struct arena *arena,
	    struct inbound_text **texts, size_t *count, struct error *err);
	int (*inbound_close)(struct store *store, struct slice number,
	    int64_t now_ms, size_t *count, struct error *err);
	int (*inbound_note)(struct store *store, struct slice number,
	    struct slice sender, int64_t received_ms, struct error *err);
	int (*inbound_last)(struct store *store, struct slice number,
	    struct slice sender, int64_t until_ms, int64_t *received_ms,
	    struct error *err);
};

extern const struct store_engine store_sqlite, store_postgres;

#endif
