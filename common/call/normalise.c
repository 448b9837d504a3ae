/* SPDX-License-Identifier: ISC */
/*
 * From a payload to a call record, by a mapping.
 */
#include "call/call.h"

#include "call/draft.h"
#include "time/instant.h"

#include <string.h>

/* ---- reading facts ------------------------------------------------------ */

struct json_object *
call_at(struct call_draft *draft, const struct call_row *row)
{
	struct json_object *node;
	size_t i;

	if (row == NULL)
		return NULL;
	for (i = 0; i < CALL_PATHS && row->paths[i] != NULL; i++) {
		const char *path = row->paths[i];

		if (path[0] == '=') {
			node = doc_new_text(slice_of(path + 1));
			doc_push_take(draft->constants, node);
		} else {
			node = doc_path(
			    draft->root, strcmp(path, ".") == 0 ? "" : path);
		}
		if (call_is_there(node))
			return node;
	}
	return NULL;
}

struct slice
call_text(struct call_draft *draft, const char *field)
{
	return call_read_text(
	    call_at(draft, call_row(draft->mapping, field)), draft->arena);
}

bool
call_time(struct call_draft *draft, const char *field, int64_t *unix_ms)
{
	const struct call_row *row = call_row(draft->mapping, field);

	return row != NULL &&
	    call_read_time(call_at(draft, row), row->reading, unix_ms);
}

bool
call_span(struct call_draft *draft, const char *field, int64_t *ms)
{
	const struct call_row *row = call_row(draft->mapping, field);

	return row != NULL &&
	    call_read_span(call_at(draft, row), row->reading, ms);
}

bool
call_put(struct call_draft *draft, const char *field)
{
	const struct call_row *row = call_row(draft->mapping, field);
	struct json_object *node = call_at(draft, row);
	struct slice text;
	int64_t ms;
	bool truth;

	if (node == NULL)
		return false;
	switch (row->reading) {
	case CALL_BOOL:
		if (!call_read_bool(node, &truth))
			return false;
		record_set_bool(draft->out, field, truth);
		return true;
	case CALL_TIME_ISO:
	case CALL_TIME_S:
	case CALL_TIME_MS:
	case CALL_TIME_GUESS:
		if (!call_read_time(node, row->reading, &ms))
			return false;
		record_set_time(draft->out, field, ms);
		return true;
	default:
		text = call_read_text(node, draft->arena);
		record_copy_text(draft->out, field, text);
		return text.p != NULL;
	}
}

/* ---- putting it together ------------------------------------------------ */

static void
call_put_all(struct call_draft *draft, const char *const *fields)
{
	for (; *fields != NULL; fields++)
		(void)call_put(draft, *fields);
}

/* Answers that a platform which could give them did not give. */
static void
call_put_or_null(struct call_draft *draft, const char *field)
{
	if (!call_put(draft, field))
		record_set_null(draft->out, field);
}

static void
call_write_call(struct call_draft *draft)
{
	static const char *const who[] = {"customer_name", "customer_email",
	    "customer_timezone", "language", "channel_preferred", NULL};
	static const char *const rest[] = {"recording_url", "agent_id",
	    "agent_name", "provider_call_id", "redacted", NULL};
	struct call_course course;

	call_read_course(draft, &course);
	record_set_text(draft->out, "stage", slice_of(course.stage));
	(void)call_put(draft, "tenant");
	call_put_parties(draft);
	call_put_all(draft, who);
	call_put_course(draft, &course);
	call_put_answered(draft, &course);
	call_put_or_null(draft, "success");
	call_put_or_null(draft, "summary");
	call_put_content(draft);
	call_put_consent(draft->out, draft->config);
	call_complete(draft->out, draft->config);
	call_put_all(draft, rest);
}

/* A member of the CloudEvents envelope, for what the mapping leaves open. */
static struct slice
call_envelope(struct call_draft *draft, const char *name)
{
	return view_string(
	    view_get(draft->envelope, slice_of(name)), draft->arena);
}

/* Something that happened without a call: an order, a payment. */
static void
call_write_event(struct call_draft *draft)
{
	static const char *const who[] = {"tenant", "customer_name",
	    "customer_email", "customer_timezone", "language",
	    "channel_preferred", NULL};
	int64_t at;

	if (!call_time(draft, "occurred_at", &at) &&
	    instant_parse(call_envelope(draft, "time"), &at) != 0)
		at = draft->received_ms;
	record_set_text(draft->out, "stage", slice_of("event"));
	record_set_time(draft->out, "occurred_at", at);
	call_put_all(draft, who);
	call_put_parties(draft);
	call_put_content(draft);
	call_put_consent(draft->out, draft->config);
	call_complete(draft->out, draft->config);
}

static int
call_write(struct call_draft *draft, struct error *err)
{
	const struct call_mapping *mapping = draft->mapping;
	bool event = call_row(mapping, "call_id") == NULL;
	const char *field = event ? "event_id" : "call_id";
	const struct call_row *row = call_row(mapping, field);

	record_start(draft->out, RECORD_CALL);
	record_set_text(draft->out, "source", slice_of(mapping->source));
	if (event)
		record_copy_text(draft->out, field, call_envelope(draft, "id"));
	if (!call_put(draft, field) &&
	    view_is_null(record_view(draft->out, field)))
		return error_set(err, EX_DATAERR, "%s: no %s at '%s'",
		    mapping->name, field, row != NULL ? row->paths[0] : field);
	if (event)
		call_write_event(draft);
	else
		call_write_call(draft);
	return 0;
}

int
call_normalise(struct record *input, const char *from,
    const struct config *config, int64_t received_ms, struct record *out,
    struct error *err)
{
	struct call_payload payload = call_unwrap(input);
	struct call_mapping mapping;
	struct arena arena = {0};
	struct call_draft draft = {.mapping = &mapping,
	    .config = config,
	    .arena = &arena,
	    .envelope = payload.envelope,
	    .out = out,
	    .received_ms = received_ms};
	int result;

	result = call_choose(&payload, from, config, &arena, &mapping, err);
	if (result == 1) {
		draft.root = doc_parse(
		    (struct slice){payload.body.p, payload.body.n}, err);
		draft.constants = doc_new_array();
		if (draft.root == NULL || call_write(&draft, err) != 0)
			result = -1;
		out->file = input->file;
		out->line = input->line;
	}
	doc_free(draft.constants);
	doc_free(draft.root);
	arena_release(&arena);
	return result;
}

int
call_normalise_text(struct slice text, const char *from,
    const struct config *config, int64_t received_ms, struct record *out,
    struct error *err)
{
	struct record input = {0};
	int result = record_fill(&input, text, err);

	if (result == 0)
		result = call_normalise(
		    &input, from, config, received_ms, out, err);
	record_release(&input);
	return result;
}
