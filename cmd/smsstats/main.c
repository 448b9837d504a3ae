/* SPDX-License-Identifier: ISC */
/*
 * smsstats: is it arriving, is it wanted, is it on time, what does it cost?
 * Records in, one report out.
 */
#include "base/diag.h"
#include "follow.h"
#include "options.h"
#include "session.h"
#include "vcon.h"

#include <stdlib.h>
#include <string.h>

/* Can a terminal of this locale show block characters? */
static bool
is_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *value = NULL;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = getenv(names[i]);
		if (value != NULL && *value != '\0')
			break;
	}
	return value != NULL &&
	    (strstr(value, "UTF-8") != NULL || strstr(value, "utf8") != NULL);
}

/* A vCon takes several looks: from a call to its texts to their answers. */
static bool
can_reread(const struct options *options, char *const *operands)
{
	bool files = operands[0] != NULL;

	for (; *operands != NULL; operands++)
		if (strcmp(*operands, "-") == 0)
			return false;
	return files || options->store;
}

static void
read_and_report(struct session *session, char *const *operands)
{
	struct error err;

	if (session->options->vcon != NULL) {
		vcon_run(session, operands);
		return;
	}
	session_read(session, operands);
	if (session->options->follow) {
		follow_run(session, operands);
		return;
	}
	/* Half an input would make a wrong report. */
	if (!session->filter.stop && session_report(session, &err) != 0)
		filter_fail(&session->filter, &err);
}

/* The exit code. */
static int
run(struct session *session, char *const *operands)
{
	struct opt_common common = session->options->common;

	session->no_color = getenv("NO_COLOR");
	session->bars = is_utf8();
	if (session->options->follow)
		common.output = NULL; /* each report replaces that file */
	if (filter_open(&session->filter, session->diag, &common, operands) ==
	    0)
		read_and_report(session, operands);
	return filter_close(&session->filter);
}

int
main(int argc, char **argv)
{
	struct options options = {.format = NULL};
	struct diag diag = {.program = options_program.name};
	struct session session;
	struct error err;
	int operand, code;

	operand = opt_parse(&options_program, argc, argv, &options, &code);
	if (operand < 0)
		return code;
	diag.quiet = options.common.quiet;
	diag.verbose = options.common.verbose;
	if (options.follow && argv[operand] == NULL)
		return opt_refuse(
		    &options_program, "option --follow needs files");
	if (options.vcon != NULL && !can_reread(&options, argv + operand))
		return opt_refuse(
		    &options_program, "option --vcon needs files, or --store");
	if (session_open(&session, &options, &diag, &err) != 0) {
		diag_error(&diag, &err);
		code = err.code;
	} else {
		code = run(&session, argv + operand);
	}
	session_release(&session);
	return code;
}
