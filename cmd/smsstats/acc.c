/* SPDX-License-Identifier: ISC */
#include "acc.h"

#include "base/mem.h"

#include <stdlib.h>

/* States lie one behind the other, each aligned for anything in it. */
enum { ACC_ALIGN = 16 };

static size_t
state_size(const struct acc *acc)
{
	return (acc->kind->size + ACC_ALIGN - 1) / ACC_ALIGN * ACC_ALIGN;
}

void
acc_set_init(struct acc_set *set)
{
	const struct acc *accs;
	size_t count, size = 0, i;

	accs = acc_table(&count);
	for (i = 0; i < count; i++)
		size += state_size(&accs[i]);
	set->states = mem_zalloc(1, size);
}

void
acc_set_release(struct acc_set *set)
{
	const struct acc *accs;
	char *state = set->states;
	size_t count, i;

	accs = acc_table(&count);
	for (i = 0; state != NULL && i < count; i++) {
		if (accs[i].kind->release != NULL)
			accs[i].kind->release(state);
		state += state_size(&accs[i]);
	}
	free(set->states);
	set->states = NULL;
}

void
acc_set_add(struct acc_set *set, const struct outcome *outcome)
{
	const struct acc *accs;
	char *state = set->states;
	size_t count, i;

	accs = acc_table(&count);
	for (i = 0; i < count; i++) {
		if (accs[i].kind->add != NULL)
			accs[i].kind->add(state, &accs[i], outcome);
		state += state_size(&accs[i]);
	}
}

void
acc_set_merge(struct acc_set *set, const struct acc_set *other)
{
	const struct acc *accs;
	const char *from = other->states;
	char *state = set->states;
	size_t count, i, size;

	accs = acc_table(&count);
	for (i = 0; from != NULL && i < count; i++) {
		if (accs[i].kind->merge != NULL)
			accs[i].kind->merge(state, from);
		size = state_size(&accs[i]);
		state += size;
		from += size;
	}
}

struct figure *
acc_set_emit(struct acc_set *set, const struct words *words)
{
	struct figure *figures;
	const struct acc *accs;
	char *state = set->states;
	size_t count, i;

	accs = acc_table(&count);
	figures = mem_zalloc(count, sizeof(*figures));
	for (i = 0; i < count; i++) {
		figures[i].acc = &accs[i];
		accs[i].kind->emit(
		    state, &accs[i], words, figures, &figures[i]);
		state += state_size(&accs[i]);
	}
	return figures;
}

void
figures_free(struct figure *figures)
{
	size_t count, i;

	(void)acc_table(&count);
	for (i = 0; figures != NULL && i < count; i++) {
		free(figures[i].rows);
		free(figures[i].steps);
	}
	free(figures);
}
