/* SPDX-License-Identifier: ISC */
/*
 * smssend: sends exactly what may be sent, when it may be sent, never twice.
 */
#include "base/diag.h"
#include "base/fault.h"
#include "base/num.h"
#include "base/opt.h"
#include "base/secure.h"
#include "config/config.h"
#include "dryrun.h"
#include "oneoff.h"
#include "queue.h"
#include "reconcile.h"
#include "run.h"
#include "stop.h"
#include "text/phone.h"
#include "time/instant.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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
    {0, "key", "text", OPT_TEXT, OPTION(key),
	"the one-off goes once for this key (random)"},
    {0, "list", NULL, OPT_FLAG, OPTION(list), "print what the journal has"},
    {0, "program", "name", OPT_TEXT, OPTION(program),
	"consent program of the one-off"},
    {0, "reconcile", NULL, OPT_FLAG, OPTION(reconcile),
	"ask providers what became of ambiguous messages"},
    {0, "send-at", "time", OPT_TEXT, OPTION(send_at),
	"the one-off is not sent before (RFC 3339)"},
    {0, "show-config", NULL, OPT_FLAG, OPTION(show_config),
	"print each setting and where it is from, secrets masked"},
    {0, "status", "word", OPT_TEXT, OPTION(status),
	"list only messages in this state"},
    {0, "to", "number", OPT_TEXT, OPTION(to),
	"send the text on stdin to this number; or list only its messages"},
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

static bool
is_oneoff(const struct options *options)
{
	return options->to != NULL && !options->list;
}

/* What contradicts itself, or means nothing beside the rest. */
static const char *
find_conflict(const struct options *options, bool operands)
{
	bool oneoff = is_oneoff(options);

	int modes = options->due + options->watch + options->list + oneoff +
	    options->reconcile + options->show_config +
	    (options->cancel.count > 0);

	if (modes > 1)
		return "--cancel, --due, --list, --reconcile, --to, "
		       "--show-config and --watch exclude another";
	if (operands && modes > 0)
		return "files are read without --cancel, --due, --list, "
		       "--reconcile, --to, --show-config and --watch only";
	if (!oneoff &&
	    (options->from != NULL || options->category != NULL ||
		options->program != NULL || options->send_at != NULL ||
		options->key != NULL || options->yes))
		return "--from, --category, --program, --send-at, --key and -y "
		       "belong to --to";
	if (options->watch && (options->dry_run || options->common.now != NULL))
		return "--watch goes by the clock, not with --now or -n";
	if (options->status != NULL && !options->list)
		return "--status belongs to --list";
	if (options->where.count > 0 && !options->list)
		return "--where belongs to --list";
	if ((options->list || options->cancel.count > 0) && options->dry_run)
		return "--list and --cancel send nothing, -n is meaningless";
	if (options->reconcile && options->dry_run)
		return "--reconcile writes down what it finds, not with -n";
	if (options->ambiguous != NULL && !options->reconcile)
		return "--ambiguous belongs to --reconcile";
	return NULL;
}

/* Is there somebody to ask? */
static bool
has_terminal(void)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

	if (fd >= 0)
		(void)close(fd);
	return fd >= 0;
}

static int
check_time(const char *option, const char *text)
{
	int64_t value;

	if (text == NULL || instant_parse(slice_of(text), &value) == 0)
		return 0;
	return opt_refuse(&program, "%s: no RFC 3339 time with an offset: '%s'",
	    option, text);
}

static int
check_conditions(const char *option, const struct opt_list *conditions)
{
	size_t i;

	for (i = 0; i < conditions->count; i++)
		if (!queue_is_condition(conditions->items[i]))
			return opt_refuse(&program, "%s: no FIELD=VALUE '%s'",
			    option, conditions->items[i]);
	return 0;
}

static int
check_usage(const struct options *options, char *const *operands)
{
	const char *conflict = find_conflict(options, operands[0] != NULL);
	enum journal_state state;
	int64_t value;

	if (conflict != NULL)
		return opt_refuse(&program, "%s", conflict);
	if (options->to != NULL && !phone_is_e164(slice_of(options->to)))
		return opt_refuse(
		    &program, "--to: not an E.164 number '%s'", options->to);
	if (check_time("--now", options->common.now) != 0 ||
	    check_time("--send-at", options->send_at) != 0 ||
	    check_conditions("--where", &options->where) != 0 ||
	    check_conditions("--cancel", &options->cancel) != 0)
		return EX_USAGE;
	if (options->status != NULL &&
	    journal_state_find(slice_of(options->status), &state) != 0)
		return opt_refuse(&program,
		    "--status: no state of a message "
		    "'%s'",
		    options->status);
	if (options->grace != NULL &&
	    num_parse(slice_of(options->grace), 0, INT32_MAX, &value) != 0)
		return opt_refuse(&program,
		    "--grace: not a number of seconds '%s'", options->grace);
	if (is_oneoff(options) && !options->yes && !options->dry_run &&
	    !has_terminal())
		return opt_refuse(&program, "no terminal to ask on: say -y");
	return 0;
}

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

static void
work(struct run *run)
{
	struct error err;

	if (is_oneoff(run->options) && oneoff_prepare(run, &err) != 0)
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
	struct error err;
	int code;

	*run = (struct run){.options = options, .diag = diag, .config = config};
	if (clock_init(&run->clock, options->common.now, &err) != 0) {
		code = opt_refuse(&program, "--now: %s", err.text);
	} else if (carriers_load(&run->carriers, config, &err) != 0) {
		diag_error(diag, &err);
		code = err.code;
	} else {
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
		code = check_usage(&options, argv + operand);
	if (operand >= 0 && code == 0) {
		diag.quiet = options.common.quiet;
		diag.verbose = options.common.verbose;
		secure_process();
		stop_watch();
		code = fault_end(work_as_told(&options, &diag, argv + operand));
	}
	opt_list_release(&options.where);
	opt_list_release(&options.cancel);
	return code;
}
