/* SPDX-License-Identifier: ISC */
#include "channel.h"

#include "base/buf.h"
#include "text/address.h"

#include <string.h>

/* The first is that of texts.  Twilio places one call a second. */
static const struct channel channels[] = {
    {"sms", PROVIDER_SMS, NULL, 0, "no_number"},
    {"email", PROVIDER_EMAIL, "email", 0, "no_address"},
    {"voice", PROVIDER_VOICE, "voice", 1000000, "no_number"},
};

#define CHANNEL_POOL "pool" /* of texts that name no sender */

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

/* Where the lane's provider begins; n: it names none. */
static size_t
channel_mark(struct slice lane)
{
	const char *mark = lane.n > 0 ? memchr(lane.p, '/', lane.n) : NULL;

	return mark != NULL ? (size_t)(mark - lane.p) : lane.n;
}

const struct channel *
channel_of_lane(struct slice lane)
{
	const struct slice kind = {lane.p, channel_mark(lane)};
	size_t i;

	for (i = CHANNELS - 1; i > 0; i--)
		if (kind.n < lane.n && slice_is(kind, channels[i].lane))
			break;
	return &channels[i];
}

struct slice
channel_lane(const struct channel *channel, struct slice from,
    const char *provider, struct arena *arena)
{
	struct slice lane;
	struct buf text;

	if (channel->lane == NULL && from.p != NULL)
		return from;
	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "%s/%s",
	    channel->lane != NULL ? channel->lane : CHANNEL_POOL, provider);
	lane = arena_slice(arena, buf_slice(&text));
	buf_release(&text);
	return lane;
}

struct slice
channel_sender(struct slice lane)
{
	return channel_mark(lane) < lane.n ? (struct slice){NULL, 0} : lane;
}

struct slice
channel_carrier(struct slice lane)
{
	size_t mark = channel_mark(lane);

	if (mark == lane.n)
		return (struct slice){NULL, 0};
	return (struct slice){lane.p + mark + 1, lane.n - mark - 1};
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
