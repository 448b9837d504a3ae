/* SPDX-License-Identifier: ISC */
/*
 * smslint: what carriers and law would object to in a message, how long it is
 * and what it costs.
 */
#include "base/diag.h"
#include "base/opt.h"
#include "config/config.h"
#include "linter.h"
#include "record/filter.h"
#include "record/message.h"
#include "rules.h"
#include "time/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
	struct opt_common common;
	struct opt_list select, ignore;
	const char *fail_on, *format, *explain;
	bool rules, drop;
	bool show, colour; /* findings on stderr; decided from the others */
};

#define OPTION(member) offsetof(struct options, member)

static const struct opt own_options[] = {
    {0, "drop", NULL, OPT_FLAG, OPTION(drop), "leave out messages with errors"},
    {0, "explain", "rule", OPT_TEXT, OPTION(explain),
	"say why there is such a rule, and its source"},
    {0, "fail-on", "error|warning|never", OPT_CHOICE, OPTION(fail_on),
	"exit 1 when something as bad is found (error)"},
    {0, "format", "text|jsonl", OPT_CHOICE, OPTION(format),
	"findings on stderr as text, or only in the records"},
    {0, "ignore", "rule", OPT_LIST, OPTION(ignore),
	"leave this rule out (repeatable)"},
    {0, "rules", NULL, OPT_FLAG, OPTION(rules), "list the rules and exit"},
    {0, "select", "rule", OPT_LIST, OPTION(select),
	"only this rule (repeatable)"},
};

static const struct opt_program program = {
    .name = "smslint",
    .operands = "[file ...]",
    .about = "Lint message records: content, length, cost.",
    .filter = true,
    .own = own_options,
    .own_count = sizeof(own_options) / sizeof(own_options[0]),
};

static int
refuse_rule(const char *id)
{
	const char *near = rules_nearest(id);

	if (near == NULL)
		return opt_refuse(&program, "rule '%s' is not known", id);
	return opt_refuse(
	    &program, "rule '%s' is not known, did you mean '%s'?", id, near);
}

/* Usage that the option table cannot judge. */
static int
check_usage(const struct options *options, char *const *operands)
{
	struct clock clock;
	struct error err;
	const char *dot;
	size_t i;

	if (clock_init(&clock, options->common.now, &err) != 0)
		return opt_refuse(&program, "%s", err.text);
	for (i = 0; i < options->select.count; i++)
		if (rules_find(options->select.items[i]) == NULL)
			return refuse_rule(options->select.items[i]);
	for (i = 0; i < options->ignore.count; i++)
		if (rules_find(options->ignore.items[i]) == NULL)
			return refuse_rule(options->ignore.items[i]);
	if (options->explain != NULL && rules_find(options->explain) == NULL)
		return refuse_rule(options->explain);
	for (; *operands != NULL; operands++) {
		dot = strrchr(*operands, '.');
		if (dot != NULL &&
		    (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0))
			return opt_refuse(&program,
			    "'%s' is a template, not a file of message records",
			    *operands);
	}
	return 0;
}

/* --rules and --explain: an answer instead of a run. */
static int
answer(const struct options *options)
{
	struct buf out;
	int code = 0;

	buf_init(&out, BUF_NO_CAP);
	if (options->rules)
		rules_list(&out);
	else
		rules_explain(rules_find(options->explain), &out);
	(void)fputs(buf_text(&out), stdout);
	if (fflush(stdout) != 0 || ferror(stdout))
		code = EX_IOERR;
	buf_release(&out);
	return code;
}

static bool
on_stderr(const struct options *options)
{
	if (options->format != NULL)
		return strcmp(options->format, "text") == 0;
	return !options->common.quiet &&
	    (options->common.verbose > 0 || isatty(STDERR_FILENO));
}

static void
show_findings(const struct linter *linter, struct record *record, bool colour)
{
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	lint_report_text(&linter->report, record_place(record), colour, &text);
	(void)fputs(buf_text(&text), stderr);
	buf_release(&text);
}

/* Is a finding of the message as bad as --fail-on says? */
static bool
fails(const struct lint_report *report, const char *fail_on)
{
	if (fail_on != NULL && strcmp(fail_on, "never") == 0)
		return false;
	if (fail_on != NULL && strcmp(fail_on, "warning") == 0)
		return report->errors + report->warnings > 0;
	return report->errors > 0;
}

/* One record: judged when it is a text that goes out, else passed on. */
static void
lint_record(struct linter *linter, const struct options *options,
    struct filter *filter, struct record *record)
{
	struct error err;

	if (record_kind(record) != RECORD_MESSAGE || !message_is_text(record)) {
		filter_write(filter, record);
		return;
	}
	if (linter_judge(linter, record, &err) != 0) {
		filter_reject(filter, record, &err);
		return;
	}
	if (options->show && linter->report.count > 0)
		show_findings(linter, record, options->colour);
	if (fails(&linter->report, options->fail_on))
		filter->code = error_worse(filter->code, EX_NO);
	if (linter->report.errors == 0 || !options->drop)
		filter_write(filter, record);
}

static int
run(const struct options *options, const struct diag *diag,
    char *const *operands)
{
	struct config config = {0};
	struct record record = {0};
	struct linter linter;
	struct filter filter;
	struct error err;
	int code;

	if (config_load(&config, options->common.config, &err) != 0) {
		diag_error(diag, &err);
		return err.code;
	}
	diag_warn_all(diag, config.warnings, config.warning_count);
	linter_init(&linter, &config, &options->select, &options->ignore);
	if (filter_open(&filter, diag, &options->common, operands) == 0)
		while (filter_next(&filter, &record))
			lint_record(&linter, options, &filter, &record);
	code = filter_close(&filter);
	linter_release(&linter);
	record_release(&record);
	config_release(&config);
	return code;
}

int
main(int argc, char **argv)
{
	struct options options = {0};
	struct diag diag = {.program = program.name};
	char *const *operands;
	int operand, code;

	operand = opt_parse(&program, argc, argv, &options, &code);
	if (operand < 0)
		goto out;
	diag.quiet = options.common.quiet;
	diag.verbose = options.common.verbose;
	options.show = on_stderr(&options);
	options.colour = opt_in_colour(
	    &options.common, STDERR_FILENO, getenv("NO_COLOR"));
	operands = argv + operand;
	code = check_usage(&options, operands);
	if (code != 0)
		goto out;
	if (options.rules || options.explain != NULL)
		code = answer(&options);
	else
		code = run(&options, &diag, operands);
out:
	opt_list_release(&options.select);
	opt_list_release(&options.ignore);
	return code;
}
