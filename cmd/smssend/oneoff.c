/* SPDX-License-Identifier: ISC */
#include "oneoff.h"

#include "base/file.h"
#include "entry.h"
#include "http/form.h"
#include "intake.h"
#include "oneoff_show.h"
#include "policies.h"
#include "progress.h"
#include "record/key.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	ONEOFF_BODY_MAX = 64 * 1024, /* bytes of the text that is read */
	ONEOFF_PRIORITY = 100, /* somebody waits for it */
	ONEOFF_ANSWER_MAX = 64,
	ONEOFF_PAST_MS = 5 * 60 * 1000, /* of --send-at: while one typed */
};

/* All of the file or stdin, the newline at its end dropped. */
static int
oneoff_read(const struct run *run, struct buf *body, struct error *err)
{
	const char *path = run->oneoffs.body_path, *name = path;
	size_t good;
	int result;

	if (path == NULL)
		name = "stdin";
	result = path == NULL ? file_read_fd(STDIN_FILENO, name, body, err)
			      : file_read(path, body, err);
	if (result != 0)
		return -1;
	if (body->len > 0 && body->data[body->len - 1] == '\n')
		body->len--;
	good = scan_utf8_prefix(
	    (struct slice){buf_text(body), strnlen(buf_text(body), body->len)});
	if (good < body->len)
		return error_set(err, EX_DATAERR,
		    "%s: byte %zu is no UTF-8 text", name, good + 1);
	return 0;
}

/* The key is the operator's, or a random one: every call another message. */
static void
oneoff_key(const struct run *run, const char *key, const char *to,
    struct record *message)
{
	char random[37];
	struct buf text;

	if (key == NULL) {
		crypto_uuid7(clock_now(&run->clock), random);
		key = random;
	}
	buf_init(&text, BUF_NO_CAP);
	buf_adds(&text, "operator/");
	form_escape(&text, slice_of(key));
	buf_addf(&text, "/%s", to);
	key_name(message, NULL, buf_slice(&text));
	buf_release(&text);
}

static void
oneoff_attach(const struct opt_list *media, struct record *message)
{
	struct buf list;
	size_t i;

	buf_init(&list, BUF_NO_CAP);
	for (i = 0; i < media->count; i++) {
		buf_addc(&list, i == 0 ? '[' : ',');
		view_write_string(&list, slice_of(media->items[i]));
	}
	if (media->count > 0) {
		buf_addc(&list, ']');
		record_set_json(message, "media_urls", buf_slice(&list));
	}
	buf_release(&list);
}

static void
oneoff_make(
    struct run *run, const char *to, struct slice body, struct record *message)
{
	const struct options *options = run->options;

	record_start(message, RECORD_MESSAGE);
	oneoff_key(run, options->key, to, message);
	record_copy_text(message, "tenant", slice_of(run->config->tenant));
	record_set_text(message, "to", slice_of(to));
	record_copy_text(message, "from", slice_of(options->from));
	record_set_text(message, "purpose", slice_of("other"));
	record_set_text(message, "category",
	    slice_of(options->category != NULL ? options->category
					       : "transactional"));
	record_copy_text(message, "program", slice_of(options->program));
	record_set_text(message, "body", body);
	oneoff_attach(&options->media, message);
	record_set_time(message, "created_at", clock_now(&run->clock));
	record_copy_text(message, "send_at", slice_of(options->send_at));
	record_set_int(message, "priority", ONEOFF_PRIORITY);
	record_set_text(message, "status", slice_of("rendered"));
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

/*
 * What the rules say now; the claim asks them again.  `judged` is a copy, for
 * the sender that is chosen for it now is none of the operator's words: the
 * same key is to find the same content whoever sends it.
 */
static int
oneoff_judge(struct run *run, const struct record *message,
    struct record *judged, struct policy_finding *finding, struct error *err)
{
	const struct entry_context context = {.config = run->config,
	    .carriers = &run->carriers,
	    .digest = run->digest,
	    .now_ms = clock_now(&run->clock)};
	enum journal_state state;
	struct journal_row row;
	struct slice explained, reason, text;
	struct buf line;

	buf_init(&line, BUF_NO_CAP);
	record_write(message, &line);
	text = arena_slice(&run->arena, buf_slice(&line));
	buf_release(&line);
	if (record_fill(judged, text, err) != 0 ||
	    entry_make(&context, judged, &run->arena, &row, err) != 0 ||
	    policies_judge(
		run, &row, judged, &run->arena, finding, &explained, err) != 0)
		return -1;
	if (intake_is_refused(run, judged, &state, &reason)) {
		finding->verdict = POLICY_REFUSES;
		finding->reason = arena_string(&run->arena, reason);
	}
	return 0;
}

/* A time that is over is a slip, and "at once" not what it says.  What the key
 * finds was in time once. */
static int
oneoff_check_time(struct run *run, struct record *message, struct error *err)
{
	struct journal_row known;
	int64_t at;
	int found = 0;

	if (!record_time(message, "send_at", &at) ||
	    at + ONEOFF_PAST_MS >= clock_now(&run->clock))
		return 0;
	if (run->store != NULL && run->options->key != NULL)
		found = journal_find(run->store,
		    record_text(message, "message_id"), &run->arena, &known,
		    err);
	if (found != 0)
		return found > 0 ? 0 : -1;
	return error_set(
	    err, EX_USAGE, "--send-at: is over '%s'", run->options->send_at);
}

/* One recipient more: shown, and kept unless a rule says never. */
static int
oneoff_add(struct run *run, const char *to, struct slice body,
    struct buf *lines, struct error *err)
{
	struct record *message = &run->oneoffs.messages[run->oneoffs.count];
	struct record *judged = run->oneoffs.count == 0 ? &run->oneoffs.shown
							: &run->record;
	struct policy_finding finding;

	oneoff_make(run, to, body, message);
	if (oneoff_check_time(run, message, err) != 0 ||
	    oneoff_judge(run, message, judged, &finding, err) != 0 ||
	    oneoff_show_recipient(run, judged, &finding, lines, err) != 0)
		return -1;
	if (finding.verdict != POLICY_REFUSES) {
		run->oneoffs.count++;
		return 0;
	}
	intake_refuse(
	    run, judged, JOURNAL_SUPPRESSED, slice_of(finding.reason));
	error_set(err, EX_NO, "%s%srefused: %s",
	    run->options->to.count > 1 ? to : "",
	    run->options->to.count > 1 ? ": " : "", finding.reason);
	run_fail(run, err);
	return 0;
}

/* Was this number named before? */
static bool
oneoff_is_named(const struct opt_list *to, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (strcmp(to->items[i], to->items[at]) == 0)
			return true;
	return false;
}

/* A message for each recipient, and what is to be shown of them. */
static int
oneoff_gather(
    struct run *run, struct slice body, struct buf *text, struct error *err)
{
	const struct opt_list *to = &run->options->to;
	struct buf lines;
	int result = 0;
	size_t i;

	run->oneoffs.messages = mem_zalloc(
	    to->count, sizeof(*run->oneoffs.messages));
	run->oneoffs.room = to->count;
	buf_init(&lines, BUF_NO_CAP);
	for (i = 0; result == 0 && i < to->count; i++)
		if (!oneoff_is_named(to, i))
			result = oneoff_add(
			    run, to->items[i], body, &lines, err);
	if (result == 0 && run->oneoffs.count > 0)
		oneoff_show_text(&run->oneoffs.shown, run->oneoffs.count, text);
	buf_add(text, lines.data, lines.len);
	buf_release(&lines);
	run_flush(run);
	return result;
}

static int
oneoff_confirm(struct run *run, struct buf *text, struct error *err)
{
	int answer = 1;

	if (run->oneoffs.count > 0 && !run->options->yes &&
	    !run->options->dry_run)
		answer = oneoff_ask(text, err);
	progress_start(run); /* an operator may think for long */
	if (answer > 0)
		return 0;
	run->oneoffs.count = 0;
	return answer < 0 ? -1 : error_set(err, EX_NO, "not sent");
}

int
oneoff_prepare(struct run *run, struct error *err)
{
	struct buf body, text;
	int result;

	buf_init(&body, ONEOFF_BODY_MAX);
	buf_init(&text, BUF_NO_CAP);
	result = oneoff_read(run, &body, err);
	if (result == 0)
		result = oneoff_gather(
		    run, (struct slice){buf_text(&body), body.len}, &text, err);
	if (result == 0)
		result = oneoff_confirm(run, &text, err);
	buf_release(&text);
	buf_release(&body);
	return result;
}

bool
oneoff_allows(const struct run *run, struct slice id)
{
	size_t i;

	for (i = 0; i < run->oneoffs.count; i++)
		if (slice_equal(
			record_text(&run->oneoffs.messages[i], "message_id"),
			id))
			return true;
	return run->oneoffs.room == 0;
}

void
oneoff_release(struct run *run)
{
	size_t i;

	for (i = 0; i < run->oneoffs.room; i++)
		record_release(&run->oneoffs.messages[i]);
	record_release(&run->oneoffs.shown);
	free(run->oneoffs.messages);
}
