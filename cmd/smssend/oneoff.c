/* SPDX-License-Identifier: ISC */
#include "oneoff.h"

#include "base/file.h"
#include "consent.h"
#include "entry.h"
#include "http/form.h"
#include "intake.h"
#include "record/key.h"
#include "text/visible.h"
#include "time/instant.h"

#include <fcntl.h>
#include <unistd.h>

enum {
	ONEOFF_BODY_MAX = 64 * 1024, /* bytes read from stdin */
	ONEOFF_PRIORITY = 100, /* somebody waits for it */
	ONEOFF_ANSWER_MAX = 64,
};

/* All of stdin, the newline at its end dropped. */
static int
oneoff_read(struct buf *body, struct error *err)
{
	size_t good;

	if (file_read_fd(STDIN_FILENO, "stdin", body, err) != 0)
		return -1;
	if (body->len > 0 && body->data[body->len - 1] == '\n')
		body->len--;
	good = scan_utf8_prefix(
	    (struct slice){buf_text(body), strnlen(buf_text(body), body->len)});
	if (good < body->len)
		return error_set(err, EX_DATAERR,
		    "stdin: byte %zu is no UTF-8 text", good + 1);
	return 0;
}

/* The key is the operator's, or a random one: every call another message. */
static void
oneoff_key(const struct run *run, struct record *message)
{
	char random[37], id[KEY_ID_SIZE];
	const char *key = run->options->key;
	struct buf text;

	if (key == NULL) {
		crypto_uuid7(clock_now(&run->clock), random);
		key = random;
	}
	buf_init(&text, BUF_NO_CAP);
	buf_adds(&text, "operator/");
	form_escape(&text, slice_of(key));
	key_id(NULL, 'm', buf_slice(&text), id);
	record_set_text(message, "message_id", slice_of(id));
	record_set_text(message, "dedupe_key", buf_slice(&text));
	buf_release(&text);
}

static int
oneoff_make(struct run *run, struct record *message, struct error *err)
{
	const struct options *options = run->options;
	struct buf body;
	int result;

	buf_init(&body, ONEOFF_BODY_MAX);
	record_start(message, RECORD_MESSAGE);
	oneoff_key(run, message);
	record_copy_text(message, "tenant", slice_of(run->config->tenant));
	record_set_text(message, "to", slice_of(options->to));
	record_copy_text(message, "from", slice_of(options->from));
	record_set_text(message, "purpose", slice_of("other"));
	record_set_text(message, "category",
	    slice_of(options->category != NULL ? options->category
					       : "transactional"));
	record_copy_text(message, "program", slice_of(options->program));
	result = oneoff_read(&body, err);
	record_set_text(
	    message, "body", (struct slice){buf_text(&body), body.len});
	buf_release(&body);
	record_set_time(message, "created_at", clock_now(&run->clock));
	record_copy_text(message, "send_at", slice_of(options->send_at));
	record_set_int(message, "priority", ONEOFF_PRIORITY);
	record_set_text(message, "status", slice_of("rendered"));
	return result;
}

static void
oneoff_show(
    struct record *message, const struct verdict *verdict, struct buf *out)
{
	struct slice cost = record_text(message, "cost_estimate");
	struct slice at = record_text(message, "send_at");
	int64_t segments = 0;

	(void)record_int(message, "segments", &segments);
	visible_add(out, record_text(message, "body"));
	buf_addf(out, "\n\nto %.*s from %.*s%s%.*s\n",
	    SLICE_ARG(record_text(message, "to")),
	    SLICE_ARG(record_text(message, "from")), at.p != NULL ? " at " : "",
	    SLICE_ARG(at));
	buf_addf(out, "%d %s, %.*s", (int)segments,
	    segments == 1 ? "segment" : "segments",
	    SLICE_ARG(record_text(message, "encoding")));
	if (cost.p != NULL)
		buf_addf(out, ", %.*s %.*s", SLICE_ARG(cost),
		    SLICE_ARG(record_text(message, "currency")));
	buf_addf(out, "\nconsent: %s\n",
	    verdict->allowed ? "given" : verdict->reason);
}

/* 1 yes, 0 no, -1 there is nobody to ask. */
static int
oneoff_ask(struct buf *text, struct error *err)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	char answer[ONEOFF_ANSWER_MAX] = {0};
	ssize_t got = -1;

	if (fd < 0)
		return error_set_errno(err, EX_IOERR, "/dev/tty");
	buf_adds(text, "Send it? [y/N] ");
	if (file_write(fd, text->data, text->len) == 0)
		got = read(fd, answer, sizeof(answer));
	(void)close(fd);
	return got > 0 && (answer[0] == 'y' || answer[0] == 'Y');
}

/* What the ledger says now; the claim asks it again. */
static int
oneoff_judge(struct run *run, struct record *message, struct verdict *verdict,
    struct error *err)
{
	const struct entry_context context = {.config = run->config,
	    .carriers = &run->carriers,
	    .digest = run->digest,
	    .now_ms = clock_now(&run->clock)};
	struct journal_row row;

	if (entry_make(&context, message, &run->arena, &row, err) != 0)
		return -1;
	return consent_ask(
	    run->store, message, context.now_ms, &run->arena, verdict, err);
}

int
oneoff_prepare(struct run *run, struct error *err)
{
	struct record *message = &run->oneoff;
	enum journal_state state = JOURNAL_SUPPRESSED;
	struct verdict verdict;
	struct slice reason;
	struct buf text;
	int result = 1;

	if (oneoff_make(run, message, err) != 0 ||
	    oneoff_judge(run, message, &verdict, err) != 0)
		return -1;
	if (!intake_is_refused(run, message, &state, &reason))
		reason = slice_of(verdict.reason);
	if (reason.p != NULL) {
		intake_refuse(run, message, state, reason);
		run_flush(run);
		return error_set(
		    err, EX_NO, "refused: %.*s", SLICE_ARG(reason));
	}
	buf_init(&text, BUF_NO_CAP);
	oneoff_show(message, &verdict, &text);
	if (!run->options->yes && !run->options->dry_run)
		result = oneoff_ask(&text, err);
	buf_release(&text);
	if (result == 0)
		return error_set(err, EX_NO, "not sent");
	if (result < 0)
		return -1;
	run->oneoff_given = true;
	run->only = record_text(message, "message_id");
	return 0;
}
