/* SPDX-License-Identifier: ISC */
/*
 * supersede: which messages of the same appointment a message replaces.
 *
 * Rendering is a pure function: it knows no message that was made before, but
 * ids are derived (key.h), so it can say what they would be:
 *
 *	of a changed appointment (a higher version): the same template, and all
 *		that are sent later (`send`), for the versions before
 *	of a cancelled one (purpose cancellation): all templates, for the
 *		versions before, and for this one those that do not hold now
 *
 * Versions count from 1.  An id that was never used harms nobody.
 */
#ifndef SMSRENDER_SUPERSEDE_H
#define SMSRENDER_SUPERSEDE_H

#include "message.h"

/* Adds `supersedes`, if there is any, to press->json; uses press->key. */
void press_put_supersedes(struct press *press, const struct facts *facts,
    const struct template_file *file);

#endif
