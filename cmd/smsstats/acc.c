/* SPDX-License-Identifier: ISC */
#include "acc.h"

#include "base/mem.h"

#include <stdlib.h>

void
acc_set_init(struct acc_set *set)
{
	const struct acc *accs;
	size_t count, i;

	accs = acc_table(&count);
	set->states = mem_zalloc(count, sizeof(*set->states));
	for (i = 0; i < count; i++)
		set->states[i] = mem_zalloc(1, accs[i].kind->size);
}

void
acc_set_release(struct acc_set *set)
{
	const struct acc *accs;
	size_t count, i;

	accs = acc_table(&count);
	for (i = 0; set->states != NULL && i < count; i++) {
		if (accs[i].kind->release != NULL)
			accs[i].kind->release(set->states[i]);
		free(set->states[i]);
	}
	free(set->states);
	set->states = NULL;
}

void
acc_set_add(struct acc_set *set, const struct outcome *outcome)
{
	const struct acc *accs;
	size_t count, i;

	accs = acc_table(&count);
	for (i = 0; i < count; i++)
		accs[i].kind->add(set->states[i], &accs[i], outcome);
}

struct figure *
acc_set_emit(struct acc_set *set, const struct words *words)
{
	struct figure *figures;
	const struct acc *accs;
	size_t count, i;

	accs = acc_table(&count);
	figures = mem_zalloc(count, sizeof(*figures));
	for (i = 0; i < count; i++) {
		figures[i].acc = &accs[i];
		accs[i].kind->emit(
		    set->states[i], &accs[i], words, &figures[i]);
	}
	return figures;
}

void
figures_free(struct figure *figures)
{
	size_t count, i;

	(void)acc_table(&count);
	for (i = 0; figures != NULL && i < count; i++)
		free(figures[i].rows);
	free(figures);
}
