/* SPDX-License-Identifier: ISC */
/*
 * phone_plan: how the people of a country write its numbers, as a table.
 */
#ifndef TEXT_PHONE_PLAN_H
#define TEXT_PHONE_PLAN_H

#include "base/slice.h"

#include <stddef.h>

struct phone_plan {
	const char *country; /* its code */
	/*
	 * What the number behind the code begins with, parted by blanks; one
	 * digit of several in brackets.
	 */
	const char *starts;
	size_t min, max; /* digits behind the code */
	/* # is a digit, * all that are left. */
	const char *national;
	/* NULL: the national form from its first digit on, no parentheses. */
	const char *international;
};

/* number: the digits behind that country code.  NULL: none is known. */
const struct phone_plan *phone_plan_find(
    struct slice country, struct slice number);

#endif
