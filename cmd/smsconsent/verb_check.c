/* SPDX-License-Identifier: ISC */
/* check: a verdict on each message that passes. */
#include "answer.h"
#include "session.h"
#include "verbs.h"

#include "consent/ask.h"
#include "record/filter.h"
#include "record/message.h"

enum { CHECK_TURN = 256 }; /* records for which the ledger is one */

struct options {
	struct opt_common common;
	bool drop, explain;
};

static const struct opt own_options[] = {
    {0, "drop", NULL, OPT_FLAG, offsetof(struct options, drop),
	"leave out messages that may not go"},
    {0, "explain", NULL, OPT_FLAG, offsetof(struct options, explain),
	"say in words which entry decided"},
};

static void
write_answer(struct record *record, const struct verdict *verdict,
    int64_t now_ms, bool explain)
{
	struct buf json;

	buf_init(&json, BUF_NO_CAP);
	answer_json(verdict, now_ms, explain, &json);
	buf_addc(&json, '}');
	record_set_json(record, "consent_check", buf_slice(&json));
	buf_release(&json);
	if (!verdict->allowed)
		message_suppress(record, verdict->reason);
}

static int
judge(struct session *session, struct record *record, bool explain,
    bool *allowed, struct error *err)
{
	int64_t now_ms = clock_now(&session->clock);
	struct verdict_query query = ask_query(
	    &session->config, record, now_ms);
	struct slice subject = ask_subject(record);
	struct verdict verdict = {.reason = "no_number"};

	query.tenant = session_tenant(session, query.tenant);
	if (subject.p != NULL &&
	    ask_ledger(session->store, subject, &query, &session->arena,
		&verdict, err) != 0)
		return -1;
	write_answer(record, &verdict, now_ms, explain);
	*allowed = verdict.allowed;
	return 0;
}

/* A call needs another consent, and an e-mail without an address none. */
static bool
is_asked(struct record *record)
{
	if (record_kind(record) != RECORD_MESSAGE)
		return false;
	return message_is_text(record) ||
	    (slice_is(record_text(record, "channel"), "email") &&
		ask_subject(record).p != NULL);
}

static void
take_record(struct session *session, struct filter *filter,
    struct record *record, const struct options *options)
{
	bool allowed = true;
	struct error err;

	if (is_asked(record)) {
		arena_reset(&session->arena);
		if (record_check(record, &err) != 0) {
			filter_reject(filter, record, &err);
			return;
		}
		if (judge(session, record, options->explain, &allowed, &err) !=
		    0) {
			filter_fail(filter, &err);
			filter->stop = true;
			return;
		}
	}
	if (allowed || !options->drop)
		filter_write(filter, record);
}

/* One look at the ledger serves many records, but not for long. */
static void
check_all(struct session *session, struct filter *filter,
    const struct options *options)
{
	struct record record = {0};
	struct error err;
	int asked = 0;

	while (!filter->stop) {
		if (filter_next(filter, &record)) {
			if (asked++ == 0 &&
			    store_begin_reading(session->store, &err) != 0) {
				filter_fail(filter, &err);
				break;
			}
			take_record(session, filter, &record, options);
			if (asked < CHECK_TURN)
				continue;
		}
		store_rollback(session->store);
		if (asked == 0 && filter->ended)
			break;
		if (asked == 0 && !filter->stop)
			filter_wait(filter);
		asked = 0;
	}
	store_rollback(session->store);
	record_release(&record);
}

static int
check_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};
	struct session session = {0};
	struct filter filter;
	int operand, code;

	operand = opt_parse(program, argc, argv, &options, &code);
	if (operand < 0)
		return code;
	if (session_open(&session, &options.common, false, &code) == 0) {
		if (filter_open(&filter, &session.diag, &options.common,
			argv + operand) == 0) {
			filter.in.no_wait = true;
			check_all(&session, &filter, &options);
		}
		code = filter_close(&filter);
	}
	session_close(&session);
	return code;
}

const struct verb verb_check = {
    .word = "check",
    .program = {.name = "smsconsent check",
	.operands = "[file ...]",
	.about = "Say of each message whether consent allows it.",
	.filter = true,
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = check_run,
};
