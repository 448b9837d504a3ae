/* SPDX-License-Identifier: ISC */
#include "channel.h"

#include "text/address.h"

#include <string.h>

/* The first is that of texts.  Twilio places one call a second. */
static const struct channel channels[] = {
    {"sms", PROVIDER_SMS, NULL, 0, "no_number"},
    {"email", PROVIDER_EMAIL, "email", 0, "no_address"},
    {"voice", PROVIDER_VOICE, "voice", 1000000, "no_number"},
};

enum { CHANNELS = sizeof(channels) / sizeof(channels[0]) };

const struct channel *
channel_of(struct record *message)
{
	struct slice name = record_text(message, "channel");
	size_t i;

	for (i = CHANNELS - 1; i > 0; i--)
		if (slice_is(name, channels[i].name))
			break;
	return &channels[i];
}

const struct channel *
channel_of_lane(struct slice sender)
{
	size_t i;

	for (i = CHANNELS - 1; i > 0; i--)
		if (slice_is(sender, channels[i].lane))
			break;
	return &channels[i];
}

struct slice
channel_recipient(struct record *message)
{
	char key[ADDRESS_MAX];

	if (channel_of(message)->carries != PROVIDER_EMAIL)
		return record_text(message, "to");
	if (!address_key(record_text(message, "email"), key))
		return (struct slice){NULL, 0};
	return arena_slice(&message->arena, slice_of(key));
}
