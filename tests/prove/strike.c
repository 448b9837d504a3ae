/* SPDX-License-Identifier: ISC */
/*
 * strike SIGNAL FIRST COUNT LEAST MOST -- program [argument...]: runs the
 * program COUNT times and strikes each run at a moment of its own.
 *
 * SIGNAL is KILL or TERM, sent LEAST to MOST microseconds after the start; or
 * PIPE: the reader of its output leaves after LEAST to MOST bytes.  Runs are
 * numbered from FIRST, which is also where the generator starts; %n in an
 * argument is the number.  What run N wrote is in the file out.N, and for each
 * run a line says: N, exit code (128 and more: the signal), was it struck, the
 * most memory (KB) that any run so far had.
 */
#include "base/num.h"
#include "base/slice.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	STRIKE_ARGUMENTS = 32,
	STRIKE_TEXT = 256, /* bytes of an argument */
	STRIKE_US = 1000 * 1000, /* microseconds of a second */
	STRIKE_NS = 1000, /* nanoseconds of a microsecond */
	STRIKE_SIGNALLED = 128, /* a shell's code of a signal is above */
};

struct strike {
	int signal;
	int64_t first, count, least, most;
	char **program;
	uint64_t state;
};

static void
die(const char *what)
{
	perror(what);
	exit(71);
}

/* xorshift64*: it needs to be the same each time, not good. */
static int64_t
strike_draw(struct strike *strike)
{
	strike->state ^= strike->state >> 12;
	strike->state ^= strike->state << 25;
	strike->state ^= strike->state >> 27;
	return strike->least +
	    (int64_t)((strike->state * 0x2545f4914f6cdd1du >> 32) %
		(uint64_t)(strike->most - strike->least + 1));
}

static void
strike_exec(const struct strike *strike, int64_t number, int out)
{
	static char texts[STRIKE_ARGUMENTS][STRIKE_TEXT];
	char *arguments[STRIKE_ARGUMENTS + 1];
	sigset_t none;
	int i;

	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	for (i = 0; strike->program[i] != NULL && i < STRIKE_ARGUMENTS; i++) {
		const char *text = strike->program[i];
		const char *mark = strstr(text, "%n");

		if (mark == NULL)
			(void)snprintf(texts[i], STRIKE_TEXT, "%s", text);
		else
			(void)snprintf(texts[i], STRIKE_TEXT,
			    "%.*s%" PRId64 "%s", (int)(mark - text), text,
			    number, mark + 2);
		arguments[i] = texts[i];
	}
	arguments[i] = NULL;
	if (dup2(out, STDOUT_FILENO) < 0)
		die("dup2");
	(void)execvp(arguments[0], arguments);
	die(arguments[0]);
}

static int64_t
strike_clock(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * STRIKE_US + now.tv_nsec / STRIKE_NS;
}

/* Waits for the child, at most so long; true when it has ended.  The signal
 * may be that of the child before. */
static bool
strike_wait(pid_t child, int64_t us, int *status)
{
	int64_t end = strike_clock() + us, left = us;
	struct timespec limit;
	sigset_t ended;

	(void)sigemptyset(&ended);
	(void)sigaddset(&ended, SIGCHLD);
	do {
		limit.tv_sec = left / STRIKE_US;
		limit.tv_nsec = left % STRIKE_US * STRIKE_NS;
		(void)sigtimedwait(&ended, NULL, &limit);
		if (waitpid(child, status, WNOHANG) == child)
			return true;
		left = end - strike_clock();
	} while (left > 0);
	return false;
}

/* Copies up to `left` bytes and lets go; true when there would be more. */
static bool
strike_read(int from, int to, int64_t left)
{
	char block[4096];
	ssize_t n = 1;

	while (left > 0 && n > 0) {
		n = read(from, block,
		    left < (int64_t)sizeof(block) ? (size_t)left
						  : sizeof(block));
		if (n > 0 && write(to, block, (size_t)n) != n)
			die("write");
		left -= n;
	}
	(void)close(from);
	return n > 0;
}

static void
strike_one(struct strike *strike, int64_t number)
{
	int64_t when = strike_draw(strike);
	int ends[2] = {-1, -1}, status = 0, out;
	bool struck, pipes = strike->signal == SIGPIPE;
	char path[STRIKE_TEXT];
	struct rusage usage;
	pid_t child;

	(void)snprintf(path, sizeof(path), "out.%" PRId64, number);
	out = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (out < 0 || (pipes && pipe(ends) != 0))
		die(path);
	child = fork();
	if (child < 0)
		die("fork");
	if (child == 0) {
		(void)close(ends[0]);
		strike_exec(strike, number, pipes ? ends[1] : out);
	}
	if (pipes) {
		(void)close(ends[1]);
		struck = strike_read(ends[0], out, when);
		(void)waitpid(child, &status, 0);
	} else {
		struck = !strike_wait(child, when, &status);
		if (struck && kill(child, strike->signal) == 0)
			(void)waitpid(child, &status, 0);
	}
	(void)close(out);
	(void)getrusage(RUSAGE_CHILDREN, &usage);
	(void)printf("%" PRId64 " %d %d %ld\n", number,
	    WIFSIGNALED(status) ? STRIKE_SIGNALLED + WTERMSIG(status)
				: WEXITSTATUS(status),
	    struck, usage.ru_maxrss);
}

static int
strike_signal(const char *name)
{
	if (strcmp(name, "KILL") == 0)
		return SIGKILL;
	if (strcmp(name, "TERM") == 0)
		return SIGTERM;
	return strcmp(name, "PIPE") == 0 ? SIGPIPE : 0;
}

int
main(int argc, char **argv)
{
	struct strike strike = {0};
	sigset_t ended;
	int64_t i;

	if (argc < 8 || strcmp(argv[6], "--") != 0 ||
	    (strike.signal = strike_signal(argv[1])) == 0 ||
	    num_parse(slice_of(argv[2]), 1, INT32_MAX, &strike.first) != 0 ||
	    num_parse(slice_of(argv[3]), 0, INT32_MAX, &strike.count) != 0 ||
	    num_parse(slice_of(argv[4]), 0, INT32_MAX, &strike.least) != 0 ||
	    num_parse(slice_of(argv[5]), strike.least, INT32_MAX,
		&strike.most) != 0) {
		(void)fputs("usage: strike KILL|TERM|PIPE first count least "
			    "most -- program [argument ...]\n",
		    stderr);
		return 64;
	}
	strike.program = argv + 7;
	strike.state = (uint64_t)strike.first * 0x9e3779b97f4a7c15u;
	(void)sigemptyset(&ended);
	(void)sigaddset(&ended, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &ended, NULL);
	for (i = 0; i < strike.count; i++)
		strike_one(&strike, strike.first + i);
	return fflush(stdout) != 0;
}
