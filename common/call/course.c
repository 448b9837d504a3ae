/* SPDX-License-Identifier: ISC */
/*
 * How the call went: when, why it ended, who picked up.
 */
#include "call/draft.h"

#include <string.h>

static void
call_read_times(struct call_draft *draft, struct call_course *course)
{
	course->has_started = call_time(draft, "started_at", &course->started);
	course->has_ended = call_time(draft, "ended_at", &course->ended);
	course->has_duration = call_span(
	    draft, "duration_ms", &course->duration);
	course->basis = "reported";
	if (course->has_ended) {
		if (course->has_started && !course->has_duration &&
		    course->ended >= course->started) {
			course->duration = course->ended - course->started;
			course->has_duration = true;
		}
	} else if (course->has_started && course->has_duration &&
	    call_is_time(course->started + course->duration)) {
		course->ended = course->started + course->duration;
		course->basis = "computed";
	} else {
		course->ended = draft->received_ms;
		course->basis = "received";
	}
}

/* Never reached: not picked up, or failed before it could be. */
static bool
call_not_connected(const struct call_course *course)
{
	static const char *const never[] = {"no_answer", "busy", "rejected"};
	static const char *const unless_it_lasted[] = {"cancelled", "failed"};
	size_t i;

	for (i = 0; i < sizeof(never) / sizeof(never[0]); i++)
		if (strcmp(course->end_reason, never[i]) == 0)
			return true;
	for (i = 0; i < sizeof(unless_it_lasted) / sizeof(unless_it_lasted[0]);
	     i++)
		if (strcmp(course->end_reason, unless_it_lasted[i]) == 0)
			return !course->has_duration || course->duration == 0;
	return false;
}

static void
call_read_end(struct call_draft *draft, struct call_course *course)
{
	const struct call_mapping *mapping = draft->mapping;
	size_t i;

	course->end_raw = call_text(draft, "end_reason");
	course->end_reason = call_word(mapping->end_reasons, course->end_raw);
	if (course->end_reason == NULL)
		course->end_reason = "unknown";
	course->stage = "ended";
	for (i = 0; i < CALL_PATHS && mapping->analyzed[i] != NULL; i++)
		if (call_is_there(doc_path(draft->root, mapping->analyzed[i])))
			course->stage = "analyzed";
	if (call_not_connected(course))
		course->stage = "not_connected";
}

void
call_put_course(struct call_draft *draft, const struct call_course *course)
{
	struct record *out = draft->out;

	if (course->has_started)
		record_set_time(out, "started_at", course->started);
	(void)call_put(draft, "answered_at");
	record_set_time(out, "ended_at", course->ended);
	record_set_text(out, "ended_at_basis", slice_of(course->basis));
	if (course->has_duration)
		record_set_int(out, "duration_ms", course->duration);
	record_set_text(out, "end_reason", slice_of(course->end_reason));
	record_copy_text(out, "end_reason_raw", course->end_raw);
}

/* Who picked up: the reason first, then what the platform says. */
void
call_put_answered(struct call_draft *draft, const struct call_course *course)
{
	const struct call_row *row = call_row(draft->mapping, "answered_by");
	const char *who = draft->mapping->answered_by;
	struct slice said = call_text(draft, "answered_by");
	bool voicemail;

	if (strcmp(course->end_reason, "voicemail") == 0)
		who = "voicemail";
	else if (strcmp(course->stage, "not_connected") == 0)
		who = "unknown";
	else if (row != NULL && row->reading == CALL_VOICEMAIL &&
	    call_read_bool(call_at(draft, row), &voicemail))
		who = voicemail ? "voicemail" : "human";
	else if (row != NULL && row->reading == CALL_TEXT && said.p != NULL) {
		record_set_text(draft->out, "answered_by", said);
		return;
	}
	record_set_text(draft->out, "answered_by", slice_of(who));
}

void
call_read_course(struct call_draft *draft, struct call_course *course)
{
	*course = (struct call_course){0};
	call_read_times(draft, course);
	call_read_end(draft, course);
}
