/* SPDX-License-Identifier: ISC */
/*
 * twilio_codes: Twilio's error codes.  www.twilio.com/docs/api/errors; the
 * list grows, so a code that is not in it is judged by its range.
 */
#include "provider/twilio.h"

#include "base/num.h"

enum { CODE_MAX = 999999 };

/* clang-format off */
static const struct twilio_code codes[] = {
    /* Of a request. */
    {20003, 20003, "auth", PROVIDER_FATAL}, /* credentials */
    {20005, 20006, "auth", PROVIDER_FATAL}, /* account inactive, no access */
    {20010, 20010, "auth", PROVIDER_FATAL},
    {20403, 20403, "auth", PROVIDER_FATAL},
    {20404, 20404, "auth", PROVIDER_FATAL}, /* no such account */
    {20422, 20422, "unknown", PROVIDER_FAILED},
    {20429, 20429, "rate_limited", PROVIDER_RETRY}, /* never processed */
    {21211, 21211, "invalid_number", PROVIDER_FAILED},
    {21212, 21212, "auth", PROVIDER_FAILED}, /* the sender */
    {21217, 21217, "invalid_number", PROVIDER_FAILED},
    {21219, 21219, "auth", PROVIDER_FAILED}, /* trial account */
    {21265, 21266, "invalid_number", PROVIDER_FAILED},
    {21408, 21408, "auth", PROVIDER_FAILED}, /* country not permitted */
    {21601, 21601, "auth", PROVIDER_FAILED},
    {21602, 21602, "content_rejected", PROVIDER_FAILED},
    {21603, 21603, "auth", PROVIDER_FAILED},
    {21604, 21604, "invalid_number", PROVIDER_FAILED},
    {21605, 21605, "content_rejected", PROVIDER_FAILED},
    {21606, 21608, "auth", PROVIDER_FAILED},
    {21610, 21610, "opted_out", PROVIDER_FAILED},
    {21611, 21611, "rate_limited", PROVIDER_RETRY}, /* sender's queue full */
    {21612, 21612, "unreachable", PROVIDER_FAILED},
    {21614, 21614, "landline", PROVIDER_FAILED},
    {21616, 21616, "auth", PROVIDER_FAILED},
    {21617, 21619, "content_rejected", PROVIDER_FAILED},
    {21620, 21623, "media", PROVIDER_FAILED},
    {21635, 21635, "landline", PROVIDER_FAILED},
    {21654, 21656, "content_rejected", PROVIDER_FAILED},
    {21658, 21658, "content_rejected", PROVIDER_FAILED},
    {21659, 21661, "auth", PROVIDER_FAILED},
    {21701, 21705, "auth", PROVIDER_FAILED}, /* the messaging service */
    {21709, 21709, "auth", PROVIDER_FAILED},
    {21717, 21717, "unregistered", PROVIDER_FAILED},
    {21719, 21720, "unregistered", PROVIDER_FAILED},
    {21730, 21730, "unknown", PROVIDER_RETRY}, /* maintenance */
    {90010, 90010, "auth", PROVIDER_FATAL},
    /* Of a delivery. */
    {30001, 30001, "rate_limited", PROVIDER_FAILED},
    {30002, 30002, "auth", PROVIDER_FATAL}, /* account suspended */
    {30003, 30003, "unreachable", PROVIDER_FAILED},
    {30004, 30004, "carrier_filtered", PROVIDER_FAILED},
    {30005, 30005, "invalid_number", PROVIDER_FAILED},
    {30006, 30006, "landline", PROVIDER_FAILED},
    {30007, 30007, "carrier_filtered", PROVIDER_FAILED},
    {30010, 30010, "insufficient_funds", PROVIDER_FAILED},
    {30011, 30011, "media", PROVIDER_FAILED},
    {30017, 30017, "rate_limited", PROVIDER_FAILED},
    {30018, 30018, "unregistered", PROVIDER_FAILED},
    {30019, 30019, "media", PROVIDER_FAILED},
    {30022, 30023, "rate_limited", PROVIDER_FAILED},
    {30024, 30024, "unregistered", PROVIDER_FAILED},
    {30027, 30027, "rate_limited", PROVIDER_FAILED},
    {30032, 30032, "unregistered", PROVIDER_FAILED},
    {30034, 30034, "unregistered", PROVIDER_FAILED}, /* US A2P 10DLC */
    {30036, 30036, "queue_expired", PROVIDER_FAILED},
    {30037, 30037, "auth", PROVIDER_FAILED},
    {30038, 30038, "content_rejected", PROVIDER_FAILED},
    {30039, 30039, "carrier_filtered", PROVIDER_FAILED},
    {30040, 30041, "unregistered", PROVIDER_FAILED},
    {30450, 30450, "carrier_filtered", PROVIDER_FAILED},
    {30453, 30453, "carrier_filtered", PROVIDER_FAILED},
    {30454, 30454, "rate_limited", PROVIDER_FAILED},
    {30485, 30485, "carrier_filtered", PROVIDER_FAILED},
    /* What is left of the ranges, behind the codes in them. */
    {21200, 21799, "unknown", PROVIDER_FAILED}, /* requests */
    {30000, 30499, "unknown", PROVIDER_FAILED}, /* deliveries */
    {35100, 35199, "unknown", PROVIDER_FAILED}, /* scheduling */
};
/* clang-format on */

const struct twilio_code *
twilio_code_find(struct slice code)
{
	int64_t number;
	size_t i;

	if (num_parse(code, 0, CODE_MAX, &number) != 0)
		return NULL;
	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (number >= codes[i].first && number <= codes[i].last)
			return &codes[i];
	return NULL;
}
