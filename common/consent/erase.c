/* SPDX-License-Identifier: ISC */
#include "consent/erase.h"

#include "base/buf.h"
#include "base/fault.h"
#include "base/mem.h"
#include "store/chain.h"

#include <inttypes.h>

/* What must outlive the person's data: it only ever forbids. */
static bool
forbids(const struct ledger_entry *entry)
{
	return slice_is(entry->action, "revoked") ||
	    slice_is(entry->action, "denied") ||
	    slice_is(entry->action, "number_reassigned");
}

/* The same withdrawal, of nobody that can be named. */
static int
keep(struct store *store, const struct ledger_entry *entry, struct slice person,
    int64_t now_ms, struct error *err)
{
	struct ledger_entry kept = *entry;

	if (fault_broken("erase-all"))
		return 0;
	kept.consent_id = kept.number = kept.record = (struct slice){NULL, 0};
	kept.person = person;
	kept.recorded_ms = now_ms;
	return ledger_add(store, &kept, err) < 0 ? -1 : 0;
}

static int
erase_entries(struct store *store, const struct ledger_entry *entries,
    size_t count, struct slice person, int64_t now_ms, struct erased *erased,
    struct buf *about, struct error *err)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (entries[i].number.p == NULL)
			continue; /* kept of an earlier time */
		buf_addf(about, "%s%" PRId64, about->len > 0 ? " " : "",
		    entries[i].seq);
		erased->entries++;
		if (!forbids(&entries[i]))
			continue;
		if (keep(store, &entries[i], person, now_ms, err) != 0)
			return -1;
		erased->kept++;
	}
	return 0;
}

static int
erase_all(struct store *store, struct slice number,
    const struct ledger_entry *entries, size_t count, int64_t now_ms,
    struct erased *erased, struct error *err)
{
	uint8_t mac[CHAIN_HASH];
	struct ledger_entry last = {.action = slice_of(LEDGER_ERASED),
	    .person = {(const char *)mac, sizeof(mac)},
	    .effective_ms = now_ms,
	    .recorded_ms = now_ms};
	struct buf about;
	int result;

	buf_init(&about, BUF_NO_CAP);
	result = ledger_person(store, number, now_ms, mac, err);
	if (result == 0)
		result = erase_entries(store, entries, count, last.person,
		    now_ms, erased, &about, err);
	last.about = buf_slice(&about);
	if (result == 0 &&
	    (ledger_add(store, &last, err) < 0 ||
		ledger_forget(store, number, true, err) != 0))
		result = -1;
	buf_release(&about);
	return result;
}

int
erase_number(struct store *store, struct slice number, int64_t now_ms,
    struct erased *erased, struct error *err)
{
	struct arena arena = {0};
	struct ledger_entry *entries;
	size_t count;
	int result;

	*erased = (struct erased){0, 0};
	result = ledger_entries(store, number, &arena, &entries, &count, err);
	if (result == 0)
		result = count > 0 ? erase_all(store, number, entries, count,
					 now_ms, erased, err)
				   : ledger_forget(store, number, false, err);
	arena_release(&arena);
	return result;
}
