/* SPDX-License-Identifier: ISC */
/* status: may this person be texted now? */
#include "answer.h"
#include "session.h"
#include "verbs.h"

#include "consent/ask.h"
#include "consent/deadline.h"
#include "record/stream.h"
#include "text/phone.h"

#include <stdio.h>
#include <string.h>

enum { STATUS_DATE_MAX = 40 }; /* bytes of a date, with the NUL */

struct options {
	struct opt_common common;
	const char *category, *program, *tenant;
	bool json;
};

#define OPTION(name, arg, kind, member, help)                              \
	{                                                                  \
		0, name, arg, kind, offsetof(struct options, member), help \
	}

static const struct opt own_options[] = {
    OPTION("category", "transactional|conversational|promotional", OPT_CHOICE,
	category, "what kind of text; transactional unless stated"),
    OPTION("json", NULL, OPT_FLAG, json, "print one JSON object"),
    OPTION("program", "name", OPT_NAME, program, "a text of this program"),
    OPTION("tenant", "name", OPT_NAME, tenant,
	"of this business; else the configuration's"),
    VERB_NOW,
};

/* "2026-12-15", for a withdrawal; "" for anything else. */
static void
status_deadline(const struct verdict *verdict, char text[STATUS_DATE_MAX])
{
	struct civil date;

	text[0] = '\0';
	if (verdict->allowed || verdict->entry == NULL ||
	    strcmp(verdict->reason, "consent_revoked") != 0)
		return;
	deadline_date(verdict->entry->effective_ms, &date);
	(void)snprintf(text, STATUS_DATE_MAX, "%04d-%02d-%02d", date.year,
	    date.month, date.day);
}

static void
status_words(struct slice number, const struct verdict_query *query,
    const struct verdict *verdict, struct buf *out)
{
	char date[STATUS_DATE_MAX];

	buf_addf(
	    out, "%.*s: %.*s: ", SLICE_ARG(number), SLICE_ARG(query->category));
	answer_say(verdict, out);
	status_deadline(verdict, date);
	if (date[0] != '\0')
		buf_addf(out,
		    "; holds at once, the law gives until %s (%d business "
		    "days)",
		    date, DEADLINE_DAYS);
}

/* The answer, and behind it what was asked. */
static void
status_json(struct slice number, const struct verdict_query *query,
    const struct verdict *verdict, struct buf *out)
{
	const struct {
		const char *name;
		struct slice value;
	} asked[] = {{"number", number}, {"category", query->category},
	    {"tenant", query->tenant}, {"program", query->program}};
	char date[STATUS_DATE_MAX];
	size_t i;

	answer_json(verdict, query->now_ms, true, out);
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		if (asked[i].value.p != NULL)
			view_write_member(out, asked[i].name, asked[i].value);
	status_deadline(verdict, date);
	if (date[0] != '\0')
		view_write_member(out, "honour_by", slice_of(date));
	buf_addc(out, '}');
}

static int
status(struct session *session, const void *given, struct slice number,
    struct error *err)
{
	const struct options *options = given;
	struct verdict_query query = {
	    .tenant = session_tenant(session, slice_of(options->tenant)),
	    .program = slice_of(options->program),
	    .promotional_ms = ask_promotional_ms(&session->config),
	    .now_ms = clock_now(&session->clock),
	    .category = slice_of(options->category != NULL ? options->category
							   : "transactional")};
	struct stream_writer out;
	struct verdict verdict;
	struct buf text;
	int result;

	if (!phone_is_e164(number))
		query.channel = slice_of("email");
	if (ask_ledger(session->store, number, &query, &session->arena,
		&verdict, err) != 0 ||
	    stream_writer_open(&out, NULL, err) != 0)
		return -1;
	buf_init(&text, BUF_NO_CAP);
	if (options->json)
		status_json(number, &query, &verdict, &text);
	else
		status_words(number, &query, &verdict, &text);
	result = stream_write_text(&out, buf_slice(&text), err);
	if (stream_writer_close(&out, err) != 0)
		result = -1;
	buf_release(&text);
	return result != 0 ? -1 : verdict.allowed;
}

static int
status_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};

	return session_run(program, argc, argv, &options, true, status);
}

const struct verb verb_status = {
    .word = "status",
    .program = {.name = "smsconsent status",
	.operands = "number",
	.about = "Say whether a person may be texted; exit 1 when not.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = status_run,
};
