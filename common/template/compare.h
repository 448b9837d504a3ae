/* SPDX-License-Identifier: ISC */
/*
 * compare: the operators of conditions, as a table.
 */
#ifndef TEMPLATE_COMPARE_H
#define TEMPLATE_COMPARE_H

#include "base/mem.h"
#include "template/value.h"

struct comparison {
	const char *name;
	/* 1 yes, 0 no, -1 these cannot be compared */
	int (*holds)(
	    const struct value *a, const struct value *b, struct arena *arena);
};

/* NULL when there is no such operator. */
const struct comparison *comparison_find(struct slice name);

#endif
