/* SPDX-License-Identifier: ISC */
/*
 * smssend: sends exactly what may be sent, when it may be sent, never twice.
 */
#include "base/diag.h"
#include "base/fault.h"
#include "base/opt.h"
#include "base/secure.h"
#include "callback.h"
#include "carriers_list.h"
#include "config/config.h"
#include "dryrun.h"
#include "oneoff.h"
#include "queue.h"
#include "reconcile.h"
#include "run.h"
#include "stop.h"
#include "usage.h"

#include <stdio.h>
#include <stdlib.h>

#define OPTION(member) offsetof(struct options, member)

static const struct opt own_options[] = {
    {0, "ambiguous", "hold|resend", OPT_CHOICE, OPTION(ambiguous),
	"with --reconcile: what is to become of those not found (hold)"},
    {0, "cancel", "field=value", OPT_LIST, OPTION(cancel),
	"take back what waits and has this value (repeatable)"},
    {0, "category", "transactional|conversational|promotional", OPT_CHOICE,
	OPTION(category), "of the one-off (transactional)"},
    {0, "due", NULL, OPT_FLAG, OPTION(due),
	"read nothing; send what the journal has that is due"},
    {'n', "dry-run", NULL, OPT_FLAG, OPTION(dry_run),
	"print the requests, secrets masked; send nothing"},
    {0, "explain", NULL, OPT_FLAG, OPTION(explain),
	"say of each message what each rule said"},
    {0, "from", "number", OPT_TEXT, OPTION(from), "sender of the one-off"},
    {0, "grace", "seconds", OPT_TEXT, OPTION(grace),
	"how long to wait for answers after a signal (10)"},
    {0, "key", "text", OPT_NAME, OPTION(key),
	"the one-off goes once for this key (random)"},
    {0, "list", NULL, OPT_FLAG, OPTION(list), "print what the journal has"},
    {0, "list-providers", NULL, OPT_FLAG, OPTION(list_providers),
	"print what each provider can, and how it is now"},
    {0, "max-recipients", "number", OPT_TEXT, OPTION(max_recipients),
	"how many numbers the one-off may go to (10)"},
    {0, "media", "URL", OPT_LIST, OPTION(media),
	"attach what is there to the one-off (repeatable)"},
    {0, "migrate", NULL, OPT_FLAG, OPTION(migrate),
	"create the store's schema, or bring it up to date, and stop"},
    {0, "program", "name", OPT_NAME, OPTION(program),
	"consent program of the one-off"},
    {0, "reconcile", NULL, OPT_FLAG, OPTION(reconcile),
	"ask providers what became of ambiguous messages"},
    {0, "run", "name", OPT_NAME, OPTION(run),
	"messages without an id get one of this name, line and content"},
    {0, "send-at", "time", OPT_TEXT, OPTION(send_at),
	"the one-off is not sent before (RFC 3339)"},
    {0, "show-config", NULL, OPT_FLAG, OPTION(show_config),
	"print each setting and where it is from, secrets masked"},
    {0, "status", "word", OPT_TEXT, OPTION(status),
	"list only messages in this state"},
    {0, "to", "number", OPT_LIST, OPTION(to),
	"send the text on stdin, or in the file, to this number (repeatable); "
	"or list only its messages"},
    {0, "watch", NULL, OPT_FLAG, OPTION(watch),
	"as --due, and stay to send what becomes due"},
    {0, "where", "field=value", OPT_LIST, OPTION(where),
	"list only messages that have this value (repeatable)"},
    {'y', "yes", NULL, OPT_FLAG, OPTION(yes), "send the one-off unasked"},
};

static const struct opt_program program = {
    .name = "smssend",
    .operands = "[file ...]",
    .about = "Send what may be sent, when it may be sent, never twice.",
    .filter = true,
    .own = own_options,
    .own_count = sizeof(own_options) / sizeof(own_options[0]),
};

static int
show_config(const struct config *config)
{
	struct buf text;
	int code = 0;

	buf_init(&text, BUF_NO_CAP);
	config_show(config, &text);
	(void)fwrite(buf_text(&text), 1, text.len, stdout);
	buf_release(&text);
	if (fflush(stdout) != 0 || ferror(stdout))
		code = EX_IOERR;
	return code;
}

static int
migrate_store(const struct diag *diag, const struct config *config)
{
	int64_t from, to;
	struct error err;

	if (store_migrate(config->store, &from, &to, &err) != 0) {
		diag_error(diag, &err);
		return err.code;
	}
	if (from != to)
		diag_note(diag, "the store's schema is now version %lld",
		    (long long)to);
	return 0;
}

static void
work(struct run *run)
{
	struct error err;

	if (usage_is_oneoff(run->options) && oneoff_prepare(run, &err) != 0)
		run_fail(run, &err);
	else if (run->options->dry_run)
		dryrun_work(run);
	else if (run->options->reconcile)
		reconcile_work(run);
	else
		run_work(run);
}

static int
send_messages(const struct options *options, const struct diag *diag,
    const struct config *config, char *const *operands)
{
	struct run *run = mem_zalloc(1, sizeof(*run));
	char *const none[] = {NULL};
	struct error err;
	int code;

	*run = (struct run){.options = options, .diag = diag, .config = config};
	if (clock_init(&run->clock, options->common.now, &err) != 0) {
		code = opt_refuse(&program, "--now: %s", err.text);
	} else if (carriers_load(&run->carriers, config, &err) != 0 ||
	    callback_check(&run->carriers, config, &err) != 0) {
		diag_error(diag, &err);
		code = err.code;
	} else {
		if (usage_is_oneoff(options)) {
			run->oneoffs.body_path = operands[0];
			operands = none;
		}
		if (run_open(run, operands) == 0)
			work(run);
		code = run_close(run);
	}
	free(run);
	return code;
}

static int
work_as_told(const struct options *options, const struct diag *diag,
    char *const *operands)
{
	struct config config = {0};
	struct error err;
	int code;

	if (config_load(&config, options->common.config, &err) != 0) {
		diag_error(diag, &err);
		config_release(&config);
		return err.code;
	}
	diag_warn_all(diag, config.warnings, config.warning_count);
	if (options->show_config)
		code = show_config(&config);
	else if (options->migrate)
		code = migrate_store(diag, &config);
	else if (options->list_providers)
		code = carriers_list(diag, &config);
	else if (options->list)
		code = queue_list(options, diag, &config);
	else if (options->cancel.count > 0)
		code = queue_cancel(options, diag, &config);
	else
		code = send_messages(options, diag, &config, operands);
	config_release(&config);
	return code;
}

int
main(int argc, char **argv)
{
	struct options options = {0};
	struct diag diag = {.program = program.name};
	int operand, code;

	operand = opt_parse(&program, argc, argv, &options, &code);
	if (operand >= 0)
		code = usage_check(&program, &options, argv + operand);
	if (operand >= 0 && code == 0) {
		diag.quiet = options.common.quiet;
		diag.verbose = options.common.verbose;
		secure_process();
		stop_watch();
		code = fault_end(work_as_told(&options, &diag, argv + operand));
	}
	opt_list_release(&options.where);
	opt_list_release(&options.cancel);
	opt_list_release(&options.to);
	opt_list_release(&options.media);
	return code;
}
