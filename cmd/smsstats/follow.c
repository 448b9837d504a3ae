/* SPDX-License-Identifier: ISC */
#include "follow.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FOLLOW_WAIT_MS = 500,
	FOLLOW_READ = 256 * 1024, /* bytes at once */
};

static volatile sig_atomic_t stop;

struct followed {
	const char *path;
	int fd; /* -1: it is not there now */
	struct stat stat; /* of fd */
	off_t at; /* bytes read */
	struct buf rest; /* a line whose end was not written yet */
	bool skipping; /* inside of a line that is too long */
	uint64_t line;
};

static void
catch_stop(int number)
{
	(void)number;
	stop = 1;
}

/* ---- lines ------------------------------------------------------------------
 */

static bool
is_blank(struct slice line)
{
	return slice_trim(line, " \t\r").n == 0;
}

static void
take_line(struct session *session, struct followed *file, struct slice line,
    bool whole, struct record *record)
{
	uint64_t *counts = session->fold.workers[0].counts;
	struct error err;

	file->line++;
	if (is_blank(line))
		return;
	if (line.n > RECORD_LINE_MAX)
		error_set(
		    &err, EX_DATAERR, "longer than %d bytes", RECORD_LINE_MAX);
	else if (record_fill(record, line, &err) == 0 &&
	    fold_take(&session->fold, 0, record, false, &err) == 0)
		return;
	counts[FOLD_REFUSED]++;
	counts[FOLD_CUT] += !whole;
	error_prefix(&err, "%s:%" PRIu64, file->path, file->line);
	filter_reject_line(&session->filter, file->line, line, &err);
}

/* What was read, up to the last end of a line. */
static void
take_lines(
    struct session *session, struct followed *file, struct record *record)
{
	struct buf *text = &file->rest;
	const char *newline;
	size_t at = 0, n;

	while (at < text->len && !session->filter.stop) {
		newline = memchr(text->data + at, '\n', text->len - at);
		if (newline == NULL)
			break;
		n = (size_t)(newline - text->data) - at;
		if (!file->skipping)
			take_line(session, file,
			    (struct slice){text->data + at, n}, true, record);
		file->skipping = false;
		at += n + 1;
	}
	buf_splice(text, 0, at, (struct slice){"", 0});
	if (text->len <= RECORD_LINE_MAX)
		return;
	if (!file->skipping)
		take_line(session, file, buf_slice(text), true, record);
	file->skipping = true;
	buf_reset(text);
}

/* Its last line, if its end was never written. */
static void
take_rest(struct session *session, struct followed *file, struct record *record)
{
	if (file->rest.len > 0 && !file->skipping)
		take_line(session, file, buf_slice(&file->rest), false, record);
	buf_reset(&file->rest);
	file->skipping = false;
}

/* ---- files ------------------------------------------------------------------
 */

/* 1: it grew; 0; -1: it cannot be read. */
static int
read_more(struct session *session, struct followed *file, struct record *record,
    struct error *err)
{
	int grew = 0;
	ssize_t got;

	if (file->fd < 0)
		return 0;
	while (!session->filter.stop && stop == 0) {
		got = read(file->fd, buf_reserve(&file->rest, FOLLOW_READ),
		    FOLLOW_READ);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set_errno(err, EX_IOERR, "%s", file->path);
		if (got == 0)
			break;
		file->rest.len += (size_t)got;
		file->at += got;
		grew = 1;
		take_lines(session, file, record);
	}
	return grew;
}

/* False while there is none. */
static bool
open_file(struct followed *file)
{
	file->fd = open(file->path, O_RDONLY | O_CLOEXEC);
	if (file->fd < 0 || fstat(file->fd, &file->stat) != 0)
		return false;
	file->at = 0;
	file->line = 0;
	return true;
}

/* Is another file at its path, or was it emptied? */
static bool
is_exchanged(const struct followed *file)
{
	struct stat now;

	if (stat(file->path, &now) != 0)
		return false;
	return now.st_dev != file->stat.st_dev ||
	    now.st_ino != file->stat.st_ino || now.st_size < file->at;
}

/* The end of the old one is read first: it may have grown until now. */
static int
follow_file(struct session *session, struct followed *file,
    struct record *record, struct error *err)
{
	int grew = read_more(session, file, record, err), more;

	while (grew >= 0 && file->fd >= 0 && is_exchanged(file)) {
		more = read_more(session, file, record, err);
		take_rest(session, file, record);
		(void)close(file->fd);
		session->fold.workers[0].counts[FOLD_ROTATED]++;
		if (more < 0 || !open_file(file))
			return more < 0 ? -1 : 1;
		more = read_more(session, file, record, err);
		grew = more < 0 ? -1 : 1;
	}
	if (grew == 0 && file->fd < 0 && open_file(file))
		return follow_file(session, file, record, err);
	return grew;
}

/* ---- the run ----------------------------------------------------------------
 */

static void
follow_signals(void)
{
	struct sigaction action = {.sa_handler = catch_stop};

	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGINT, &action, NULL);
	(void)sigaction(SIGTERM, &action, NULL);
}

static int
follow_round(struct session *session, struct followed *files, size_t count,
    struct record *record, struct error *err)
{
	int grew = 0, got;
	size_t i;

	for (i = 0; i < count; i++) {
		got = follow_file(session, &files[i], record, err);
		if (got < 0)
			return -1;
		grew = grew || got > 0;
	}
	return grew;
}

static void
follow_loop(struct session *session, struct followed *files, size_t count)
{
	struct record record = {0};
	struct error err;
	bool first = true;
	int grew;

	while (stop == 0 && !session->filter.stop) {
		grew = follow_round(session, files, count, &record, &err);
		if (grew >= 0 && (grew > 0 || first) && !session->filter.stop &&
		    session_report(session, &err) != 0)
			grew = -1;
		if (grew < 0) {
			filter_fail(&session->filter, &err);
			break;
		}
		first = false;
		if (stop == 0 && !session->filter.stop)
			(void)poll(NULL, 0, FOLLOW_WAIT_MS);
	}
	record_release(&record);
}

void
follow_run(struct session *session, char *const *operands)
{
	struct followed *files;
	struct error err;
	size_t count = 0, i;

	while (operands[count] != NULL)
		count++;
	files = mem_zalloc(count + 1, sizeof(*files));
	session->fold.repeat = true;
	follow_signals();
	for (i = 0; i < count; i++) {
		files[i].path = operands[i];
		files[i].fd = -1;
		buf_init(&files[i].rest, BUF_NO_CAP);
		if (open_file(&files[i]))
			continue;
		/* The first time it has to be there. */
		error_set_errno(&err, EX_NOINPUT, "%s", operands[i]);
		filter_fail(&session->filter, &err);
		session->filter.stop = true;
	}
	follow_loop(session, files, count);
	for (i = 0; i < count; i++) {
		if (files[i].fd >= 0)
			(void)close(files[i].fd);
		buf_release(&files[i].rest);
	}
	free(files);
}
