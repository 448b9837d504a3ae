/* SPDX-License-Identifier: ISC */
/* What a confined process cannot do, each tried in a child of its own. */
#include "base/confine.h"

#include "tests/unit/test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *folder, *outside;
static char in_tmp[64], in_new[64]; /* a file below the folder */

/* Each returns errno, 0 when it could. */
static int
try_exec(void)
{
	(void)execl("/bin/true", "true", (char *)NULL);
	return errno;
}

static int
try_fork(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return pid < 0 ? errno : 0;
}

static int
try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0;
}

static int
try_open(const char *path, int flags)
{
	return open(path, flags, 0600) < 0 ? errno : 0;
}

static int
try_kill(void)
{
	return kill(getppid(), 0) != 0 ? errno : 0;
}

static int
try_type(void)
{
	return ioctl(STDIN_FILENO, TIOCSTI, "x") != 0 ? errno : 0;
}

static int
try_chmod(void)
{
	return chmod(outside, 0640) != 0 ? errno : 0;
}

/* Refused by the one or by the other. */
static int
try_truncate(void)
{
	return truncate(outside, 0) == 0 ? -1 : 0;
}

static int
try_passwd(void)
{
	return try_open("/etc/passwd", O_RDONLY);
}

static int
try_tmp(void)
{
	return try_open("/tmp/smspipe-confine", O_WRONLY | O_CREAT);
}

static int
try_zone(void)
{
	return try_open("/usr/share/zoneinfo/America/New_York", O_RDONLY);
}

static int
try_spool(void)
{
	int tmp = open(in_tmp, O_WRONLY | O_CREAT | O_EXCL, 0600);

	return tmp < 0 || rename(in_tmp, in_new) != 0 || unlink(in_new) != 0
	    ? errno
	    : 0;
}

/* What it comes to in a confined child; *done is what is in force there. */
static int
confined(int (*try)(void), int *done)
{
	int ends[2], answer[2] = {0, -1};
	pid_t pid;

	if (pipe(ends) != 0)
		return -1;
	pid = fork();
	if (pid == 0) {
		answer[0] = confine(folder);
		answer[1] = try();
		_exit(write(ends[1], answer, sizeof(answer)) < 0);
	}
	(void)close(ends[1]);
	if (read(ends[0], answer, sizeof(answer)) != sizeof(answer))
		answer[1] = -1;
	(void)close(ends[0]);
	(void)waitpid(pid, NULL, 0);
	*done = answer[0];
	return answer[1];
}

int
main(void)
{
	static const struct {
		const char *what;
		int (*try)(void);
		int needs, result;
	} rows[] = {
	    {"it starts no program", try_exec, CONFINE_CALLS, ENOSYS},
	    {"it makes no process", try_fork, CONFINE_CALLS, ENOSYS},
	    {"it opens no connection", try_socket, CONFINE_CALLS, ENOSYS},
	    {"it signals nobody", try_kill, CONFINE_CALLS, ENOSYS},
	    {"it types nothing into a terminal", try_type, CONFINE_CALLS,
		ENOSYS},
	    {"it changes no modes", try_chmod, CONFINE_CALLS, ENOSYS},
	    {"it empties no file elsewhere", try_truncate, CONFINE_FILES, 0},
	    {"it reads nobody's files", try_passwd, CONFINE_FILES, EACCES},
	    {"it writes nowhere else", try_tmp, CONFINE_FILES, EACCES},
	    {"it reads time zones", try_zone, 0, 0},
	    {"it writes its folder and renames there", try_spool, 0, 0},
	};
	char base[] = "/tmp/smspipe-confine-XXXXXX", path[64];
	char other[] = "/tmp/smspipe-outside-XXXXXX";
	size_t i;
	int done, got;

	folder = mkdtemp(base);
	outside = other;
	(void)snprintf(in_tmp, sizeof(in_tmp), "%s/tmp/a", base);
	(void)snprintf(in_new, sizeof(in_new), "%s/new/a", base);
	(void)close(mkstemp(other));
	for (i = 0; i < 2; i++) {
		(void)snprintf(
		    path, sizeof(path), "%s/%s", base, i == 0 ? "tmp" : "new");
		(void)mkdir(path, 0700);
	}
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		TEST(rows[i].what)
		{
			got = confined(rows[i].try, &done);
			/* Not under a sanitizer, nor where Linux has none. */
			CHECK(got == rows[i].result ||
			    (done & rows[i].needs) != rows[i].needs);
		}
	TEST("seccomp is there, where it is built in")
	{
		(void)confined(try_zone, &done);
#if defined(WITH_SECCOMP) && !defined(__SANITIZE_ADDRESS__)
		CHECK((done & CONFINE_CALLS) != 0);
#else
		CHECK_INT(done, 0);
#endif
	}
	for (i = 0; i < 2; i++) {
		(void)snprintf(
		    path, sizeof(path), "%s/%s", base, i == 0 ? "tmp" : "new");
		(void)rmdir(path);
	}
	(void)rmdir(base);
	(void)unlink(other);
	return test_done();
}
