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
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The second version lets files be renamed into another folder. */
enum { CONFINE_LANDLOCK = 2 };

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
	const struct landlock_ruleset_attr all = {.handled_access_fs = ALL};
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	bool done;
	size_t i;
	int rules;

	if (version < CONFINE_LANDLOCK)
		return false;
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

/* None of these is needed by who answers requests in one process. */
static const int refused[] = {SCMP_SYS(execve), SCMP_SYS(execveat),
    SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(clone), SCMP_SYS(clone3),
    SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind),
    SCMP_SYS(listen), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev), SCMP_SYS(pidfd_getfd), SCMP_SYS(kcmp),
    SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(chroot), SCMP_SYS(pivot_root),
    SCMP_SYS(unshare), SCMP_SYS(setns), SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(keyctl),
    SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(io_uring_setup),
    SCMP_SYS(open_by_handle_at), SCMP_SYS(init_module), SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load), SCMP_SYS(reboot)};

static bool
confine_calls(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	bool done = filter != NULL;
	size_t i;

	for (i = 0; done && i < sizeof(refused) / sizeof(refused[0]); i++)
		done = seccomp_rule_add(
			   filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0) == 0;
	done = done && seccomp_load(filter) == 0;
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
