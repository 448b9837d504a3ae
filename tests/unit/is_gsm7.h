/* SPDX-License-Identifier: ISC */
/*
 * What the tests of texts that people read share: no character of one may make
 * a message cost more.
 */
#ifndef TESTS_UNIT_IS_GSM7_H
#define TESTS_UNIT_IS_GSM7_H

#include "text/gsm7.h"
#include "text/utf8.h"

#include <stdbool.h>

static inline bool
is_gsm7(const char *text)
{
	size_t len;

	for (; *text != '\0'; text += len)
		if (gsm7_septets(utf8_decode(text, &len)) == 0)
			return false;
	return true;
}

#endif
