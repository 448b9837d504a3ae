/* SPDX-License-Identifier: ISC */
#include "consent/handover.h"

#include "base/mem.h"
#include "store/shape.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum {
	HANDOVER_ENTRIES = 512, /* of a batch */
	HANDOVER_BATCHES = 4, /* one is filled, one is worked on */
};

struct batch {
	struct ledger_entry entries[HANDOVER_ENTRIES];
	size_t count;
	struct arena arena; /* what they point to */
};

struct handover {
	void (*each)(void *context, const struct ledger_entry *entry);
	void *context;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	/* Under the lock: how many batches were filled, how many of them are
	 * done; the next of each is that number modulo HANDOVER_BATCHES. */
	size_t filled, done;
	bool ended; /* no more are filled */
	struct batch batches[HANDOVER_BATCHES];
};

/* ---- the thread that works ----------------------------------------------- */

/* NULL: there are no more. */
static struct batch *
handover_next(struct handover *handover)
{
	struct batch *batch = NULL;

	(void)pthread_mutex_lock(&handover->lock);
	while (handover->done == handover->filled && !handover->ended)
		(void)pthread_cond_wait(&handover->changed, &handover->lock);
	if (handover->done < handover->filled)
		batch = &handover->batches[handover->done % HANDOVER_BATCHES];
	(void)pthread_mutex_unlock(&handover->lock);
	return batch;
}

static void *
handover_work(void *of)
{
	struct handover *handover = of;
	struct batch *batch;
	size_t i;

	while ((batch = handover_next(handover)) != NULL) {
		for (i = 0; i < batch->count; i++)
			handover->each(handover->context, &batch->entries[i]);
		(void)pthread_mutex_lock(&handover->lock);
		handover->done++;
		(void)pthread_cond_signal(&handover->changed);
		(void)pthread_mutex_unlock(&handover->lock);
	}
	return NULL;
}

/* ---- the one that reads -------------------------------------------------- */

/* Signals are for the other thread. */
struct handover *
handover_new(void (*each)(void *context, const struct ledger_entry *entry),
    void *context)
{
	struct handover *handover = mem_zalloc(1, sizeof(*handover));
	sigset_t all, before;

	handover->each = each;
	handover->context = context;
	(void)pthread_mutex_init(&handover->lock, NULL);
	(void)pthread_cond_init(&handover->changed, NULL);
	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	if (pthread_create(&handover->thread, NULL, handover_work, handover) !=
	    0)
		mem_exhausted();
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return handover;
}

/* The batch at hand goes over, and another is waited for. */
static void
handover_pass(struct handover *handover, bool ended)
{
	(void)pthread_mutex_lock(&handover->lock);
	handover->filled++;
	handover->ended = ended;
	(void)pthread_cond_signal(&handover->changed);
	while (!ended && handover->filled - handover->done == HANDOVER_BATCHES)
		(void)pthread_cond_wait(&handover->changed, &handover->lock);
	(void)pthread_mutex_unlock(&handover->lock);
}

/* The i-th column's text; NULL when it is a number. */
static struct slice *
text_at(struct ledger_entry *entry, int i)
{
	const struct column *column = &shape_entry.columns[i];

	if (column->kind != COLUMN_TEXT && column->kind != COLUMN_BYTES)
		return NULL;
	return (struct slice *)((char *)entry + column->where);
}

/* Its texts, one behind the other. */
static void
copy_texts(struct arena *arena, struct ledger_entry *entry)
{
	struct slice *text;
	size_t size = 0;
	char *to;
	int i;

	for (i = 0; i < shape_entry.count; i++)
		if ((text = text_at(entry, i)) != NULL)
			size += text->n;
	to = arena_alloc(arena, size + 1);
	for (i = 0; i < shape_entry.count; i++) {
		text = text_at(entry, i);
		if (text == NULL || text->p == NULL)
			continue;
		text->p = memcpy(to, text->p, text->n);
		to += text->n;
	}
}

int
handover_add(void *of, const struct ledger_entry *entry, struct error *err)
{
	struct handover *handover = of;
	struct batch *batch =
	    &handover->batches[handover->filled % HANDOVER_BATCHES];
	struct ledger_entry *copy = &batch->entries[batch->count++];

	(void)err;
	*copy = *entry;
	copy_texts(&batch->arena, copy);
	if (batch->count < HANDOVER_ENTRIES)
		return 0;
	handover_pass(handover, false);
	batch = &handover->batches[handover->filled % HANDOVER_BATCHES];
	batch->count = 0;
	arena_reset(&batch->arena);
	return 0;
}

void
handover_end(struct handover *handover)
{
	int i;

	handover_pass(handover, true);
	(void)pthread_join(handover->thread, NULL);
	(void)pthread_cond_destroy(&handover->changed);
	(void)pthread_mutex_destroy(&handover->lock);
	for (i = 0; i < HANDOVER_BATCHES; i++)
		arena_release(&handover->batches[i].arena);
	free(handover);
}
