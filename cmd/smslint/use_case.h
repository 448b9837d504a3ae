/* SPDX-License-Identifier: ISC */
/*
 * use_case: the use cases of The Campaign Registry, as of November 2026.
 */
#ifndef SMSLINT_USE_CASE_H
#define SMSLINT_USE_CASE_H

#include <stdbool.h>
#include <stddef.h>

enum use_case_texts {
	USE_CASE_ANY, /* of either category */
	USE_CASE_TRANSACTIONAL,
	USE_CASE_PROMOTIONAL,
};

struct use_case {
	const char *code;
	enum use_case_texts texts; /* what is sent under it */
	bool sub; /* may be one of several */
	size_t subs_min, subs_max; /* how many it needs of those */
	double
	    per_second; /* texts, where carriers give less; 0: by the score */
};

/* NULL when there is none of that code; `code` may be NULL. */
const struct use_case *use_case_find(const char *code);

/* The code that was probably meant, or NULL. */
const char *use_case_nearest(const char *code);

#endif
