/* SPDX-License-Identifier: ISC */
#include "key.h"

#include "base/num.h"
#include "record/key.h"
#include "schedule.h"

#include <inttypes.h>
#include <stdio.h>

#define KEY_VERSION_MAX ((int64_t)1 << 53) /* as integers of records */

int64_t
key_version(const struct facts *facts, struct arena *arena)
{
	struct slice text = view_text(facts->appointment.version, arena);
	int64_t version;

	return num_parse(text, 0, KEY_VERSION_MAX, &version) == 0
	    ? version
	    : KEY_NO_VERSION;
}

/* The version as a key has it; false when nothing says which it is. */
static bool
key_version_text(const struct facts *facts, int64_t version,
    struct arena *arena, char text[INSTANT_TEXT_MAX])
{
	int64_t starts_ms;

	if (version == KEY_NO_VERSION)
		version = key_version(facts, arena);
	if (version != KEY_NO_VERSION)
		(void)snprintf(text, INSTANT_TEXT_MAX, "%" PRId64, version);
	else if (schedule_read(facts->appointment.starts_at, facts->zone, arena,
		     &starts_ms) == 0)
		instant_format(starts_ms, text);
	else
		return false;
	return true;
}

bool
key_has_appointment(const struct facts *facts, struct arena *arena)
{
	char text[INSTANT_TEXT_MAX];

	return view_text(facts->appointment.id, arena).p != NULL &&
	    key_version_text(facts, KEY_NO_VERSION, arena, text);
}

/* "ID@VERSION" of the appointment; false when it has no such name. */
static bool
key_appointment(const struct facts *facts, int64_t version, struct arena *arena,
    struct buf *key)
{
	struct slice id = view_text(facts->appointment.id, arena);
	char text[INSTANT_TEXT_MAX];

	if (id.p == NULL || !key_version_text(facts, version, arena, text))
		return false;
	key_add(key, id);
	buf_addc(key, '@');
	key_add(key, slice_of(text));
	return true;
}

void
message_key(const struct facts *facts, const struct template_file *file,
    int64_t version, struct arena *arena, struct buf *key)
{
	struct slice event = record_text(facts->call, "event_id");

	buf_reset(key);
	key_add(key, facts->tenant);
	buf_addc(key, '/');
	if (file->of_appointment &&
	    key_appointment(facts, version, arena, key)) {
		/* It names the message, whichever call it was made in. */
	} else if (facts->event && event.p != NULL) {
		key_add(key, event);
	} else {
		key_add(key, record_text(facts->call, "source"));
		buf_addc(key, '/');
		key_add(key, record_text(facts->call, "call_id"));
	}
	buf_addc(key, '/');
	key_add(key, slice_of(file->id));
	buf_addc(key, '/');
	key_add(key, facts->to.p != NULL ? facts->to : facts->email);
}
