/* SPDX-License-Identifier: ISC */
/*
 * address: addresses of e-mail.
 */
#ifndef TEXT_ADDRESS_H
#define TEXT_ADDRESS_H

#include "base/slice.h"

#include <stdbool.h>

enum { ADDRESS_MAX = 255 }; /* bytes with a NUL: RFC 5321, 4.5.3.1.3 */

/*
 * One mailbox and nothing else (a part of RFC 5321): what is no letter of an
 * address could lead a mail elsewhere, or begin another header.
 */
bool address_is_valid(struct slice text);

/* Is it one, and as address_key writes it? */
bool address_is_key(struct slice text);

/* In small letters (ASCII): how an address is looked up.  False when it is
 * none. */
bool address_key(struct slice text, char out[ADDRESS_MAX]);

#endif
