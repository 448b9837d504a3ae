/* SPDX-License-Identifier: ISC */
/*
 * smslint: what carriers and law would object to in a message, how long it is
 * and what it costs.
 */
#include "base/diag.h"
#include "base/opt.h"
#include "check.h"
#include "config/config.h"
#include "files.h"
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
	struct opt_list select, ignore, severity;
	const char *fail_on, *format, *explain;
	const char *baseline, *campaign, *partials;
	bool rules, drop, fix, dry_run, reference_16;
	bool files; /* YAML files are linted, not records */
	bool show, colour; /* findings on stderr; decided from the others */
};

#define OPTION(member) offsetof(struct options, member)

static const struct opt own_options[] = {
    {0, "baseline", "file", OPT_TEXT, OPTION(baseline),
	"leave out what an earlier --format jsonl has found"},
    {0, "campaign", "name", OPT_TEXT, OPTION(campaign),
	"what its registration says and lacks"},
    {0, "drop", NULL, OPT_FLAG, OPTION(drop), "leave out messages with errors"},
    {0, "dry-run", NULL, OPT_FLAG, OPTION(dry_run),
	"with --fix: show the difference only"},
    {0, "explain", "rule", OPT_TEXT, OPTION(explain),
	"say why there is such a rule, and its source"},
    {0, "fail-on", "error|warning|never", OPT_CHOICE, OPTION(fail_on),
	"exit 1 when something as bad is found (error)"},
    {0, "fix", NULL, OPT_FLAG, OPTION(fix),
	"put safe suggestions in place, in template files"},
    {0, "format", "text|jsonl|github|sarif|junit|rdjsonl", OPT_CHOICE,
	OPTION(format), "how to write findings; of records: text or jsonl"},
    {0, "ignore", "rule", OPT_LIST, OPTION(ignore),
	"leave this rule out (repeatable)"},
    {0, "partials", "folder", OPT_TEXT, OPTION(partials),
	"where templates include others from"},
    {0, "reference-16", NULL, OPT_FLAG, OPTION(reference_16),
	"count segments whose parts are numbered with 16 bits"},
    {0, "rules", NULL, OPT_FLAG, OPTION(rules), "list the rules and exit"},
    {0, "select", "rule", OPT_LIST, OPTION(select),
	"only this rule (repeatable)"},
    {0, "severity", "rule=level", OPT_LIST, OPTION(severity),
	"error, warning or info for this rule (repeatable)"},
};

static const struct opt_program program = {
    .name = "smslint",
    .operands = "[file ...]",
    .about = "Lint templates and message records: content, length, cost.",
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

/* "RULE=LEVEL" taken apart; false when it is no such thing. */
static bool
split_severity(const char *text, char id[RULES_ID_MAX], int *severity)
{
	const char *sign = strchr(text, '=');

	if (sign == NULL || (size_t)(sign - text) >= RULES_ID_MAX)
		return false;
	(void)snprintf(id, RULES_ID_MAX, "%.*s", (int)(sign - text), text);
	for (*severity = LINT_INFO; *severity <= LINT_ERROR; ++*severity)
		if (strcmp(sign + 1,
			lint_severity_name((enum lint_severity) * severity)) ==
		    0)
			return true;
	return false;
}

static int
check_rules(const struct options *options)
{
	char id[RULES_ID_MAX];
	int severity;
	size_t i;

	for (i = 0; i < options->select.count; i++)
		if (rules_find(options->select.items[i]) == NULL)
			return refuse_rule(options->select.items[i]);
	for (i = 0; i < options->ignore.count; i++)
		if (rules_find(options->ignore.items[i]) == NULL)
			return refuse_rule(options->ignore.items[i]);
	for (i = 0; i < options->severity.count; i++) {
		if (!split_severity(options->severity.items[i], id, &severity))
			return opt_refuse(&program,
			    "'%s' is no RULE=error, RULE=warning or RULE=info",
			    options->severity.items[i]);
		if (rules_find(id) == NULL)
			return refuse_rule(id);
	}
	if (options->explain != NULL && rules_find(options->explain) == NULL)
		return refuse_rule(options->explain);
	return 0;
}

/* Options that only one of the two ways to run has. */
static int
check_way(const struct options *options)
{
	bool records = options->common.rejects != NULL ||
	    options->common.strict || options->drop;
	bool files = options->baseline != NULL || options->fix ||
	    options->partials != NULL;

	if (options->dry_run && !options->fix)
		return opt_refuse(&program, "option --dry-run needs --fix");
	if (options->files && records)
		return opt_refuse(
		    &program, "--drop, --rejects and --strict are for records");
	if (!options->files && files)
		return opt_refuse(&program,
		    "--baseline, --fix and --partials are for template files");
	if (!options->files && options->format != NULL &&
	    strcmp(options->format, "text") != 0 &&
	    strcmp(options->format, "jsonl") != 0)
		return opt_refuse(&program,
		    "of records, findings are text or jsonl, not %s",
		    options->format);
	return 0;
}

/* Usage that the option table cannot judge. */
static int
check_usage(struct options *options, char *const *operands)
{
	struct clock clock;
	struct error err;
	size_t i, yaml = 0;
	int code;

	if (clock_init(&clock, options->common.now, &err) != 0)
		return opt_refuse(&program, "%s", err.text);
	code = check_rules(options);
	if (code != 0)
		return code;
	for (i = 0; operands[i] != NULL; i++)
		yaml += files_is_yaml(operands[i]);
	options->files = yaml > 0 || options->campaign != NULL;
	if (options->files && yaml < i)
		return opt_refuse(&program,
		    "templates and files of records do not go together");
	return check_way(options);
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
run_records(struct linter *linter, const struct options *options,
    const struct diag *diag, char *const *operands)
{
	struct record record = {0};
	struct filter filter;

	if (filter_open(&filter, diag, &options->common, operands) == 0)
		while (filter_next(&filter, &record))
			lint_record(linter, options, &filter, &record);
	record_release(&record);
	return filter_close(&filter);
}

static int
run_files(struct linter *linter, const struct options *options,
    const struct diag *diag, char *const *operands)
{
	const struct check_options check = {.common = &options->common,
	    .fail_on = options->fail_on,
	    .format = options->format,
	    .baseline = options->baseline,
	    .partials = options->partials,
	    .campaign = options->campaign,
	    .fix = options->fix,
	    .dry_run = options->dry_run};

	return check_files(linter, &check, diag, operands);
}

static void
set_levels(struct linter *linter, const struct opt_list *levels)
{
	char id[RULES_ID_MAX];
	int severity;
	size_t i;

	for (i = 0; i < levels->count; i++)
		if (split_severity(levels->items[i], id, &severity))
			linter_set_level(
			    linter, id, (enum lint_severity)severity);
}

static int
run(const struct options *options, const struct diag *diag,
    char *const *operands)
{
	struct config config = {0};
	struct linter linter;
	struct error err;
	int code;

	if (config_load(&config, options->common.config, &err) != 0) {
		diag_error(diag, &err);
		return err.code;
	}
	diag_warn_all(diag, config.warnings, config.warning_count);
	linter_init(&linter, &config, &options->select, &options->ignore);
	linter.settings.reference_16 = options->reference_16;
	set_levels(&linter, &options->severity);
	if (options->campaign != NULL &&
	    config_find_campaign(&config, options->campaign) == NULL) {
		error_set(&err, EX_CONFIG, "there is no campaign '%s'",
		    options->campaign);
		diag_error(diag, &err);
		code = err.code;
	} else if (options->files) {
		code = run_files(&linter, options, diag, operands);
	} else {
		code = run_records(&linter, options, diag, operands);
	}
	linter_release(&linter);
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
	opt_list_release(&options.severity);
	return code;
}
