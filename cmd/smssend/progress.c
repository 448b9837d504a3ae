/* SPDX-License-Identifier: ISC */
#include "progress.h"

#include <stdio.h>
#include <unistd.h>

enum { PROGRESS_MS = 200 }; /* from change to change */

void
progress_start(struct run *run)
{
	run->progress.started_ms = clock_monotonic();
	run->progress.terminal = !run->diag->quiet && isatty(STDERR_FILENO);
}

void
progress_count(struct run *run)
{
	enum journal_state state;

	if (journal_state_find(record_text(&run->out, "status"), &state) != 0)
		return;
	run->progress.states[state]++;
}

/* "120 accepted, 3 held": what there is, in the order of the states. */
static size_t
progress_states(const struct run *run, struct buf *text)
{
	size_t count, all = 0;
	int state;

	for (state = 0; state < JOURNAL_STATES; state++) {
		count = run->progress.states[state];
		if (count == 0)
			continue;
		buf_addf(text, "%s%zu %s", all > 0 ? ", " : "", count,
		    journal_state_name((enum journal_state)state));
		all += count;
	}
	return all;
}

static double
progress_seconds(const struct run *run)
{
	int64_t ms = clock_monotonic() - run->progress.started_ms;

	return ms > 0 ? (double)ms / 1000 : 0.001;
}

/* Those that are known to wait for their turn. */
static size_t
progress_left(const struct run *run)
{
	size_t ended = run->progress.ended;

	return run->progress.begun > ended ? run->progress.begun - ended : 0;
}

void
progress_show(struct run *run)
{
	int64_t mono = clock_monotonic();
	double rate;
	struct buf text;

	if (!run->progress.terminal ||
	    mono - run->progress.shown_ms < PROGRESS_MS)
		return;
	run->progress.shown_ms = mono;
	rate = (double)run->progress.ended / progress_seconds(run);
	buf_init(&text, BUF_NO_CAP);
	if (progress_states(run, &text) > 0) {
		buf_addf(&text, "; %.0f/s", rate);
		if (rate > 0 && progress_left(run) > 0)
			buf_addf(&text, ", %.0f s left",
			    (double)progress_left(run) / rate);
		(void)fprintf(stderr, "\r%s\033[K", buf_text(&text));
	}
	buf_release(&text);
}

void
progress_clear(struct run *run)
{
	if (run->progress.terminal && run->progress.shown_ms > 0)
		(void)fputs("\r\033[K", stderr);
}

void
progress_sum(struct run *run)
{
	struct buf text;

	progress_clear(run);
	buf_init(&text, BUF_NO_CAP);
	if (progress_states(run, &text) > 0)
		diag_warn(run->diag, "%s in %.1f s", buf_text(&text),
		    progress_seconds(run));
	buf_release(&text);
}
