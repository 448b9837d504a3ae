/* SPDX-License-Identifier: ISC */
/*
 * wire_form: the fields of a request: of a query, of a form, or of
 * multipart/form-data (RFC 7578), as the official clients send them.
 */
#ifndef SMSSIM_WIRE_FORM_H
#define SMSSIM_WIRE_FORM_H

#include "wire.h"

/* The fields of that text, all of them UTF-8; NULL: they are not. */
struct form *wire_form(const struct wire_call *call, struct slice text);

/* Those of a body of either type; NULL for another type, or what is broken. */
struct form *wire_form_any(const struct wire_call *call);

#endif
