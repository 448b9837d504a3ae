/* SPDX-License-Identifier: ISC */
/*
 * Some platforms tell of a call in several events, of which only the first has
 * the numbers.  What was read last is remembered, so that a later event of the
 * same call is a whole call record too.
 */
#include "call/call.h"

#include "call/draft.h"

#include <stdlib.h>
#include <string.h>

enum {
	MEMORY_CALLS = 256, /* the oldest makes room for the next */
	MEMORY_TEXT_MAX = 16 * 1024, /* a longer record is not remembered */
};

struct call_memory {
	struct memory_call {
		struct buf key; /* source and call_id */
		struct buf text; /* the record; empty: no call */
	} calls[MEMORY_CALLS];
	size_t next; /* the place of the next */
	struct buf key; /* of the one that is looked for */
	struct record earlier; /* the one that was found */
};

struct call_memory *
call_memory_new(void)
{
	struct call_memory *memory = mem_zalloc(1, sizeof(*memory));
	size_t i;

	for (i = 0; i < MEMORY_CALLS; i++) {
		buf_init(&memory->calls[i].key, MEMORY_TEXT_MAX);
		buf_init(&memory->calls[i].text, MEMORY_TEXT_MAX);
	}
	buf_init(&memory->key, MEMORY_TEXT_MAX);
	return memory;
}

void
call_memory_free(struct call_memory *memory)
{
	size_t i;

	if (memory == NULL)
		return;
	for (i = 0; i < MEMORY_CALLS; i++) {
		buf_release(&memory->calls[i].key);
		buf_release(&memory->calls[i].text);
	}
	buf_release(&memory->key);
	record_release(&memory->earlier);
	free(memory);
}

/* Where the call is remembered, or NULL. */
static struct memory_call *
memory_find(struct call_memory *memory, const struct record *call)
{
	struct view source = record_view(call, "source");
	struct view call_id = record_view(call, "call_id");
	size_t i;

	buf_reset(&memory->key);
	buf_add(&memory->key, source.p, source.n);
	buf_add(&memory->key, call_id.p, call_id.n);
	for (i = 0; i < MEMORY_CALLS; i++)
		if (memory->calls[i].text.len > 0 &&
		    slice_equal(buf_slice(&memory->calls[i].key),
			buf_slice(&memory->key)))
			return &memory->calls[i];
	return NULL;
}

/* ---- folding ------------------------------------------------------------ */

static void
join_copy(struct record *out, const struct record *earlier, const char *field)
{
	struct view value = record_view(earlier, field);

	if (value.p != NULL)
		record_set_json(out, field, (struct slice){value.p, value.n});
}

/* Fields whose "unknown" says nothing; those that go together. */
static const char *const join_words[] = {"direction", "answered_by"};
static const char *const join_times[] = {
    "started_at", "ended_at", "ended_at_basis", "duration_ms"};
/* Fields that are made of others, afterwards. */
static const char join_made[] = "data|consent|appointment|received_at";

static void
join_known(struct record *out, const struct record *earlier)
{
	const struct field *fields;
	size_t count, i;

	fields = field_table(&count);
	for (i = 0; i < count; i++)
		if ((fields[i].in & RECORD_CALL) != 0 &&
		    !slice_among(slice_of(fields[i].name), join_made) &&
		    view_is_null(record_view(out, fields[i].name)))
			join_copy(out, earlier, fields[i].name);
}

/* When and why: an event that only came later does not know. */
static void
join_course(struct record *out, struct record *earlier)
{
	size_t i;

	for (i = 0; i < sizeof(join_words) / sizeof(join_words[0]); i++)
		if (slice_is(record_text(out, join_words[i]), "unknown"))
			join_copy(out, earlier, join_words[i]);
	if (view_is_null(record_view(out, "end_reason_raw")) &&
	    !slice_is(record_text(earlier, "end_reason"), "unknown"))
		join_copy(out, earlier, "end_reason");
	if (!slice_is(record_text(out, "ended_at_basis"), "received") ||
	    slice_is(record_text(earlier, "ended_at_basis"), "received"))
		return;
	for (i = 0; i < sizeof(join_times) / sizeof(join_times[0]); i++)
		join_copy(out, earlier, join_times[i]);
	record_remove(out, "received_at");
}

/* All variables of both; of one that both know, the later. */
static void
join_data(struct record *out, const struct record *earlier)
{
	struct view before = record_view(earlier, "data");
	struct view later = record_view(out, "data");
	struct json_object *all, *news;
	struct doc_step step = {0};
	struct error err;
	struct buf json;

	all = doc_parse((struct slice){before.p, before.n}, &err);
	news = doc_parse((struct slice){later.p, later.n}, &err);
	while (all != NULL && doc_next(news, &step))
		if (step.value != NULL || doc_get(all, step.key) == NULL)
			doc_put_take(all, step.key, doc_share(step.value));
	buf_init(&json, BUF_NO_CAP);
	if (all != NULL) {
		doc_write(all, &json);
		record_set_json(out, "data", buf_slice(&json));
	}
	buf_release(&json);
	doc_free(news);
	doc_free(all);
}

void
call_recall(struct call_memory *memory, struct record *out)
{
	struct memory_call *found;
	struct record *earlier;
	struct error err;

	found = memory != NULL ? memory_find(memory, out) : NULL;
	if (found == NULL)
		return;
	earlier = &memory->earlier;
	if (record_fill(earlier, buf_slice(&found->text), &err) != 0)
		return;
	join_course(out, earlier);
	join_known(out, earlier);
	join_data(out, earlier);
	if (slice_is(record_text(out, "stage"), "ended") &&
	    slice_is(record_text(earlier, "stage"), "analyzed"))
		join_copy(out, earlier, "stage");
}

void
call_remember(struct call_memory *memory, const struct record *out)
{
	struct memory_call *call;

	if (memory == NULL)
		return;
	call = memory_find(memory, out);
	if (memory->key.full)
		return;
	if (call == NULL) {
		call = &memory->calls[memory->next];
		memory->next = (memory->next + 1) % MEMORY_CALLS;
	}
	buf_reset(&call->key);
	buf_addslice(&call->key, buf_slice(&memory->key));
	buf_reset(&call->text);
	record_write(out, &call->text);
	if (call->text.full)
		buf_reset(&call->text);
}
