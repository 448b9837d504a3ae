/* SPDX-License-Identifier: ISC */
#include "key.h"

#include "record/key.h"
#include "schedule.h"

#include <inttypes.h>
#include <stdio.h>

/* "ID@VERSION" of the appointment; false when it has no such name. */
static bool
key_appointment(const struct facts *facts, struct arena *arena, struct buf *key)
{
	struct slice id = view_string(facts->appointment.id, arena);
	char text[INSTANT_TEXT_MAX];
	int64_t number, starts_ms;

	if (id.n == 0)
		return false;
	if (view_int(facts->appointment.version, &number))
		(void)snprintf(text, sizeof(text), "%" PRId64, number);
	else if (schedule_read(facts->appointment.starts_at, facts->zone, arena,
		     &starts_ms) == 0)
		instant_format(starts_ms, text);
	else
		return false;
	key_add(key, id);
	buf_addc(key, '@');
	key_add(key, slice_of(text));
	return true;
}

void
message_key(const struct facts *facts, const char *template_id,
    struct arena *arena, struct buf *key)
{
	struct slice event = record_text(facts->call, "event_id");

	buf_reset(key);
	key_add(key, facts->tenant);
	buf_addc(key, '/');
	if (key_appointment(facts, arena, key)) {
		/* It names the message, whichever call it was made in. */
	} else if (facts->event && event.p != NULL) {
		key_add(key, event);
	} else {
		key_add(key, record_text(facts->call, "source"));
		buf_addc(key, '/');
		key_add(key, record_text(facts->call, "call_id"));
	}
	buf_addc(key, '/');
	key_add(key, slice_of(template_id));
	buf_addc(key, '/');
	key_add(key, facts->to.p != NULL ? facts->to : facts->email);
}
