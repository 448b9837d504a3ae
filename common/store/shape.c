/* SPDX-License-Identifier: ISC */
#include "store/shape.h"

#define SHAPE(type, table)                                              \
	{                                                               \
		sizeof(type), table, sizeof(table) / sizeof((table)[0]) \
	}
#define ROW(member) offsetof(struct journal_row, member)
#define EVENT(member) offsetof(struct journal_event, member)
#define LOOK(member) offsetof(struct journal_look, member)
#define TOLD(member) offsetof(struct journal_told, member)
#define INBOUND(member) offsetof(struct inbound_text, member)
#define ENTRY(member) offsetof(struct ledger_entry, member)

/* SQL_MESSAGE_COLUMNS */
static const struct column message_columns[] = {
    {COLUMN_INT, ROW(seq)},
    {COLUMN_TEXT, ROW(id)},
    {COLUMN_TEXT, ROW(content_hash)},
    {COLUMN_BOOL, ROW(key_given)},
    {COLUMN_STATE, ROW(state)},
    {COLUMN_TEXT, ROW(reason)},
    {COLUMN_TEXT, ROW(tenant)},
    {COLUMN_TEXT, ROW(to)},
    {COLUMN_TEXT, ROW(from)},
    {COLUMN_TEXT, ROW(appointment_id)},
    {COLUMN_TEXT, ROW(template_id)},
    {COLUMN_INT, ROW(appointment_version)},
    {COLUMN_INT, ROW(priority)},
    {COLUMN_INT, ROW(not_before_ms)},
    {COLUMN_INT, ROW(expires_ms)},
    {COLUMN_INT, ROW(attempts)},
    {COLUMN_INT, ROW(attempted_ms)},
    {COLUMN_TEXT, ROW(provider)},
    {COLUMN_TEXT, ROW(provider_id)},
    {COLUMN_TEXT, ROW(reference)},
    {COLUMN_TEXT, ROW(record)},
    {COLUMN_INT, ROW(changed_ms)},
    {COLUMN_BOOL, ROW(answer)},
    {COLUMN_INT, ROW(missed)},
};
const struct shape shape_message = SHAPE(struct journal_row, message_columns);

/* EVENT_COLUMNS */
static const struct column event_columns[] = {
    {COLUMN_TEXT, EVENT(provider)},
    {COLUMN_TEXT, EVENT(provider_id)},
    {COLUMN_STATE, EVENT(state)},
    {COLUMN_TEXT, EVENT(error_code)},
    {COLUMN_TEXT, EVENT(reference)},
    {COLUMN_TEXT, EVENT(record)},
    {COLUMN_INT, EVENT(received_ms)},
};
const struct shape shape_event = SHAPE(struct journal_event, event_columns);

/* TOLD_COLUMNS */
static const struct column told_columns[] = {
    {COLUMN_INT, TOLD(seq)},
    {COLUMN_STATE, TOLD(state)},
    {COLUMN_TEXT, TOLD(reason)},
    {COLUMN_TEXT, TOLD(provider)},
    {COLUMN_TEXT, TOLD(provider_id)},
    {COLUMN_INT, TOLD(at_ms)},
    {COLUMN_TEXT, TOLD(record)},
};
const struct shape shape_told = SHAPE(struct journal_told, told_columns);

static const struct column look_columns[] = {
    {COLUMN_INT, LOOK(looked_ms)},
    {COLUMN_BOOL, LOOK(found)},
};
const struct shape shape_look = SHAPE(struct journal_look, look_columns);

/* REPLY_COLUMNS */
static const struct column inbound_columns[] = {
    {COLUMN_INT, INBOUND(seq)},
    {COLUMN_TEXT, INBOUND(reply_id)},
    {COLUMN_TEXT, INBOUND(tenant)},
    {COLUMN_TEXT, INBOUND(number)},
    {COLUMN_TEXT, INBOUND(sender)},
    {COLUMN_INT, INBOUND(received_ms)},
    {COLUMN_TEXT, INBOUND(intent)},
    {COLUMN_TEXT, INBOUND(action)},
    {COLUMN_TEXT, INBOUND(appointment_id)},
    {COLUMN_TEXT, INBOUND(text_hash)},
    {COLUMN_TEXT, INBOUND(answered)},
    {COLUMN_INT, INBOUND(closed_ms)},
    {COLUMN_TEXT, INBOUND(record)},
    {COLUMN_TEXT, INBOUND(answer)},
};
const struct shape shape_inbound = SHAPE(struct inbound_text, inbound_columns);

/* LEDGER_COLUMNS, then PERSON_COLUMNS */
static const struct column entry_columns[] = {
    {COLUMN_INT, ENTRY(seq)},
    {COLUMN_TEXT, ENTRY(tenant)},
    {COLUMN_TEXT, ENTRY(program)},
    {COLUMN_TEXT, ENTRY(channel)},
    {COLUMN_TEXT, ENTRY(category)},
    {COLUMN_TEXT, ENTRY(action)},
    {COLUMN_TEXT, ENTRY(basis)},
    {COLUMN_TEXT, ENTRY(kind)},
    {COLUMN_TEXT, ENTRY(method)},
    {COLUMN_TEXT, ENTRY(scope)},
    {COLUMN_TEXT, ENTRY(sender)},
    {COLUMN_INT, ENTRY(effective_ms)},
    {COLUMN_INT, ENTRY(recorded_ms)},
    {COLUMN_INT, ENTRY(expires_ms)},
    {COLUMN_BYTES, ENTRY(person)},
    {COLUMN_TEXT, ENTRY(about)},
    {COLUMN_BYTES, ENTRY(secret)},
    {COLUMN_BYTES, ENTRY(hash)},
    {COLUMN_TEXT, ENTRY(consent_id)},
    {COLUMN_TEXT, ENTRY(number)},
    {COLUMN_TEXT, ENTRY(record)},
    {COLUMN_BYTES, ENTRY(salt)},
};
enum { LEDGER_HALF = 18, PERSON_HALF = 4 };
const struct shape shape_entry = SHAPE(struct ledger_entry, entry_columns);
const struct shape shape_ledger = {
    sizeof(struct ledger_entry), entry_columns, LEDGER_HALF};
const struct shape shape_person = {
    sizeof(struct ledger_entry), entry_columns + LEDGER_HALF, PERSON_HALF};
