/* SPDX-License-Identifier: ISC */
/* check: a verdict on each message that passes. */
#include "question.h"
#include "verbs.h"

#include "record/filter.h"
#include "record/message.h"
#include "text/address.h"

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
write_answer(struct record *record, const struct answer *answer, int64_t now_ms,
    bool explain)
{
	struct buf json;

	buf_init(&json, BUF_NO_CAP);
	answer_json(answer, now_ms, explain, &json);
	buf_addc(&json, '}');
	record_set_json(record, "consent_check", buf_slice(&json));
	buf_release(&json);
	if (!answer->verdict.allowed)
		message_suppress(record, answer->verdict.reason);
}

static int
judge(struct session *session, struct record *record, bool explain,
    bool *allowed, struct error *err)
{
	struct slice channel = record_text(record, "channel");
	char address[ADDRESS_MAX];
	struct slice number = record_text(record, "to");
	struct verdict_query query = {
	    .tenant = session_tenant(session, record_text(record, "tenant")),
	    .program = record_text(record, "program"),
	    .category = record_text(record, "category"),
	    .purpose = record_text(record, "purpose"),
	    .channel = channel,
	    .sender = record_text(record, "from")};
	struct answer answer = {.verdict = {.reason = "no_number"}};

	/* Nobody is asked about a number for an e-mail. */
	if (slice_is(channel, "email")) {
		answer.verdict.reason = "no_address";
		number = slice_of(
		    address_key(record_text(record, "email"), address) ? address
								       : NULL);
	}
	if (number.p != NULL &&
	    question_ask(session, number, &query, &answer, err) != 0)
		return -1;
	write_answer(record, &answer, clock_now(&session->clock), explain);
	*allowed = answer.verdict.allowed;
	return 0;
}

static void
take_record(struct session *session, struct filter *filter,
    struct record *record, const struct options *options)
{
	bool allowed = true;
	struct error err;

	if (record_kind(record) == RECORD_MESSAGE) {
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

static int
check_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};
	struct session session = {0};
	struct record record = {0};
	struct filter filter;
	int operand, code;

	operand = opt_parse(program, argc, argv, &options, &code);
	if (operand < 0)
		return code;
	if (session_open(&session, &options.common, false, &code) == 0) {
		if (filter_open(&filter, &session.diag, &options.common,
			argv + operand) == 0)
			while (filter_next(&filter, &record))
				take_record(
				    &session, &filter, &record, &options);
		code = filter_close(&filter);
	}
	record_release(&record);
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
