/* SPDX-License-Identifier: ISC */
/*
 * smsreply: inbound texts in, the same with their meaning out, consent written
 * at once, and the answers that are due.
 */
#include "inbox.h"
#include "reply.h"

#include "base/diag.h"
#include "base/opt.h"
#include "record/filter.h"

#include <signal.h>
#include <string.h>

struct options {
	struct opt_common common;
	bool dry_run, no_store, open;
	const char *close;
	const char *acks;
};

static const struct opt own_options[] = {
    {0, "acks", "needed|always|never", OPT_CHOICE,
	offsetof(struct options, acks),
	"answer STOP, START and HELP; needed: unless the provider does"},
    {0, "close", "number", OPT_TEXT, offsetof(struct options, close),
	"nothing of this number waits for a human any more"},
    {'n', "dry-run", NULL, OPT_FLAG, offsetof(struct options, dry_run),
	"leave the consent ledger alone"},
    {0, "no-store", NULL, OPT_FLAG, offsetof(struct options, no_store),
	"say what each text means by itself, and nothing else"},
    {0, "open", NULL, OPT_FLAG, offsetof(struct options, open),
	"list the replies that wait for a human"},
};

static const struct opt_program program = {
    .name = "smsreply",
    .operands = "[file ...]",
    .about = "Understand inbound texts, record consent, answer.",
    .filter = true,
    .own = own_options,
    .own_count = sizeof(own_options) / sizeof(own_options[0]),
};

static enum answer_acks
acks_of(const char *word)
{
	if (word == NULL || strcmp(word, "needed") == 0)
		return ANSWER_NEEDED;
	return strcmp(word, "always") == 0 ? ANSWER_ALWAYS : ANSWER_NEVER;
}

static void
take_reply(struct reply_desk *desk, struct filter *filter, struct record *reply)
{
	struct record answer = {0};
	struct error err;
	int got;

	if (record_check(reply, &err) != 0 ||
	    reply_read(desk, reply, &err) != 0) {
		filter_reject(filter, reply, &err);
		/* Without its store it would lose every STOP. */
		filter->stop = filter->stop || err.code != EX_DATAERR;
		return;
	}
	filter_write(filter, reply);
	if (desk->store == NULL)
		return;
	got = reply_answer(desk, &answer, &err);
	if (got > 0)
		filter_write(filter, &answer);
	if (got < 0) {
		error_prefix(&err, "%s", record_place(reply));
		filter_fail(filter, &err);
	}
	record_release(&answer);
}

/* A reply that nobody has read yet is handled; all else passes. */
static void
take_record(
    struct reply_desk *desk, struct filter *filter, struct record *record)
{
	if (record_kind(record) == RECORD_REPLY &&
	    view_is_null(record_view(record, "intent")))
		take_reply(desk, filter, record);
	else
		filter_write(filter, record);
	if (desk->store != NULL)
		filter_flush(filter);
}

/* --open and --close, which read no input. */
static int
run_inbox(
    struct reply_desk *desk, struct options *options, const struct diag *diag)
{
	static char *const nothing[] = {NULL};
	struct filter filter;
	struct error err;
	int result = 0;

	if (filter_open(&filter, diag, &options->common, nothing) == 0)
		result = options->close != NULL
		    ? inbox_close(desk->store, options->close,
			  clock_now(&desk->clock), &err)
		    : inbox_list(desk->store, &filter, &err);
	if (result != 0)
		filter_fail(&filter, &err);
	return filter_close(&filter);
}

static int
run(struct reply_desk *desk, const struct opt_common *common, char **operands,
    const struct diag *diag)
{
	struct record record = {0};
	struct filter filter;
	int code;

	if (filter_open(&filter, diag, common, operands) == 0)
		while (filter_next(&filter, &record))
			take_record(desk, &filter, &record);
	code = filter_close(&filter);
	record_release(&record);
	return code;
}

int
main(int argc, char **argv)
{
	struct options options = {0};
	struct diag diag = {.program = program.name};
	struct config config = {0};
	struct reply_desk desk = {.config = &config};
	struct phrases *phrases = NULL;
	struct error err;
	int code, operand;

	operand = opt_parse(&program, argc, argv, &options, &code);
	if (operand < 0)
		return code;
	diag.quiet = options.common.quiet;
	diag.verbose = options.common.verbose;
	desk.acks = acks_of(options.acks);
	desk.dry_run = options.dry_run;
	/* A closed pipe must not end us between a STOP and its entry. */
	(void)signal(SIGPIPE, SIG_IGN);

	if (clock_init(&desk.clock, options.common.now, &err) != 0 ||
	    config_load(&config, options.common.config, &err) != 0 ||
	    (!options.no_store &&
		(desk.store = store_open(config.store, false, &err)) == NULL)) {
		diag_error(&diag, &err);
		code = err.code;
		goto out;
	}
	diag_warn_all(&diag, config.warnings, config.warning_count);
	desk.phrases = phrases = phrases_new();
	desk.answers = answers_new(&config, &err);
	if (desk.answers == NULL) {
		diag_error(&diag, &err);
		code = err.code;
		goto out;
	}
	code = (options.open || options.close != NULL) && desk.store != NULL
	    ? run_inbox(&desk, &options, &diag)
	    : run(&desk, &options.common, argv + operand, &diag);
out:
	answers_free(desk.answers);
	phrases_free(phrases);
	store_close(desk.store);
	arena_release(&desk.arena);
	config_release(&config);
	return code;
}
