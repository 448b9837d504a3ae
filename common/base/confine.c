/* SPDX-License-Identifier: ISC */
#ifdef __linux__
#define _GNU_SOURCE /* O_PATH, syscall */
#endif
#include "base/confine.h"

#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONFINE_NOT
#endif
#endif
#if !defined(__linux__) || !defined(WITH_SECCOMP) || \
    defined(__SANITIZE_ADDRESS__)
#define CONFINE_NOT
#endif

#ifdef CONFINE_NOT

int
confine(const char *folder)
{
	(void)folder;
	return 0;
}

#else

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
	CONFINE_RENAME = 2, /* the version that tells renames apart, */
	CONFINE_TRUNCATE = 3, /* and the one that tells truncation */
};

/* The headers of Linux 6.1 do not have it yet. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE                                                                 \
	(READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | \
	    LANDLOCK_ACCESS_FS_REFER | LANDLOCK_ACCESS_FS_REMOVE_FILE)
#define ALL                                                                   \
	(WRITE | LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_REMOVE_DIR | \
	    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_CHAR |      \
	    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |     \
	    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)

static const char *const readable[] = {"/usr/share/zoneinfo", "/etc/localtime",
    "/etc/ssl/openssl.cnf", "/usr/lib/ssl", "/usr/lib", "/lib"};

/* What is not there cannot be allowed, and need not be. */
static void
confine_allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = access};
	bool folder = true;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC | O_DIRECTORY);
	if (rule.parent_fd < 0) {
		folder = false;
		rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	}
	if (rule.parent_fd < 0)
		return;
	if (!folder)
		rule.allowed_access &= LANDLOCK_ACCESS_FS_READ_FILE;
	(void)syscall(
	    SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(rule.parent_fd);
}

static bool
confine_files(const char *folder)
{
	struct landlock_ruleset_attr all = {.handled_access_fs = ALL};
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	bool done;
	size_t i;
	int rules;

	if (version < CONFINE_RENAME)
		return false;
	if (version >= CONFINE_TRUNCATE)
		all.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
	rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof(all), 0);
	if (rules < 0)
		return false;
	for (i = 0; i < sizeof(readable) / sizeof(readable[0]); i++)
		confine_allow(rules, readable[i], READ);
	if (folder != NULL)
		confine_allow(rules, folder, WRITE);
	done = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	(void)close(rules);
	return done;
}

/* What answering requests in one process takes, and nothing else. */
static const int allowed[] = {
    /* its connections; none is opened */
    SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(getpeername),
    SCMP_SYS(getsockname), SCMP_SYS(getsockopt), SCMP_SYS(recv),
    SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(send), SCMP_SYS(sendfile),
    SCMP_SYS(sendmsg), SCMP_SYS(sendto), SCMP_SYS(setsockopt),
    SCMP_SYS(shutdown),
    /* waiting */
    SCMP_SYS(clock_nanosleep), SCMP_SYS(epoll_ctl), SCMP_SYS(epoll_pwait),
    SCMP_SYS(epoll_pwait2), SCMP_SYS(epoll_wait), SCMP_SYS(futex),
    SCMP_SYS(nanosleep), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(pselect6),
    SCMP_SYS(restart_syscall), SCMP_SYS(select),
    /* files, of which Landlock says which */
    SCMP_SYS(access), SCMP_SYS(close), SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2), SCMP_SYS(fcntl), SCMP_SYS(fdatasync), SCMP_SYS(flock),
    SCMP_SYS(fstat), SCMP_SYS(fsync), SCMP_SYS(getdents64), SCMP_SYS(lseek),
    SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(open), SCMP_SYS(openat),
    SCMP_SYS(pread64), SCMP_SYS(pwrite64), SCMP_SYS(read), SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(readv), SCMP_SYS(rename), SCMP_SYS(renameat),
    SCMP_SYS(renameat2), SCMP_SYS(stat), SCMP_SYS(statx),
    SCMP_SYS(sync_file_range), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
    SCMP_SYS(write), SCMP_SYS(writev),
    /* memory */
    SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(mmap), SCMP_SYS(mprotect),
    SCMP_SYS(mremap), SCMP_SYS(munmap),
    /* itself, time, chance, the end */
    SCMP_SYS(clock_getres), SCMP_SYS(clock_gettime), SCMP_SYS(exit),
    SCMP_SYS(exit_group), SCMP_SYS(getegid), SCMP_SYS(geteuid),
    SCMP_SYS(getgid), SCMP_SYS(getpid), SCMP_SYS(getrandom),
    SCMP_SYS(getrusage), SCMP_SYS(gettid), SCMP_SYS(gettimeofday),
    SCMP_SYS(getuid), SCMP_SYS(membarrier), SCMP_SYS(prlimit64), SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_yield),
    SCMP_SYS(set_robust_list), SCMP_SYS(sigaltstack), SCMP_SYS(sysinfo),
    SCMP_SYS(tgkill), SCMP_SYS(time), SCMP_SYS(uname)};

/* ENOSYS, so that a C library falls back on an older call that is allowed. */
static bool
confine_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	bool done = filter != NULL;
	size_t i;

	for (i = 0; done && i < sizeof(allowed) / sizeof(allowed[0]); i++)
		done = seccomp_rule_add(
			   filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
	/* A terminal is asked whether it is one, and told nothing. */
	done = done &&
	    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
		SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, TCGETS)) == 0 &&
	    seccomp_load(filter) == 0;
	seccomp_release(filter);
	return done;
}

int
confine(const char *folder)
{
	int done = 0;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0)
		return 0;
	if (confine_files(folder))
		done |= CONFINE_FILES;
	if (confine_calls())
		done |= CONFINE_CALLS;
	return done;
}

#endif
