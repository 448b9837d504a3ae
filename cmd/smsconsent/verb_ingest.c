/* SPDX-License-Identifier: ISC */
/*
 * ingest: what records say about consent goes into the ledger, and they go on.
 *
 * No record is written out before its entry is committed.  One sync serves all
 * that is read in one go, and nothing waits uncommitted for more input.
 */
#include "session.h"
#include "verbs.h"

#include "base/fault.h"
#include "call/call.h"
#include "record/filter.h"

enum { PENDING_MAX = 256 * 1024 }; /* bytes that one commit may cover */

struct ingest {
	struct session session;
	struct filter filter;
	struct buf pending; /* lines that wait for the commit, the last without
			       its newline */
	bool begun; /* a transaction is open */
	struct record call; /* a payload as a call record */
	struct call_memory *memory; /* payloads before it */
	struct record entry; /* the consent record that was made */
};

static int
ingest_begin(struct ingest *ingest, struct error *err)
{
	if (ingest->begun)
		return 0;
	ingest->begun = store_begin(ingest->session.store, err) == 0;
	return ingest->begun ? 0 : -1;
}

/* After this nothing is read, and nothing that waits is written. */
static void
ingest_stop(struct ingest *ingest, const struct error *err)
{
	filter_fail(&ingest->filter, err);
	ingest->filter.stop = true;
	store_rollback(ingest->session.store);
	ingest->begun = false;
	buf_reset(&ingest->pending);
}

static void
ingest_tell(struct ingest *ingest)
{
	if (ingest->pending.len > 0)
		filter_write_text(&ingest->filter, buf_slice(&ingest->pending));
	buf_reset(&ingest->pending);
}

static void
ingest_commit(struct ingest *ingest)
{
	struct error err;

	/* What must never be: told first, and written some time. */
	if (fault_broken("told-first")) {
		ingest_tell(ingest);
		filter_flush(&ingest->filter);
	}
	if (ingest->begun && store_commit(ingest->session.store, &err) != 0) {
		ingest_stop(ingest, &err);
		return;
	}
	ingest->begun = false;
	ingest_tell(ingest);
}

/* ---- one record --------------------------------------------------------- */

/* Our own end of the line is no person: the ends of the call were mixed up. */
static bool
ingest_is_ours(
    const struct ingest *ingest, struct record *call, struct slice number)
{
	return slice_equal(number, record_text(call, "business_number")) ||
	    config_is_ours(&ingest->session.config, number);
}

static int
ingest_write(struct ingest *ingest, struct ledger_act *act, struct error *err)
{
	act->tenant = session_tenant(&ingest->session, act->tenant);
	if (ingest_begin(ingest, err) != 0)
		return -1;
	return ledger_write(ingest->session.store, act,
	    clock_now(&ingest->session.clock), &ingest->entry, err);
}

/* Something was said of consent that we do not understand. */
static bool
ingest_is_unclear(struct record *record)
{
	return record_kind(record) == RECORD_CALL &&
	    view_text(record_path(record, "consent.sms_raw"), &record->arena)
		.n > 0 &&
	    slice_is(
		view_string(record_path(record, "consent.sms"), &record->arena),
		"unknown");
}

static int
ingest_act(struct ingest *ingest, struct record *record, struct error *err)
{
	struct ledger_act act;
	int got = ledger_act_of(record, &act, err);

	if (got == 0 && ingest_is_unclear(record))
		diag_warn(&ingest->session.diag,
		    "%s: consent is neither a yes nor a no: nothing is written "
		    "down",
		    record_place(record));
	if (got <= 0)
		return got;
	if (record_kind(record) == RECORD_CALL &&
	    ingest_is_ours(ingest, record, act.number)) {
		diag_warn(&ingest->session.diag,
		    "%s: own_number: the caller is ourselves, so nobody "
		    "consented",
		    record_place(record));
		return 0;
	}
	return ingest_write(ingest, &act, err);
}

/* A call may say something of texts, and of e-mail. */
static int
ingest_call(struct ingest *ingest, struct record *call, struct error *err)
{
	struct ledger_act act;

	if (ingest_act(ingest, call, err) < 0)
		return -1;
	if (ledger_email_act_of(call, &act) == 0 ||
	    slice_is(act.number, ingest->session.config.brand.email))
		return 0;
	return ingest_write(ingest, &act, err);
}

/* Any text of a person's opens a conversation. */
static int
ingest_reply(struct ingest *ingest, struct record *record, struct error *err)
{
	int64_t received_ms = 0;

	(void)record_time(record, "received_at", &received_ms);
	if (ingest_begin(ingest, err) != 0 ||
	    inbound_note(ingest->session.store, record_text(record, "from"),
		record_text(record, "to"), received_ms, err) != 0)
		return -1;
	return ingest_act(ingest, record, err);
}

static int
ingest_payload(struct ingest *ingest, struct record *record, struct error *err)
{
	const struct call_context context = {.config = &ingest->session.config,
	    .memory = ingest->memory,
	    .received_ms = clock_now(&ingest->session.clock)};
	int got;

	if (!view_is_null(record_view(record, "record")))
		return 0;
	got = call_normalise(record, &context, &ingest->call, err);
	ingest->call.file = record->file;
	ingest->call.line = record->line;
	return got > 0 ? ingest_call(ingest, &ingest->call, err) : got;
}

static int
ingest_record(struct ingest *ingest, struct record *record, struct error *err)
{
	enum record_kind kind = record_kind(record);

	if (kind == RECORD_OTHER)
		return ingest_payload(ingest, record, err);
	if (kind != RECORD_CALL && kind != RECORD_REPLY &&
	    kind != RECORD_CONSENT)
		return 0;
	if (record_check(record, err) != 0)
		return -1;
	if (kind == RECORD_REPLY)
		return ingest_reply(ingest, record, err);
	return kind == RECORD_CALL ? ingest_call(ingest, record, err)
				   : ingest_act(ingest, record, err);
}

static void
ingest_take(struct ingest *ingest, struct record *record)
{
	struct error err;

	if (ingest_record(ingest, record, &err) >= 0) {
		if (ingest->pending.len > 0)
			buf_addc(&ingest->pending, '\n');
		record_write(record, &ingest->pending);
	} else if (err.code == EX_DATAERR) {
		filter_reject(&ingest->filter, record, &err);
	} else {
		ingest_stop(ingest, &err);
	}
}

/* ---- the stream --------------------------------------------------------- */

static void
ingest_all(struct ingest *ingest)
{
	struct filter *filter = &ingest->filter;
	struct record record = {0};

	while (!filter->stop) {
		if (filter_next(filter, &record)) {
			ingest_take(ingest, &record);
			if (ingest->pending.len >= PENDING_MAX)
				ingest_commit(ingest);
			continue;
		}
		ingest_commit(ingest);
		if (filter->ended || filter->stop)
			break;
		filter_wait(filter);
	}
	record_release(&record);
}

static int
ingest_run(const struct opt_program *program, int argc, char **argv)
{
	struct ingest ingest = {0};
	struct opt_common common = {0};
	int operand, code;

	operand = opt_parse(program, argc, argv, &common, &code);
	if (operand < 0)
		return code;
	ingest.memory = call_memory_new();
	buf_init(&ingest.pending, BUF_NO_CAP);
	if (session_open(&ingest.session, &common, false, &code) == 0) {
		if (filter_open(&ingest.filter, &ingest.session.diag, &common,
			argv + operand) == 0) {
			ingest.filter.in.documents = true;
			ingest.filter.in.no_wait = true;
			ingest_all(&ingest);
		}
		code = filter_close(&ingest.filter);
	}
	record_release(&ingest.entry);
	record_release(&ingest.call);
	call_memory_free(ingest.memory);
	buf_release(&ingest.pending);
	session_close(&ingest.session);
	return code;
}

const struct verb verb_ingest = {
    .word = "ingest",
    .program = {.name = "smsconsent ingest",
	.operands = "[file ...]",
	.about = "Write what records say about consent into the ledger.",
	.filter = true},
    .run = ingest_run,
};
