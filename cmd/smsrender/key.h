/* SPDX-License-Identifier: ISC */
/*
 * key: what makes a message the same message, however often it is rendered.
 *
 *	tenant/APPOINTMENT@VERSION/template/to   for a template that looks at
 *		the call's appointment; VERSION is its version, else its start
 *		in UTC
 *	tenant/EVENT/template/to                 for an event that is no call
 *	tenant/source/CALL/template/to           otherwise
 *
 * So a text about the appointment is one text, whichever call it was agreed in,
 * and a text about a call is one, however much of the appointment is known when
 * the platform tells of it.
 *
 * '/', '@' and '%' inside a part are percent-encoded; "-" stands for a part
 * that is not there.
 */
#ifndef SMSRENDER_KEY_H
#define SMSRENDER_KEY_H

#include "facts.h"
#include "template/template_file.h"

enum { KEY_NO_VERSION = -1 };

/* The version of the appointment, or KEY_NO_VERSION. */
int64_t key_version(const struct facts *facts, struct arena *arena);

/* Has the call an appointment that names its messages? */
bool key_has_appointment(const struct facts *facts, struct arena *arena);

/* The key for a version of the appointment, or KEY_NO_VERSION for its own. */
void message_key(const struct facts *facts, const struct template_file *file,
    int64_t version, struct arena *arena, struct buf *key);

#endif
