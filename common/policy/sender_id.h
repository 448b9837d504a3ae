/* SPDX-License-Identifier: ISC */
/*
 * sender_id: which countries take a name as a sender, as of November 2026.
 */
#ifndef POLICY_SENDER_ID_H
#define POLICY_SENDER_ID_H

#include <stddef.h>

enum sender_id_answer {
	SENDER_ID_NO,
	SENDER_ID_PARTIAL, /* some operators replace it */
	SENDER_ID_REGISTERED, /* once it is registered */
	SENDER_ID_YES,
};

struct sender_id {
	const char *iso; /* ISO 3166-1 alpha-2 */
	enum sender_id_answer answer;
	const char *registration; /* NULL: nothing is known */
};

const struct sender_id *sender_ids(size_t *count);

/* NULL: nothing is known of the country. */
const struct sender_id *sender_id_of(const char *iso);

#endif
