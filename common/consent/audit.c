/* SPDX-License-Identifier: ISC */
#include "consent/audit.h"

#include "base/fault.h"
#include "base/mem.h"
#include "base/num.h"
#include "consent/handover.h"

#include <stdlib.h>
#include <string.h>

/* Entries by their seq. */
struct list {
	int64_t *seqs;
	size_t count, room;
};

struct walk {
	struct audit *audit;
	struct chain *chain;
	const struct audit_checkpoint *checkpoints; /* by entries */
	size_t count, next; /* the next one that is not reached yet */
	int64_t agreed; /* entries that a checkpoint confirmed */
	struct list gone; /* their personal half is not there */
	struct list erased; /* and an entry says so */
	bool bad_erasure; /* such an entry is the one at fault */
};

static void
list_add(struct list *list, int64_t seq)
{
	if (list->count == list->room) {
		list->room = list->room > 0 ? 2 * list->room : 64;
		list->seqs = mem_realloc(
		    list->seqs, list->room, sizeof(*list->seqs));
	}
	list->seqs[list->count++] = seq;
}

static int
compare_seqs(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Keeps the first fault: what comes behind it follows from it. */
static void
found(struct audit *audit, const char *fault, int64_t first, int64_t last)
{
	if (audit->fault != NULL && audit->first_bad <= first)
		return;
	audit->fault = fault;
	audit->first_bad = first;
	audit->last_bad = last;
}

static bool
is_hash(struct slice bytes, const uint8_t hash[CHAIN_HASH])
{
	return bytes.n == CHAIN_HASH && memcmp(bytes.p, hash, CHAIN_HASH) == 0;
}

/* "17 20 33" */
static void
take_erased(struct walk *walk, struct slice about)
{
	size_t n;
	int64_t seq;

	for (; about.n > 0; about.p += n, about.n -= n) {
		for (n = 0; n < about.n && about.p[n] != ' '; n++)
			;
		if (num_parse((struct slice){about.p, n}, 1, INT64_MAX, &seq) ==
		    0)
			list_add(&walk->erased, seq);
		n += n < about.n;
	}
}

static void
check_person(struct walk *walk, const struct ledger_entry *entry)
{
	uint8_t secret[CHAIN_HASH];

	if (entry->consent_id.p == NULL) {
		if (entry->secret.p != NULL)
			list_add(&walk->gone, entry->seq);
		return;
	}
	walk->audit->people++;
	chain_secret(walk->chain, entry, secret);
	if (!is_hash(entry->secret, secret))
		found(walk->audit, "what it says of the person was changed",
		    entry->seq, entry->seq);
}

/* The checkpoints that were made when this was the last entry. */
static void
check_points(struct walk *walk)
{
	const struct audit *audit = walk->audit;

	for (; walk->next < walk->count &&
	     walk->checkpoints[walk->next].entries <= audit->entries;
	     walk->next++) {
		const struct audit_checkpoint *point =
		    &walk->checkpoints[walk->next];

		if (memcmp(point->head, audit->head, CHAIN_HASH) != 0 ||
		    strcmp(point->name, audit->name) != 0) {
			found(walk->audit, "is not what the checkpoint saw",
			    walk->agreed + 1, point->entries);
			return;
		}
		walk->agreed = point->entries;
	}
}

static const char *
chain_fault(struct walk *walk, const struct ledger_entry *entry)
{
	struct audit *audit = walk->audit;
	uint8_t hash[CHAIN_HASH];

	if (entry->seq <= audit->entries)
		return "was put in";
	if (entry->action.p == NULL && entry->seq > audit->entries + 1)
		return "belongs to no entry";
	if (entry->action.p == NULL || entry->seq > audit->entries + 1)
		return "is missing";
	chain_hash(walk->chain, audit->head, entry, hash);
	if (!is_hash(entry->hash, hash) && !fault_broken("chain-unchecked"))
		return "was changed";
	if (entry->seq == 1 &&
	    (!slice_is(entry->action, LEDGER_NAMED) ||
		entry->about.n >= LEDGER_NAME))
		return "does not name the ledger";
	memcpy(audit->head, hash, CHAIN_HASH);
	return NULL;
}

static void
check_entry(void *context, const struct ledger_entry *entry)
{
	struct walk *walk = context;
	struct audit *audit = walk->audit;
	const char *fault;

	if (slice_is(entry->action, LEDGER_ERASED))
		take_erased(walk, entry->about);
	if (audit->fault != NULL)
		return;
	fault = chain_fault(walk, entry);
	if (fault != NULL) {
		walk->bad_erasure = slice_is(entry->action, LEDGER_ERASED);
		/* Where the next one should be, if that is what is wrong. */
		int64_t seq = entry->seq > audit->entries &&
			entry->action.p != NULL
		    ? audit->entries + 1
		    : entry->seq;

		found(audit, fault, seq, seq);
		return;
	}
	if (entry->seq == 1 && entry->about.n > 0)
		memcpy(audit->name, entry->about.p, entry->about.n);
	audit->entries++;
	check_person(walk, entry);
	check_points(walk);
}

/* May the entry that says who was erased be what is missing or changed? */
static bool
may_hide_erasure(const struct walk *walk)
{
	return walk->audit->fault != NULL &&
	    (walk->bad_erasure ||
		slice_among(slice_of(walk->audit->fault),
		    "is missing|is not what the checkpoint saw"));
}

/* Personal halves went that nobody erased: the first of them. */
static void
check_gone(struct walk *walk)
{
	const struct list *gone = &walk->gone;
	struct list *erased = &walk->erased;
	size_t i;

	if (erased->count > 1)
		qsort(erased->seqs, erased->count, sizeof(*erased->seqs),
		    compare_seqs);
	walk->audit->erased = (int64_t)gone->count;
	for (i = 0; i < gone->count && !may_hide_erasure(walk); i++)
		if (erased->count == 0 ||
		    bsearch(&gone->seqs[i], erased->seqs, erased->count,
			sizeof(*erased->seqs), compare_seqs) == NULL) {
			found(walk->audit,
			    "what it says of the person is missing",
			    gone->seqs[i], gone->seqs[i]);
			return;
		}
}

static void
check_end(struct walk *walk, int64_t last)
{
	struct audit *audit = walk->audit;

	if (walk->next < walk->count)
		last = walk->checkpoints[walk->count - 1].entries;
	if (last > audit->entries)
		found(audit, "is missing", audit->entries + 1, last);
}

static int
compare_points(const void *a, const void *b)
{
	const struct audit_checkpoint *x = a, *y = b;

	return compare_seqs(&x->entries, &y->entries);
}

static int
audit_all(struct store *store, struct walk *walk, struct error *err)
{
	struct handover *handover;
	struct ledger_head head;
	int result;

	check_points(walk); /* those of the empty ledger */
	handover = handover_new(check_entry, walk);
	result = ledger_walk(store, handover_add, handover, err);
	handover_end(handover);
	if (result != 0) {
		error_prefix(
		    err, "behind entry %lld", (long long)walk->audit->entries);
		return -1;
	}
	/* Asked last: what was written meanwhile is not missing. */
	if (ledger_head(store, &head, err) != 0)
		return -1;
	check_end(walk, head.last > head.seq ? head.last : 0);
	check_gone(walk);
	return 0;
}

int
audit_run(struct store *store, const struct audit_checkpoint *checkpoints,
    size_t count, struct audit *audit, struct error *err)
{
	struct audit_checkpoint *points = mem_zalloc(
	    count + 1, sizeof(*points));
	struct walk walk = {.audit = audit,
	    .chain = chain_new(),
	    .checkpoints = points,
	    .count = fault_broken("checkpoints-unread") ? 0 : count};
	int result;

	*audit = (struct audit){.entries = 0};
	if (count > 0)
		memcpy(points, checkpoints, count * sizeof(*points));
	qsort(points, count, sizeof(*points), compare_points);
	result = audit_all(store, &walk, err);
	free(walk.gone.seqs);
	free(walk.erased.seqs);
	free(points);
	chain_free(walk.chain);
	return result;
}
