/* SPDX-License-Identifier: ISC */
#include "text/gsm7.h"

#include <stddef.h>

/* clang-format off */
const uint8_t gsm7_latin[GSM7_LATIN] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0, 0, /* 00 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 10 */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 20 */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 30 */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 40 */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 1, /* 50 */
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* 60 */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 0, /* 70 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 80 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 90 */
    0, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, /* a0 */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, /* b0 */
    0, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, /* c0 */
    0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 1, /* d0 */
    1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, /* e0 */
    0, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, /* f0 */
};
/* clang-format on */

/* Those above, the Greek capitals without a Latin twin and the euro sign. */
static const uint16_t gsm7_greek[] = {
    0x0393, /* gamma */
    0x0394, /* delta */
    0x0398, /* theta */
    0x039b, /* lambda */
    0x039e, /* xi */
    0x03a0, /* pi */
    0x03a3, /* sigma */
    0x03a6, /* phi */
    0x03a8, /* psi */
    0x03a9, /* omega */
};

enum { GSM7_EURO = 0x20ac };

unsigned
gsm7_septets(uint32_t point)
{
	size_t i;

	if (point < GSM7_LATIN)
		return gsm7_latin[point];
	if (point == GSM7_EURO)
		return 2;
	for (i = 0; i < sizeof(gsm7_greek) / sizeof(gsm7_greek[0]); i++)
		if (gsm7_greek[i] == point)
			return 1;
	return 0;
}
