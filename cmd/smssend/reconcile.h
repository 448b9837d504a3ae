/* SPDX-License-Identifier: ISC */
/*
 * reconcile: what became of messages whose answer was lost (J10, J11).
 *
 * Reports that bear our reference settle it at once.  Else the provider is
 * asked what it was given.  A message is given up as not received only after
 * two looks, a settle time apart, that both saw the whole list.
 */
#ifndef SMSSEND_RECONCILE_H
#define SMSSEND_RECONCILE_H

#include "run.h"

enum {
	RECONCILE_SLOTS = 16, /* lists asked for at once */
	RECONCILE_PAGES_MAX = 200, /* of one list; a longer one fails */
	RECONCILE_MISSES = 16, /* lists that fail in a row end it */
};

/* --reconcile: does only this; run->filter.code is the exit code so far. */
void reconcile_work(struct run *run);

#endif
