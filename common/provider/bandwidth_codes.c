/* SPDX-License-Identifier: ISC */
/*
 * bandwidth_codes: the types of errors that requests meet, and the codes that
 * deliveries end with: dev.bandwidth.com/docs/messaging/errors/codes.  4xxx is
 * the client's fault, 5xxx the server's; a second digit of 7 is the carrier's.
 */
#include "provider/bandwidth.h"

/* clang-format off */
const struct provider_code bandwidth_types[] = {
    {"request-validation", "unknown", PROVIDER_FAILED, "a field is not valid"},
    {"max-message-queue-size-exceeded", "rate_limited", PROVIDER_RETRY, "the account's queue is full"},
    {"unauthorized", "auth", PROVIDER_FATAL, "credentials are wrong"},
    {"forbidden", "auth", PROVIDER_FATAL, "the user may not send"},
    {"not-found", "auth", PROVIDER_FATAL, "no such account"},
    {"unsupported-media-type", "unknown", PROVIDER_FAILED, "no JSON"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};

const struct provider_code bandwidth_codes[] = {
    {"4001", "auth", PROVIDER_FAILED, "service is not allowed"},
    {"4301", "content_rejected", PROVIDER_FAILED, "bad encoding"},
    {"4302", "auth", PROVIDER_FAILED, "no valid sender"},
    {"4303", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"4350", "invalid_number", PROVIDER_FAILED, "recipient is forbidden"},
    {"4360", "queue_expired", PROVIDER_FAILED, "expired in the queue"},
    {"4401", "unreachable", PROVIDER_FAILED, "no route"},
    {"4403", "auth", PROVIDER_FAILED, "sender is not allowed"},
    {"4404", "invalid_number", PROVIDER_FAILED, "recipient is not allocated"},
    {"4405", "auth", PROVIDER_FAILED, "sender is not allocated"},
    {"4406", "invalid_number", PROVIDER_FAILED, "recipient is not defined"},
    {"4407", "auth", PROVIDER_FAILED, "sender is not of the account"},
    {"4408", "invalid_number", PROVIDER_FAILED, "recipient is not of the account"},
    {"4409", "media", PROVIDER_FAILED, "recipient takes no MMS"},
    {"4410-4412", "media", PROVIDER_FAILED, "media cannot be had, is too large or of a bad type"},
    {"4420-4421", "unreachable", PROVIDER_FAILED, "no route"},
    {"4431-4433", "auth", PROVIDER_FAILED, "short code, country or toll-free is not allowed"},
    {"4434", "invalid_number", PROVIDER_FAILED, "toll-free recipient takes no texts"},
    {"4435", "content_rejected", PROVIDER_FAILED, "too many recipients"},
    {"4451", "auth", PROVIDER_FAILED, "wrong user"},
    {"4452", "auth", PROVIDER_FAILED, "application is not allowed"},
    {"4470", "carrier_filtered", PROVIDER_FAILED, "Bandwidth takes it for spam"},
    {"4481", "carrier_filtered", PROVIDER_FAILED, "sender is blocked"},
    {"4482", "opted_out", PROVIDER_FAILED, "recipient is on the block list"},
    {"4492", "invalid_number", PROVIDER_FAILED, "recipient is an emergency number"},
    {"4493", "auth", PROVIDER_FAILED, "not authorised"},
    {"4700", "media", PROVIDER_FAILED, "the carrier takes no such service"},
    {"4701-4702", "unreachable", PROVIDER_FAILED, "handset is off or unreachable"},
    {"4711-4712", "media", PROVIDER_FAILED, "media is too large or of a bad type"},
    {"4720", "invalid_number", PROVIDER_FAILED, "the carrier knows no such recipient"},
    {"4721", "invalid_number", PROVIDER_FAILED, "number is deactivated"},
    {"4730", "unreachable", PROVIDER_FAILED, "no route"},
    {"4740", "auth", PROVIDER_FAILED, "the carrier knows no such sender"},
    {"4750", "carrier_filtered", PROVIDER_FAILED, "the carrier rejected it"},
    {"4751", "content_rejected", PROVIDER_FAILED, "the text is too long"},
    {"4752", "content_rejected", PROVIDER_FAILED, "malformed"},
    {"4753", "carrier_filtered", PROVIDER_FAILED, "the handset rejected it"},
    {"4770", "carrier_filtered", PROVIDER_FAILED, "the carrier takes it for spam"},
    {"4771", "content_rejected", PROVIDER_FAILED, "a shortened link"},
    {"4772", "carrier_filtered", PROVIDER_FAILED, "sender or recipient is blocked"},
    {"4773-4774", "unregistered", PROVIDER_FAILED, "campaign or number is not provisioned"},
    {"4775", "opted_out", PROVIDER_FAILED, "recipient opted out"},
    {"4780-4781", "rate_limited", PROVIDER_FAILED, "a carrier's rate or daily cap"},
    {"4785", "rate_limited", PROVIDER_FAILED, "too much volume"},
    {"4790-4793", "unregistered", PROVIDER_FAILED, "restriction of the short code's campaign"},
    {"4795", "unregistered", PROVIDER_FAILED, "toll-free number is not verified"},
    {"5106", "unknown", PROVIDER_FAILED, "all tries failed"},
    {"5231", "unknown", PROVIDER_FAILED, "parts came too late"},
    {"5500-5501", "unreachable", PROVIDER_FAILED, "no way to the recipient"},
    {"5600", "rate_limited", PROVIDER_FAILED, "the carrier's queue is full"},
    {"5610", "unreachable", PROVIDER_FAILED, "the carrier's service failed"},
    {"5620", "unreachable", PROVIDER_FAILED, "the carrier's service failed"},
    {"5630", "unreachable", PROVIDER_FAILED, "the carrier's service failed"},
    {"5650", "unreachable", PROVIDER_FAILED, "the carrier's service failed"},
    {"9902", "unknown", PROVIDER_FAILED, "no receipt came in time"},
    {"9999", "unknown", PROVIDER_FAILED, "unknown code of a carrier"},
    /* What is left of the ranges, behind the codes in them. */
    {"4000-4999", "unknown", PROVIDER_FAILED, "another error"},
    {"5000-5999", "unknown", PROVIDER_FAILED, "an error of Bandwidth's own"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */
