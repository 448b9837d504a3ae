/* SPDX-License-Identifier: ISC */
/*
 * How the call went: when, why it ended, who picked up.
 */
#include "call/draft.h"

#include <string.h>

/* ---- when --------------------------------------------------------------- */

/* From the first piece to the end of the last; false when none has a length. */
static bool
call_read_legs(struct call_draft *draft, struct call_course *course)
{
	const struct call_legs *legs = &draft->mapping->legs;
	struct json_object *list, *leg;
	int64_t start, span;
	size_t i;

	if (legs->list == NULL)
		return false;
	list = call_first(draft, legs->list);
	for (i = 0; i < doc_count(list); i++) {
		leg = doc_at(list, i);
		if (!call_read_time(
			doc_get(leg, legs->start), CALL_TIME_ISO, &start) ||
		    !call_read_span(
			doc_get(leg, legs->duration), CALL_SPAN_S, &span) ||
		    span == 0 || !call_is_time(start + span))
			continue;
		if (!course->has_ended || start < course->started)
			course->started = start;
		if (!course->has_ended || start + span > course->ended)
			course->ended = start + span;
		course->has_started = course->has_ended = true;
	}
	return course->has_ended;
}

/* What is known of three leads to the others. */
static void
call_complete_times(struct call_draft *draft, struct call_course *course)
{
	if (!course->has_ended && course->has_started && course->has_duration &&
	    call_is_time(course->started + course->duration)) {
		course->ended = course->started + course->duration;
		course->basis = "computed";
	} else if (!course->has_ended) {
		if (!call_time(draft, "occurred_at", &course->ended))
			course->ended = draft->received_ms;
		course->basis = "received";
	} else if (course->has_started && !course->has_duration &&
	    course->ended >= course->started) {
		course->duration = course->ended - course->started;
		course->has_duration = true;
	} else if (!course->has_started && course->has_duration &&
	    call_is_time(course->ended - course->duration)) {
		course->started = course->ended - course->duration;
		course->has_started = true;
	}
}

static void
call_read_times(struct call_draft *draft, struct call_course *course)
{
	if (call_read_legs(draft, course)) {
		course->basis = "computed";
	} else {
		course->basis = "reported";
		course->has_started = call_time(
		    draft, "started_at", &course->started);
		course->has_ended = call_time(
		    draft, "ended_at", &course->ended);
		course->has_duration = call_span(
		    draft, "duration_ms", &course->duration);
	}
	call_complete_times(draft, course);
	draft->has_started = course->has_started;
	draft->started_ms = course->started;
}

/* ---- why ---------------------------------------------------------------- */

/* "The end that called hung up": whose it was, the direction says. */
static const struct {
	const char *word, *inbound, *outbound;
} call_hangups[] = {
    {"from_hangup", "customer_hangup", "agent_hangup"},
    {"to_hangup", "agent_hangup", "customer_hangup"},
};

static const char *
call_who_hung_up(const struct call_draft *draft, const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(call_hangups) / sizeof(call_hangups[0]); i++) {
		if (strcmp(word, call_hangups[i].word) != 0)
			continue;
		if (strcmp(draft->direction, "inbound") == 0)
			return call_hangups[i].inbound;
		if (strcmp(draft->direction, "outbound") == 0)
			return call_hangups[i].outbound;
		return "completed";
	}
	return word;
}

/* The platform's own word, also where it means nothing to us. */
static struct slice
call_read_raw_end(struct call_draft *draft, struct json_object *known)
{
	struct slice text = call_text(draft, "end_reason_raw");
	const struct call_row *row = NULL;
	size_t i;

	if (text.p == NULL && known != NULL)
		text = call_read_text(known, draft->arena);
	while (text.p == NULL &&
	    (row = call_next_row(draft->mapping, "end_reason", row)) != NULL)
		for (i = 0;
		     text.p == NULL && i < CALL_PATHS && row->paths[i] != NULL;
		     i++)
			text = call_read_text(
			    call_first(draft, row->paths[i]), draft->arena);
	return text;
}

/* Never reached: not picked up, or failed before it could be. */
static bool
call_not_connected(const struct call_course *course)
{
	static const char never[] = "no_answer|busy|rejected";
	static const char unless_it_lasted[] = "cancelled|failed";
	struct slice reason = slice_of(course->end_reason);

	return slice_among(reason, never) ||
	    (slice_among(reason, unless_it_lasted) &&
		(!course->has_duration || course->duration == 0));
}

static void
call_read_end(struct call_draft *draft, struct call_course *course)
{
	bool in_legs = draft->mapping->legs.list != NULL && course->has_ended;
	struct json_object *node = NULL;
	const struct call_row *row = NULL;

	course->end_reason = "unknown";
	if (!in_legs) {
		row = call_find(draft, "end_reason", &node);
		course->end_raw = call_read_raw_end(draft, node);
	}
	if (row != NULL)
		course->end_reason = call_who_hung_up(draft,
		    call_word(row->words, call_read_text(node, draft->arena)));
	else if (course->end_raw.p == NULL &&
	    draft->mapping->end_reason != NULL)
		course->end_reason = draft->mapping->end_reason;
	course->not_connected = call_not_connected(course);
}

void
call_read_course(struct call_draft *draft, struct call_course *course)
{
	*course = (struct call_course){0};
	call_read_times(draft, course);
	call_read_end(draft, course);
}

/* ---- setting ------------------------------------------------------------ */

/* Who picked up: the reason first, then what the platform says. */
static struct slice
call_answered_by(struct call_draft *draft, const struct call_course *course)
{
	struct slice who;

	if (strcmp(course->end_reason, "voicemail") == 0)
		return slice_of("voicemail");
	if (course->not_connected)
		return slice_of("unknown");
	who = call_text(draft, "answered_by");
	if (who.p == NULL)
		who = slice_of(draft->mapping->answered_by);
	return who.p != NULL ? who : slice_of("unknown");
}

void
call_put_course(struct call_draft *draft, const struct call_course *course)
{
	struct record *out = draft->out;

	if (course->has_started)
		record_set_time(out, "started_at", course->started);
	else
		record_set_null(out, "started_at");
	(void)call_put(draft, "answered_at");
	record_set_time(out, "ended_at", course->ended);
	record_set_text(out, "ended_at_basis", slice_of(course->basis));
	if (course->has_duration)
		record_set_int(out, "duration_ms", course->duration);
	record_set_text(out, "end_reason", slice_of(course->end_reason));
	if (course->end_raw.p != NULL)
		record_set_text(out, "end_reason_raw", course->end_raw);
	else
		record_set_null(out, "end_reason_raw");
	record_set_text(out, "answered_by", call_answered_by(draft, course));
	if (strcmp(course->basis, "received") == 0)
		record_set_time(out, "received_at", draft->received_ms);
}

/* A summary, a verdict on success, or variables: somebody analyzed it. */
static bool
call_is_analyzed(struct call_draft *draft)
{
	const char *const *paths = draft->mapping->analyzed;
	size_t i;

	for (i = 0; i < CALL_PATHS && paths[i] != NULL; i++)
		if (call_first(draft, paths[i]) != NULL)
			return true;
	return paths[0] == NULL &&
	    (!view_is_null(record_view(draft->out, "summary")) ||
		!view_is_null(record_view(draft->out, "success")) ||
		view_count(record_view(draft->out, "data")) > 0);
}

void
call_put_stage(struct call_draft *draft, const struct call_course *course)
{
	const char *stage = "ended";

	if (course->not_connected)
		stage = "not_connected";
	else if (call_is_analyzed(draft))
		stage = "analyzed";
	record_set_text(draft->out, "stage", slice_of(stage));
}
