/* SPDX-License-Identifier: ISC */
/*
 * deadline: by when the law wants a withdrawal to be honoured.  Ours are at
 * once; who has to answer for it wants to see the date.
 */
#ifndef CONSENT_DEADLINE_H
#define CONSENT_DEADLINE_H

#include "time/instant.h"

#include <stdint.h>

enum { DEADLINE_DAYS = 10 }; /* business days: 47 CFR 64.1200(a)(10) */

/*
 * The last day: ten days behind that of the receipt on Hawaii's calendar,
 * Saturdays, Sundays and federal holidays of the United States not counted.
 */
void deadline_date(int64_t received_ms, struct civil *date);

#endif
