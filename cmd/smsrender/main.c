/* SPDX-License-Identifier: ISC */
/*
 * smsrender: what was agreed in a call becomes text messages.
 */
#include "base/diag.h"
#include "base/opt.h"
#include "config/config.h"
#include "record/filter.h"
#include "renderer.h"

#include <inttypes.h>
#include <stdlib.h>

struct options {
	struct opt_common common;
	struct renderer_options render;
};

#define OPTION(member) offsetof(struct options, render.member)

static const struct opt own_options[] = {
    {0, "call", NULL, OPT_FLAG, OPTION(call),
	"write the call records and stop there"},
    {0, "drop", NULL, OPT_FLAG, OPTION(drop),
	"leave out messages that may not go"},
    {0, "dynamic", "field", OPT_TEXT, OPTION(dynamic),
	"the text is what a model wrote there, if it is fit"},
    {'e', "expression", "text", OPT_TEXT, OPTION(expression),
	"render this text against each object"},
    {0, "from", "name", OPT_TEXT, OPTION(from),
	"the payloads are this platform's"},
    {0, "html", "file", OPT_TEXT, OPTION(html),
	"write a page of the texts for people here, not records"},
    {0, "keep", NULL, OPT_FLAG, OPTION(keep),
	"pass each call on before its messages"},
    {0, "language", "tag", OPT_TEXT, OPTION(language),
	"render in this language (BCP 47), not the call's"},
    {0, "lax", NULL, OPT_FLAG, OPTION(lax),
	"what is not defined is empty, not an error"},
    {0, "partials", "folder", OPT_TEXT, OPTION(partials),
	"find NAME.liquid for include and render here"},
    {0, "preview", NULL, OPT_FLAG, OPTION(preview),
	"write each message as people read it, not records"},
    {'r', "raw-output", NULL, OPT_FLAG, OPTION(bare),
	"write bare texts, not records"},
    {0, "samples", NULL, OPT_FLAG, OPTION(samples),
	"read nothing, show each template with its samples"},
    {'t', "template", "file|folder|id", OPT_LIST, OPTION(templates),
	"use this template (repeatable)"},
};

static const struct opt_program program = {
    .name = "smsrender",
    .operands = "[file ...]",
    .about = "Render text messages from call records and platform payloads.",
    .filter = true,
    .own = own_options,
    .own_count = sizeof(own_options) / sizeof(own_options[0]),
};

/* Usage that the option table cannot judge. */
static int
check_usage(const struct renderer_options *options, char *const *operands)
{
	bool people = options->preview || options->html != NULL;
	bool expression = options->expression != NULL;
	const struct {
		bool given;
		const char *refusal;
	} mistakes[] = {
	    {expression && options->templates.count > 0,
		"-e and -t exclude each other"},
	    {expression && options->call, "-e and --call exclude each other"},
	    {options->preview && options->html != NULL,
		"--preview and --html exclude each other"},
	    {people && options->call,
		"--call makes no messages that people could read"},
	    {people && options->keep,
		"--keep writes records, and people read messages"},
	    {people && options->bare,
		"-r writes bare texts: it excludes --preview and --html"},
	    {options->dynamic != NULL && options->templates.count == 0,
		"--dynamic needs -t"},
	    {options->samples && !people,
		"--samples needs --preview or --html"},
	    {options->samples && expression,
		"-e and --samples exclude each other"},
	    {options->samples && *operands != NULL,
		"--samples reads nothing: no file can go with it"},
	};
	size_t i;

	for (i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++)
		if (mistakes[i].given)
			return opt_refuse(&program, "%s", mistakes[i].refusal);
	return 0;
}

static int
run(const struct options *options, const struct diag *diag,
    char *const *operands)
{
	struct renderer renderer = {0};
	struct config config = {0};
	struct record record = {0};
	struct filter filter;
	struct error err;
	int code;

	if (config_load(&config, options->common.config, &err) != 0 ||
	    renderer_init(&renderer, &options->render, &config,
		options->common.now, diag, &err) != 0) {
		diag_error(diag, &err);
		code = err.code;
		goto out;
	}
	diag_warn_all(diag, config.warnings, config.warning_count);
	if (filter_open(&filter, diag, &options->common, operands) == 0 &&
	    renderer_start(&renderer, &filter,
		opt_in_colour(&options->common, filter.out.fd,
		    getenv("NO_COLOR"))) == 0) {
		filter.in.documents = true;
		if (options->render.samples)
			renderer_samples(&renderer, &filter);
		else
			while (filter_next(&filter, &record))
				renderer_take(&renderer, &filter, &record);
		renderer_finish(&renderer, &filter);
	}
	code = error_worse(filter_close(&filter), renderer.selection.code);
	if (renderer.idle > 0)
		diag_note(diag, "calls that no template holds for: %" PRIu64,
		    renderer.idle);
out:
	record_release(&record);
	renderer_release(&renderer);
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
	if (operand < 0)
		goto out;
	diag.quiet = options.common.quiet;
	diag.verbose = options.common.verbose;
	code = check_usage(&options.render, argv + operand);
	if (code == 0)
		code = run(&options, &diag, argv + operand);
out:
	opt_list_release(&options.render.templates);
	return code;
}
