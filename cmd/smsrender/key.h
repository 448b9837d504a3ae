/* SPDX-License-Identifier: ISC */
/*
 * key: what makes a message the same message, however often it is rendered.
 *
 *	tenant/APPOINTMENT@VERSION/template/to   where there is an appointment;
 *		VERSION is its version, else its start in UTC
 *	tenant/EVENT/template/to                 for an event that is no call
 *	tenant/source/CALL/template/to           otherwise
 *
 * '/', '@' and '%' inside a part are percent-encoded; "-" stands for a part
 * that is not there.
 */
#ifndef SMSRENDER_KEY_H
#define SMSRENDER_KEY_H

#include "facts.h"

void message_key(const struct facts *facts, const char *template_id,
    struct arena *arena, struct buf *key);

#endif
