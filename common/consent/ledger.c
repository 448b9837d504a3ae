/* SPDX-License-Identifier: ISC */
#include "consent/ledger.h"

#include "base/crypto.h"
#include "record/key.h"

#include <stdio.h>
#include <string.h>

static bool
act_is_withdrawal(const struct ledger_act *act)
{
	return strcmp(act->action, "revoked") == 0 ||
	    strcmp(act->action, "denied") == 0;
}

/* "c" and the hash of what the act was made from, else a random id. */
static void
ledger_make_id(const struct ledger_act *act, int64_t now_ms, char id[37])
{
	if (act->source.p == NULL)
		crypto_uuid7(now_ms, id);
	else
		key_id(NULL, 'c', act->source, id);
}

static void
evidence_add(struct buf *json, const char *name, struct slice value)
{
	if (value.p != NULL)
		view_write_member(json, name, value);
}

/* A file that proves the act is named and hashed, not kept. */
static void
evidence_add_file(struct buf *json, const struct ledger_act *act)
{
	char digest[sizeof("sha256:") + CRYPTO_SHA256_HEX];
	bool recording = strcmp(act->method, "voice_call") == 0;

	if (act->file_sha256.p == NULL)
		return;
	(void)snprintf(
	    digest, sizeof(digest), "sha256:%.*s", SLICE_ARG(act->file_sha256));
	evidence_add(
	    json, recording ? "recording_id" : "scan_id", slice_of(digest));
	evidence_add(json, "file", act->file_name);
}

static void
ledger_set_evidence(struct record *record, const struct ledger_act *act)
{
	struct buf json;

	buf_init(&json, BUF_NO_CAP);
	evidence_add(&json, "call_id", act->call_id);
	evidence_add(&json, "reply_id", act->reply_id);
	evidence_add(&json, "message_id", act->message_id);
	evidence_add(&json, "sender", act->sender);
	evidence_add(&json, "recording_url", act->recording_url);
	evidence_add(&json, "excerpt", act->excerpt);
	evidence_add(&json, "agent_id", act->agent_id);
	evidence_add(&json, "language", act->language);
	evidence_add(&json, "disclosure_text", act->disclosure_text);
	evidence_add(&json, "text_shown", act->text_shown);
	evidence_add(&json, "consent_text", act->consent_text);
	evidence_add_file(&json, act);
	if (json.len > 0) {
		buf_addc(&json, '}');
		record_set_json(record, "evidence", buf_slice(&json));
	}
	buf_release(&json);
}

static void
ledger_set_word(struct record *record, const char *name, const char *word)
{
	record_copy_text(record, name, slice_of(word));
}

/* The consent record of an act that did not come as one. */
static void
ledger_make_record(struct record *record, const struct ledger_act *act,
    int64_t effective_ms, int64_t now_ms)
{
	char id[37];

	record_start(record, RECORD_CONSENT);
	ledger_make_id(act, now_ms, id);
	record_set_text(record, "consent_id", slice_of(id));
	record_copy_text(record, "tenant", act->tenant);
	record_copy_text(record, "program", act->program);
	record_set_text(record, "number", act->number);
	record_copy_text(record, "name", act->name);
	ledger_set_word(
	    record, "channel", act->channel != NULL ? act->channel : "any");
	ledger_set_word(
	    record, "category", act->category != NULL ? act->category : "any");
	ledger_set_word(record, "action", act->action);
	ledger_set_word(record, "basis", act->basis);
	ledger_set_word(record, "kind", act->kind);
	ledger_set_word(record, "method", act->method);
	ledger_set_evidence(record, act);
	record_set_time(record, "effective_at", effective_ms);
	record_set_time(record, "recorded_at", now_ms);
	if (act->expires_ms != 0)
		record_set_time(record, "expires_at", act->expires_ms);
	ledger_set_word(record, "scope", act->scope);
}

/* One that did, for this ledger. */
static int
ledger_keep_record(struct record *record, const struct ledger_act *act,
    int64_t now_ms, struct error *err)
{
	if (record_fill(record, act->entry->text, err) != 0)
		return -1;
	if (record_text(record, "tenant").p == NULL)
		record_copy_text(record, "tenant", act->tenant);
	record_set_time(record, "recorded_at", now_ms);
	return 0;
}

/* The row that stands for the record in the store. */
static int
ledger_add_record(struct store *store, struct record *record,
    const struct ledger_act *act, int64_t effective_ms, int64_t now_ms,
    struct error *err)
{
	struct ledger_entry entry = {
	    .consent_id = record_text(record, "consent_id"),
	    .tenant = act->tenant,
	    .program = act->program,
	    .number = act->number,
	    .channel = slice_of(act->channel),
	    .category = slice_of(act->category),
	    .action = slice_of(act->action),
	    .basis = slice_of(act->basis),
	    .kind = slice_of(act->kind),
	    .method = slice_of(act->method),
	    .scope = slice_of(act->scope),
	    .sender = act->sender,
	    .effective_ms = effective_ms,
	    .recorded_ms = now_ms,
	    .expires_ms = act->expires_ms};
	struct buf line;
	int added;

	buf_init(&line, BUF_NO_CAP);
	record_write(record, &line);
	entry.record = buf_slice(&line);
	added = ledger_add(store, &entry, err);
	buf_release(&line);
	return added;
}

/* What a call or a text said lies in the past, whatever their clocks say, and
 * no withdrawal waits. */
static int64_t
ledger_effective(const struct ledger_act *act, int64_t now_ms)
{
	bool past = act->source.p != NULL || act_is_withdrawal(act);

	if (act->effective_ms == 0 ||
	    (act->effective_ms > now_ms && act->entry == NULL && past))
		return now_ms;
	return act->effective_ms;
}

/* An id that somebody else's entry has would make this one vanish. */
static int
ledger_check_known(struct store *store, struct record *record,
    const struct ledger_act *act, struct error *err)
{
	struct slice id = record_text(record, "consent_id");
	struct arena arena = {0};
	struct ledger_entry *entries;
	size_t count = 0, i;
	int result;

	result = ledger_entries(
	    store, act->number, &arena, &entries, &count, err);
	for (i = 0; i < count; i++)
		if (slice_equal(entries[i].consent_id, id) &&
		    slice_is(entries[i].action, act->action))
			break;
	if (result == 0 && i == count)
		result = error_set(err, EX_DATAERR,
		    "consent_id is that of another entry '%.*s'",
		    SLICE_ARG(id));
	arena_release(&arena);
	return result;
}

/* A grant from before its person was erased: 1 yes, 0 no. */
static int
ledger_is_erased(struct store *store, const struct ledger_act *act,
    int64_t effective_ms, struct error *err)
{
	struct arena arena = {0};
	struct ledger_entry *kept;
	size_t count, i;
	int result;

	if (act_is_withdrawal(act))
		return 0;
	result = ledger_kept(store, act->number, &arena, &kept, &count, err);
	for (i = 0; result == 0 && i < count; i++)
		if (slice_is(kept[i].action, LEDGER_ERASED) &&
		    kept[i].effective_ms >= effective_ms)
			result = 1;
	arena_release(&arena);
	return result;
}

int
ledger_write(struct store *store, const struct ledger_act *act, int64_t now_ms,
    struct record *record, struct error *err)
{
	int64_t effective_ms = ledger_effective(act, now_ms);
	int added, erased;

	erased = ledger_is_erased(store, act, effective_ms, err);
	if (erased != 0)
		return erased > 0 ? 0 : -1;
	if (act->entry == NULL)
		ledger_make_record(record, act, effective_ms, now_ms);
	else if (ledger_keep_record(record, act, now_ms, err) != 0)
		return -1;
	added = ledger_add_record(
	    store, record, act, effective_ms, now_ms, err);
	if (added == 0 && ledger_check_known(store, record, act, err) != 0)
		return -1;
	return added;
}
