/* SPDX-License-Identifier: ISC */
/* proof: what an auditor asks of one number, in one document. */
#include "proof.h"
#include "session.h"
#include "verbs.h"

#include "consent/ask.h"
#include "record/stream.h"
#include "text/phone.h"

struct options {
	struct opt_common common;
	bool html;
};

static const struct opt own_options[] = {
    {0, "html", NULL, OPT_FLAG, offsetof(struct options, html),
	"a page instead of JSON"},
    VERB_NOW,
};

static int
proof_ask(struct session *session, struct proof *proof, struct slice program,
    const char *category, struct verdict *verdict, struct error *err)
{
	struct verdict_query query = {.tenant = proof->tenant,
	    .program = program,
	    .promotional_ms = ask_promotional_ms(&session->config),
	    .now_ms = proof->made_ms,
	    .category = slice_of(category)};

	if (!phone_is_e164(proof->number))
		query.channel = slice_of("email");
	return ask_ledger(session->store, proof->number, &query,
	    &session->arena, verdict, err);
}

/* Was something of the person's erased after that instant? */
static bool
proof_is_erased(const struct proof *proof, int64_t at_ms)
{
	size_t i;

	for (i = 0; i < proof->entry_count; i++)
		if (slice_is(proof->entries[i].action, LEDGER_ERASED) &&
		    proof->entries[i].recorded_ms >= at_ms)
			return true;
	return false;
}

/* Each text is asked about as of the moment of its last attempt: the entries
 * that came later do not count. */
static int
proof_add_texts(struct session *session, struct proof *proof, struct error *err)
{
	const struct journal_filter filter = {.to = proof->number};
	struct record message = {0};
	struct journal_row *rows;
	struct proof_text *text;
	size_t i;
	int result;

	if (journal_list(session->store, &filter, &session->arena, &rows,
		&proof->text_count, err) != 0)
		return -1;
	proof->texts = arena_alloc(
	    &session->arena, (proof->text_count + 1) * sizeof(*proof->texts));
	for (i = 0, result = 0; result == 0 && i < proof->text_count; i++) {
		text = &proof->texts[i];
		*text = (struct proof_text){.row = rows[i],
		    .attempted = rows[i].attempted_ms > 0,
		    .erased = proof_is_erased(proof, rows[i].attempted_ms)};
		if (!text->attempted)
			continue;
		if (rows[i].attempted_ms > proof->last_text_ms)
			proof->last_text_ms = rows[i].attempted_ms;
		result = record_fill(&message, rows[i].record, err);
		if (result == 0)
			result = ask_message(session->store, &session->config,
			    &message, rows[i].attempted_ms, &session->arena,
			    &text->verdict, err);
	}
	record_release(&message);
	return result;
}

static int
proof_add_answer(struct session *session, struct proof *proof,
    struct slice program, struct error *err)
{
	struct proof_answer *answer = proof->answers;
	size_t i;

	for (i = 0; i < proof->answer_count; i++)
		if (slice_equal(answer[i].program, program))
			return 0;
	answer = &proof->answers[proof->answer_count++];
	answer->program = program;
	if (proof_ask(session, proof, program, "transactional",
		&answer->transactional, err) != 0)
		return -1;
	return proof_ask(
	    session, proof, program, "promotional", &answer->promotional, err);
}

static int
proof_add_answers(
    struct session *session, struct proof *proof, struct error *err)
{
	const struct slice none = {NULL, 0};
	size_t i;

	proof->answers = arena_alloc(&session->arena,
	    (proof->entry_count + 1) * sizeof(*proof->answers));
	if (proof_add_answer(session, proof, none, err) != 0)
		return -1;
	for (i = 0; i < proof->entry_count; i++)
		if (proof->entries[i].program.n > 0 &&
		    proof_add_answer(
			session, proof, proof->entries[i].program, err) != 0)
			return -1;
	return 0;
}

static int
proof_gather(struct session *session, struct proof *proof, struct error *err)
{
	if (audit_run(session->store, NULL, 0, &proof->audit, err) != 0 ||
	    ledger_entries(session->store, proof->number, &session->arena,
		&proof->entries, &proof->entry_count, err) != 0 ||
	    proof_add_answers(session, proof, err) != 0)
		return -1;
	return proof_add_texts(session, proof, err);
}

static int
proof(struct session *session, const void *given, struct slice number,
    struct error *err)
{
	const struct options *options = given;
	struct proof proof = {.number = number,
	    .tenant = session_tenant(session, (struct slice){NULL, 0}),
	    .made_ms = clock_now(&session->clock)};
	struct stream_writer out;
	struct buf text;
	int result;

	if (proof_gather(session, &proof, err) != 0 ||
	    stream_writer_open(&out, NULL, err) != 0)
		return -1;
	buf_init(&text, BUF_NO_CAP);
	if (options->html)
		proof_page(&proof, &text);
	else
		proof_json(&proof, &text);
	result = stream_write_text(&out, buf_slice(&text), err);
	if (stream_writer_close(&out, err) != 0)
		result = -1;
	buf_release(&text);
	return result != 0 ? -1 : proof.audit.fault == NULL;
}

static int
proof_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};

	return session_run(program, argc, argv, &options, true, proof);
}

const struct verb verb_proof = {
    .word = "proof",
    .program = {.name = "smsconsent proof",
	.operands = "number",
	.about = "Print all that is known of a person's consent; exit 1 "
		 "when the ledger is broken.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = proof_run,
};
