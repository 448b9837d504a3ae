/* SPDX-License-Identifier: ISC */
/* revoke: an operator writes down that a person wants no more texts. */
#include "session.h"
#include "verbs.h"

#include "time/instant.h"

struct options {
	struct opt_common common;
	const char *method, *text, *at, *tenant;
};

#define OPTION(name, arg, kind, member, help)                              \
	{                                                                  \
		0, name, arg, kind, offsetof(struct options, member), help \
	}

static const struct opt own_options[] = {
    OPTION("at", "time", OPT_TEXT, at, "when the person said so; else now"),
    OPTION("method",
	"voice_call|keyword|web_form|paper|import|operator|carrier|provider|"
	"point_of_sale",
	OPT_CHOICE, method, "how it was said; operator unless stated"),
    OPTION("tenant", "name", OPT_NAME, tenant,
	"for this business; else the configuration's"),
    OPTION("text", "text", OPT_TEXT, text, "what was said, word for word"),
    VERB_NOW,
};

static int
revoke(struct session *session, const void *given, struct slice number,
    struct error *err)
{
	const struct options *options = given;
	struct ledger_act act = {
	    .tenant = session_tenant(session, slice_of(options->tenant)),
	    .number = number,
	    .action = "revoked",
	    .method = options->method != NULL ? options->method : "operator",
	    .scope = "tenant",
	    .excerpt = slice_of(options->text)};

	if (options->at != NULL &&
	    instant_parse(slice_of(options->at), &act.effective_ms) != 0)
		return error_set(err, EX_USAGE,
		    "no RFC 3339 time with an offset: '%s'", options->at);
	if (act.effective_ms > clock_now(&session->clock))
		return error_set(err, EX_USAGE,
		    "a withdrawal takes effect at once, not later: '%s'",
		    options->at);
	return session_write_act(session, &act, err) == 0 ? 1 : -1;
}

static int
revoke_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};

	return session_run(program, argc, argv, &options, false, revoke);
}

const struct verb verb_revoke = {
    .word = "revoke",
    .program = {.name = "smsconsent revoke",
	.operands = "number",
	.about = "Write down that a person wants no more texts.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = revoke_run,
};
