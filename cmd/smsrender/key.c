/* SPDX-License-Identifier: ISC */
#include "key.h"

#include "schedule.h"

#include <inttypes.h>
#include <stdio.h>

/* "-" for what is not there; '/', '@' and '%' keep their meaning. */
static void
key_part(struct buf *key, struct slice part)
{
	size_t i, start = 0;

	if (part.p == NULL)
		part = slice_of("-");
	for (i = 0; i < part.n; i++)
		if (part.p[i] == '/' || part.p[i] == '@' || part.p[i] == '%') {
			buf_add(key, part.p + start, i - start);
			buf_addf(key, "%%%02X", (unsigned)part.p[i]);
			start = i + 1;
		}
	buf_add(key, part.p + start, part.n - start);
}

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
	key_part(key, id);
	buf_addc(key, '@');
	key_part(key, slice_of(text));
	return true;
}

void
message_key(const struct facts *facts, const char *template_id,
    struct arena *arena, struct buf *key)
{
	struct slice event = record_text(facts->call, "event_id");

	buf_reset(key);
	key_part(key, facts->tenant);
	buf_addc(key, '/');
	if (key_appointment(facts, arena, key)) {
		/* It names the message, whichever call it was made in. */
	} else if (facts->event && event.p != NULL) {
		key_part(key, event);
	} else {
		key_part(key, record_text(facts->call, "source"));
		buf_addc(key, '/');
		key_part(key, record_text(facts->call, "call_id"));
	}
	buf_addc(key, '/');
	key_part(key, slice_of(template_id));
	buf_addc(key, '/');
	key_part(key, facts->to);
}
