/* SPDX-License-Identifier: ISC */
/*
 * phone: telephone numbers.  E.164: '+', then 7 to 15 digits, the first not 0.
 */
#ifndef TEXT_PHONE_H
#define TEXT_PHONE_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	PHONE_MAX = 17, /* bytes: '+', 15 digits, NUL */
	PHONE_TEXT_MAX = 32, /* the same with what parts the groups */
};

bool phone_is_e164(struct slice text);

/*
 * The E.164 number of an end as platforms write it: "tel:" and visual
 * separators dropped, "sip:+1212…@host" by its user part.  False for a
 * withheld caller ("anonymous", "+266696687", …) or anything else.
 */
bool phone_from_end(struct slice text, char out[PHONE_MAX]);

/*
 * The same for a number as people write it: the ten digits of the North
 * American plan, with or without the 1 in front, are a number too.
 */
bool phone_read(struct slice text, char out[PHONE_MAX]);

/*
 * The number of a person as somebody wrote it down, where it is certain whose
 * it is: in the North American plan exactly the ten digits that it has, no
 * extension, and the "(0)" of those who dial it at home left out.  Blanks and
 * dashes of any kind are dropped.
 */
bool phone_certain(struct slice text, char out[PHONE_MAX]);

/* Digits of the country code that these digits begin with, three at least. */
size_t phone_country_digits(const char *digits);

enum phone_form {
	PHONE_NATIONAL, /* "(212) 555-0100" */
	PHONE_INTERNATIONAL, /* "+1 212-555-0100" */
};

/*
 * An E.164 number as people write it; international where no national form is
 * known (phone_plan.c).  All of it is in the GSM alphabet.
 */
void phone_format(
    struct slice number, enum phone_form form, char out[PHONE_TEXT_MAX]);

/* 5 or 6 digits. */
bool phone_is_short_code(struct slice text);

/* An alphanumeric sender: 1 to 11 letters, digits, blanks, one letter at least.
 */
bool phone_is_alphanumeric(struct slice text);

/* For logs: country code and the last two digits, "+1********47". */
void phone_mask(struct slice number, char out[PHONE_MAX]);

#endif
