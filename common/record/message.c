/* SPDX-License-Identifier: ISC */
#include "record/message.h"

bool
message_is_text(struct record *message)
{
	struct slice channel = record_text(message, "channel");

	return channel.p == NULL || slice_is(channel, "sms") ||
	    slice_is(channel, "mms");
}

void
message_suppress(struct record *message, const char *reason)
{
	struct slice status = record_text(message, "status");

	if (status.p != NULL && !slice_is(status, "rendered"))
		return;
	record_set_text(message, "status", slice_of("suppressed"));
	record_set_text(message, "reason", slice_of(reason));
}
