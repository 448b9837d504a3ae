/* SPDX-License-Identifier: ISC */
/*
 * aws_sms_codes: the reasons and types of errors of AWS End User Messaging,
 * SMS and voice API version 2, and the types of its events.
 */
#include "provider/aws_sms.h"

/* clang-format off */
const struct provider_code aws_sms_codes[] = {
    {"DestinationPhoneNumber", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    /* ConflictException */
    {"DESTINATION_PHONE_NUMBER_OPTED_OUT", "opted_out", PROVIDER_FAILED, "recipient has opted out"},
    {"DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION", "carrier_filtered", PROVIDER_FAILED, "country is blocked by the protect configuration"},
    {"DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE", "carrier_filtered", PROVIDER_FAILED, "number is blocked by the protect configuration"},
    {"DESTINATION_PHONE_NUMBER_NOT_VERIFIED", "auth", PROVIDER_FAILED, "sandbox: recipient is not verified"},
    {"NO_ORIGINATION_IDENTITIES_FOUND", "auth", PROVIDER_FAILED, "no sender for it"},
    {"NUMBER_CAPABILITIES_MISMATCH", "auth", PROVIDER_FAILED, "sender is not able"},
    {"MESSAGE_TYPE_MISMATCH", "auth", PROVIDER_FAILED, "sender is for other messages"},
    {"RESOURCE_NOT_ACTIVE", "auth", PROVIDER_FAILED, "sender is not active"},
    {"REGISTRATION_NOT_COMPLETE", "auth", PROVIDER_FAILED, "registration is not complete"},
    {"ConflictException", "auth", PROVIDER_FAILED, "refused as things stand"},
    /* ValidationException */
    {"SENDER_ID_NOT_REGISTERED", "unregistered", PROVIDER_FAILED, "sender is not registered"},
    {"SENDER_ID_REQUIRES_REGISTRATION", "unregistered", PROVIDER_FAILED, "sender is not registered"},
    {"COUNTRY_NOT_ENABLED", "auth", PROVIDER_FAILED, "country is not permitted"},
    {"DESTINATION_COUNTRY_BLOCKED", "auth", PROVIDER_FAILED, "country is not permitted"},
    {"INTERNATIONAL_SENDING_NOT_SUPPORTED", "auth", PROVIDER_FAILED, "sender is for its own country"},
    {"INVALID_IDENTITY_FOR_DESTINATION_COUNTRY", "auth", PROVIDER_FAILED, "sender is not for that country"},
    {"SENDER_ID_NOT_SUPPORTED", "auth", PROVIDER_FAILED, "no names as senders there"},
    {"CHANNEL_NOT_ENABLED", "auth", PROVIDER_FAILED, "the channel is off"},
    {"PRICE_OVER_THRESHOLD", "insufficient_funds", PROVIDER_FAILED, "over the price limit"},
    {"MEDIA_TYPE_NOT_SUPPORTED", "media", PROVIDER_FAILED, "media cannot be sent"},
    {"MAXIMUM_SIZE_EXCEEDED", "media", PROVIDER_FAILED, "media is too large"},
    {"INVALID_PARAMETER", "content_rejected", PROVIDER_FAILED, "a parameter is refused"},
    {"MISSING_PARAMETER", "content_rejected", PROVIDER_FAILED, "a parameter is missing"},
    {"FIELD_VALIDATION_FAILED", "content_rejected", PROVIDER_FAILED, "a parameter is refused"},
    {"CANNOT_PARSE", "content_rejected", PROVIDER_FAILED, "the request is refused"},
    {"INVALID_REQUEST", "content_rejected", PROVIDER_FAILED, "the request is refused"},
    {"OTHER", "content_rejected", PROVIDER_FAILED, "the request is refused"},
    {"ValidationException", "content_rejected", PROVIDER_FAILED, "a parameter is refused"},
    /* The account. */
    {"INSUFFICIENT_ACCOUNT_REPUTATION", "auth", PROVIDER_FATAL, "the account's reputation is low"},
    {"ACCOUNT_DISABLED", "auth", PROVIDER_FATAL, "the account is off"},
    {"AccessDeniedException", "auth", PROVIDER_FATAL, "the key may not do that"},
    {"MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT", "insufficient_funds", PROVIDER_FATAL, "the month's limit is reached"},
    {"MONTHLY_SPEND_LIMIT_REACHED_FOR_MEDIA", "insufficient_funds", PROVIDER_FAILED, "the month's limit for media is reached"},
    {"ServiceQuotaExceededException", "insufficient_funds", PROVIDER_FAILED, "a limit is reached"},
    {"ThrottlingException", "rate_limited", PROVIDER_RETRY, "too many requests"},
    {"ResourceNotFoundException", "auth", PROVIDER_FAILED, "no such sender or set"},
    /* Signatures. */
    {"UnrecognizedClientException", "auth", PROVIDER_FATAL, "no such key"},
    {"InvalidSignatureException", "auth", PROVIDER_FATAL, "the secret is wrong"},
    {"IncompleteSignatureException", "auth", PROVIDER_FATAL, "the signature is not whole"},
    {"MissingAuthenticationTokenException", "auth", PROVIDER_FATAL, "the request is not signed"},
    {"ExpiredTokenException", "auth", PROVIDER_FATAL, "the temporary key is over"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};

/* Without TEXT_ or MEDIA_ in front. */
const struct provider_code aws_sms_event_codes[] = {
    {"INVALID", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"INVALID_MESSAGE", "content_rejected", PROVIDER_FAILED, "the text is refused"},
    {"UNREACHABLE", "unreachable", PROVIDER_FAILED, "handset is off or unreachable"},
    {"CARRIER_UNREACHABLE", "unreachable", PROVIDER_FAILED, "carrier is unreachable"},
    {"BLOCKED", "carrier_filtered", PROVIDER_FAILED, "blocked"},
    {"CARRIER_BLOCKED", "carrier_filtered", PROVIDER_FAILED, "blocked by the carrier"},
    {"PROTECT_BLOCKED", "carrier_filtered", PROVIDER_FAILED, "blocked by the protect configuration"},
    {"SPAM", "carrier_filtered", PROVIDER_FAILED, "taken for spam"},
    {"TTL_EXPIRED", "queue_expired", PROVIDER_FAILED, "validity period passed"},
    {"UNKNOWN", "unknown", PROVIDER_FAILED, "no reason is known"},
    {"FILE_INACCESSIBLE", "media", PROVIDER_FAILED, "media cannot be read"},
    {"FILE_SIZE_EXCEEDED", "media", PROVIDER_FAILED, "media is too large"},
    {"FILE_TYPE_UNSUPPORTED", "media", PROVIDER_FAILED, "media cannot be sent"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */
