/* SPDX-License-Identifier: ISC */
/*
 * phone: telephone numbers.  E.164: '+', then 7 to 15 digits, the first not 0.
 */
#ifndef TEXT_PHONE_H
#define TEXT_PHONE_H

#include "base/slice.h"

#include <stdbool.h>

enum { PHONE_MAX = 17 }; /* bytes: '+', 15 digits, NUL */

bool phone_is_e164(struct slice text);

/*
 * The E.164 number of an end as platforms write it: "tel:" and visual
 * separators dropped, "sip:+1212…@host" by its user part.  False for a
 * withheld caller ("anonymous", "+266696687", …) or anything else.
 */
bool phone_from_end(struct slice text, char out[PHONE_MAX]);

/* 5 or 6 digits. */
bool phone_is_short_code(struct slice text);

/* An alphanumeric sender: 1 to 11 letters, digits, blanks, one letter at least.
 */
bool phone_is_alphanumeric(struct slice text);

/* For logs: country code and the last two digits, "+1********47". */
void phone_mask(struct slice number, char out[PHONE_MAX]);

#endif
