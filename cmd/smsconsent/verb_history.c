/* SPDX-License-Identifier: ISC */
/* history: every entry of a number, oldest first. */
#include "session.h"
#include "verbs.h"

#include "consent/line.h"
#include "record/stream.h"

static const struct opt own_options[] = {
    VERB_NOW,
};

static int
history(struct session *session, const void *options, struct slice number,
    struct error *err)
{
	struct ledger_entry *entries;
	struct stream_writer out;
	struct buf line;
	size_t count, i;
	int result = 0;

	(void)options;
	if (ledger_entries(session->store, number, &session->arena, &entries,
		&count, err) != 0 ||
	    stream_writer_open(&out, NULL, err) != 0)
		return -1;
	buf_init(&line, BUF_NO_CAP);
	for (i = 0; result == 0 && i < count; i++) {
		buf_reset(&line);
		line_write(&entries[i], &line);
		result = stream_write_text(&out, buf_slice(&line), err);
	}
	buf_release(&line);
	if (stream_writer_close(&out, err) != 0)
		result = -1;
	return result == 0 ? 1 : -1;
}

static int
history_run(const struct opt_program *program, int argc, char **argv)
{
	struct opt_common common = {0};

	return session_run(program, argc, argv, &common, true, history);
}

const struct verb verb_history = {
    .word = "history",
    .program = {.name = "smsconsent history",
	.operands = "number",
	.about = "Print every entry of a person as a consent record.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = history_run,
};
