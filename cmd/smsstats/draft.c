/* SPDX-License-Identifier: ISC */
#include "draft.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Short names for the columns of the tables. */
enum {
	C = RECORD_CALL,
	M = RECORD_MESSAGE,
	D = RECORD_DELIVERY,
	R = RECORD_REPLY,
	L = RECORD_CONSENT, /* the ledger */
};

#define NAME(text)                       \
	{                                \
		(text), sizeof(text) - 1 \
	}

/*
 * Sorted by the length of the name.  A reply's provider_message_id is not
 * wanted: it is that of the inbound text, not of ours.
 */
static const struct {
	struct slice name;
	enum want want;
	unsigned kinds;
} draft_members[] = {
    {NAME("to"), WANT_PERSON, M | D},
    {NAME("from"), WANT_PERSON, R},
    {NAME("lint"), WANT_LINT, M},
    {NAME("match"), WANT_MATCH, R},
    {NAME("price"), WANT_PRICE, D},
    {NAME("action"), WANT_ACTION, R | L},
    {NAME("intent"), WANT_INTENT, R},
    {NAME("method"), WANT_METHOD, L},
    {NAME("number"), WANT_PERSON, L},
    {NAME("reason"), WANT_REASON, M | D},
    {NAME("source"), WANT_SOURCE, C},
    {NAME("status"), WANT_STATUS, M | D},
    {NAME("call_id"), WANT_CALL, C},
    {NAME("channel"), WANT_CHANNEL, L},
    {NAME("purpose"), WANT_PURPOSE, M | D},
    {NAME("replies"), WANT_REPLIES, M},
    {NAME("send_at"), WANT_SEND_AT, M | D},
    {NAME("currency"), WANT_CURRENCY, M | D},
    {NAME("provider"), WANT_PROVIDER, M | D},
    {NAME("segments"), WANT_SEGMENTS, M | D},
    {NAME("created_at"), WANT_AT, M},
    {NAME("error_code"), WANT_ERROR_CODE, D},
    {NAME("message_id"), WANT_MESSAGE_ID, M | D | R},
    {NAME("error_class"), WANT_ERROR_CLASS, D},
    {NAME("received_at"), WANT_AT, C | D | R},
    {NAME("recorded_at"), WANT_AT, L},
    {NAME("call_ended_at"), WANT_HANGUP, M | D},
    {NAME("cost_estimate"), WANT_COST, M | D},
    {NAME("provider_opt_out"), WANT_OPT_OUT, R},
    {NAME("provider_message_id"), WANT_PROVIDER_ID, M | D},
};

/* What must be there, beside the key of the message. */
static const struct {
	enum want want;
	unsigned kinds;
} draft_required[] = {
    {WANT_AT, M | D | R | L},
    {WANT_STATUS, D},
    {WANT_MESSAGE_ID, M},
    {WANT_PERSON, R | L},
    {WANT_ACTION, L},
};

/* Of these another type than text is read as such. */
#define NO_TEXTS (1u << WANT_REPLIES | 1u << WANT_LINT | 1u << WANT_SEGMENTS)

void
draft_reader_init(struct draft_reader *reader, const struct dims *dims)
{
	size_t i = COUNT(draft_members);

	*reader = (struct draft_reader){.dims = dims};
	memset(reader->first, COUNT(draft_members), sizeof(reader->first));
	while (i-- > 0)
		reader->first[draft_members[i].name.n] = (uint8_t)i;
}

/* ---- planning: once for records of one shape ------------------------------
 */

static void
plan_step(struct draft_reader *reader, size_t member, size_t want)
{
	if (reader->step_count < DRAFT_STEPS_MAX)
		reader->steps[reader->step_count++] = (struct draft_step){
		    (uint16_t)member, (uint8_t)want};
}

static struct slice
member_key(struct record *record, size_t i)
{
	const struct scan_member *member = &record->index.members[i];
	struct slice key = {record->text.p + member->key, member->key_len};

	return member->escaped ? view_unescape(key, &record->arena) : key;
}

static void
plan_member(struct draft_reader *reader, struct slice key, size_t member)
{
	const struct dims *dims = reader->dims;
	unsigned kind = reader->draft.kind;
	size_t i;

	if (key.n < DRAFT_NAME_MAX)
		for (i = reader->first[key.n]; i < COUNT(draft_members) &&
		     draft_members[i].name.n == key.n;
		     i++)
			if ((draft_members[i].kinds & kind) != 0 &&
			    slice_equal(draft_members[i].name, key))
				plan_step(
				    reader, member, draft_members[i].want);
	for (i = 0; (kind & (M | D)) != 0 && i < dims->count; i++)
		if (dims->list[i].derive == NULL &&
		    slice_equal(dims->list[i].member, key))
			plan_step(reader, member, WANT_COUNT + i);
}

static void
plan(struct draft_reader *reader, struct record *record)
{
	struct slice key;
	size_t i;

	reader->kind_member = SIZE_MAX;
	reader->step_count = 0;
	reader->draft = (struct draft){.kind = record_kind(record)};
	for (i = 0; i < record->index.count; i++) {
		key = member_key(record, i);
		if (slice_is(key, "record"))
			reader->kind_member = i;
		plan_member(reader, key, i);
	}
	reader->planned = true;
}

/* ---- reading --------------------------------------------------------------
 */

static struct view
member_view(const struct record *record, size_t member)
{
	const struct scan_member *m = &record->index.members[member];

	return (struct view){record->text.p + m->value, m->value_len};
}

/* Is the plan one for this record too? */
static bool
is_planned(const struct draft_reader *reader, const struct record *record)
{
	struct view kind;

	if (!reader->planned || reader->kind_member == SIZE_MAX)
		return reader->planned;
	kind = member_view(record, reader->kind_member);
	return kind.n > 2 && kind.p[0] == '"' &&
	    field_kind(kind.p + 1, kind.n - 2) == reader->draft.kind;
}

static void
read_trait(struct draft_reader *reader, size_t number, struct view view)
{
	const struct dim *dim = &reader->dims->list[number];

	if (dim->rest[0] != '\0')
		view = view_path(view, dim->rest);
	reader->draft.traits[dim->trait] = view_is_null(view)
	    ? (struct view){NULL, 0}
	    : view;
}

const struct draft *
draft_read(struct draft_reader *reader, struct record *record, bool alike,
    enum record_kind *kind)
{
	struct draft *draft = &reader->draft;
	struct view view;
	size_t i, want;

	if (!alike || !is_planned(reader, record))
		plan(reader, record);
	*kind = draft->kind;
	if ((draft->kind & (C | M | D | R | L)) == 0)
		return NULL;
	draft->record = record;
	draft->odd = false;
	for (i = 0; i < reader->step_count; i++) {
		view = member_view(record, reader->steps[i].member);
		want = reader->steps[i].want;
		if (want >= WANT_COUNT) {
			read_trait(reader, want - WANT_COUNT, view);
			continue;
		}
		draft->views[want] = view;
		if (view.p[0] != '"' && view.p[0] != 'n' &&
		    (NO_TEXTS >> want & 1) == 0)
			draft->odd = true;
	}
	return draft;
}

struct slice
draft_text(const struct draft *draft, enum want want)
{
	return view_string(draft->views[want], &draft->record->arena);
}

struct slice
draft_id(const struct draft *draft, enum want want)
{
	struct slice id = draft_text(draft, want);

	return id.n > 0 ? id : (struct slice){NULL, 0};
}

bool
draft_is(const struct draft *draft, enum want want, const char *word)
{
	return slice_is(draft_text(draft, want), word);
}

bool
draft_among(const struct draft *draft, enum want want, const char *const *words,
    size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (draft_is(draft, want, words[i]))
			return true;
	return false;
}

bool
draft_complete(const struct draft *draft)
{
	size_t i;

	if (draft->odd)
		return false;
	for (i = 0; i < COUNT(draft_required); i++)
		if ((draft_required[i].kinds & draft->kind) != 0 &&
		    draft_text(draft, draft_required[i].want).n == 0)
			return false;
	return draft->kind != RECORD_DELIVERY ||
	    draft_text(draft, WANT_MESSAGE_ID).n > 0 ||
	    draft_text(draft, WANT_PROVIDER_ID).n > 0;
}
