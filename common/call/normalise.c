/* SPDX-License-Identifier: ISC */
/*
 * From a payload to a call record, by a mapping.
 */
#include "call/call.h"

#include "call/draft.h"
#include "time/instant.h"

#include <string.h>

/* ---- putting it together ------------------------------------------------ */

static void
call_put_all(struct call_draft *draft, const char *const *fields)
{
	for (; *fields != NULL; fields++)
		(void)call_put(draft, *fields);
}

/* What every call could have. */
static void
call_put_or_null(struct call_draft *draft, const char *const *fields)
{
	for (; *fields != NULL; fields++)
		if (!call_put(draft, *fields))
			record_set_null(draft->out, *fields);
}

/* Appointment and consent, once all is there that they may be found in. */
static void
call_put_rest(struct call_draft *draft)
{
	if (!draft->mapping->carrier)
		call_put_consent(draft->out, draft->config);
	call_complete(draft->out, draft->config);
}

static const char *const call_who[] = {
    "customer_timezone", "language", "channel_preferred", NULL};

static void
call_write_call(struct call_draft *draft, struct call_memory *memory)
{
	static const char *const outcome[] = {
	    "success", "summary", "transcript", NULL};
	static const char *const rest[] = {"recording_url", "agent_id",
	    "agent_name", "provider_call_id", NULL};
	struct call_course course;

	record_set_null(draft->out, "stage"); /* keeps its place */
	(void)call_put(draft, "tenant");
	call_put_parties(draft);
	call_put_all(draft, call_who);
	call_read_course(draft, &course);
	call_put_course(draft, &course);
	call_put_or_null(draft, outcome);
	call_put_content(draft);
	if (!draft->mapping->carrier)
		record_set_null(draft->out, "consent"); /* the same */
	call_put_or_null(draft, rest);
	(void)call_put(draft, "redacted");
	call_put_stage(draft, &course);
	if (!draft->mapping->joined)
		memory = NULL;
	call_recall(memory, draft->out);
	call_put_rest(draft);
	call_remember(memory, draft->out);
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
	int64_t at;

	if (!call_time(draft, "occurred_at", &at) &&
	    instant_parse(call_envelope(draft, "time"), &at) != 0)
		at = draft->received_ms;
	record_set_text(draft->out, "stage", slice_of("event"));
	record_set_time(draft->out, "occurred_at", at);
	(void)call_put(draft, "tenant");
	call_put_parties(draft);
	call_put_all(draft, call_who);
	call_put_content(draft);
	call_put_rest(draft);
}

/* The event's own id stands in for one that the payload does not have. */
static int
call_write(
    struct call_draft *draft, struct call_memory *memory, struct error *err)
{
	const struct call_mapping *mapping = draft->mapping;
	bool event = call_next_row(mapping, "call_id", NULL) == NULL;
	const char *field = event ? "event_id" : "call_id";
	const struct call_row *row = call_next_row(mapping, field, NULL);
	struct slice id = call_text(draft, field);

	if (id.p == NULL)
		id = call_envelope(draft, "id");
	if (id.n == 0)
		return error_set(err, EX_DATAERR, "%s: no %s at '%s'",
		    mapping->name, field, row != NULL ? row->paths[0] : field);
	record_start(draft->out, RECORD_CALL);
	record_set_text(draft->out, "source", slice_of(mapping->source));
	record_set_text(draft->out, field, id);
	if (event)
		call_write_event(draft);
	else
		call_write_call(draft, memory);
	return 0;
}

/* The payload with what is in one of its wraps beside it. */
static struct json_object *
call_unwrap_take(
    const struct call_mapping *mapping, struct json_object *payload)
{
	struct json_object *inner = NULL, *whole;
	struct doc_step step = {0};
	size_t i;

	for (i = 0;
	     inner == NULL && i < CALL_WRAPS && mapping->wraps[i] != NULL; i++)
		inner = doc_get(payload, mapping->wraps[i]);
	if (doc_type(inner) != SCAN_OBJECT)
		return payload;
	whole = doc_new_object();
	while (doc_next(payload, &step))
		doc_put_take(whole, step.key, doc_share(step.value));
	step = (struct doc_step){0};
	while (doc_next(inner, &step))
		doc_put_take(whole, step.key, doc_share(step.value));
	doc_free(payload);
	return whole;
}

int
call_normalise(struct record *input, const struct call_context *context,
    struct record *out, struct error *err)
{
	struct arena arena = {0};
	struct call_payload payload = call_unwrap(input, &arena);
	struct call_mapping mapping;
	struct call_draft draft = {.mapping = &mapping,
	    .config = context->config,
	    .arena = &arena,
	    .envelope = payload.envelope,
	    .out = out,
	    .received_ms = context->received_ms};
	int result;

	buf_init(&draft.name, BUF_NO_CAP);
	result = call_choose(
	    &payload, context->from, context->config, &arena, &mapping, err);
	if (result == 1) {
		draft.root = doc_parse(
		    (struct slice){payload.body.p, payload.body.n}, err);
		draft.root = call_unwrap_take(&mapping, draft.root);
		draft.kept = doc_new_array();
		if (draft.root == NULL ||
		    call_write(&draft, context->memory, err) != 0)
			result = -1;
		out->file = input->file;
		out->line = input->line;
	}
	doc_free(draft.kept);
	doc_free(draft.root);
	buf_release(&draft.name);
	arena_release(&arena);
	return result;
}

int
call_normalise_text(struct slice text, const struct call_context *context,
    struct record *out, struct error *err)
{
	struct record input = {0};
	int result = record_fill(&input, text, err);

	if (result == 0)
		result = call_normalise(&input, context, out, err);
	record_release(&input);
	return result;
}
