/* SPDX-License-Identifier: ISC */
#include "base/num.h"
#include "text/phone.h"
#include "wire_twilio.h"

enum { CHECK_VALIDITY_MAX = 36000 }; /* seconds */

static bool
check_lacks_to(const struct twilio_draft *send)
{
	return send->to.n == 0;
}

static bool
check_lacks_from(const struct twilio_draft *send)
{
	return send->from.n == 0 && send->service.n == 0;
}

/* No numbers have been put into any service here. */
static bool
check_has_empty_service(const struct twilio_draft *send)
{
	return send->from.n == 0;
}

static bool
check_lacks_body(const struct twilio_draft *send)
{
	return send->body.n == 0 && send->media == 0;
}

static bool
check_to_short_code(const struct twilio_draft *send)
{
	return phone_is_short_code(send->to);
}

static bool
check_to_is_invalid(const struct twilio_draft *send)
{
	return !phone_is_e164(send->to);
}

static bool
check_from_is_invalid(const struct twilio_draft *send)
{
	return !phone_is_e164(send->from) && !phone_is_short_code(send->from) &&
	    !phone_is_alphanumeric(send->from);
}

static bool
check_to_itself(const struct twilio_draft *send)
{
	return slice_equal(send->to, send->from);
}

static bool
check_body_is_long(const struct twilio_draft *send)
{
	return wire_characters(send->body) > TWILIO_BODY_MAX;
}

static bool
check_has_much_media(const struct twilio_draft *send)
{
	return send->media > TWILIO_MEDIA_MAX;
}

static bool
check_callback_is_bad(const struct twilio_draft *send)
{
	return wire_is_bad_url(send->callback);
}

static bool
check_validity_is_bad(const struct twilio_draft *send)
{
	int64_t seconds;

	return send->validity.p != NULL &&
	    num_parse(send->validity, 1, CHECK_VALIDITY_MAX, &seconds) != 0;
}

static bool
check_to_blocked(const struct twilio_draft *send)
{
	return sim_is_blocked(send->sim, send->to, send->from);
}

/* In the order in which they are looked at; the first that holds is told. */
static const struct twilio_fault check_faults[] = {
    {check_lacks_to, 21604, "A 'To' phone number is required."},
    {check_lacks_from, 21603,
	"A 'From' phone number or a 'MessagingServiceSid' is required."},
    {check_lacks_body, 21602, "Message body is required."},
    {check_to_short_code, 21265, "'To' number cannot be a Short Code."},
    {check_to_is_invalid, 21211, "Invalid 'To' Phone Number."},
    {check_has_empty_service, 21703,
	"The Messaging Service contains no phone numbers."},
    {check_from_is_invalid, 21212, "Invalid 'From' Phone Number."},
    {check_to_itself, 21266, "'To' and 'From' number cannot be the same."},
    {check_body_is_long, 21617,
	"The concatenated message body exceeds the 1600 character limit."},
    {check_has_much_media, 21623,
	"Number of media files exceeds allowed limit"},
    {check_callback_is_bad, 21609, "The 'StatusCallback' URL is not valid."},
    {check_validity_is_bad, 21624, "Invalid 'ValidityPeriod' value."},
    {check_to_blocked, 21610, "Attempt to send to unsubscribed recipient"},
};

const struct twilio_fault *
twilio_check(const struct twilio_draft *send)
{
	size_t i;

	for (i = 0; i < sizeof(check_faults) / sizeof(check_faults[0]); i++)
		if (check_faults[i].holds(send))
			return &check_faults[i];
	return NULL;
}
