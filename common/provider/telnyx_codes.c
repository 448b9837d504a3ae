/* SPDX-License-Identifier: ISC */
/*
 * telnyx_codes: Telnyx's error codes.  developers.telnyx.com/development/
 * api-fundamentals/api-errors, support.telnyx.com (messaging error codes).
 */
#include "provider/telnyx.h"

/* clang-format off */
const struct provider_code telnyx_codes[] = {
    {"10001", "invalid_number", PROVIDER_FAILED, "number is inactive"},
    {"10002", "invalid_number", PROVIDER_FAILED, "no valid number"},
    {"10003", "unknown", PROVIDER_FAILED, "a URL is invalid"},
    {"10004", "unknown", PROVIDER_FAILED, "a parameter is missing"},
    /* So is a request without a key. */
    {"10005", "auth", PROVIDER_FATAL, "no such resource, or no key"},
    {"10007-10008", "unknown", PROVIDER_AMBIGUOUS, "unexpected error or timeout"},
    {"10009", "auth", PROVIDER_FATAL, "the key is wrong"},
    {"10010", "auth", PROVIDER_FATAL, "the key has no permission"},
    {"10011", "rate_limited", PROVIDER_RETRY, "too many requests"},
    {"10015", "unknown", PROVIDER_FAILED, "bad request"},
    {"10016", "invalid_number", PROVIDER_FAILED, "number is not in E.164 form"},
    {"20002", "auth", PROVIDER_FATAL, "the key is not active"},
    {"20006", "auth", PROVIDER_FATAL, "the account is not active"},
    {"20012", "insufficient_funds", PROVIDER_FATAL, "the account is out of funds"},
    {"20013-20017", "auth", PROVIDER_FATAL, "the account is blocked or not verified"},
    {"20100", "insufficient_funds", PROVIDER_FATAL, "out of funds"},
    {"40001", "landline", PROVIDER_FAILED, "landline or not routable"},
    {"40002", "carrier_filtered", PROVIDER_FAILED, "taken for spam, for now"},
    {"40003", "carrier_filtered", PROVIDER_FAILED, "taken for spam"},
    {"40004", "carrier_filtered", PROVIDER_FAILED, "rejected by the destination"},
    {"40005", "queue_expired", PROVIDER_FAILED, "expired on the way"},
    {"40006", "unreachable", PROVIDER_FAILED, "the recipient's server is down"},
    {"40007", "unknown", PROVIDER_FAILED, "message loop"},
    {"40008", "unreachable", PROVIDER_FAILED, "undeliverable"},
    {"40009", "content_rejected", PROVIDER_FAILED, "the text is invalid"},
    {"40010", "unregistered", PROVIDER_FAILED, "number is not registered for 10DLC"},
    {"40011", "rate_limited", PROVIDER_RETRY, "the next carrier's rate"},
    {"40012", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"40013", "auth", PROVIDER_FAILED, "no valid sender"},
    {"40014", "queue_expired", PROVIDER_FAILED, "expired in the queue"},
    {"40015", "carrier_filtered", PROVIDER_FAILED, "filtered by Telnyx"},
    {"40016", "rate_limited", PROVIDER_RETRY, "T-Mobile's daily cap"},
    {"40017", "carrier_filtered", PROVIDER_FAILED, "AT&T takes it for spam"},
    {"40018", "rate_limited", PROVIDER_RETRY, "AT&T's rate"},
    {"40100", "auth", PROVIDER_FAILED, "number has no messaging"},
    {"40150-40151", "auth", PROVIDER_FAILED, "alphanumeric sender is not enabled"},
    {"40300", "opted_out", PROVIDER_FAILED, "recipient replied STOP"},
    {"40301-40302", "media", PROVIDER_FAILED, "media type or size"},
    {"40304", "content_rejected", PROVIDER_FAILED, "arguments that exclude each other"},
    {"40305-40306", "auth", PROVIDER_FAILED, "no valid sender"},
    {"40308", "media", PROVIDER_FAILED, "sender cannot send MMS"},
    {"40309", "auth", PROVIDER_FAILED, "region is not allowed"},
    {"40310", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"40311-40314", "auth", PROVIDER_FAILED, "messaging profile"},
    {"40315", "carrier_filtered", PROVIDER_FAILED, "sender is unhealthy"},
    {"40316", "content_rejected", PROVIDER_FAILED, "the text is missing"},
    {"40317", "media", PROVIDER_FAILED, "MMS content"},
    {"40318", "rate_limited", PROVIDER_RETRY, "the queue is full"},
    {"40319", "media", PROVIDER_FAILED, "MMS is not possible"},
    {"40320-40321", "auth", PROVIDER_FAILED, "no usable number in the pool"},
    {"40322", "content_rejected", PROVIDER_FAILED, "blocked content"},
    {"40328", "content_rejected", PROVIDER_FAILED, "the text is too long"},
    {"40329", "unregistered", PROVIDER_FAILED, "toll-free number is not verified"},
    {"40333", "insufficient_funds", PROVIDER_FATAL, "the profile's spend limit"},
    /* What is left of the range, behind the codes in it. */
    {"40000-40399", "unknown", PROVIDER_FAILED, "another error of messaging"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */
