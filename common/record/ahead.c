/* SPDX-License-Identifier: ISC */
#include "record/ahead.h"

#include "base/mem.h"
#include "record/record.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	AHEAD_READ = 256 * 1024, /* bytes of a batch, a line more or less */
	AHEAD_FILE_MIN = 2 * 1024 * 1024, /* smaller files are read at once */
	AHEAD_BATCHES = 4, /* filled while one is read */
};

struct ahead {
	int fd;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	/* Under the lock: how many batches were filled, how many of them were
	 * given back; the next of each is that number modulo AHEAD_BATCHES.
	 */
	size_t filled, emptied;
	bool stop;
	/* The reader's. */
	bool reading; /* it holds a batch */
	/* The thread's. */
	struct ahead_batch batches[AHEAD_BATCHES]; /* but the reader's one */
	struct buf rest; /* the start of a line that goes on */
	struct scan_index index;
};

/* ---- filling a batch ----------------------------------------------------- */

static void
add_line(
    struct ahead_batch *batch, size_t start, const struct scan_index *index)
{
	if (batch->line_count == batch->line_room) {
		batch->line_room = 2 * batch->line_room + 256;
		batch->lines = mem_realloc(
		    batch->lines, batch->line_room, sizeof(*batch->lines));
	}
	if (batch->member_room - batch->member_count < index->count) {
		batch->member_room = 2 * batch->member_room + index->count;
		batch->members = mem_realloc(batch->members, batch->member_room,
		    sizeof(*batch->members));
	}
	batch->lines[batch->line_count++] = (struct ahead_line){.start = start,
	    .member = batch->member_count,
	    .count = index->count};
	if (index->count > 0)
		memcpy(batch->members + batch->member_count, index->members,
		    index->count * sizeof(*batch->members));
	batch->member_count += index->count;
}

static void
scan_lines(struct ahead *ahead, struct ahead_batch *batch)
{
	const char *text = batch->text.data, *newline;
	size_t at = 0, end = batch->text.len;
	struct scan_fault fault;
	struct slice line;

	for (; at < end; at += line.n + 1) {
		newline = memchr(text + at, '\n', end - at);
		line.p = text + at;
		line.n = newline != NULL ? (size_t)(newline - line.p)
					 : end - at;
		if (line.n <= RECORD_LINE_MAX &&
		    scan_object(line, &ahead->index, &fault) == SCAN_GOOD)
			add_line(batch, at, &ahead->index);
	}
}

/* Moves what is behind the last newline to where the next batch begins. */
static void
keep_rest(struct ahead *ahead, struct ahead_batch *batch)
{
	size_t whole = batch->text.len;

	while (whole > 0 && batch->text.data[whole - 1] != '\n')
		whole--;
	if (whole == 0 || batch->ended)
		return; /* a line that is too long, or the last one */
	buf_add(
	    &ahead->rest, batch->text.data + whole, batch->text.len - whole);
	batch->text.len = whole;
}

static void
read_more(const struct ahead *ahead, struct ahead_batch *batch)
{
	char *at = buf_reserve(&batch->text, AHEAD_READ);
	ssize_t got;

	do
		got = read(ahead->fd, at, AHEAD_READ);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		batch->failed = errno;
	else
		batch->text.len += (size_t)got;
	batch->ended = got <= 0;
}

static void
fill(struct ahead *ahead, struct ahead_batch *batch)
{
	batch->line_count = batch->member_count = 0;
	buf_reset(&batch->text);
	buf_addslice(&batch->text, buf_slice(&ahead->rest));
	buf_reset(&ahead->rest);
	do
		read_more(ahead, batch);
	while (!batch->ended && batch->text.len <= RECORD_LINE_MAX &&
	    memchr(batch->text.data, '\n', batch->text.len) == NULL);
	keep_rest(ahead, batch);
	scan_lines(ahead, batch);
}

/* ---- the thread -----------------------------------------------------------
 */

static void *
run(void *context)
{
	struct ahead *ahead = context;
	struct ahead_batch *batch;
	bool more = true;

	while (more) {
		(void)pthread_mutex_lock(&ahead->lock);
		while (!ahead->stop &&
		    ahead->filled - ahead->emptied == AHEAD_BATCHES)
			(void)pthread_cond_wait(&ahead->changed, &ahead->lock);
		more = !ahead->stop;
		(void)pthread_mutex_unlock(&ahead->lock);
		if (!more)
			break;
		batch = &ahead->batches[ahead->filled % AHEAD_BATCHES];
		fill(ahead, batch);
		more = !batch->ended;
		(void)pthread_mutex_lock(&ahead->lock);
		ahead->filled++;
		(void)pthread_cond_signal(&ahead->changed);
		(void)pthread_mutex_unlock(&ahead->lock);
	}
	return NULL;
}

/* Signals are for the thread that does the work. */
static int
start(struct ahead *ahead)
{
	sigset_t all, before;
	int failed;

	(void)sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0)
		return -1;
	failed = pthread_create(&ahead->thread, NULL, run, ahead);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return failed != 0 ? -1 : 0;
}

static void
release(struct ahead *ahead)
{
	size_t i;

	for (i = 0; i < AHEAD_BATCHES; i++) {
		buf_release(&ahead->batches[i].text);
		free(ahead->batches[i].lines);
		free(ahead->batches[i].members);
	}
	buf_release(&ahead->rest);
	scan_index_release(&ahead->index);
	(void)pthread_cond_destroy(&ahead->changed);
	(void)pthread_mutex_destroy(&ahead->lock);
	free(ahead);
}

struct ahead *
ahead_open(int fd)
{
	struct ahead *ahead;
	struct stat about;
	size_t i;

	if (sysconf(_SC_NPROCESSORS_ONLN) < 2 || fstat(fd, &about) != 0 ||
	    !S_ISREG(about.st_mode) || about.st_size < AHEAD_FILE_MIN)
		return NULL;
	ahead = mem_zalloc(1, sizeof(*ahead));
	ahead->fd = fd;
	for (i = 0; i < AHEAD_BATCHES; i++)
		buf_init(&ahead->batches[i].text, BUF_NO_CAP);
	buf_init(&ahead->rest, BUF_NO_CAP);
	(void)pthread_mutex_init(&ahead->lock, NULL);
	(void)pthread_cond_init(&ahead->changed, NULL);
	if (start(ahead) == 0)
		return ahead;
	release(ahead);
	return NULL;
}

struct ahead_batch *
ahead_next(struct ahead *ahead)
{
	struct ahead_batch *batch;

	(void)pthread_mutex_lock(&ahead->lock);
	if (ahead->reading)
		ahead->emptied++;
	ahead->reading = true;
	(void)pthread_cond_signal(&ahead->changed);
	while (ahead->filled == ahead->emptied)
		(void)pthread_cond_wait(&ahead->changed, &ahead->lock);
	batch = &ahead->batches[ahead->emptied % AHEAD_BATCHES];
	(void)pthread_mutex_unlock(&ahead->lock);
	return batch;
}

void
ahead_close(struct ahead *ahead)
{
	if (ahead == NULL)
		return;
	(void)pthread_mutex_lock(&ahead->lock);
	ahead->stop = true;
	(void)pthread_cond_signal(&ahead->changed);
	(void)pthread_mutex_unlock(&ahead->lock);
	(void)pthread_join(ahead->thread, NULL);
	release(ahead);
}
