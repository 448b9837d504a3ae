/* SPDX-License-Identifier: ISC */
#include "base/file.h"
#include "base/mem.h"
#include "check.h"
#include "session.h"
#include "when.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { REPORT_MODE = 0644 }; /* of a file that is written again and again */

static const char clear_screen[] = "\033[H\033[2J";

static void
visit(void *context, size_t worker, const struct message *message)
{
	struct tally *tallies = context;

	tally_add(&tallies[worker], message);
}

/* Where files are followed, one report takes the place of the one before: in
 * the file of -o, or on the screen. */
static void
put_again(struct session *session, struct buf *text)
{
	const char *path = session->options->common.output;
	struct error err;

	if (path != NULL && strcmp(path, "-") != 0) {
		buf_addc(text, '\n');
		if (file_replace(path, buf_slice(text), REPORT_MODE, &err) !=
		    0) {
			filter_fail(&session->filter, &err);
			session->filter.stop = true;
		}
		return;
	}
	if (isatty(session->filter.out.fd) == 1)
		buf_splice(text, 0, 0, slice_of(clear_screen));
	filter_write_text(&session->filter, buf_slice(text));
	filter_flush(&session->filter);
}

static void
put_report(struct session *session, struct buf *text)
{
	if (session->options->follow)
		put_again(session, text);
	else if (text->len > 0)
		filter_write_text(&session->filter, buf_slice(text));
}

static void
write_report(struct session *session, struct tally *tally)
{
	const struct options *options = session->options;
	struct report report;
	struct buf text;

	report_make(&report, tally, (size_t)session->top,
	    report_form_find(options->format));
	report.colour = opt_in_colour(
	    &options->common, session->filter.out.fd, session->no_color);
	report.sparks = report.colour && session->bars;
	buf_init(&text, BUF_NO_CAP);
	report.alerts = &session->config.alerts;
	report.title = session->config.brand.name != NULL
	    ? session->config.brand.name
	    : session->config.tenant;
	if (options->check)
		check_report(session, &report, &text);
	else
		report_form_find(options->format)->write(&report, &text);
	put_report(session, &text);
	buf_release(&text);
	report_release(&report);
}

static int
report_tallied(struct session *session, struct error *err)
{
	size_t count = session->fold.worker_count, i;
	struct tally *tallies;
	int result;

	if (fold_finish(&session->fold, err) != 0 ||
	    when_set(session, err) != 0)
		return -1;
	tallies = mem_zalloc(count, sizeof(*tallies));
	for (i = 0; i < count; i++)
		tally_init(&tallies[i], &session->ask, &session->fold);
	result = fold_visit(&session->fold, visit, tallies, err);
	for (i = 1; i < count; i++)
		tally_merge(&tallies[0], &tallies[i]);
	if (tallies[0].where.code != 0)
		diag_warn(session->diag, "%s", tallies[0].where.text);
	if (result == 0)
		write_report(session, &tallies[0]);
	for (i = 0; i < count; i++)
		tally_release(&tallies[i]);
	free(tallies);
	return result;
}

int
session_report(struct session *session, struct error *err)
{
	if (session->options->merge &&
	    part_check(session->parts, session->fold.worker_count, err) != 0)
		return -1;
	if (session->options->merge && session->counts[FOLD_REFUSED] > 0)
		return error_set(err, EX_DATAERR,
		    "%" PRIu64 " lines are of no part, no report",
		    session->counts[FOLD_REFUSED]);
	if (session->options->partial)
		return part_write(&session->fold, &session->filter, err);
	return report_tallied(session, err);
}
