/* SPDX-License-Identifier: ISC */
/* Work in parts, and the lock that those who do it share. */
#include "base/mem.h"
#include "record/bulk.h"

#include <pthread.h>
#include <stdlib.h>

struct part {
	void (*work)(void *context, size_t worker);
	void *context;
	size_t number;
	pthread_t thread;
	bool started;
};

static void *
run_part(void *context)
{
	const struct part *part = context;

	part->work(part->context, part->number);
	return NULL;
}

void
bulk_each(
    void (*each)(void *context, size_t worker), void *context, size_t workers)
{
	struct part parts[BULK_WORKERS_MAX] = {{.work = NULL}};
	size_t i;

	for (i = 0; i < workers && i < BULK_WORKERS_MAX; i++) {
		parts[i] = (struct part){each, context, i, 0, false};
		parts[i].started = i + 1 < workers &&
		    pthread_create(
			&parts[i].thread, NULL, run_part, &parts[i]) == 0;
		if (!parts[i].started)
			each(context, i);
	}
	for (i = 0; i < workers && i < BULK_WORKERS_MAX; i++)
		if (parts[i].started)
			(void)pthread_join(parts[i].thread, NULL);
}

struct bulk_lock {
	pthread_mutex_t mutex;
};

struct bulk_lock *
bulk_lock_new(void)
{
	struct bulk_lock *lock = mem_zalloc(1, sizeof(*lock));

	(void)pthread_mutex_init(&lock->mutex, NULL);
	return lock;
}

void
bulk_lock_free(struct bulk_lock *lock)
{
	if (lock == NULL)
		return;
	(void)pthread_mutex_destroy(&lock->mutex);
	free(lock);
}

void
bulk_lock_take(struct bulk_lock *lock)
{
	(void)pthread_mutex_lock(&lock->mutex);
}

void
bulk_lock_give(struct bulk_lock *lock)
{
	(void)pthread_mutex_unlock(&lock->mutex);
}
