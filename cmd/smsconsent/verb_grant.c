/* SPDX-License-Identifier: ISC */
/* grant: an operator writes down what a person agreed to. */
#include "session.h"
#include "verbs.h"

#include "base/crypto.h"
#include "base/file.h"
#include "consent/ask.h"
#include "text/phone.h"
#include "time/instant.h"

#include <string.h>

enum { EVIDENCE_MAX = 64 * 1024 * 1024 }; /* bytes of a scan or recording */

struct options {
	struct opt_common common;
	const char *kind, *program, *method, *text, *disclosure, *evidence;
	const char *at, *name, *tenant, *channel, *call_id;
	bool requested;
};

#define OPTION(name, arg, kind, member, help)                              \
	{                                                                  \
		0, name, arg, kind, offsetof(struct options, member), help \
	}

static const struct opt own_options[] = {
    OPTION("at", "time", OPT_TEXT, at, "when the person said so; else now"),
    OPTION("call-id", "id", OPT_TEXT, call_id,
	"the call on which it was said, with --method voice_call"),
    OPTION("channel", "sms|voice|email|any", OPT_CHOICE, channel,
	"for this channel; else as the number or address says"),
    OPTION("disclosure", "text", OPT_TEXT, disclosure,
	"what the person was shown, word for word"),
    OPTION("evidence", "file", OPT_TEXT, evidence,
	"a scan or recording; its name and hash are kept"),
    OPTION("kind", "pec|pewc", OPT_CHOICE, kind,
	"express consent, or express written consent (advertising)"),
    OPTION("method",
	"voice_call|keyword|web_form|paper|import|operator|point_of_sale",
	OPT_CHOICE, method, "how it was given; operator unless stated"),
    OPTION("name", "text", OPT_TEXT, name, "the person's name"),
    OPTION("program", "name", OPT_NAME, program,
	"for this program only; else for all"),
    OPTION("requested", NULL, OPT_FLAG, requested,
	"only asked for: the person is to say yes to a text first"),
    OPTION("tenant", "name", OPT_NAME, tenant,
	"for this business; else the configuration's"),
    OPTION("text", "text", OPT_TEXT, text,
	"what the person said or ticked, word for word"),
    VERB_NOW,
};

/* How consent that was given in a certain way counts. */
static const struct {
	const char *method, *action, *basis;
} methods[] = {
    {"operator", "granted", "express_oral"},
    {"voice_call", "granted", "express_oral"},
    {"point_of_sale", "granted", "express_oral"},
    {"keyword", "granted", "express_written"},
    {"web_form", "granted", "express_written"},
    {"paper", "granted", "express_written"},
    {"import", "imported", "existing_relationship"},
};

static size_t
find_method(const char *method)
{
	size_t i;

	for (i = 0; method != NULL && i < sizeof(methods) / sizeof(methods[0]);
	     i++)
		if (strcmp(methods[i].method, method) == 0)
			return i;
	return 0;
}

static int
take_evidence(struct session *session, const char *path, struct ledger_act *act,
    struct error *err)
{
	const char *slash = strrchr(path, '/');
	char hex[CRYPTO_SHA256_HEX];
	struct buf content;
	int result;

	buf_init(&content, EVIDENCE_MAX);
	result = file_read(path, &content, err);
	if (result == 0) {
		crypto_sha256_hex(buf_slice(&content), hex);
		act->file_sha256 = arena_slice(&session->arena, slice_of(hex));
		act->file_name = slice_of(slash != NULL ? slash + 1 : path);
	}
	buf_release(&content);
	return result;
}

/* Who has withdrawn is told of, where this does not undo it. */
static int
warn_unless_it_counts(
    struct session *session, const struct ledger_act *act, struct error *err)
{
	bool written = strcmp(act->kind, "pewc") == 0;
	struct verdict_query query = {.tenant = act->tenant,
	    .program = act->program,
	    .channel = slice_of(act->channel),
	    .category = slice_of(written ? "promotional" : "transactional"),
	    .now_ms = clock_now(&session->clock)};
	struct verdict verdict;

	if (ask_ledger(session->store, act->number, &query, &session->arena,
		&verdict, err) != 0)
		return -1;
	if (!verdict.allowed &&
	    slice_among(slice_of(verdict.reason),
		"consent_revoked|consent_denied|number_reassigned"))
		diag_warn(&session->diag,
		    "it does not count: %s stands until the person undoes it "
		    "by START, a form of their own, or a call (--call-id) "
		    "whose recording or words are kept",
		    verdict.reason);
	return 0;
}

static int
grant(struct session *session, const void *given, struct slice number,
    struct error *err)
{
	const struct options *options = given;
	size_t method = find_method(options->method);
	bool spoken = strcmp(methods[method].method, "voice_call") == 0;
	bool written = options->kind != NULL &&
	    strcmp(options->kind, "pewc") == 0;
	struct ledger_act act = {
	    .tenant = session_tenant(session, slice_of(options->tenant)),
	    .program = slice_of(options->program),
	    .number = number,
	    .name = slice_of(options->name),
	    .action = options->requested ? "requested" : methods[method].action,
	    .kind = written ? "pewc" : "pec",
	    .basis = written ? "express_written" : methods[method].basis,
	    .method = methods[method].method,
	    .category = written ? "any" : "transactional",
	    .channel = options->channel != NULL ? options->channel
		: phone_is_e164(number)		? "sms"
						: "email",
	    .scope = options->program != NULL ? "program" : "tenant",
	    .disclosure_text = slice_of(options->disclosure),
	    .call_id = slice_of(options->call_id),
	    .excerpt = slice_of(spoken ? options->text : NULL),
	    .consent_text = slice_of(spoken ? NULL : options->text)};

	if (written && spoken)
		return error_set(err, EX_USAGE,
		    "--kind pewc: what is said on a call is no writing");
	if (options->requested && options->program == NULL)
		return error_set(err, EX_USAGE, "--requested: needs --program");
	if (options->at != NULL &&
	    instant_parse(slice_of(options->at), &act.effective_ms) != 0)
		return error_set(err, EX_USAGE,
		    "no RFC 3339 time with an offset: '%s'", options->at);
	if (options->evidence != NULL &&
	    take_evidence(session, options->evidence, &act, err) != 0)
		return -1;
	if (written && options->disclosure == NULL && !options->requested)
		diag_warn(&session->diag,
		    "without --disclosure this is no consent to advertising "
		    "(evidence_incomplete)");
	if (session_write_act(session, &act, err) != 0 ||
	    warn_unless_it_counts(session, &act, err) != 0)
		return -1;
	return 1;
}

static int
grant_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};

	return session_run(program, argc, argv, &options, false, grant);
}

const struct verb verb_grant = {
    .word = "grant",
    .program = {.name = "smsconsent grant",
	.operands = "number",
	.about = "Write down that a person agreed.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = grant_run,
};
