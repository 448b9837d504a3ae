/* SPDX-License-Identifier: ISC */
#include "policy/appointment.h"

void
appointment_read(
    struct record *message, struct appointment_message *appointment)
{
	int64_t send_at;

	*appointment = (struct appointment_message){
	    .template_id = record_text(message, "template_id"),
	    .cancels = slice_is(
		record_text(message, "purpose"), "cancellation"),
	    .later = record_time(message, "send_at", &send_at)};
	if (!record_int(message, "appointment_version", &appointment->version))
		appointment->version = -1;
	if (!record_time(message, "call_ended_at", &appointment->call_ended_ms))
		appointment->call_ended_ms = 0;
}

bool
appointment_supersedes(const struct appointment_message *newer,
    const struct appointment_message *older)
{
	bool same = newer->template_id.n > 0 &&
	    slice_equal(newer->template_id, older->template_id);

	if (newer->version >= 0 && older->version >= 0 &&
	    newer->version != older->version)
		return newer->version > older->version &&
		    (newer->cancels || same || older->later);
	if (newer->version >= 0 && newer->version == older->version)
		return newer->cancels && !older->cancels;
	return newer->call_ended_ms > older->call_ended_ms &&
	    (same || (newer->cancels && !older->cancels));
}
