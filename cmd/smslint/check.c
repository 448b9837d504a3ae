/* SPDX-License-Identifier: ISC */
#include "check.h"

#include "base/file.h"
#include "base/opt.h"
#include "baseline.h"
#include "configuration.h"
#include "files.h"
#include "fix.h"
#include "format.h"
#include "packet.h"
#include "template.h"
#include "time/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct check {
	struct linter *linter;
	const struct check_options *options;
	const struct diag *diag;
	struct files files;
	struct sheet sheet;
	struct templates templates;
	struct zone_set zones;
	int code;
};

static void
check_fail(struct check *check, const struct error *err)
{
	diag_error(check->diag, err);
	check->code = error_worse(check->code, err->code);
}

static void
check_list(struct check *check, char *const *operands)
{
	struct error err;

	for (; *operands != NULL; operands++)
		if (files_add(&check->files, *operands, &err) != 0)
			check_fail(check, &err);
}

/* The bytes of a file; false when it cannot be read, which is told. */
static bool
check_read(struct check *check, const char *path, struct buf *text)
{
	struct error err;

	buf_reset(text);
	if (file_read(path, text, &err) == 0)
		return true;
	check_fail(check, &err);
	return false;
}

static const struct config_campaign *
check_campaign(const struct check *check)
{
	return check->options->campaign != NULL
	    ? config_find_campaign(
		  check->linter->settings.config, check->options->campaign)
	    : NULL;
}

/* The configuration that holds, if it is a file. */
static void
check_configuration(struct check *check)
{
	const struct config *config = check->linter->settings.config;
	struct sheet_file *file;
	struct buf text;

	if (config->path == NULL)
		return;
	buf_init(&text, BUF_NO_CAP);
	if (check_read(check, config->path, &text)) {
		file = sheet_add_file(
		    &check->sheet, config->path, buf_slice(&text));
		file->listed = true;
		configuration_lint(
		    check->linter, &check->sheet, file, check_campaign(check));
	}
	buf_release(&text);
}

/* Lints a template; with --fix its text is mended first. */
static void
check_template(struct check *check, const char *path, struct buf *text)
{
	struct sheet_file *file;
	struct error err;

	if (!check_read(check, path, text))
		return;
	if (check->options->fix &&
	    fix_template(&check->templates, path, text, check->options->dry_run,
		&err) != 0)
		check_fail(check, &err);
	file = sheet_add_file(&check->sheet, path, buf_slice(text));
	file->listed = true;
	templates_lint(&check->templates, &check->sheet, file);
}

static void
check_templates(struct check *check)
{
	const char *own = check->linter->settings.config->path;
	struct buf text;
	size_t i;

	buf_init(&text, YAML_BYTES_MAX);
	for (i = 0; i < check->files.count; i++)
		if (own == NULL || strcmp(check->files.paths[i], own) != 0)
			check_template(check, check->files.paths[i], &text);
	buf_release(&text);
}

static void
check_write(struct check *check, struct slice text)
{
	const char *path = check->options->common->output;
	struct error err;

	if (path != NULL) {
		if (file_replace(path, text, 0644, &err) != 0)
			check_fail(check, &err);
	} else if (file_write(STDOUT_FILENO, text.p, text.n) != 0) {
		error_set_errno(&err, EX_IOERR, "stdout");
		check_fail(check, &err);
	}
}

/* What is asked for goes to the output; then findings have stderr. */
static void
check_tell(struct check *check)
{
	const struct check_options *options = check->options;
	const struct format *format = format_find(
	    options->format != NULL ? options->format : "text");
	bool aside = options->campaign != NULL || options->dry_run;
	int fd = aside ? STDERR_FILENO : STDOUT_FILENO;
	bool colour = (aside || options->common->output == NULL) &&
	    opt_in_colour(options->common, fd, getenv("NO_COLOR"));
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	if (options->campaign != NULL) {
		packet_write(check_campaign(check),
		    check->linter->settings.config, &out);
		check_write(check, buf_slice(&out));
		buf_reset(&out);
	}
	format->write(&check->sheet, colour, &out);
	if (aside)
		(void)fputs(buf_text(&out), stderr);
	else
		check_write(check, buf_slice(&out));
	buf_reset(&out);
	format_summary(&check->sheet, &out);
	diag_warn(check->diag, "%s", buf_text(&out));
	buf_release(&out);
}

/* Is something as bad as --fail-on says? */
static bool
check_fails(const struct check *check)
{
	const char *fail_on = check->options->fail_on;

	if (fail_on != NULL && strcmp(fail_on, "never") == 0)
		return false;
	if (fail_on != NULL && strcmp(fail_on, "warning") == 0)
		return check->sheet.errors + check->sheet.warnings > 0;
	return check->sheet.errors > 0;
}

int
check_files(struct linter *linter, const struct check_options *options,
    const struct diag *diag, char *const *operands)
{
	struct check check = {
	    .linter = linter, .options = options, .diag = diag};
	struct clock clock;
	struct error err;

	/* check_usage has read it before. */
	(void)clock_init(&clock, options->common->now, &err);
	sheet_init(&check.sheet);
	templates_init(
	    &check.templates, linter, &check.zones, clock_now(&clock));
	check.templates.partials.folder = options->partials;
	check.templates.diag = diag;
	check_list(&check, operands);
	check_configuration(&check);
	check_templates(&check);
	sheet_settle(&check.sheet);
	if (options->baseline != NULL) {
		check.code = error_worse(check.code,
		    baseline_apply(&check.sheet, options->baseline, diag));
		sheet_settle(&check.sheet);
	}
	check_tell(&check);
	if (check_fails(&check))
		check.code = error_worse(check.code, EX_NO);
	templates_release(&check.templates);
	sheet_release(&check.sheet);
	zone_set_release(&check.zones);
	files_release(&check.files);
	return check.code;
}
