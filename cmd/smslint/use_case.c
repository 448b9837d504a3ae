/* SPDX-License-Identifier: ISC */
#include "use_case.h"

#include "base/nearest.h"

#include <string.h>

/* AT&T: 75 a minute for LOW_VOLUME, 15 for a sole proprietor. */
#define LOW_VOLUME_RATE (75.0 / 60)
#define SOLE_RATE (15.0 / 60)

/* The codes are those of support.goconvey.com, "10DLC Use Cases", and Twilio's
 * Usa2p resource; a test holds them against tests/fixtures/tcr-use-cases.csv.
 */
static const struct use_case cases[] = {
    {"2FA", USE_CASE_TRANSACTIONAL, true, 0, 0, 0},
    {"ACCOUNT_NOTIFICATION", USE_CASE_TRANSACTIONAL, true, 0, 0, 0},
    {"AGENTS_FRANCHISES", USE_CASE_ANY, false, 0, 0, 0},
    {"CARRIER_EXEMPT", USE_CASE_ANY, false, 0, 0, 0},
    {"CHARITY", USE_CASE_ANY, false, 0, 0, 0},
    {"CUSTOMER_CARE", USE_CASE_TRANSACTIONAL, true, 0, 0, 0},
    {"DELIVERY_NOTIFICATION", USE_CASE_TRANSACTIONAL, true, 0, 0, 0},
    {"EMERGENCY", USE_CASE_TRANSACTIONAL, false, 0, 0, 0},
    {"FRAUD_ALERT", USE_CASE_TRANSACTIONAL, true, 0, 0, 0},
    {"HIGHER_EDUCATION", USE_CASE_ANY, true, 0, 0, 0},
    {"K12_EDUCATION", USE_CASE_ANY, false, 0, 0, 0},
    {"LOW_VOLUME", USE_CASE_ANY, false, 1, 5, LOW_VOLUME_RATE},
    {"M2M", USE_CASE_TRANSACTIONAL, false, 0, 0, 0},
    {"MARKETING", USE_CASE_PROMOTIONAL, true, 0, 0, 0},
    {"MIXED", USE_CASE_ANY, false, 2, 5, 0},
    {"POLITICAL", USE_CASE_ANY, false, 0, 0, 0},
    {"POLLING_VOTING", USE_CASE_ANY, true, 0, 0, 0},
    {"PROXY", USE_CASE_ANY, false, 0, 0, 0},
    {"PUBLIC_SERVICE_ANNOUNCEMENT", USE_CASE_ANY, true, 0, 0, 0},
    {"SECURITY_ALERT", USE_CASE_TRANSACTIONAL, true, 0, 0, 0},
    {"SOCIAL", USE_CASE_ANY, false, 0, 0, 0},
    {"SOLE_PROPRIETOR", USE_CASE_ANY, false, 1, 5, SOLE_RATE},
    {"SWEEPSTAKE", USE_CASE_PROMOTIONAL, false, 0, 0, 0},
    {"TRIAL", USE_CASE_ANY, false, 0, 0, 0},
    {"UCAAS_HIGH", USE_CASE_ANY, false, 0, 0, 0},
    {"UCAAS_LOW", USE_CASE_ANY, false, 0, 0, 0},
};

enum { USE_CASES = sizeof(cases) / sizeof(cases[0]) };

const struct use_case *
use_case_find(const char *code)
{
	size_t i;

	for (i = 0; code != NULL && i < USE_CASES; i++)
		if (strcmp(cases[i].code, code) == 0)
			return &cases[i];
	return NULL;
}

const char *
use_case_nearest(const char *code)
{
	const char *names[USE_CASES];
	size_t i;

	for (i = 0; i < USE_CASES; i++)
		names[i] = cases[i].code;
	return nearest_name(code, names, i);
}
