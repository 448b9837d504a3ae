/* SPDX-License-Identifier: ISC */
#include "record/bulk.h"

#include "base/buf.h"
#include "base/mem.h"
#include "record/packed.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	BULK_CHUNK = 512 * 1024, /* bytes; it should stay in a core's cache */
	BULK_PAYS = 2 * 1024 * 1024, /* bytes of input from which threads do */
	BULK_TEXT_MAX = 64 * 1024 + 1, /* bytes of a refused line kept */
};

/* A refused line, in a chunk whose place is not known yet. */
struct fault {
	uint64_t line; /* of the chunk, from 1; 0: the fault has none */
	char *text;
	size_t len;
	bool cut;
	struct error err;
	struct fault *next;
};

/* What is told of a chunk when all before it have been told of. */
struct result {
	uint64_t number;
	const char *file;
	bool first; /* of its file: lines count from 1 again */
	uint64_t lines;
	struct fault *faults, **end;
	struct result *next;
};

struct chunk {
	struct buf text;
	bool too_long; /* all of it is the start of one line */
	bool last; /* of its file */
	struct result *result;
};

struct state {
	const struct bulk *bulk;
	pthread_mutex_t reading, telling;
	bool stop;

	/* of who reads */
	char *const *operands;
	struct packed *packed; /* NULL between files */
	int fd;
	const char *file;
	bool started, first;
	bool skipping; /* inside of a line that is too long */
	struct buf rest; /* the start of a line whose end was not read yet */
	uint64_t next_chunk;

	/* of who tells */
	struct result *waiting;
	uint64_t next_told, line;
};

struct worker {
	struct state *state;
	size_t number;
	pthread_t thread;
};

/* ---- faults ---------------------------------------------------------------
 */

static struct fault *
add_fault(struct result *result, uint64_t line, struct slice text)
{
	struct fault *fault = mem_zalloc(1, sizeof(*fault));

	if (text.n > BULK_TEXT_MAX)
		text.n = BULK_TEXT_MAX;
	fault->line = line;
	fault->len = text.n;
	if (text.p != NULL)
		fault->text = mem_strndup(text.p, text.n);
	if (fault->text != NULL && text.n > 0)
		memcpy(fault->text, text.p, text.n); /* NUL bytes too */
	*result->end = fault;
	result->end = &fault->next;
	return fault;
}

static void
tell_fault(struct state *state, struct result *result, struct fault *fault)
{
	struct bulk_fault told = {.file = result->file,
	    .line = state->line + fault->line,
	    .text = {fault->text, fault->len},
	    .cut = fault->cut,
	    .err = fault->err};

	if (fault->line > 0)
		error_prefix(&told.err, "%s:%" PRIu64, told.file, told.line);
	if (!state->stop && !state->bulk->refuse(state->bulk->context, &told))
		state->stop = true;
}

static void
tell(struct state *state, struct result *result)
{
	struct fault *fault, *next;

	if (result->first)
		state->line = 0;
	for (fault = result->faults; fault != NULL; fault = next) {
		next = fault->next;
		tell_fault(state, result, fault);
		free(fault->text);
		free(fault);
	}
	state->line += result->lines;
	free(result);
}

/* In the order of the chunks. */
static void
finish(struct state *state, struct result *result)
{
	struct result **at = &state->waiting;

	(void)pthread_mutex_lock(&state->telling);
	while (*at != NULL && (*at)->number < result->number)
		at = &(*at)->next;
	result->next = *at;
	*at = result;
	while (state->waiting != NULL &&
	    state->waiting->number == state->next_told) {
		result = state->waiting;
		state->waiting = result->next;
		state->next_told++;
		tell(state, result);
	}
	(void)pthread_mutex_unlock(&state->telling);
}

/* ---- reading, by one at a time --------------------------------------------
 */

/* 1; 0: there are no more; -1: it cannot be opened. */
static int
open_next(struct state *state, struct error *err)
{
	const char *path = "-";

	if (state->operands[0] != NULL)
		path = *state->operands++;
	else if (state->started)
		return 0;
	state->started = true;
	state->first = true;
	state->file = strcmp(path, "-") == 0 ? "stdin" : path;
	state->fd = STDIN_FILENO;
	if (strcmp(path, "-") != 0)
		state->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (state->fd < 0)
		return error_set_errno(err, EX_NOINPUT, "%s", path);
	state->packed = packed_open(state->fd);
	return 1;
}

static void
close_file(struct state *state)
{
	packed_close(state->packed);
	state->packed = NULL;
	if (state->fd > STDIN_FILENO)
		(void)close(state->fd);
	state->skipping = false;
	buf_reset(&state->rest);
}

/* 1: more was read; 0: the file's end; -1: it failed. */
static int
read_some(struct state *state, struct buf *text, struct error *err)
{
	char *at = buf_reserve(text, BULK_CHUNK);
	ssize_t got = packed_read(state->packed, state->file, at,
	    BULK_CHUNK - (text->len % BULK_CHUNK), err);

	if (got > 0)
		text->len += (size_t)got;
	return got > 0 ? 1 : (int)got;
}

/* Drops the rest of a line that was too long; false when there is more. */
static bool
skip_line(struct state *state, struct chunk *chunk)
{
	struct buf *text = &chunk->text;
	const char *newline;

	if (!state->skipping)
		return true;
	newline = text->len > 0 ? memchr(text->data, '\n', text->len) : NULL;
	if (newline == NULL) {
		buf_reset(text);
		return false;
	}
	buf_splice(
	    text, 0, (size_t)(newline + 1 - text->data), (struct slice){"", 0});
	state->skipping = false;
	chunk->result->lines = 1;
	return true;
}

/* Leaves whole lines; what is behind them is the next chunk's. */
static void
cut_lines(struct state *state, struct chunk *chunk)
{
	size_t whole = chunk->text.len;

	while (whole > 0 && chunk->text.data[whole - 1] != '\n')
		whole--;
	if (chunk->last)
		return;
	if (whole == 0) {
		chunk->too_long = chunk->text.len > RECORD_LINE_MAX;
		state->skipping = chunk->too_long;
		return;
	}
	buf_add(
	    &state->rest, chunk->text.data + whole, chunk->text.len - whole);
	chunk->text.len = whole;
}

/* Until there are a chunk's bytes and the end of a line. */
static void
read_lines(struct state *state, struct chunk *chunk)
{
	struct buf *text = &chunk->text;
	struct error err;
	int got;

	do {
		got = read_some(state, text, &err);
		chunk->last = got <= 0;
		if (got < 0) {
			add_fault(chunk->result, 0, (struct slice){NULL, 0})
			    ->err = err;
			state->stop = state->stop || err.code == EX_IOERR;
		}
	} while (!chunk->last &&
	    (!skip_line(state, chunk) || text->len < BULK_CHUNK ||
		(text->len <= RECORD_LINE_MAX &&
		    memchr(text->data, '\n', text->len) == NULL)));
	(void)skip_line(state, chunk);
	cut_lines(state, chunk);
	if (chunk->last)
		close_file(state);
}

/* False at the end. */
static bool
next_chunk(struct state *state, struct chunk *chunk)
{
	struct result *result;
	struct error err;
	int got = 1;

	(void)pthread_mutex_lock(&state->reading);
	if (!state->stop && state->packed == NULL)
		got = open_next(state, &err);
	if (state->stop || got == 0) {
		(void)pthread_mutex_unlock(&state->reading);
		return false;
	}
	chunk->result = result = mem_zalloc(1, sizeof(*result));
	*result = (struct result){.number = state->next_chunk++,
	    .file = state->file,
	    .first = state->first,
	    .end = &result->faults};
	state->first = false;
	chunk->too_long = chunk->last = false;
	buf_reset(&chunk->text);
	if (got < 0) {
		add_fault(result, 0, (struct slice){NULL, 0})->err = err;
	} else {
		buf_addslice(&chunk->text, buf_slice(&state->rest));
		buf_reset(&state->rest);
		read_lines(state, chunk);
	}
	(void)pthread_mutex_unlock(&state->reading);
	return true;
}

/* ---- working --------------------------------------------------------------
 */

static bool
is_blank(struct slice line)
{
	size_t i;

	for (i = 0; i < line.n; i++)
		if (line.p[i] != ' ' && line.p[i] != '\t' && line.p[i] != '\r')
			return false;
	return true;
}

/* What a worker has at hand. */
struct sight {
	struct record record;
	struct slice like; /* the line that lies in its index; else not there */
};

static void
refuse_line(struct chunk *chunk, struct slice line, const struct error *err)
{
	struct fault *fault = add_fault(
	    chunk->result, chunk->result->lines, line);

	fault->err = *err;
	fault->cut = chunk->last &&
	    line.p + line.n == chunk->text.data + chunk->text.len;
}

/* The line at the beginning of the text, if it is good, and alike to the one
 * before; else none. */
static struct slice
alike_line(struct sight *sight, struct slice text)
{
	size_t n = text.n < RECORD_LINE_MAX ? text.n : RECORD_LINE_MAX;

	if (sight->like.p == NULL)
		return (struct slice){NULL, 0};
	n = scan_object_alike(
	    (struct slice){text.p, n}, sight->like, &sight->record.index);
	while (n > 0 && n < text.n && text.p[n] != '\n')
		n = text.p[n] == ' ' || text.p[n] == '\t' || text.p[n] == '\r'
		    ? n + 1
		    : 0;
	if (n == 0 || n > RECORD_LINE_MAX) {
		sight->like = (struct slice){NULL, 0};
		return sight->like;
	}
	sight->like = (struct slice){text.p, n};
	arena_reset(&sight->record.arena);
	sight->record.edit_count = 0;
	sight->record.text = sight->like;
	return sight->like;
}

/* A line that is not alike; -1 when it is none, or blank without an error. */
static int
any_line(struct sight *sight, struct chunk *chunk, struct slice line)
{
	struct error err;

	if (line.n > RECORD_LINE_MAX)
		error_set(
		    &err, EX_DATAERR, "longer than %d bytes", RECORD_LINE_MAX);
	else if (is_blank(line))
		return -1;
	else if (record_fill(&sight->record, line, &err) == 0) {
		sight->like = line;
		return 0;
	}
	refuse_line(chunk, line, &err);
	return -1;
}

static struct slice
cut_line(const struct chunk *chunk, struct slice text)
{
	const char *newline = chunk->too_long ? NULL
					      : memchr(text.p, '\n', text.n);

	if (newline != NULL)
		text.n = (size_t)(newline - text.p);
	return text;
}

static void
work_chunk(
    const struct worker *worker, struct chunk *chunk, struct sight *sight)
{
	const struct bulk *bulk = worker->state->bulk;
	struct slice text = buf_slice(&chunk->text), line;
	struct error err;
	bool alike;

	sight->record.file = chunk->result->file;
	sight->like = (struct slice){NULL, 0};
	while (text.n > 0) {
		line = alike_line(sight, text);
		alike = line.p != NULL;
		if (!alike)
			line = cut_line(chunk, text);
		sight->record.line = ++chunk->result->lines;
		if ((alike || any_line(sight, chunk, line) == 0) &&
		    bulk->take(bulk->context, worker->number, &sight->record,
			alike, &err) != 0)
			refuse_line(chunk, line, &err);
		text.p += line.n;
		text.n -= line.n;
		if (text.n > 0) { /* the newline */
			text.p++;
			text.n--;
		}
	}
	/* Its end counts it. */
	if (chunk->too_long)
		chunk->result->lines--;
}

static void *
work(void *context)
{
	struct worker *worker = context;
	struct sight sight = {.like = {NULL, 0}};
	struct chunk chunk = {.result = NULL};

	buf_init(&chunk.text, BUF_NO_CAP);
	while (next_chunk(worker->state, &chunk)) {
		work_chunk(worker, &chunk, &sight);
		finish(worker->state, chunk.result);
	}
	buf_release(&chunk.text);
	record_release(&sight.record);
	return NULL;
}

void
bulk_run(const struct bulk *bulk, size_t workers)
{
	struct state state = {.bulk = bulk, .operands = bulk->operands};
	struct worker all[BULK_WORKERS_MAX] = {{.state = NULL}};
	size_t i, started = 0;

	buf_init(&state.rest, BUF_NO_CAP);
	(void)pthread_mutex_init(&state.reading, NULL);
	(void)pthread_mutex_init(&state.telling, NULL);
	for (i = 0; i < workers && i < BULK_WORKERS_MAX; i++)
		all[i] = (struct worker){.state = &state, .number = i};
	/* The first one is this thread. */
	for (i = 1; i < workers && i < BULK_WORKERS_MAX; i++)
		if (pthread_create(&all[i].thread, NULL, work, &all[i]) == 0)
			started = i;
		else
			break;
	(void)work(&all[0]);
	for (i = 1; i <= started; i++)
		(void)pthread_join(all[i].thread, NULL);
	if (state.packed != NULL)
		close_file(&state);
	buf_release(&state.rest);
	(void)pthread_mutex_destroy(&state.telling);
	(void)pthread_mutex_destroy(&state.reading);
}

/* A pipe may bring anything. */
size_t
bulk_workers(char *const *operands)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	bool pays = operands[0] == NULL;
	struct stat about;
	off_t size = 0;

	for (; *operands != NULL; operands++) {
		if (stat(*operands, &about) != 0)
			continue;
		pays = pays || !S_ISREG(about.st_mode);
		size += about.st_size;
	}
	if (cores < 2 || (!pays && size < BULK_PAYS))
		return 1;
	return cores < BULK_WORKERS_MAX ? (size_t)cores : BULK_WORKERS_MAX;
}
