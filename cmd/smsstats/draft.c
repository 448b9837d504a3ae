/* SPDX-License-Identifier: ISC */
#include "draft.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Short names for the columns of the tables. */
enum {
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
    {NAME("match"), WANT_MATCH, R},
    {NAME("action"), WANT_ACTION, R | L},
    {NAME("intent"), WANT_INTENT, R},
    {NAME("number"), WANT_PERSON, L},
    {NAME("reason"), WANT_REASON, M | D},
    {NAME("status"), WANT_STATUS, M | D},
    {NAME("channel"), WANT_CHANNEL, L},
    {NAME("purpose"), WANT_PURPOSE, M | D},
    {NAME("replies"), WANT_REPLIES, M},
    {NAME("provider"), WANT_PROVIDER, M | D},
    {NAME("created_at"), WANT_AT, M},
    {NAME("error_code"), WANT_ERROR_CODE, D},
    {NAME("message_id"), WANT_MESSAGE_ID, M | D | R},
    {NAME("error_class"), WANT_ERROR_CLASS, D},
    {NAME("received_at"), WANT_AT, D | R},
    {NAME("recorded_at"), WANT_AT, L},
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

void
draft_reader_init(struct draft_reader *reader)
{
	size_t i = COUNT(draft_members);

	memset(reader->first, COUNT(draft_members), sizeof(reader->first));
	while (i-- > 0)
		reader->first[draft_members[i].name.n] = (uint8_t)i;
}

static void
draft_note(
    struct draft *draft, enum want want, const struct scan_member *member)
{
	struct view view = {
	    draft->record->text.p + member->value, member->value_len};
	enum scan_type type = view_type(view);

	draft->views[want] = view;
	if (type != SCAN_STRING && type != SCAN_NULL && want != WANT_REPLIES)
		draft->odd = true;
}

static void
draft_pick(struct draft *draft, const struct draft_reader *reader,
    const struct scan_member *member)
{
	struct record *record = draft->record;
	struct slice key = {record->text.p + member->key, member->key_len};
	size_t i;

	if (member->escaped)
		key = view_unescape(key, &record->arena);
	if (key.n >= DRAFT_NAME_MAX)
		return;
	for (i = reader->first[key.n];
	     i < COUNT(draft_members) && draft_members[i].name.n == key.n; i++)
		if ((draft_members[i].kinds & draft->kind) != 0 &&
		    slice_equal(draft_members[i].name, key))
			draft_note(draft, draft_members[i].want, member);
}

void
draft_read(const struct draft_reader *reader, struct record *record,
    struct draft *draft)
{
	size_t i;

	*draft = (struct draft){.record = record, .kind = record_kind(record)};
	for (i = 0; i < record->index.count; i++)
		draft_pick(draft, reader, &record->index.members[i]);
}

struct slice
draft_text(const struct draft *draft, enum want want)
{
	return view_string(draft->views[want], &draft->record->arena);
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
		    draft_text(draft, draft_required[i].want).p == NULL)
			return false;
	return draft->kind != RECORD_DELIVERY ||
	    draft_text(draft, WANT_MESSAGE_ID).p != NULL ||
	    draft_text(draft, WANT_PROVIDER_ID).p != NULL;
}
